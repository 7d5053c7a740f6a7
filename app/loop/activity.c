/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What keeps a run alive.
 * Threads: any.
 */
#include "loop/activity.h"

struct _HeddleActivity {
  gint count;
  gint failed;
  GFunc ended;
  gpointer user_data;
};

/**
 * heddle_activity_new:
 * @ended: called with (%NULL, @user_data) each time that the count falls to zero, on the thread that let go last
 * @user_data: for @ended
 *
 * Returns: (transfer full): a count of zero
 */
HeddleActivity *
heddle_activity_new (GFunc ended, gpointer user_data)
{
  HeddleActivity *self = g_new0 (HeddleActivity, 1);

  self->ended = ended;
  self->user_data = user_data;
  return self;
}

void
heddle_activity_free (HeddleActivity *self)
{
  g_free (self);
}

void
heddle_activity_hold (HeddleActivity *self)
{
  g_atomic_int_inc (&self->count);
}

void
heddle_activity_release (HeddleActivity *self)
{
  if (g_atomic_int_dec_and_test (&self->count))
    self->ended (NULL, self->user_data);
}

gint
heddle_activity_get_count (HeddleActivity *self)
{
  return g_atomic_int_get (&self->count);
}

void
heddle_activity_set_failed (HeddleActivity *self)
{
  g_atomic_int_set (&self->failed, 1);
}

gboolean
heddle_activity_get_failed (HeddleActivity *self)
{
  return g_atomic_int_get (&self->failed) != 0;
}
