/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why nothing happened. The task that ended a gap has a cause: that is what was waited for.
 * Threads: the trace's.
 */
#include "trace/why.h"

#include "base/clock.h"
#include "trace/facts.h"

static const HeddleLane *
find_lane (HeddleTrace *trace, HeddleLaneType type, guint thread)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (trace, i);

    if (lane->type == type && lane->thread == thread)
      return lane;
  }
  return NULL;
}

/* How many spans of a row start at or before a time. */
static guint
count_until (HeddleTrace *trace, const HeddleLane *lane, guint row, gint64 time_ns)
{
  guint first = 0, end = heddle_trace_lane_get_n_spans (lane, row);

  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, middle))->start_ns <= time_ns)
      first = middle + 1;
    else
      end = middle;
  }
  return first;
}

/* The last task of a thread that begins at or before a time, and the one after it; 0 where there is none. */
static void
find_neighbours (HeddleTrace *trace, guint thread, gint64 time_ns, HeddleSpanRef *before, HeddleSpanRef *after)
{
  const HeddleLane *lane = find_lane (trace, HEDDLE_LANE_LOOP, thread);
  guint index;

  *before = *after = 0;
  if (lane == NULL || heddle_trace_lane_get_n_rows (lane) == 0)
    return;
  index = count_until (trace, lane, 0, time_ns);
  if (index > 0)
    *before = heddle_trace_lane_get_ref (lane, 0, index - 1);
  if (index < heddle_trace_lane_get_n_spans (lane, 0))
    *after = heddle_trace_lane_get_ref (lane, 0, index);
}

/**
 * heddle_why_find_task_at:
 * @thread: index of a thread
 * @time_ns: from the run's origin
 *
 * Returns: the task that the thread was in, or 0
 */
HeddleSpanRef
heddle_why_find_task_at (HeddleTrace *trace, guint thread, gint64 time_ns)
{
  HeddleSpanRef before, after;

  find_neighbours (trace, thread, time_ns, &before, &after);
  return before != 0 && heddle_trace_get_span (trace, before)->end_ns > time_ns ? before : 0;
}

/* A span of a lane that is of a kind and goes on at a moment, or 0. */
static HeddleSpanRef
find_in_lane (HeddleTrace *trace, const HeddleLane *lane, HeddleKind kind, gint64 time_ns)
{
  for (guint row = 0; lane != NULL && row < heddle_trace_lane_get_n_rows (lane); row++) {
    guint index = count_until (trace, lane, row, time_ns);
    HeddleSpanRef ref = index > 0 ? heddle_trace_lane_get_ref (lane, row, index - 1) : 0;
    const HeddleSpan *span = ref != 0 ? heddle_trace_get_span (trace, ref) : NULL;

    if (span != NULL && span->kind == kind && span->end_ns > time_ns)
      return ref;
  }
  return 0;
}

