/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one run comes to in a few numbers.
 * Threads: the trace's. Cost: O(spans); a fraction of a millisecond for ten thousand.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleSummary:
 * @wall_ns: from the first statement to the end of the last task; to now while the run goes on
 * @cpu_ns: how long the JavaScript threads were on a core in all; -1 when nobody measured it
 * @longest_block_ns: the longest task of the main event loop: so long could nothing else happen there
 * @no_core_ns: how long the JavaScript threads were ready without a core; -1 when nobody measured it
 * @waiting_at_once: most requests in flight at one time
 * @computing_at_once: most threads on a core at one time, as sampled
 * @n_requests: requests
 * @n_workers: workers that started
 * @n_tasks: turns of all event loops
 * @n_spans: all spans
 * @n_dropped: spans and marks that did not fit
 * @sums_ns: by #HeddleState, added up over threads and requests: computing is the time inside of tasks, ready the time
 *   that tasks queued, waiting the time that requests were in flight
 *
 * The figures of a run.
 */
typedef struct {
  gint64 wall_ns;
  gint64 cpu_ns;
  gint64 longest_block_ns;
  gint64 no_core_ns;
  guint waiting_at_once;
  guint computing_at_once;
  guint n_requests;
  guint n_workers;
  guint n_tasks;
  guint64 n_spans;
  guint64 n_dropped;
  gint64 sums_ns[4];
} HeddleSummary;

void heddle_trace_summarize (HeddleTrace *trace, HeddleSummary *summary);
gboolean heddle_thread_runs_javascript (const HeddleThread *thread);

G_END_DECLS
