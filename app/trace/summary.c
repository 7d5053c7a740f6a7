/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one run comes to in a few numbers.
 * Threads: the trace's.
 */
#include "trace/summary.h"

#include "base/clock.h"

/**
 * heddle_thread_runs_javascript:
 *
 * Returns: whether @thread is an event loop: the main one or a worker's
 */
gboolean
heddle_thread_runs_javascript (const HeddleThread *thread)
{
  return thread->role == HEDDLE_ROLE_MAIN || thread->role == HEDDLE_ROLE_WORKER;
}

static gint64
duration_until (const HeddleSpan *span, gint64 now_ns)
{
  return MAX (MIN (span->end_ns, now_ns) - span->start_ns, 0);
}

static void
add_task (HeddleSummary *summary, const HeddleThread *thread, const HeddleSpan *span, gint64 now_ns)
{
  gint64 duration_ns = duration_until (span, now_ns);

  summary->n_tasks++;
  summary->sums_ns[HEDDLE_STATE_COMPUTING] += duration_ns;
  summary->sums_ns[HEDDLE_STATE_READY] += (gint64) ((double) span->queued_s * HEDDLE_NS_PER_S);
  if (thread->role == HEDDLE_ROLE_MAIN)
    summary->longest_block_ns = MAX (summary->longest_block_ns, duration_ns);
}

/* Adds a thread's spans. The sampler's are about other threads: they go to the sums of those. */
static void
add_spans (HeddleTrace *trace, guint thread, HeddleSummary *summary, gint64 *on_core_ns, gint64 *no_core_ns)
{
  const HeddleThread *owner = heddle_trace_get_thread (trace, thread);
  gint64 now_ns = heddle_trace_get_last_ns (trace);
  guint n_threads = heddle_trace_get_n_threads (trace);
  guint32 n_spans = heddle_trace_get_n_thread_spans (trace, thread);

  for (guint32 counter = 1; counter <= n_spans; counter++) {
    const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, counter));
    guint about = MIN (span->cause_thread, n_threads - 1);

    if (span->kind == HEDDLE_KIND_TASK) {
      add_task (summary, owner, span, now_ns);
    } else if (span->kind == HEDDLE_KIND_REQUEST) {
      summary->n_requests++;
      summary->sums_ns[HEDDLE_STATE_WAITING] += duration_until (span, now_ns);
    } else if (span->kind == HEDDLE_KIND_ON_CORE) {
      on_core_ns[about] = MAX (on_core_ns[about], 0) + duration_until (span, now_ns);
    } else if (span->kind == HEDDLE_KIND_NO_CORE) {
      no_core_ns[about] = MAX (no_core_ns[about], 0) + duration_until (span, now_ns);
    }
  }
}

/* A thread's own word counts; else what the sampler saw; -1 when neither said anything. */
static void
add_measured (gint64 *sum_ns, gint64 said_ns, gint64 sampled_ns)
{
  gint64 value_ns = said_ns >= 0 ? said_ns : sampled_ns;

  if (value_ns >= 0)
    *sum_ns = MAX (*sum_ns, 0) + value_ns;
}

/**
 * heddle_trace_summarize:
 * @trace: a trace, of a run that is over or goes on
 * @summary: (out caller-allocates): its figures
 */
void
heddle_trace_summarize (HeddleTrace *trace, HeddleSummary *summary)
{
  guint n_threads = heddle_trace_get_n_threads (trace);
  g_autofree gint64 *on_core_ns = g_new (gint64, n_threads);
  g_autofree gint64 *no_core_ns = g_new (gint64, n_threads);
  gint64 start_ns = MAX (heddle_trace_get_start_ns (trace), 0);
  gint64 end_ns = heddle_trace_get_end_ns (trace);

  *summary = (HeddleSummary){
    .cpu_ns = -1,
    .no_core_ns = -1,
    .wall_ns = MAX ((end_ns >= 0 ? end_ns : heddle_trace_get_last_ns (trace)) - start_ns, 0),
    .waiting_at_once = heddle_trace_get_waiting_at_once (trace),
    .computing_at_once = heddle_trace_get_computing_at_once (trace),
    .n_spans = heddle_trace_get_n_spans (trace),
    .n_dropped = heddle_trace_get_n_dropped (trace),
  };
  for (guint i = 0; i < n_threads; i++)
    on_core_ns[i] = no_core_ns[i] = -1;
  for (guint i = 0; i < n_threads; i++)
    add_spans (trace, i, summary, on_core_ns, no_core_ns);
  /* A run may be over before the first sample; what computed did so somewhere. */
  summary->computing_at_once = MAX (summary->computing_at_once, summary->n_tasks > 0);
  for (guint i = 0; i < n_threads; i++) {
    const HeddleThread *thread = heddle_trace_get_thread (trace, i);

    if (!heddle_thread_runs_javascript (thread))
      continue;
    summary->n_workers += thread->role == HEDDLE_ROLE_WORKER;
    add_measured (&summary->cpu_ns, thread->cpu_ns, on_core_ns[i]);
    add_measured (&summary->no_core_ns, thread->no_core_ns, no_core_ns[i]);
  }
}
