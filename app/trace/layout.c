/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bands and lanes: which there are, what they are called, how high they are.
 * Threads: the traces'.
 */
#include "trace/layout-private.h"

#include "base/clock.h"

#define PADDING 14.0
#define BAND_GAP 4.0
#define BAND_MIN_HEIGHT 150.0
#define REQUEST_ROW_HEIGHT 10.0
#define LANE_GAP 8.0
#define ASYNC_ROW_HEIGHT 14.0
#define ASYNC_GAP 2.0
#define LOOP_GAP 3.0
#define LOOP_HEIGHT_ALONE 34.0
#define LOOP_HEIGHT_FEW 25.0
#define LOOP_HEIGHT_MANY 14.0
#define FEW_LOOPS 8

static void
layout_lane_clear (gpointer data)
{
  HeddleLayoutLane *lane = data;

  g_free (lane->title);
}

static void
layout_band_free (gpointer data)
{
  LayoutBand *band = data;

  g_object_unref (band->public.trace);
  g_free (band->public.title);
  g_free (band->public.subtitle);
  g_array_unref (band->public.lanes);
  g_array_unref (band->requests);
  g_free (band);
}

/**
 * heddle_layout_new:
 * @traces: (array length=n_traces): the runs, from top to bottom
 * @n_traces: how many
 *
 * Returns: (transfer full): their layout
 */
HeddleLayout *
heddle_layout_new (HeddleTrace *const *traces, guint n_traces)
{
  HeddleLayout *self = g_new0 (HeddleLayout, 1);

  self->bands = g_ptr_array_new_with_free_func (layout_band_free);
  for (guint i = 0; i < n_traces; i++) {
    LayoutBand *band = g_new0 (LayoutBand, 1);

    band->public.trace = g_object_ref (traces[i]);
    band->public.lanes = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutLane));
    g_array_set_clear_func (band->public.lanes, layout_lane_clear);
    band->requests = g_array_new (FALSE, FALSE, sizeof (LayoutRequest));
    g_ptr_array_add (self->bands, band);
  }
  self->numbering = heddle_numbering_new (traces, n_traces);
  heddle_layout_update (self, 0);
  return self;
}

void
heddle_layout_free (HeddleLayout *self)
{
  g_ptr_array_unref (self->bands);
  heddle_numbering_free (self->numbering);
  g_free (self);
}

static void
fill_request (HeddleTrace *trace, const HeddleNumberedRequest *request, gint64 now_ns, LayoutRequest *row)
{
  const HeddleSpan *span = heddle_trace_get_span (trace, request->ref);
  const HeddleSpan *task = request->task != 0 ? heddle_trace_get_span (trace, request->task) : NULL;

  row->start_ns = span->start_ns;
  row->arrived_ns = MIN (span->end_ns, MAX (now_ns, span->start_ns));
  row->taken_ns = task != NULL ? MAX (task->start_ns, row->arrived_ns) : row->arrived_ns;
}

/* Brings the requests up to date, sorted by start: they come nearly so. */
static void
update_requests (HeddleLayout *self, guint index)
{
  LayoutBand *band = g_ptr_array_index (self->bands, index);
  guint n_known = band->requests->len;
  guint n_requests = heddle_numbering_get_n_requests (self->numbering, index);
  LayoutRequest *rows;
  gint64 latest_ns = 0;

  g_array_set_size (band->requests, n_requests);
  rows = (LayoutRequest *) band->requests->data;
  for (guint i = 0; i < n_requests; i++) {
    if (i >= n_known)
      rows[i].index = i;
    fill_request (band->public.trace, heddle_numbering_get_request (self->numbering, index, rows[i].index),
                  band->public.now_ns, &rows[i]);
    for (guint n = i; n > 0 && rows[n - 1].start_ns > rows[n].start_ns; n--) {
      LayoutRequest later = rows[n - 1];

      rows[n - 1] = rows[n];
      rows[n] = later;
    }
  }
  for (guint i = 0; i < n_requests; i++)
    latest_ns = rows[i].latest_end_ns = MAX (latest_ns, rows[i].taken_ns);
}

