/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why nothing happened: what a thread, or the answer to a request, waited for at a moment.
 * Threads: the trace's. Cost: O(spans of the thread) at worst.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleWhyReason:
 * @HEDDLE_WHY_COMPUTING: no gap: `what` had a core
 * @HEDDLE_WHY_NO_CORE: `what` was ready to go on, but no core was free
 * @HEDDLE_WHY_ASLEEP: `what` put its own thread to sleep
 * @HEDDLE_WHY_THREAD_TAKEN: the thread was taken by the task `what` until `to_ns`
 * @HEDDLE_WHY_REQUEST: for the answer to the request `what`, which came at `to_ns`
 * @HEDDLE_WHY_TIMER: for the timer `what`, which was due at `to_ns`
 * @HEDDLE_WHY_MESSAGE: for the message `what` from the thread `thread`, posted at `to_ns`
 * @HEDDLE_WHY_FILE: for the file `what`, which was there at `to_ns`
 * @HEDDLE_WHY_TAKING_UP: what it waited for was there, but the thread still had to be told
 * @HEDDLE_WHY_NOT_BEGUN: it had not begun
 * @HEDDLE_WHY_FINISHED: it had done its last task, `what`, at `from_ns`
 * @HEDDLE_WHY_UNDER_WAY: the run goes on, and `what`, if any, is under way
 *
 * Why there is a gap.
 */
typedef enum {
  HEDDLE_WHY_COMPUTING,
  HEDDLE_WHY_NO_CORE,
  HEDDLE_WHY_ASLEEP,
  HEDDLE_WHY_THREAD_TAKEN,
  HEDDLE_WHY_REQUEST,
  HEDDLE_WHY_TIMER,
  HEDDLE_WHY_MESSAGE,
  HEDDLE_WHY_FILE,
  HEDDLE_WHY_TAKING_UP,
  HEDDLE_WHY_NOT_BEGUN,
  HEDDLE_WHY_FINISHED,
  HEDDLE_WHY_UNDER_WAY,
} HeddleWhyReason;

/**
 * HeddleWhy:
 * @reason: why
 * @what: the span that it was about, or 0
 * @next: the task that ended the gap, or 0
 * @thread: whose the gap is; for a message the thread that posted it
 * @from_ns: where the gap begins, from the run's origin
 * @to_ns: see the reason, from the run's origin
 * @n_others: how many more of the same kind were under way then
 *
 * An answer.
 */
typedef struct {
  HeddleWhyReason reason;
  HeddleSpanRef what;
  HeddleSpanRef next;
  guint thread;
  gint64 from_ns;
  gint64 to_ns;
  guint n_others;
} HeddleWhy;

void heddle_why_thread (HeddleTrace *trace, guint thread, gint64 time_ns, gint64 now_ns, HeddleWhy *why);
void heddle_why_request (HeddleTrace *trace, HeddleSpanRef ref, gint64 time_ns, gint64 now_ns, HeddleWhy *why);
HeddleSpanRef heddle_why_find_task_at (HeddleTrace *trace, guint thread, gint64 time_ns);

G_END_DECLS
