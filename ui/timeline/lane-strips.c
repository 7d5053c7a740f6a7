/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How busy each event loop of a run is.
 * Threads: the main one.
 */
#include "ui/timeline/lane-strips.h"

struct _HeddleLaneStrips {
  HeddleTrace *trace;
  GPtrArray *strips; /* HeddleStrip: for each thread its tasks, and when it had no core; NULL until asked for */
};

HeddleLaneStrips *
heddle_lane_strips_new (HeddleTrace *trace)
{
  HeddleLaneStrips *self = g_new (HeddleLaneStrips, 1);

  self->trace = g_object_ref (trace);
  self->strips = g_ptr_array_new ();
  return self;
}

void
heddle_lane_strips_free (HeddleLaneStrips *self)
{
  for (guint i = 0; i < self->strips->len; i++)
    g_clear_pointer (&self->strips->pdata[i], heddle_strip_free);
  g_ptr_array_unref (self->strips);
  g_object_unref (self->trace);
  g_free (self);
}

/**
 * heddle_lane_strips_get:
 * @thread: index of an event loop's thread
 * @is_no_core: whether to get when it was ready without a core; else its tasks
 *
 * Returns: (transfer none): its strip, up to date
 */
HeddleStrip *
heddle_lane_strips_get (HeddleLaneStrips *self, guint thread, gboolean is_no_core)
{
  guint index = 2 * thread + (is_no_core ? 1 : 0);
  HeddleStrip *strip;

  if (index >= self->strips->len)
    g_ptr_array_set_size (self->strips, (int) index + 1);
  strip = self->strips->pdata[index];
  if (strip == NULL)
    strip = self->strips->pdata[index] = is_no_core
                                           ? heddle_strip_new (self->trace, HEDDLE_LANE_CORE, thread,
                                                               HEDDLE_KIND_NO_CORE)
                                           : heddle_strip_new (self->trace, HEDDLE_LANE_LOOP, thread, HEDDLE_KIND_NONE);
  heddle_strip_update (strip);
  return strip;
}
