/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lane a span stands on, and in which of its rows.
 * Threads: one. A row is free again once its last span has ended; a new span takes the first free row, so that spans
 * that overlap stand below one another and a nested one stands below its parent.
 */
#include "trace/lane.h"

struct _HeddleLaneWriter {
  HeddleLane lane;
  GArray *row_ends;  /* gint64 for each row; HEDDLE_TIME_OPEN while its last span is open */
  guint first_free;  /* no row before this one is free */
};

#define ROWS_MAX G_MAXUINT16

/**
 * heddle_lane_type_for_kind:
 *
 * Returns: the type of lane that spans of @kind stand on
 */
HeddleLaneType
heddle_lane_type_for_kind (HeddleKind kind)
{
  switch (kind) {
  case HEDDLE_KIND_REQUEST:
    return HEDDLE_LANE_REQUESTS;
  case HEDDLE_KIND_TIMER:
    return HEDDLE_LANE_TIMERS;
  case HEDDLE_KIND_MESSAGE:
    return HEDDLE_LANE_MESSAGES;
  case HEDDLE_KIND_FILE:
    return HEDDLE_LANE_FILES;
  case HEDDLE_KIND_WORKER:
    return HEDDLE_LANE_WORKERS;
  case HEDDLE_KIND_INPUT:
    return HEDDLE_LANE_INPUT;
  case HEDDLE_KIND_ASYNC:
  case HEDDLE_KIND_ASYNC_RUN:
  case HEDDLE_KIND_AWAIT:
    return HEDDLE_LANE_ASYNC;
  case HEDDLE_KIND_ON_CORE:
  case HEDDLE_KIND_NO_CORE:
    return HEDDLE_LANE_CORE;
  default:
    return HEDDLE_LANE_LOOP;
  }
}

/**
 * heddle_lane_type_nests:
 *
 * Returns: whether spans on such a lane lie inside one another, as calls do
 */
gboolean
heddle_lane_type_nests (HeddleLaneType type)
{
  return type == HEDDLE_LANE_LOOP;
}

/**
 * heddle_lane_type_get_id:
 *
 * Returns: a word for files and tests, never translated
 */
const char *
heddle_lane_type_get_id (HeddleLaneType type)
{
  static const char *const ids[HEDDLE_N_LANE_TYPES] = {
    "loop", "requests", "timers", "messages", "files", "workers", "input", "async", "core",
  };

  return ids[type];
}

HeddleLaneWriter *
heddle_lane_writer_new (HeddleLaneType type, guint thread, guint owner)
{
  HeddleLaneWriter *self = g_new0 (HeddleLaneWriter, 1);

  self->lane.type = type;
  self->lane.thread = thread;
  self->lane.owner = owner;
  self->lane.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->row_ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
heddle_lane_writer_free (HeddleLaneWriter *self)
{
  g_ptr_array_unref (self->lane.rows);
  g_array_unref (self->row_ends);
  g_free (self);
}

HeddleLane *
heddle_lane_writer_get_lane (HeddleLaneWriter *self)
{
  return &self->lane;
}

static guint
take_free_row (HeddleLaneWriter *self, gint64 start_ns)
{
  guint first_busy = G_MAXUINT;
  gint64 open = HEDDLE_TIME_OPEN;

  for (guint row = self->first_free; row < self->row_ends->len; row++) {
    gint64 end_ns = g_array_index (self->row_ends, gint64, row);

    if (end_ns <= start_ns) {
      if (first_busy == G_MAXUINT)
        self->first_free = row + 1;
      return row;
    }
    if (end_ns != HEDDLE_TIME_OPEN)
      first_busy = MIN (first_busy, row);
  }
  if (first_busy == G_MAXUINT)
    self->first_free = self->row_ends->len + 1;
  if (self->row_ends->len > ROWS_MAX)
    return ROWS_MAX;
  g_array_append_val (self->row_ends, open);
  g_ptr_array_add (self->lane.rows, g_array_new (FALSE, FALSE, sizeof (guint32)));
  return self->row_ends->len - 1;
}

/**
 * heddle_lane_writer_begin:
 * @counter: the span, of the lane's owner
 * @start_ns: its start; not before the start of the span before, but for a thread's delay
 *
 * Returns: the row that the span stands in
 */
guint16
heddle_lane_writer_begin (HeddleLaneWriter *self, guint32 counter, gint64 start_ns)
{
  guint row = take_free_row (self, start_ns);

  g_array_index (self->row_ends, gint64, row) = HEDDLE_TIME_OPEN;
  g_array_append_val ((GArray *) g_ptr_array_index (self->lane.rows, row), counter);
  return (guint16) row;
}

void
heddle_lane_writer_end (HeddleLaneWriter *self, guint16 row, gint64 end_ns)
{
  g_array_index (self->row_ends, gint64, row) = end_ns;
  self->first_free = MIN (self->first_free, row);
}
