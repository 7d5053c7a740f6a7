/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of an event loop at any moment.
 * Threads: the trace's. Spans of a row do not overlap and stand in order, so the one that covers a moment is found by
 * halving. Of tasks that are ready at a moment but start later, only the blocks are looked through that have one.
 */
#include "trace/state.h"

#include "base/clock.h"

#define BLOCK_TASKS 256

/* A task row of a loop: for each block of its spans, when the first of them became ready. */
typedef struct {
  GArray *block_queued_ns;
  guint n_tasks;
} TaskIndex;

typedef struct {
  HeddleSpanRef of;
  gint64 time_ns;
  HeddleKind kind;
} Phase;

struct _HeddleMoments {
  HeddleTrace *trace;
  GPtrArray *tasks; /* TaskIndex for each thread */
  GArray *phases;   /* Phase, by span and time */
  guint64 n_marks;
};

static void
task_index_free (gpointer data)
{
  TaskIndex *index = data;

  g_array_unref (index->block_queued_ns);
  g_free (index);
}

/**
 * heddle_moments_new:
 * @trace: the run
 *
 * Returns: (transfer full): what finds its moments
 */
HeddleMoments *
heddle_moments_new (HeddleTrace *trace)
{
  HeddleMoments *self = g_new0 (HeddleMoments, 1);

  self->trace = g_object_ref (trace);
  self->tasks = g_ptr_array_new_with_free_func (task_index_free);
  self->phases = g_array_new (FALSE, FALSE, sizeof (Phase));
  heddle_moments_update (self);
  return self;
}

void
heddle_moments_free (HeddleMoments *self)
{
  g_ptr_array_unref (self->tasks);
  g_array_unref (self->phases);
  g_object_unref (self->trace);
  g_free (self);
}

void
heddle_moment_init (HeddleMoment *self)
{
  self->stack = g_array_new (FALSE, FALSE, sizeof (HeddleMomentEntry));
  self->microtasks = g_array_new (FALSE, FALSE, sizeof (HeddleMomentEntry));
  self->tasks = g_array_new (FALSE, FALSE, sizeof (HeddleMomentEntry));
  self->elsewhere = g_array_new (FALSE, FALSE, sizeof (HeddleMomentEntry));
  self->waits = g_array_new (FALSE, FALSE, sizeof (HeddleMomentEntry));
}

void
heddle_moment_clear (HeddleMoment *self)
{
  g_clear_pointer (&self->stack, g_array_unref);
  g_clear_pointer (&self->microtasks, g_array_unref);
  g_clear_pointer (&self->tasks, g_array_unref);
  g_clear_pointer (&self->elsewhere, g_array_unref);
  g_clear_pointer (&self->waits, g_array_unref);
}

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

static gint64
queued_at (const HeddleSpan *span)
{
  return span->start_ns - (gint64) ((double) span->queued_s * HEDDLE_NS_PER_S);
}

static const HeddleSpan *
peek (HeddleTrace *trace, const HeddleLane *lane, guint row, guint index)
{
  return heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, index));
}

/* How many spans of a row have begun at a time. */
static guint
count_begun (HeddleTrace *trace, const HeddleLane *lane, guint row, gint64 time_ns)
{
  guint first = 0, end = heddle_trace_lane_get_n_spans (lane, row);

  if (end == 0 || peek (trace, lane, row, 0)->start_ns > time_ns)
    return 0;
  if (peek (trace, lane, row, end - 1)->start_ns <= time_ns)
    return end;
  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (peek (trace, lane, row, middle)->start_ns <= time_ns)
      first = middle + 1;
    else
      end = middle;
  }
  return first;
}

/* Keeping up. */

static void
update_tasks (HeddleMoments *self, guint thread)
{
  TaskIndex *index = g_ptr_array_index (self->tasks, thread);
  const HeddleLane *lane = find_lane (self->trace, HEDDLE_LANE_LOOP, thread);
  guint n_tasks = lane != NULL ? heddle_trace_lane_get_n_spans (lane, 0) : 0;

  for (; index->n_tasks < n_tasks; index->n_tasks++) {
    gint64 queued_ns = queued_at (peek (self->trace, lane, 0, index->n_tasks));

    if (index->n_tasks % BLOCK_TASKS == 0)
      g_array_append_val (index->block_queued_ns, queued_ns);
    else if (queued_ns < g_array_index (index->block_queued_ns, gint64, index->n_tasks / BLOCK_TASKS))
      g_array_index (index->block_queued_ns, gint64, index->n_tasks / BLOCK_TASKS) = queued_ns;
  }
}

