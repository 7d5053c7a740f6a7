/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to draw in a lane.
 * Threads: the traces'. Spans of an event loop do not overlap in their row and stand in order, so that those in sight
 * are found by halving, and runs of narrow ones are skipped a pixel at a time.
 */
#include "trace/layout-private.h"

/* Where in an event loop's lane the strip begins that shows when it had no core. */
#define NO_CORE_TOP 0.75

const HeddleLane *
heddle_layout_find_lane (HeddleTrace *trace, HeddleLaneType type, guint thread)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (trace, i);

    if (lane->type == type && lane->thread == thread)
      return lane;
  }
  return NULL;
}

const char *
heddle_layout_get_label (HeddleTrace *trace, const HeddleSpan *span)
{
  const HeddleSite *site = heddle_trace_get_site (trace, span->site);

  return site != NULL ? site->label : NULL;
}

/* The first span of a row, from index `first` on, that starts at or after a time. */
guint
heddle_layout_first_from (HeddleTrace *trace, const HeddleLane *lane, guint row, guint first, gint64 time_ns)
{
  guint end = heddle_trace_lane_get_n_spans (lane, row);

  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, middle))->start_ns < time_ns)
      first = middle + 1;
    else
      end = middle;
  }
  return first;
}

void
heddle_layout_add_item (GArray *items, const HeddleSight *sight, HeddleLayoutItem item)
{
  item.start_ns -= sight->zero_ns;
  item.end_ns -= sight->zero_ns;
  g_array_append_val (items, item);
}

/* The item for the spans of a row from `index` on that share a pixel; moves `index` past them. */
HeddleLayoutItem
heddle_layout_fold (HeddleTrace *trace, const HeddleLane *lane, guint row, const HeddleSight *sight, guint *index)
{
  HeddleSpanRef ref = heddle_trace_lane_get_ref (lane, row, *index);
  const HeddleSpan *span = heddle_trace_get_span (trace, ref);
  gint64 end_ns = MIN (span->end_ns, MAX (sight->now_ns, span->start_ns));
  HeddleLayoutItem item = { .start_ns = span->start_ns,
                            .end_ns = end_ns,
                            .bottom = 1,
                            .state = span->state,
                            .label = heddle_layout_get_label (trace, span),
                            .ref = ref,
                            .n_folded = 1 };
  gint64 pixel_end_ns = span->start_ns + MAX ((gint64) sight->pixel_ns, 1);
  guint next = *index + 1;

  if (end_ns < pixel_end_ns)
    next = MAX (heddle_layout_first_from (trace, lane, row, next, pixel_end_ns), next);
  if (next > *index + 1) {
    const HeddleSpan *last = heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, next - 1));

    /* A wide one that begins in this pixel stands for itself. */
    if ((double) (last->end_ns - last->start_ns) >= sight->pixel_ns)
      last = heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, --next - 1));
    item.n_folded = next - *index;
    item.end_ns = MIN (last->end_ns, MAX (sight->now_ns, last->start_ns));
  }
  *index = next;
  return item;
}

static void
add_row (HeddleLayout *self,
         guint band,
         const HeddleLane *lane,
         guint row,
         HeddleKind only,
         const HeddleSight *sight,
         GArray *items)
{
  HeddleTrace *trace = heddle_layout_get_band (self, band)->trace;
  guint n_spans = heddle_trace_lane_get_n_spans (lane, row);
  guint index = heddle_layout_first_from (trace, lane, row, 0, sight->from_ns);

  index -= index > 0;
  while (index < n_spans) {
    HeddleLayoutItem item = heddle_layout_fold (trace, lane, row, sight, &index);

    if (item.start_ns >= sight->to_ns)
      break;
    if (item.end_ns <= sight->from_ns && item.start_ns < sight->from_ns)
      continue;
    if (only != HEDDLE_KIND_NONE && heddle_trace_get_span (trace, item.ref)->kind != only)
      continue;
    if (item.n_folded == 1)
      item.number = heddle_numbering_get_number (self->numbering, band, item.ref);
    item.top = only == HEDDLE_KIND_NONE ? 0 : NO_CORE_TOP;
    heddle_layout_add_item (items, sight, item);
  }
}

/* Tasks, and at the lower edge of the lane where the thread was ready without a core. */
static void
add_loop_items (HeddleLayout *self, guint band, guint thread, const HeddleSight *sight, GArray *items)
{
  HeddleTrace *trace = heddle_layout_get_band (self, band)->trace;
  const HeddleLane *loop = heddle_layout_find_lane (trace, HEDDLE_LANE_LOOP, thread);
  const HeddleLane *core = heddle_layout_find_lane (trace, HEDDLE_LANE_CORE, thread);

  if (loop != NULL)
    add_row (self, band, loop, 0, HEDDLE_KIND_NONE, sight, items);
  for (guint row = 0; core != NULL && row < heddle_trace_lane_get_n_rows (core); row++)
    add_row (self, band, core, row, HEDDLE_KIND_NO_CORE, sight, items);
}

