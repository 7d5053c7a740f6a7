/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happened in a stretch of a run, in a few sums.
 * Threads: the trace's. Cost: O(spans that start before the end of the stretch).
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleRangeSums:
 * @computing_ns: how long tasks ran, added up over threads
 * @cpu_ns: how long threads were on a core, as sampled; -1 when nobody sampled
 * @ready_ns: how long tasks and threads were ready, but their thread or a core was taken
 * @waiting_ns: how long requests were in flight, added up
 * @n_tasks: tasks that overlap it
 * @n_requests: requests that overlap it
 * @n_messages: messages that overlap it
 * @n_spans: all spans that overlap it, but for the sampler's
 *
 * The sums of a stretch.
 */
typedef struct {
  gint64 computing_ns;
  gint64 cpu_ns;
  gint64 ready_ns;
  gint64 waiting_ns;
  guint n_tasks;
  guint n_requests;
  guint n_messages;
  guint64 n_spans;
} HeddleRangeSums;

void heddle_range_sum (HeddleTrace *trace, gint64 from_ns, gint64 to_ns, gint64 now_ns, HeddleRangeSums *sums);

G_END_DECLS
