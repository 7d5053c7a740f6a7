/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lane a span stands on, and in which of its rows.
 * Threads: one. A row is free again once its last span has ended; a new span takes the first free row, so that spans
 * that overlap stand below one another and a nested one stands below its parent.
 */
#include "trace/lane.h"

/* Of these rows the first free one is taken: so a nested span stands below its parent. Of the many further ones that
 * a crowd of overlapping spans needs, the one that has been free for the longest time. */
#define FIRST_ROWS 16

typedef struct {
  gint64 end_ns;
  guint row;
} ClosedRow;

struct _HeddleLaneWriter {
  HeddleLane lane;
  GArray *row_ends; /* gint64 for each row; HEDDLE_TIME_OPEN while its last span is open */
  GArray *closed;   /* ClosedRow, a heap by end: the rows from FIRST_ROWS on whose last span has ended */
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
    return HEDDLE_LANE_ASYNC;
  case HEDDLE_KIND_ASYNC_RUN:
  case HEDDLE_KIND_AWAIT:
    return HEDDLE_LANE_PARTS;
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
    "loop", "requests", "timers", "messages", "files", "workers", "input", "async", "parts", "core",
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
  self->closed = g_array_new (FALSE, FALSE, sizeof (ClosedRow));
  return self;
}

void
heddle_lane_writer_free (HeddleLaneWriter *self)
{
  g_ptr_array_unref (self->lane.rows);
  g_array_unref (self->row_ends);
  g_array_unref (self->closed);
  g_free (self);
}

HeddleLane *
heddle_lane_writer_get_lane (HeddleLaneWriter *self)
{
  return &self->lane;
}

static inline ClosedRow *
closed_at (HeddleLaneWriter *self, guint index)
{
  return &g_array_index (self->closed, ClosedRow, index);
}

static void
push_closed (HeddleLaneWriter *self, guint row, gint64 end_ns)
{
  ClosedRow closed = { end_ns, row };
  guint index = self->closed->len;

  g_array_append_val (self->closed, closed);
  for (; index > 0 && end_ns < closed_at (self, (index - 1) / 2)->end_ns; index = (index - 1) / 2)
    *closed_at (self, index) = *closed_at (self, (index - 1) / 2);
  *closed_at (self, index) = closed;
}

/* Takes the row that has been free for the longest time. */
static guint
pop_closed (HeddleLaneWriter *self)
{
  guint row = closed_at (self, 0)->row, index = 0, child;
  ClosedRow last = *closed_at (self, self->closed->len - 1);

  g_array_set_size (self->closed, self->closed->len - 1);
  while ((child = 2 * index + 1) < self->closed->len) {
    if (child + 1 < self->closed->len && closed_at (self, child + 1)->end_ns < closed_at (self, child)->end_ns)
      child++;
    if (closed_at (self, child)->end_ns >= last.end_ns)
      break;
    *closed_at (self, index) = *closed_at (self, child);
    index = child;
  }
  if (self->closed->len > 0)
    *closed_at (self, index) = last;
  return row;
}

static void
add_row (HeddleLaneWriter *self)
{
  gint64 open = HEDDLE_TIME_OPEN;

  g_array_append_val (self->row_ends, open);
  g_ptr_array_add (self->lane.rows, g_array_new (FALSE, FALSE, sizeof (guint32)));
}

/* From row @first on, as long as it is one of the first. */
static guint
take_free_row (HeddleLaneWriter *self, gint64 start_ns, guint first)
{
  for (guint row = first; row < MIN (self->row_ends->len, FIRST_ROWS); row++)
    if (g_array_index (self->row_ends, gint64, row) <= start_ns)
      return row;
  if (self->closed->len > 0 && closed_at (self, 0)->end_ns <= start_ns)
    return pop_closed (self);
  if (self->row_ends->len > ROWS_MAX)
    return ROWS_MAX;
  add_row (self);
  return self->row_ends->len - 1;
}

static guint16
begin_in_row (HeddleLaneWriter *self, guint32 counter, guint row)
{
  g_array_index (self->row_ends, gint64, row) = HEDDLE_TIME_OPEN;
  g_array_append_val ((GArray *) g_ptr_array_index (self->lane.rows, row), counter);
  return (guint16) row;
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
  return begin_in_row (self, counter, take_free_row (self, start_ns, 0));
}

/**
 * heddle_lane_writer_begin_below:
 * @row: the row of its caller
 *
 * As heddle_lane_writer_begin(), in a row below another where one of the first rows is free.
 *
 * Returns: the row that the span stands in
 */
guint16
heddle_lane_writer_begin_below (HeddleLaneWriter *self, guint32 counter, gint64 start_ns, guint16 row)
{
  return begin_in_row (self, counter, take_free_row (self, start_ns, row + 1u));
}

/**
 * heddle_lane_writer_add_to_row:
 * @row: a row that is free
 *
 * Puts a span into a row, which need not be there yet. Such a lane takes no other spans.
 */
void
heddle_lane_writer_add_to_row (HeddleLaneWriter *self, guint32 counter, guint16 row)
{
  while (self->lane.rows->len <= row)
    add_row (self);
  g_array_append_val ((GArray *) g_ptr_array_index (self->lane.rows, row), counter);
}

void
heddle_lane_writer_end (HeddleLaneWriter *self, guint16 row, gint64 end_ns)
{
  g_array_index (self->row_ends, gint64, row) = end_ns;
  if (row >= FIRST_ROWS && row < ROWS_MAX)
    push_closed (self, row, end_ns);
}