static int
compare_phases (gconstpointer a, gconstpointer b)
{
  const Phase *one = a, *other = b;

  if (one->of != other->of)
    return one->of < other->of ? -1 : 1;
  return one->time_ns == other->time_ns ? 0 : one->time_ns < other->time_ns ? -1 : 1;
}

static void
update_phases (HeddleMoments *self)
{
  guint n_known = self->phases->len;

  for (; self->n_marks < heddle_trace_get_n_marks (self->trace); self->n_marks++) {
    const HeddleMark *mark = heddle_trace_get_mark (self->trace, self->n_marks);
    Phase phase = { mark->of, mark->time_ns, mark->kind };

    if (mark->of != 0 && mark->kind >= HEDDLE_MARK_CONNECTED && mark->kind <= HEDDLE_MARK_ABORTED)
      g_array_append_val (self->phases, phase);
  }
  if (self->phases->len > n_known)
    g_array_sort (self->phases, compare_phases);
}

/**
 * heddle_moments_update:
 *
 * Takes in what the trace has recorded since.
 */
void
heddle_moments_update (HeddleMoments *self)
{
  for (guint i = 0; i < heddle_trace_get_n_threads (self->trace); i++) {
    if (i == self->tasks->len) {
      TaskIndex *index = g_new0 (TaskIndex, 1);

      index->block_queued_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_ptr_array_add (self->tasks, index);
    }
    update_tasks (self, i);
  }
  update_phases (self);
}

/* A moment. */

static int
compare_since (gconstpointer a, gconstpointer b)
{
  const HeddleMomentEntry *one = a, *other = b;

  if (one->since_ns != other->since_ns)
    return one->since_ns < other->since_ns ? -1 : 1;
  return one->ref < other->ref ? -1 : one->ref > other->ref;
}

static int
compare_until (gconstpointer a, gconstpointer b)
{
  const HeddleMomentEntry *one = a, *other = b;

  if (one->until_ns != other->until_ns)
    return one->until_ns < other->until_ns ? -1 : 1;
  return one->ref < other->ref ? -1 : one->ref > other->ref;
}

static void
add_span (GArray *entries, HeddleSpanRef ref, const HeddleSpan *span)
{
  HeddleMomentEntry entry = { .ref = ref, .since_ns = span->start_ns, .until_ns = span->end_ns };

  g_array_append_val (entries, entry);
}

static void
get_stack (HeddleMoments *self, guint thread, gint64 time_ns, GArray *stack)
{
  const HeddleLane *lane = find_lane (self->trace, HEDDLE_LANE_LOOP, thread);

  for (guint row = 0; lane != NULL && row < heddle_trace_lane_get_n_rows (lane); row++) {
    guint n = count_begun (self->trace, lane, row, time_ns);
    const HeddleSpan *span = n > 0 ? peek (self->trace, lane, row, n - 1) : NULL;

    if (span != NULL && span->end_ns > time_ns && span->kind != HEDDLE_KIND_MEASURE)
      add_span (stack, heddle_trace_lane_get_ref (lane, row, n - 1), span);
  }
}

static HeddleMomentQueue
find_queue (HeddleTrace *trace, const HeddleSpan *task)
{
  HeddleSpanRef cause = heddle_trace_get_cause (trace, task);
  const HeddleSpan *span = cause != 0 ? heddle_trace_get_span (trace, cause) : NULL;

  switch (span != NULL ? (int) span->kind : HEDDLE_KIND_NONE) {
  case HEDDLE_KIND_TIMER:
    return HEDDLE_QUEUE_TIMER;
  case HEDDLE_KIND_MESSAGE:
    return HEDDLE_QUEUE_MESSAGE;
  case HEDDLE_KIND_REQUEST:
    return HEDDLE_QUEUE_NETWORK;
  case HEDDLE_KIND_FILE:
    return HEDDLE_QUEUE_FILE;
  case HEDDLE_KIND_INPUT:
    return HEDDLE_QUEUE_INPUT;
  default:
    return HEDDLE_QUEUE_OTHER;
  }
}

