/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wall time of a run, split into what it went on: what more cores can shorten, and what they cannot.
 * Threads: the trace's. Cost: O(n log n) in the tasks and waits.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleTimeSplit:
 * @several_ns: two or more JavaScript threads had a task under way: more cores can shorten that
 * @one_thread_ns: one of them had
 * @start_up_ns: none had, and a worker was starting
 * @waiting_ns: none had, and a request, timer or file was under way: waiting for the world
 * @rest_ns: everything else, such as handing a message over
 *
 * The sum is the wall time.
 */
typedef struct {
  gint64 several_ns;
  gint64 one_thread_ns;
  gint64 start_up_ns;
  gint64 waiting_ns;
  gint64 rest_ns;
} HeddleTimeSplit;

void heddle_time_split_find (HeddleTrace *trace, HeddleTimeSplit *split);

G_END_DECLS