/* The first request that has not ended before the sight begins. */
static guint
first_request_in_sight (const GArray *requests, gint64 from_ns)
{
  guint first = 0, end = requests->len;

  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (g_array_index (requests, LayoutRequest, middle).latest_end_ns < from_ns)
      first = middle + 1;
    else
      end = middle;
  }
  return first;
}

static void
add_request_items (HeddleLayout *self,
                   guint band,
                   const HeddleLayoutLane *lane,
                   const HeddleSight *sight,
                   GArray *items)
{
  LayoutBand *layout_band = g_ptr_array_index (self->bands, band);
  GArray *requests = layout_band->requests;

  for (guint i = first_request_in_sight (requests, sight->from_ns); i < requests->len; i++) {
    const LayoutRequest *row = &g_array_index (requests, LayoutRequest, i);
    const HeddleNumberedRequest *request = heddle_numbering_get_request (self->numbering, band, row->index);
    HeddleTrace *trace = layout_band->public.trace;
    HeddleLayoutItem item = { .start_ns = row->start_ns,
                              .end_ns = row->arrived_ns,
                              .state = HEDDLE_STATE_WAITING,
                              .number = request->number,
                              .ref = request->ref,
                              .n_folded = 1 };

    if (row->start_ns >= sight->to_ns)
      break;
    item.label = heddle_layout_get_label (trace, heddle_trace_get_span (trace, request->ref));
    item.top = (double) i / lane->n_rows;
    item.bottom = (double) (i + 1) / lane->n_rows;
    if (row->arrived_ns >= sight->from_ns)
      heddle_layout_add_item (items, sight, item);
    if ((double) (row->taken_ns - row->arrived_ns) < sight->pixel_ns || row->taken_ns < sight->from_ns ||
        row->arrived_ns >= sight->to_ns)
      continue;
    item.start_ns = row->arrived_ns;
    item.end_ns = row->taken_ns;
    item.state = HEDDLE_STATE_READY;
    heddle_layout_add_item (items, sight, item);
  }
}

static guint
column_of (const HeddleSight *sight, gint64 time_ns)
{
  double column = (double) (time_ns - sight->from_ns) / sight->pixel_ns;

  return (guint) CLAMP (column, 0, sight->width_px);
}

/* A histogram of pixel columns: how many requests waited there, and how many were ready. */
static void
count_columns (const GArray *requests, const HeddleSight *sight, int *waiting, int *ready)
{
  for (guint i = first_request_in_sight (requests, sight->from_ns); i < requests->len; i++) {
    const LayoutRequest *row = &g_array_index (requests, LayoutRequest, i);

    if (row->start_ns >= sight->to_ns)
      break;
    waiting[column_of (sight, row->start_ns)]++;
    waiting[column_of (sight, row->arrived_ns)]--;
    ready[column_of (sight, row->arrived_ns)]++;
    ready[column_of (sight, row->taken_ns)]--;
  }
  for (guint i = 1; i <= sight->width_px; i++) {
    waiting[i] += waiting[i - 1];
    ready[i] += ready[i - 1];
  }
}

static void
add_columns (const HeddleSight *sight,
             const int *below,
             const int *counts,
             int n_rows,
             HeddleState state,
             GArray *items)
{
  guint next;

  for (guint i = 0; i < sight->width_px; i = next) {
    HeddleLayoutItem item = { .state = state, .n_folded = (guint) counts[i] };

    for (next = i + 1; next < sight->width_px && counts[next] == counts[i]; next++)
      if (below != NULL && below[next] != below[i])
        break;
    if (counts[i] <= 0)
      continue;
    item.bottom = 1 - (double) (below != NULL ? below[i] : 0) / n_rows;
    item.top = item.bottom - (double) counts[i] / n_rows;
    item.start_ns = sight->from_ns + (gint64) (i * sight->pixel_ns);
    item.end_ns = sight->from_ns + (gint64) (next * sight->pixel_ns);
    heddle_layout_add_item (items, sight, item);
  }
}

static void
add_density_items (LayoutBand *band, const HeddleSight *sight, GArray *items)
{
  g_autofree int *waiting = g_new0 (int, sight->width_px + 1);
  g_autofree int *ready = g_new0 (int, sight->width_px + 1);
  int most = 1;

  count_columns (band->requests, sight, waiting, ready);
  most = MAX (most, (int) band->public.summary.waiting_at_once);
  for (guint i = 0; i < sight->width_px; i++)
    most = MAX (most, waiting[i] + ready[i]);
  add_columns (sight, NULL, waiting, most, HEDDLE_STATE_WAITING, items);
  add_columns (sight, waiting, ready, most, HEDDLE_STATE_READY, items);
}