static void
get_tasks (HeddleMoments *self, guint thread, gint64 time_ns, GArray *tasks)
{
  const HeddleLane *lane = find_lane (self->trace, HEDDLE_LANE_LOOP, thread);
  const TaskIndex *index = g_ptr_array_index (self->tasks, thread);
  guint next = lane != NULL ? count_begun (self->trace, lane, 0, time_ns) : 0;

  while (next < index->n_tasks) {
    const HeddleSpan *span;

    if (g_array_index (index->block_queued_ns, gint64, next / BLOCK_TASKS) > time_ns) {
      next = (next / BLOCK_TASKS + 1) * BLOCK_TASKS;
      continue;
    }
    span = peek (self->trace, lane, 0, next);
    if (span->kind == HEDDLE_KIND_TASK && queued_at (span) <= time_ns) {
      HeddleMomentEntry entry = { .ref = heddle_trace_lane_get_ref (lane, 0, next),
                                  .since_ns = queued_at (span),
                                  .until_ns = span->start_ns,
                                  .queue = find_queue (self->trace, span) };

      g_array_append_val (tasks, entry);
    }
    next++;
  }
}

/* A wait at a moment: still for the world, or over and about to go on in the task that runs. */
static void
add_wait (HeddleMoments *self,
          const HeddleLane *parts,
          guint row,
          guint index,
          const HeddleSpan *task,
          gint64 time_ns,
          HeddleMoment *moment)
{
  const HeddleSpan *wait = peek (self->trace, parts, row, index), *next = NULL;
  HeddleMomentEntry entry = { .ref = heddle_trace_lane_get_ref (parts, row, index),
                              .since_ns = wait->start_ns,
                              .until_ns = wait->end_ns };

  if (index + 1 < heddle_trace_lane_get_n_spans (parts, row))
    next = peek (self->trace, parts, row, index + 1);
  if (next == NULL || next->kind != HEDDLE_KIND_ASYNC_RUN || next->start_ns != wait->end_ns || task == NULL ||
      next->start_ns >= task->end_ns || queued_at (next) > time_ns) {
    g_array_append_val (moment->waits, entry);
    return;
  }
  entry.since_ns = MAX (queued_at (next), wait->start_ns);
  g_array_append_val (moment->microtasks, entry);
}

/* The async calls: those that run, and those that wait. A stretch is recorded when it ends: a call that neither runs nor
 * waits by what is recorded does run. */
static void
get_calls (HeddleMoments *self, guint thread, gint64 time_ns, HeddleMoment *moment)
{
  const HeddleLane *calls = find_lane (self->trace, HEDDLE_LANE_ASYNC, thread);
  const HeddleLane *parts = find_lane (self->trace, HEDDLE_LANE_PARTS, thread);
  const HeddleSpan *task = NULL;
  g_autoptr (GArray) running = g_array_new (FALSE, FALSE, sizeof (HeddleMomentEntry));

  if (moment->stack->len > 0)
    task = heddle_trace_get_span (self->trace, g_array_index (moment->stack, HeddleMomentEntry, 0).ref);
  for (guint row = 0; calls != NULL && row < heddle_trace_lane_get_n_rows (calls); row++) {
    guint n = count_begun (self->trace, calls, row, time_ns), n_parts = 0;
    const HeddleSpan *call = n > 0 ? peek (self->trace, calls, row, n - 1) : NULL, *part = NULL;

    if (call == NULL || call->end_ns <= time_ns)
      continue;
    if (parts != NULL && row < heddle_trace_lane_get_n_rows (parts))
      n_parts = count_begun (self->trace, parts, row, time_ns);
    if (n_parts > 0)
      part = peek (self->trace, parts, row, n_parts - 1);
    if (part != NULL && part->kind == HEDDLE_KIND_AWAIT && part->start_ns >= call->start_ns && part->end_ns > time_ns) {
      add_wait (self, parts, row, n_parts - 1, task, time_ns, moment);
    } else {
      HeddleMomentEntry entry = { .ref = heddle_trace_lane_get_ref (calls, row, n - 1),
                                  .since_ns = call->start_ns,
                                  .until_ns = call->end_ns };

      if (part != NULL && part->start_ns >= call->start_ns)
        entry.since_ns = part->kind == HEDDLE_KIND_ASYNC_RUN ? part->start_ns : part->end_ns;
      g_array_append_val (running, entry);
    }
  }
  g_array_sort (running, compare_since);
  g_array_sort (moment->microtasks, compare_until);
  g_array_sort (moment->waits, compare_since);
  if (running->len > 0)
    g_array_append_vals (moment->stack, running->data, running->len);
}

