/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to draw for calls of async functions: in each row stretches and waits take turns.
 * Threads: the traces'.
 */
#include "trace/layout-private.h"

#include "base/clock.h"

/* A wait is a thin line; where it is over and the thread is taken, a thicker one. */
#define WAIT_TOP 0.4
#define READY_TOP 0.2

/* When the wait at @index was over: from then on the call was ready, until it went on. */
static gint64
find_settled (HeddleTrace *trace, const HeddleLane *lane, guint row, guint index, const HeddleSpan *wait)
{
  const HeddleSpan *next;

  if (index + 1 >= heddle_trace_lane_get_n_spans (lane, row))
    return wait->end_ns;
  next = heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, index + 1));
  if (next->kind != HEDDLE_KIND_ASYNC_RUN || next->start_ns != wait->end_ns)
    return wait->end_ns;
  return CLAMP (next->start_ns - (gint64) ((double) next->queued_s * HEDDLE_NS_PER_S), wait->start_ns, wait->end_ns);
}

/* An item in its share of the lane. */
static void
place (HeddleLayoutItem *item, const HeddleLayoutLane *lane, guint row, double margin)
{
  double height = 1.0 / lane->n_rows, top = (row - lane->first_row) * height;

  item->top = top + margin * height;
  item->bottom = top + (1 - margin) * height;
}

static void
add_wait (HeddleLayoutItem item,
          gint64 settled_ns,
          const HeddleLayoutLane *lane,
          guint row,
          const HeddleSight *sight,
          GArray *items)
{
  HeddleLayoutItem ready = item;

  if (settled_ns > item.start_ns) {
    item.end_ns = MIN (item.end_ns, settled_ns);
    place (&item, lane, row, WAIT_TOP);
    heddle_layout_add_item (items, sight, item);
  }
  if (ready.end_ns <= settled_ns)
    return;
  ready.start_ns = MAX (ready.start_ns, settled_ns);
  ready.state = HEDDLE_STATE_READY;
  place (&ready, lane, row, READY_TOP);
  heddle_layout_add_item (items, sight, ready);
}

static void
add_row (HeddleTrace *trace,
         const HeddleLane *parts,
         const HeddleLayoutLane *lane,
         guint row,
         const HeddleSight *sight,
         GArray *items)
{
  guint n_spans = heddle_trace_lane_get_n_spans (parts, row);
  guint index = heddle_layout_first_from (trace, parts, row, 0, sight->from_ns);

  index -= index > 0;
  while (index < n_spans) {
    guint first = index;
    HeddleLayoutItem item = heddle_layout_fold (trace, parts, row, sight, &index);
    const HeddleSpan *span = heddle_trace_get_span (trace, item.ref);

    if (item.start_ns >= sight->to_ns)
      break;
    if (item.end_ns <= sight->from_ns && item.start_ns < sight->from_ns)
      continue;
    if (span->kind == HEDDLE_KIND_AWAIT && item.n_folded == 1) {
      add_wait (item, find_settled (trace, parts, row, first, span), lane, row, sight, items);
      continue;
    }
    if (span->kind == HEDDLE_KIND_ASYNC_RUN)
      item.label = heddle_layout_get_label (trace,
                                            heddle_trace_get_span (trace, heddle_trace_get_owner (trace, item.ref)));
    place (&item, lane, row, item.state == HEDDLE_STATE_WAITING ? WAIT_TOP : 0);
    heddle_layout_add_item (items, sight, item);
  }
}

/* The items of the rows that a lane shows. */
void
heddle_layout_add_async_items (HeddleTrace *trace,
                               const HeddleLayoutLane *lane,
                               const HeddleSight *sight,
                               GArray *items)
{
  const HeddleLane *parts = heddle_layout_find_lane (trace, HEDDLE_LANE_PARTS, lane->thread);
  guint end = parts != NULL ? MIN (lane->first_row + lane->n_rows, heddle_trace_lane_get_n_rows (parts)) : 0;

  for (guint row = lane->first_row; row < end; row++)
    add_row (trace, parts, lane, row, sight, items);
}