/**
 * heddle_layout_get_items:
 * @band: which band
 * @lane: which of its lanes
 * @from_ns: the left edge of what is in sight, on the common axis
 * @to_ns: the right edge
 * @width_px: how many pixels wide that is
 * @items: (element-type HeddleLayoutItem): where to append
 *
 * What to draw in a lane, from left to right in each row.
 */
void
heddle_layout_get_items (HeddleLayout *self,
                         guint band,
                         guint lane,
                         gint64 from_ns,
                         gint64 to_ns,
                         guint width_px,
                         GArray *items)
{
  LayoutBand *layout_band = g_ptr_array_index (self->bands, band);
  const HeddleLayoutLane *layout_lane = heddle_layout_get_lane (self, band, lane);
  gint64 zero_ns = layout_band->public.start_ns;
  HeddleSight sight = { .from_ns = from_ns + zero_ns,
                        .to_ns = to_ns + zero_ns,
                        .zero_ns = zero_ns,
                        .now_ns = layout_band->public.now_ns,
                        .width_px = width_px };

  g_return_if_fail (width_px > 0 && to_ns > from_ns);
  sight.pixel_ns = (double) (to_ns - from_ns) / width_px;
  if (layout_lane->kind == HEDDLE_LAYOUT_LANE_LOOP)
    add_loop_items (self, band, layout_lane->thread, &sight, items);
  else if (layout_lane->kind == HEDDLE_LAYOUT_LANE_ASYNC)
    heddle_layout_add_async_items (layout_band->public.trace, layout_lane, &sight, items);
  else if (layout_lane->is_density)
    add_density_items (layout_band, &sight, items);
  else
    add_request_items (self, band, layout_lane, &sight, items);
}

/* Axis. */

static void
format_tick (gint64 time_ns, gint64 step_ns, char *label, gsize n_bytes)
{
  static const struct {
    gint64 unit_ns;
    const char *name;
  } units[] = {
    { 1000000000, "s" },
    { 1000000, "ms" },
    { 1000, "µs" },
    { 1, "ns" },
  };
  guint unit = 0;
  int n_digits;
  char number[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  /* The largest unit in which a step has at most one digit behind the point: 0.5 s, but 50 ms. */
  while (unit < 3 && step_ns * 10 < units[unit].unit_ns)
    unit++;
  n_digits = step_ns < units[unit].unit_ns ? 1 : 0;
  g_snprintf (format, sizeof format, "%%.%df", n_digits);
  g_ascii_formatd (number, sizeof number, format, (double) time_ns / (double) units[unit].unit_ns);
  g_snprintf (label, n_bytes, "%s %s", number, units[unit].name);
}

/**
 * heddle_layout_get_ticks:
 * @from_ns: the left edge, on the common axis
 * @to_ns: the right edge
 * @n_max: how many there is room for, at least 1
 * @ticks: (element-type HeddleLayoutTick): where to append
 *
 * Ticks in steps of 1, 2 or 5 times a power of ten.
 */
void
heddle_layout_get_ticks (gint64 from_ns, gint64 to_ns, guint n_max, GArray *ticks)
{
  static const gint64 factors[] = { 1, 2, 5 };
  gint64 power = 1, step_ns = 1;
  guint factor = 0;

  g_return_if_fail (n_max > 0 && to_ns > from_ns);
  while ((to_ns - from_ns) / step_ns >= n_max) {
    if (++factor == G_N_ELEMENTS (factors)) {
      factor = 0;
      power *= 10;
    }
    step_ns = factors[factor] * power;
  }
  for (gint64 time_ns = (from_ns + step_ns - 1) / step_ns * step_ns; time_ns <= to_ns; time_ns += step_ns) {
    HeddleLayoutTick tick = { .time_ns = time_ns };

    format_tick (time_ns, step_ns, tick.label, sizeof tick.label);
    g_array_append_val (ticks, tick);
  }
}

/**
 * heddle_layout_format_time:
 * @time_ns: a duration
 *
 * Returns: (transfer full): it in two digits or more: "3.2 s", "12 s", "0.45 s", "8.1 ms", with a point in every locale
 */
char *
heddle_layout_format_time (gint64 time_ns)
{
  static const struct {
    double unit_ns;
    double least;
    const char *name;
  } units[] = {
    { 1e9, 0.095, "s" },
    { 1e6, 0.95, "ms" },
    { 1e3, 0, "µs" },
  };
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    double value = (double) MAX (time_ns, 0) / units[i].unit_ns;

    if (value < units[i].least)
      continue;
    g_ascii_formatd (number, sizeof number, value < 0.995 ? "%.2f" : value < 9.95 ? "%.1f" : "%.0f", value);
    return g_strdup_printf ("%s %s", number, units[i].name);
  }
  g_assert_not_reached ();
}