static HeddleKind
find_phase (HeddleMoments *self, HeddleSpanRef ref, gint64 time_ns)
{
  const Phase *phases = (const Phase *) (gconstpointer) self->phases->data;
  Phase key = { ref, time_ns, HEDDLE_KIND_NONE };
  guint first = 0, end = self->phases->len;

  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (compare_phases (&phases[middle], &key) <= 0)
      first = middle + 1;
    else
      end = middle;
  }
  return first > 0 && phases[first - 1].of == ref ? phases[first - 1].kind : HEDDLE_KIND_NONE;
}

/* Whether a span under way was started by a thread: what the network's thread records names it as its cause. */
static gboolean
is_about (const HeddleLane *lane, const HeddleSpan *span, guint thread)
{
  if (lane->type == HEDDLE_LANE_REQUESTS || lane->type == HEDDLE_LANE_MESSAGES)
    return span->cause_counter != 0 && span->cause_thread == thread;
  return lane->thread == thread;
}

static void
get_elsewhere_of (HeddleMoments *self, const HeddleLane *lane, guint thread, gint64 time_ns, GArray *entries)
{
  for (guint row = 0; row < heddle_trace_lane_get_n_rows (lane); row++) {
    guint n = count_begun (self->trace, lane, row, time_ns);
    const HeddleSpan *span = n > 0 ? peek (self->trace, lane, row, n - 1) : NULL;
    HeddleMomentEntry entry;

    if (span == NULL || span->end_ns <= time_ns || !is_about (lane, span, thread))
      continue;
    entry = (HeddleMomentEntry){ .ref = heddle_trace_lane_get_ref (lane, row, n - 1),
                                 .since_ns = span->start_ns,
                                 .until_ns = span->end_ns };
    if (lane->type == HEDDLE_LANE_REQUESTS)
      entry.phase = find_phase (self, entry.ref, time_ns);
    g_array_append_val (entries, entry);
  }
}

static void
get_elsewhere (HeddleMoments *self, guint thread, gint64 time_ns, GArray *entries)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (self->trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (self->trace, i);

    if (lane->type >= HEDDLE_LANE_REQUESTS && lane->type <= HEDDLE_LANE_WORKERS)
      get_elsewhere_of (self, lane, thread, time_ns, entries);
  }
  g_array_sort (entries, compare_since);
}

/**
 * heddle_moments_get:
 * @thread: index of a thread that runs JavaScript
 * @time_ns: a time, from the run's origin
 * @moment: (inout): where to put it; what was in it is forgotten
 *
 * The state of an event loop at a time.
 */
void
heddle_moments_get (HeddleMoments *self, guint thread, gint64 time_ns, HeddleMoment *moment)
{
  g_return_if_fail (thread < self->tasks->len);
  g_array_set_size (moment->stack, 0);
  g_array_set_size (moment->microtasks, 0);
  g_array_set_size (moment->tasks, 0);
  g_array_set_size (moment->elsewhere, 0);
  g_array_set_size (moment->waits, 0);
  get_stack (self, thread, time_ns, moment->stack);
  get_calls (self, thread, time_ns, moment);
  get_tasks (self, thread, time_ns, moment->tasks);
  get_elsewhere (self, thread, time_ns, moment->elsewhere);
}