static char *
dup_subtitle (HeddleTrace *trace, guint n_workers)
{
  const char *subtitle = heddle_trace_get_info (trace, "subtitle");

  if (subtitle != NULL)
    return g_strdup (subtitle);
  if (n_workers == 0)
    return g_strdup ("1 thread");
  if (n_workers == 1)
    return g_strdup ("main thread and 1 worker");
  return g_strdup_printf ("main thread and %u workers", n_workers);
}

static char *
dup_title (HeddleTrace *trace, guint index)
{
  const char *title = heddle_trace_get_info (trace, "title");

  if (title == NULL)
    title = heddle_trace_get_info (trace, "variant");
  return title != NULL ? g_strdup (title) : g_strdup_printf ("Run %u", index + 1);
}

static double
add_lane (LayoutBand *band, const HeddleLayoutLane *lane)
{
  g_array_append_vals (band->public.lanes, lane, 1);
  return lane->y + lane->height;
}

static double
add_requests_lane (LayoutBand *band, double y)
{
  guint n = band->requests->len;
  HeddleLayoutLane lane = { .kind = HEDDLE_LAYOUT_LANE_REQUESTS, .y = y, .n_rows = n };

  if (n == 0)
    return y;
  lane.title = g_strdup ("requests");
  lane.is_density = n > HEDDLE_LAYOUT_DENSITY_ROWS;
  lane.height = MIN (n, HEDDLE_LAYOUT_REQUEST_ROWS) * REQUEST_ROW_HEIGHT;
  return add_lane (band, &lane) + LANE_GAP;
}

static guint
count_loops (HeddleTrace *trace)
{
  guint n_loops = 0;

  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++)
    n_loops += heddle_thread_runs_javascript (heddle_trace_get_thread (trace, i));
  return n_loops;
}

static double
add_loop_lanes (LayoutBand *band, double y)
{
  HeddleTrace *trace = band->public.trace;
  guint n_loops = count_loops (trace), n_workers = 0;

  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    const HeddleThread *thread = heddle_trace_get_thread (trace, i);
    HeddleLayoutLane lane = { .kind = HEDDLE_LAYOUT_LANE_LOOP, .thread = i, .y = y, .n_rows = 1 };

    if (!heddle_thread_runs_javascript (thread))
      continue;
    lane.height = n_loops == 1 ? LOOP_HEIGHT_ALONE : n_loops <= FEW_LOOPS ? LOOP_HEIGHT_FEW : LOOP_HEIGHT_MANY;
    if (thread->role == HEDDLE_ROLE_MAIN)
      lane.title = g_strdup ("main thread");
    else
      lane.title = g_strdup_printf ("worker %u", ++n_workers);
    y = add_lane (band, &lane) + LOOP_GAP;
  }
  return y;
}

/* A row is called after the first call in it. */
static char *
dup_async_title (HeddleTrace *trace, const HeddleLane *calls, const HeddleLayoutLane *lane)
{
  const HeddleSpan *first = heddle_trace_get_span (trace, heddle_trace_lane_get_ref (calls, lane->first_row, 0));
  const char *label = heddle_layout_get_label (trace, first);

  if (lane->n_rows > 1)
    return g_strdup_printf ("%u more calls at once", lane->n_rows);
  return g_strdup (label != NULL ? label : "async");
}

static double
add_async_lanes_of (LayoutBand *band, const HeddleLane *calls, double y)
{
  HeddleTrace *trace = band->public.trace;
  guint n_rows = heddle_trace_lane_get_n_rows (calls);

  for (guint row = 0; row < MIN (n_rows, HEDDLE_LAYOUT_ASYNC_ROWS); row++) {
    HeddleLayoutLane lane = { .kind = HEDDLE_LAYOUT_LANE_ASYNC,
                              .thread = calls->thread,
                              .y = y,
                              .n_rows = 1,
                              .first_row = row,
                              .height = ASYNC_ROW_HEIGHT };

    if (row + 1 == HEDDLE_LAYOUT_ASYNC_ROWS)
      lane.n_rows = n_rows - row;
    lane.title = dup_async_title (trace, calls, &lane);
    y = add_lane (band, &lane) + ASYNC_GAP;
  }
  return y;
}

