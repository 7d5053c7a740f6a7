/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stretches of time that were shown.
 * Threads: the main one.
 */
#include "ui/timeline/view-history.h"

#define MAX_VIEWS 200
/* Steps of one kind that follow each other sooner are one. */
#define SAME_MOVE_US 900000

typedef struct {
  gint64 start_ns;
  gint64 end_ns;
} View;

struct _HeddleViewHistory {
  GArray *back;    /* View */
  GArray *forward; /* View */
  guint way;
  gint64 left_us;
};

HeddleViewHistory *
heddle_view_history_new (void)
{
  HeddleViewHistory *self = g_new0 (HeddleViewHistory, 1);

  self->back = g_array_new (FALSE, FALSE, sizeof (View));
  self->forward = g_array_new (FALSE, FALSE, sizeof (View));
  return self;
}

void
heddle_view_history_free (HeddleViewHistory *self)
{
  g_array_unref (self->back);
  g_array_unref (self->forward);
  g_free (self);
}

/**
 * heddle_view_history_leave:
 * @start_ns: what is shown until now
 * @end_ns: likewise
 * @way: in which way it is left; steps of the same way in quick succession are one; 0 is always one of its own
 * @now_us: by any clock that does not go back
 *
 * Another stretch is about to be shown.
 */
void
heddle_view_history_leave (HeddleViewHistory *self, gint64 start_ns, gint64 end_ns, guint way, gint64 now_us)
{
  gboolean same_move = way != 0 && way == self->way && now_us - self->left_us < SAME_MOVE_US;
  View view = { start_ns, end_ns };

  self->way = way;
  self->left_us = now_us;
  g_array_set_size (self->forward, 0);
  if (same_move)
    return;
  if (self->back->len == MAX_VIEWS)
    g_array_remove_index (self->back, 0);
  g_array_append_val (self->back, view);
}

/* Goes to the last one of a list, and keeps where it was in the other one. */
static gboolean
go (GArray *from, GArray *to, gint64 *start_ns, gint64 *end_ns)
{
  View left = { *start_ns, *end_ns }, view;

  if (from->len == 0)
    return FALSE;
  view = g_array_index (from, View, from->len - 1);
  g_array_set_size (from, from->len - 1);
  g_array_append_val (to, left);
  *start_ns = view.start_ns;
  *end_ns = view.end_ns;
  return TRUE;
}

/**
 * heddle_view_history_back:
 * @start_ns: (inout): what is shown, then what was shown before
 * @end_ns: (inout): likewise
 *
 * Returns: whether there was anything before
 */
gboolean
heddle_view_history_back (HeddleViewHistory *self, gint64 *start_ns, gint64 *end_ns)
{
  self->way = 0;
  return go (self->back, self->forward, start_ns, end_ns);
}

gboolean
heddle_view_history_forward (HeddleViewHistory *self, gint64 *start_ns, gint64 *end_ns)
{
  self->way = 0;
  return go (self->forward, self->back, start_ns, end_ns);
}
