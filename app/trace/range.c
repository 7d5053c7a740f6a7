/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happened in a stretch of a run.
 * Threads: the trace's.
 */
#include "trace/range.h"

#include "base/clock.h"
#include "trace/summary.h"

typedef struct {
  gint64 from_ns;
  gint64 to_ns;
  gint64 now_ns;
} Stretch;

static gint64
overlap (const Stretch *stretch, gint64 start_ns, gint64 end_ns)
{
  return MAX (MIN (MIN (end_ns, MAX (stretch->now_ns, start_ns)), stretch->to_ns) - MAX (start_ns, stretch->from_ns),
              0);
}

static gboolean
touches (const Stretch *stretch, const HeddleSpan *span)
{
  return span->start_ns < stretch->to_ns && span->end_ns > stretch->from_ns;
}

static void
add_task (const HeddleSpan *span, const Stretch *stretch, HeddleRangeSums *sums)
{
  gint64 queued_ns = (gint64) ((double) span->queued_s * HEDDLE_NS_PER_S);

  sums->computing_ns += overlap (stretch, span->start_ns, span->end_ns);
  sums->ready_ns += overlap (stretch, span->start_ns - queued_ns, span->start_ns);
  sums->n_tasks += touches (stretch, span);
}

/* A sample is about another thread than the one that took it. */
static void
add_sample (HeddleTrace *trace, const HeddleSpan *span, const Stretch *stretch, HeddleRangeSums *sums)
{
  gint64 overlap_ns = overlap (stretch, span->start_ns, span->end_ns);

  if (span->cause_thread >= heddle_trace_get_n_threads (trace) ||
      !heddle_thread_runs_javascript (heddle_trace_get_thread (trace, span->cause_thread)))
    return;
  if (span->kind == HEDDLE_KIND_ON_CORE)
    sums->cpu_ns = MAX (sums->cpu_ns, 0) + overlap_ns;
  else
    sums->ready_ns += overlap_ns;
}

static void
add_span (HeddleTrace *trace, const HeddleSpan *span, const Stretch *stretch, HeddleRangeSums *sums)
{
  gint64 overlap_ns = overlap (stretch, span->start_ns, span->end_ns);

  switch ((int) span->kind) {
  case HEDDLE_KIND_ON_CORE:
  case HEDDLE_KIND_NO_CORE:
    add_sample (trace, span, stretch, sums);
    return;
  case HEDDLE_KIND_TASK:
    add_task (span, stretch, sums);
    break;
  case HEDDLE_KIND_REQUEST:
    sums->waiting_ns += overlap_ns;
    sums->n_requests += touches (stretch, span);
    break;
  case HEDDLE_KIND_MESSAGE:
    sums->n_messages += touches (stretch, span);
    break;
  default:
    break;
  }
  sums->n_spans += touches (stretch, span);
}

/**
 * heddle_range_sum:
 * @from_ns: where the stretch begins, from the run's origin
 * @to_ns: where it ends
 * @now_ns: where spans that go on end
 * @sums: (out caller-allocates): the sums
 */
void
heddle_range_sum (HeddleTrace *trace, gint64 from_ns, gint64 to_ns, gint64 now_ns, HeddleRangeSums *sums)
{
  Stretch stretch = { from_ns, to_ns, now_ns };

  *sums = (HeddleRangeSums){ .cpu_ns = -1 };
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    guint32 n_spans = heddle_trace_get_n_thread_spans (trace, i);

    for (guint32 n = 1; n <= n_spans; n++)
      add_span (trace, heddle_trace_get_span (trace, HEDDLE_SPAN_REF (i, n)), &stretch, sums);
  }
}