static double
add_async_lanes (LayoutBand *band, double y)
{
  HeddleTrace *trace = band->public.trace;
  double top = y;

  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    const HeddleLane *calls = heddle_layout_find_lane (trace, HEDDLE_LANE_ASYNC, i);

    if (calls != NULL)
      y = add_async_lanes_of (band, calls, y);
  }
  return y > top ? y + LANE_GAP : y;
}

static void
update_band (HeddleLayout *self, guint index, gint64 clock_ns)
{
  LayoutBand *layout_band = g_ptr_array_index (self->bands, index);
  HeddleLayoutBand *band = &layout_band->public;
  gint64 end_ns = heddle_trace_get_end_ns (band->trace);
  double y = PADDING;

  band->start_ns = MAX (heddle_trace_get_start_ns (band->trace), 0);
  band->now_ns = heddle_trace_get_last_ns (band->trace);
  band->is_over = end_ns >= 0;
  if (!heddle_trace_is_closed (band->trace) && clock_ns > 0)
    band->now_ns = MAX (band->now_ns, clock_ns - heddle_trace_get_origin_ns (band->trace));
  heddle_trace_summarize (band->trace, &band->summary);
  if (!band->is_over)
    band->summary.wall_ns = MAX (band->now_ns - band->start_ns, 0);
  update_requests (self, index);
  g_array_set_size (band->lanes, 0);
  y = add_requests_lane (layout_band, y);
  y = add_async_lanes (layout_band, y);
  y = add_loop_lanes (layout_band, y);
  g_free (band->title);
  g_free (band->subtitle);
  band->title = dup_title (band->trace, index);
  band->subtitle = dup_subtitle (band->trace, band->summary.n_workers);
  band->height = MAX (y - LOOP_GAP + PADDING, BAND_MIN_HEIGHT);
  self->length_ns = MAX (self->length_ns, band->summary.wall_ns);
}

/* Where a band is higher than its lanes, they stand in its lower part: event loops at the bottom. */
static void
settle_lanes (HeddleLayoutBand *band)
{
  const HeddleLayoutLane *last;
  double spare;

  if (band->lanes->len == 0)
    return;
  last = &g_array_index (band->lanes, HeddleLayoutLane, band->lanes->len - 1);
  spare = band->height - PADDING - last->y - last->height;
  for (guint i = 0; i < band->lanes->len; i++) {
    HeddleLayoutLane *lane = &g_array_index (band->lanes, HeddleLayoutLane, i);

    if (lane->kind == HEDDLE_LAYOUT_LANE_LOOP)
      lane->y += spare;
  }
}

/**
 * heddle_layout_update:
 * @clock_ns: now, by heddle_clock_now(): what is open in runs that go on ends there; 0 for the last moment recorded
 *
 * Takes in what the traces have recorded since.
 */
void
heddle_layout_update (HeddleLayout *self, gint64 clock_ns)
{
  heddle_numbering_update (self->numbering);
  self->length_ns = HEDDLE_NS_PER_US;
  self->height = 0;
  for (guint i = 0; i < self->bands->len; i++) {
    LayoutBand *band = g_ptr_array_index (self->bands, i);

    update_band (self, i, clock_ns);
    settle_lanes (&band->public);
    band->public.y = self->height;
    self->height += band->public.height + BAND_GAP;
  }
}

guint
heddle_layout_get_n_bands (HeddleLayout *self)
{
  return self->bands->len;
}

const HeddleLayoutBand *
heddle_layout_get_band (HeddleLayout *self, guint band)
{
  return &((LayoutBand *) g_ptr_array_index (self->bands, band))->public;
}

guint
heddle_layout_get_n_lanes (HeddleLayout *self, guint band)
{
  return heddle_layout_get_band (self, band)->lanes->len;
}

const HeddleLayoutLane *
heddle_layout_get_lane (HeddleLayout *self, guint band, guint lane)
{
  return &g_array_index (heddle_layout_get_band (self, band)->lanes, HeddleLayoutLane, lane);
}

HeddleNumbering *
heddle_layout_get_numbering (HeddleLayout *self)
{
  return self->numbering;
}

/**
 * heddle_layout_get_length_ns:
 *
 * Returns: the end of the common axis: the longest run
 */
gint64
heddle_layout_get_length_ns (HeddleLayout *self)
{
  return self->length_ns;
}

double
heddle_layout_get_height (HeddleLayout *self)
{
  return self->height;
}
