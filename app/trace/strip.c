/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How busy a lane is. Only the lane's first row counts: its spans do not overlap and stand in order.
 * Threads: the trace's.
 */
#include "trace/strip.h"

#include "trace/trace-private.h"

/* A note is made every so many spans. */
#define STEP 8
/* Notes that are nearer to each other than so many pixels are as good as the spans between them. */
#define BLUR_PX 2.0

/* What is noted before a span: when it begins, and how busy the lane was until then. */
typedef struct {
  gint64 start_ns;
  gint64 busy_ns;
} Note;

struct _HeddleStrip {
  HeddleTrace *trace;
  HeddleLaneType type;
  guint thread;
  HeddleKind only;        /* HEDDLE_KIND_NONE for all */
  const HeddleLane *lane; /* NULL as long as the trace has none */
  GArray *notes;          /* Note: item n is about the span with index n · STEP */
};

/* What is asked for. */
typedef struct {
  gint64 from_ns;
  gint64 to_ns;
  gint64 now_ns;
  double pixel_ns;
  double per_ns; /* 1 / pixel_ns */
  double wide_ns;
  guint width_px;
  float *columns;
  GArray *wide;
} Query;

/**
 * heddle_strip_new:
 * @type: which lane
 * @thread: of which thread
 * @only: spans of which kind count; HEDDLE_KIND_NONE for all
 *
 * Returns: (transfer full): a strip without notes yet
 */
HeddleStrip *
heddle_strip_new (HeddleTrace *trace, HeddleLaneType type, guint thread, HeddleKind only)
{
  HeddleStrip *self = g_new0 (HeddleStrip, 1);

  self->trace = g_object_ref (trace);
  self->type = type;
  self->thread = thread;
  self->only = only;
  self->notes = g_array_new (FALSE, FALSE, sizeof (Note));
  return self;
}

void
heddle_strip_free (HeddleStrip *self)
{
  g_object_unref (self->trace);
  g_array_unref (self->notes);
  g_free (self);
}

static const HeddleLane *
find_lane (HeddleStrip *self)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (self->trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (self->trace, i);

    if (lane->type == self->type && lane->thread == self->thread && heddle_trace_lane_get_n_rows (lane) > 0)
      return lane;
  }
  return NULL;
}

static inline const HeddleSpan *
get_span (const HeddleBlocks *spans, const guint32 *counters, guint index)
{
  return heddle_blocks_get (spans, counters[index] - 1);
}

static gboolean
counts (HeddleStrip *self, const HeddleSpan *span)
{
  return self->only == HEDDLE_KIND_NONE || span->kind == self->only;
}

/**
 * heddle_strip_update:
 *
 * Takes in what was recorded since.
 */
void
heddle_strip_update (HeddleStrip *self)
{
  const HeddleBlocks *spans;
  const GArray *row;

  if (self->lane == NULL && (self->lane = find_lane (self)) == NULL)
    return;
  row = g_ptr_array_index (self->lane->rows, 0);
  spans = &heddle_trace_peek_thread (self->trace, self->lane->owner)->spans;
  for (;;) {
    guint next = self->notes->len * STEP;
    Note note = { 0 };

    if (next >= row->len)
      return;
    if (next > 0) {
      note = g_array_index (self->notes, Note, self->notes->len - 1);
      for (guint i = next - STEP; i < next; i++) {
        const HeddleSpan *span = get_span (spans, (const guint32 *) row->data, i);

        if (span->end_ns == HEDDLE_TIME_OPEN)
          return;
        note.busy_ns += counts (self, span) ? span->end_ns - span->start_ns : 0;
      }
    }
    note.start_ns = get_span (spans, (const guint32 *) row->data, next)->start_ns;
    g_array_append_val (self->notes, note);
  }
}

/* The last note at or before a time, or the first one. */
static guint
find_note (HeddleStrip *self, guint first, gint64 time_ns)
{
  const Note *notes = (const Note *) (gpointer) self->notes->data;
  guint end = self->notes->len, step = 1;

  while (first + step < end && notes[first + step].start_ns <= time_ns) {
    first += step;
    step *= 2;
  }
  end = MIN (end, first + step);
  while (first + 1 < end) {
    guint middle = first + (end - first) / 2;

    if (notes[middle].start_ns <= time_ns)
      first = middle;
    else
      end = middle;
  }
  return first;
}