/* What is outside of the threads and goes on at a moment: the one that ends first, and how many more. */
static HeddleSpanRef
find_under_way (HeddleTrace *trace, gint64 time_ns, guint *n_others)
{
  HeddleSpanRef first = 0;
  guint n = 0;

  for (guint i = 0; i < heddle_trace_get_n_lanes (trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (trace, i);

    if (lane->type != HEDDLE_LANE_REQUESTS && lane->type != HEDDLE_LANE_TIMERS && lane->type != HEDDLE_LANE_FILES)
      continue;
    for (guint row = 0; row < heddle_trace_lane_get_n_rows (lane); row++) {
      guint index = count_until (trace, lane, row, time_ns);
      HeddleSpanRef ref = index > 0 ? heddle_trace_lane_get_ref (lane, row, index - 1) : 0;
      const HeddleSpan *span = ref != 0 ? heddle_trace_get_span (trace, ref) : NULL;

      if (span == NULL || span->end_ns <= time_ns)
        continue;
      n++;
      if (first == 0 || span->end_ns < heddle_trace_get_span (trace, first)->end_ns)
        first = ref;
    }
  }
  *n_others = n > 0 ? n - 1 : 0;
  return first;
}

static HeddleWhyReason
reason_for (const HeddleSpan *cause)
{
  switch ((int) cause->kind) {
  case HEDDLE_KIND_REQUEST:
    return HEDDLE_WHY_REQUEST;
  case HEDDLE_KIND_TIMER:
    return HEDDLE_WHY_TIMER;
  case HEDDLE_KIND_MESSAGE:
    return HEDDLE_WHY_MESSAGE;
  case HEDDLE_KIND_FILE:
    return HEDDLE_WHY_FILE;
  default:
    return HEDDLE_WHY_TAKING_UP;
  }
}

/* The thread began its next task when something came: what, and when? */
static void
explain_by_next (HeddleTrace *trace, gint64 time_ns, HeddleWhy *why)
{
  const HeddleSpan *next = heddle_trace_get_span (trace, why->next);
  HeddleSpanRef ref = heddle_trace_get_cause (trace, next);
  const HeddleSpan *cause = ref != 0 ? heddle_trace_get_span (trace, ref) : NULL;
  gint64 there_ns = next->start_ns - (gint64) ((double) next->queued_s * HEDDLE_NS_PER_S);

  why->what = ref;
  why->to_ns = next->start_ns;
  if (cause == NULL) {
    why->reason = why->from_ns < 0 ? HEDDLE_WHY_NOT_BEGUN : HEDDLE_WHY_TAKING_UP;
    return;
  }
  why->reason = reason_for (cause);
  if (why->reason == HEDDLE_WHY_MESSAGE) {
    HeddleSpanRef sender = heddle_trace_get_cause (trace, cause);

    why->thread = sender != 0 ? HEDDLE_SPAN_REF_THREAD (sender) : why->thread;
    there_ns = cause->start_ns;
  } else if (why->reason != HEDDLE_WHY_TAKING_UP) {
    there_ns = MIN (cause->end_ns, next->start_ns);
  }
  if (there_ns <= time_ns)
    why->reason = HEDDLE_WHY_TAKING_UP;
  else
    why->to_ns = there_ns;
}

static void
explain_task (HeddleTrace *trace, guint thread, HeddleSpanRef task, gint64 time_ns, HeddleWhy *why)
{
  HeddleSpanRef asleep = find_in_lane (trace, find_lane (trace, HEDDLE_LANE_LOOP, thread), HEDDLE_KIND_BLOCKED,
                                       time_ns);
  HeddleSpanRef no_core = find_in_lane (trace, find_lane (trace, HEDDLE_LANE_CORE, thread), HEDDLE_KIND_NO_CORE,
                                        time_ns);

  why->what = task;
  why->reason = HEDDLE_WHY_COMPUTING;
  why->to_ns = heddle_trace_get_span (trace, task)->end_ns;
  if (asleep != 0) {
    why->reason = HEDDLE_WHY_ASLEEP;
    why->what = asleep;
    why->to_ns = heddle_trace_get_span (trace, asleep)->end_ns;
  } else if (no_core != 0) {
    why->reason = HEDDLE_WHY_NO_CORE;
    why->to_ns = heddle_trace_get_span (trace, no_core)->end_ns;
  }
}

/**
 * heddle_why_thread:
 * @thread: index of an event loop's thread
 * @time_ns: when, from the run's origin
 * @now_ns: how far the trace goes
 * @why: (out caller-allocates): the answer
 *
 * What a thread waited for, or did.
 */
void
heddle_why_thread (HeddleTrace *trace, guint thread, gint64 time_ns, gint64 now_ns, HeddleWhy *why)
{
  HeddleSpanRef before, after;
  const HeddleSpan *last;

  find_neighbours (trace, thread, time_ns, &before, &after);
  last = before != 0 ? heddle_trace_get_span (trace, before) : NULL;
  *why = (HeddleWhy){ .thread = thread, .next = after, .from_ns = last != NULL ? last->end_ns : -1, .to_ns = now_ns };
  if (last != NULL && last->end_ns > time_ns) {
    why->from_ns = last->start_ns;
    explain_task (trace, thread, before, time_ns, why);
    why->to_ns = MIN (why->to_ns, now_ns);
    return;
  }
  if (after != 0) {
    explain_by_next (trace, time_ns, why);
    return;
  }
  why->what = before;
  why->reason = before == 0 ? HEDDLE_WHY_NOT_BEGUN : HEDDLE_WHY_FINISHED;
  if (!heddle_trace_is_closed (trace) && time_ns <= now_ns) {
    why->reason = HEDDLE_WHY_UNDER_WAY;
    why->what = find_under_way (trace, now_ns - 1, &why->n_others);
  }
}

/**
 * heddle_why_request:
 * @ref: a request, timer, file or message
 * @time_ns: when, from the run's origin
 * @now_ns: how far the trace goes
 * @why: (out caller-allocates): the answer
 *
 * What a request waited for: the world, or after its answer had come, for a thread.
 */
void
heddle_why_request (HeddleTrace *trace, HeddleSpanRef ref, gint64 time_ns, gint64 now_ns, HeddleWhy *why)
{
  const HeddleSpan *span = heddle_trace_get_span (trace, ref);
  HeddleSpanRef task, taken;

  *why = (HeddleWhy){ .what = ref,
                      .thread = HEDDLE_SPAN_REF_THREAD (ref),
                      .from_ns = span->start_ns,
                      .to_ns = MIN (span->end_ns, now_ns),
                      .reason = reason_for (span) };
  if (time_ns < span->end_ns)
    return;
  task = heddle_facts_find_task_of (trace, ref);
  why->from_ns = span->end_ns;
  why->next = task;
  if (task == 0) {
    why->reason = heddle_trace_is_closed (trace) ? HEDDLE_WHY_FINISHED : HEDDLE_WHY_TAKING_UP;
    return;
  }
  why->thread = HEDDLE_SPAN_REF_THREAD (task);
  why->to_ns = heddle_trace_get_span (trace, task)->start_ns;
  taken = heddle_why_find_task_at (trace, why->thread, time_ns);
  why->reason = taken == task ? HEDDLE_WHY_COMPUTING : taken != 0 ? HEDDLE_WHY_THREAD_TAKEN : HEDDLE_WHY_TAKING_UP;
  if (taken != 0) {
    why->what = taken;
    why->to_ns = MIN (heddle_trace_get_span (trace, taken)->end_ns, now_ns);
  }
}
