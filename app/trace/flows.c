/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What led to a span and what it led to.
 * Threads: the trace's.
 */
#include "trace/flows.h"

/* So far back goes the chain of causes. */
#define MAX_CAUSES 8

/**
 * heddle_flows_is_place:
 *
 * Returns: whether the span stands on a lane, so that an arrow can begin or end there
 */
gboolean
heddle_flows_is_place (const HeddleSpan *span)
{
  switch ((int) span->kind) {
  case HEDDLE_KIND_TIMER:
  case HEDDLE_KIND_MESSAGE:
  case HEDDLE_KIND_FILE:
  case HEDDLE_KIND_WORKER:
  case HEDDLE_KIND_INPUT:
    return FALSE;
  default:
    return heddle_span_is_shown (span);
  }
}

static gint64
clamp_to (const HeddleSpan *span, gint64 time_ns)
{
  return CLAMP (time_ns, span->start_ns, span->end_ns);
}

/* What takes part in waiting hands over when it ends; what computes, when it begins the other. */
static void
add_flow (HeddleTrace *trace, HeddleSpanRef from, HeddleSpanRef via, HeddleSpanRef to, GArray *flows)
{
  const HeddleSpan *cause = heddle_trace_get_span (trace, from), *effect = heddle_trace_get_span (trace, to);
  gint64 zero_ns = MAX (heddle_trace_get_start_ns (trace), 0);
  gint64 begun_ns = via != 0 ? heddle_trace_get_span (trace, via)->start_ns : effect->start_ns;
  HeddleFlow flow = { .from = from, .to = to, .via = via, .to_ns = effect->start_ns - zero_ns };

  flow.from_ns = (cause->state == HEDDLE_STATE_WAITING ? MIN (cause->end_ns, effect->start_ns)
                                                       : clamp_to (cause, begun_ns)) -
                 zero_ns;
  g_array_append_val (flows, flow);
}

static void
add_causes (HeddleTrace *trace, HeddleSpanRef ref, GArray *flows)
{
  for (guint i = 0; i < MAX_CAUSES; i++) {
    HeddleSpanRef cause = heddle_trace_get_cause (trace, heddle_trace_get_span (trace, ref)), via = 0;
    const HeddleSpan *span = cause != 0 ? heddle_trace_get_span (trace, cause) : NULL;

    if (span != NULL && !heddle_flows_is_place (span)) {
      via = cause;
      cause = heddle_trace_get_cause (trace, span);
      span = cause != 0 ? heddle_trace_get_span (trace, cause) : NULL;
    }
    if (span == NULL || !heddle_flows_is_place (span) || cause == ref)
      return;
    add_flow (trace, cause, via, ref, flows);
    ref = cause;
  }
}

static void
add_effects (HeddleTrace *trace, HeddleSpanRef ref, guint n_max, GArray *flows)
{
  g_autoptr (GArray) effects = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  g_autoptr (GArray) further = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));

  heddle_facts_get_effects (trace, ref, n_max, effects);
  for (guint i = 0; i < effects->len && flows->len < n_max; i++) {
    HeddleSpanRef effect = g_array_index (effects, HeddleSpanRef, i);

    if (heddle_flows_is_place (heddle_trace_get_span (trace, effect))) {
      add_flow (trace, ref, 0, effect, flows);
      continue;
    }
    g_array_set_size (further, 0);
    heddle_facts_get_effects (trace, effect, 4, further);
    for (guint k = 0; k < further->len; k++)
      if (heddle_flows_is_place (heddle_trace_get_span (trace, g_array_index (further, HeddleSpanRef, k))))
        add_flow (trace, ref, effect, g_array_index (further, HeddleSpanRef, k), flows);
  }
}

/**
 * heddle_flows_get:
 * @ref: a span
 * @n_max: how many arrows are enough
 * @flows: (element-type HeddleFlow): where to append: first what led to it, the nearest cause first, then what it led to
 */
void
heddle_flows_get (HeddleTrace *trace, HeddleSpanRef ref, guint n_max, GArray *flows)
{
  if (heddle_trace_get_span (trace, ref) == NULL)
    return;
  add_causes (trace, ref, flows);
  add_effects (trace, ref, n_max, flows);
}