/**
 * heddle_strip_count:
 *
 * Returns: about how many spans begin in a stretch
 */
guint
heddle_strip_count (HeddleStrip *self, gint64 from_ns, gint64 to_ns)
{
  guint first;

  if (self->notes->len == 0)
    return 0;
  first = find_note (self, 0, from_ns);
  return (find_note (self, first, to_ns) - first) * STEP;
}

/* Spreads busy time evenly over a stretch. */
static void
add_busy (const Query *query, gint64 start_ns, gint64 end_ns, double busy_ns)
{
  double x0 = (double) (start_ns - query->from_ns) * query->per_ns,
         x1 = (double) (end_ns - query->from_ns) * query->per_ns;
  double per_px = x1 > x0 ? busy_ns * query->per_ns / (x1 - x0) : 0;
  int first, last;

  if (x1 <= 0 || x0 >= query->width_px)
    return;
  x0 = MAX (x0, 0);
  x1 = MIN (x1, query->width_px);
  first = (int) x0;
  last = MIN ((int) x1, (int) query->width_px - 1);
  if (first == last) {
    query->columns[first] += (float) (per_px * (x1 - x0));
    return;
  }
  query->columns[first] += (float) (per_px * (first + 1 - x0));
  for (int x = first + 1; x < last; x++)
    query->columns[x] += (float) per_px;
  query->columns[last] += (float) (per_px * (x1 - last));
}

static void
add_spans (HeddleStrip *self, const Query *query, guint first, guint end)
{
  const HeddleBlocks *spans = &heddle_trace_peek_thread (self->trace, self->lane->owner)->spans;
  const GArray *row = g_ptr_array_index (self->lane->rows, 0);

  for (guint i = first; i < MIN (end, row->len); i++) {
    const HeddleSpan *span = get_span (spans, (const guint32 *) row->data, i);
    gint64 end_ns = MIN (span->end_ns, MAX (query->now_ns, span->start_ns));

    if (span->start_ns >= query->to_ns)
      return;
    if (end_ns <= query->from_ns || !counts (self, span))
      continue;
    if ((double) (end_ns - span->start_ns) >= query->wide_ns) {
      HeddleStripSpan wide = { HEDDLE_SPAN_REF (self->lane->owner, g_array_index (row, guint32, i)), span->start_ns,
                               end_ns };

      g_array_append_val (query->wide, wide);
    } else {
      add_busy (query, span->start_ns, end_ns, (double) (end_ns - span->start_ns));
    }
  }
}

/**
 * heddle_strip_get_columns:
 * @from_ns: the left edge, from the run's origin
 * @to_ns: the right edge
 * @now_ns: where what goes on ends
 * @width_px: how many columns
 * @wide_px: spans that are at least so wide are not in the columns but in @wide
 * @columns: (array length=width_px): which part of each column's time the lane was busy, to be added to
 * @wide: (element-type HeddleStripSpan): where to append wide spans
 *
 * How busy the lane was.
 */
void
heddle_strip_get_columns (HeddleStrip *self,
                          gint64 from_ns,
                          gint64 to_ns,
                          gint64 now_ns,
                          guint width_px,
                          double wide_px,
                          float *columns,
                          GArray *wide)
{
  double pixel_ns = (double) (to_ns - from_ns) / width_px;
  const Query query = { from_ns, to_ns, now_ns, pixel_ns, 1 / pixel_ns, wide_px * pixel_ns, width_px, columns, wide };
  const Note *notes = (const Note *) (gpointer) self->notes->data;
  guint n_notes = self->notes->len, i, next;

  if (n_notes == 0)
    return;
  for (i = find_note (self, 0, from_ns); i < n_notes && notes[i].start_ns < to_ns; i = next) {
    next = i + 1;
    if (next == n_notes || (double) (notes[next].start_ns - notes[i].start_ns) > BLUR_PX * pixel_ns) {
      add_spans (self, &query, i * STEP, next == n_notes ? G_MAXUINT : next * STEP);
      continue;
    }
    /* Many notes in one pixel: on to its end at once. */
    if ((double) (notes[next].start_ns - notes[i].start_ns) * 4 < pixel_ns)
      next = MAX (find_note (self, i, notes[i].start_ns + (gint64) pixel_ns), next);
    add_busy (&query, notes[i].start_ns, notes[next].start_ns, (double) (notes[next].busy_ns - notes[i].busy_ns));
  }
}
