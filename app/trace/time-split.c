/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wall time of a run, split into what it went on: a walk over the moments at which something begins or ends.
 * Threads: the trace's.
 */
#include "trace/time-split.h"

#include "trace/summary.h"

typedef enum {
  AT_TASK,
  AT_START_UP,
  AT_WAIT,
  N_AT,
} At;

typedef struct {
  gint64 time_ns;
  int change;
  At at;
} Edge;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Edge *) a)->time_ns, second = ((const Edge *) b)->time_ns;

  return (first > second) - (first < second);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
add_interval (GArray *edges, At at, gint64 start_ns, gint64 end_ns)
{
  Edge begin = { start_ns, 1, at }, end = { end_ns, -1, at };

  if (end_ns <= start_ns)
    return;
  g_array_append_val (edges, begin);
  g_array_append_val (edges, end);
}

/* The spans of a thread; @first_task_ns is when its first task started, or for ever. */
static void
add_thread (HeddleTrace *trace, guint thread, GArray *edges, GArray *workers_ns, gint64 *first_task_ns)
{
  gboolean has_tasks = heddle_thread_runs_javascript (heddle_trace_get_thread (trace, thread));
  guint32 n_spans = heddle_trace_get_n_thread_spans (trace, thread);

  *first_task_ns = HEDDLE_TIME_OPEN;
  for (guint32 counter = 1; counter <= n_spans; counter++) {
    const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, counter));

    if (span->kind == HEDDLE_KIND_TASK && has_tasks) {
      add_interval (edges, AT_TASK, span->start_ns, span->end_ns);
      *first_task_ns = MIN (*first_task_ns, span->start_ns);
    } else if (span->kind == HEDDLE_KIND_REQUEST || span->kind == HEDDLE_KIND_TIMER || span->kind == HEDDLE_KIND_FILE) {
      add_interval (edges, AT_WAIT, span->start_ns, span->end_ns);
    } else if (span->kind == HEDDLE_KIND_WORKER) {
      g_array_append_val (workers_ns, span->start_ns);
    }
  }
}

/* A worker starts from `new Worker` to its first task. They do so in the order in which they were made. */
static void
add_start_ups (GArray *edges, GArray *workers_ns, GArray *first_tasks_ns)
{
  g_array_sort (workers_ns, compare_times);
  g_array_sort (first_tasks_ns, compare_times);
  for (guint i = 0; i < workers_ns->len; i++)
    add_interval (edges, AT_START_UP, g_array_index (workers_ns, gint64, i),
                  i < first_tasks_ns->len ? g_array_index (first_tasks_ns, gint64, i) : HEDDLE_TIME_OPEN);
}

static gint64 *
find_sum (HeddleTimeSplit *split, const int n[N_AT])
{
  if (n[AT_TASK] > 1)
    return &split->several_ns;
  if (n[AT_TASK] == 1)
    return &split->one_thread_ns;
  if (n[AT_START_UP] > 0)
    return &split->start_up_ns;
  return n[AT_WAIT] > 0 ? &split->waiting_ns : &split->rest_ns;
}

static void
walk (const GArray *edges, gint64 start_ns, gint64 end_ns, HeddleTimeSplit *split)
{
  int n[N_AT] = { 0 };
  gint64 now_ns = start_ns;

  for (guint i = 0; i < edges->len; i++) {
    const Edge *edge = &g_array_index (edges, Edge, i);
    gint64 until_ns = CLAMP (edge->time_ns, now_ns, end_ns);

    *find_sum (split, n) += until_ns - now_ns;
    now_ns = until_ns;
    n[edge->at] += edge->change;
  }
  *find_sum (split, n) += end_ns - now_ns;
}

/**
 * heddle_time_split_find:
 * @trace: a trace, of a run that is over or goes on
 * @split: (out caller-allocates): what its wall time went on
 */
void
heddle_time_split_find (HeddleTrace *trace, HeddleTimeSplit *split)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) workers_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) first_tasks_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 start_ns = MAX (heddle_trace_get_start_ns (trace), 0);
  gint64 end_ns = heddle_trace_get_end_ns (trace);

  *split = (HeddleTimeSplit){ 0 };
  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++) {
    gint64 first_task_ns;

    add_thread (trace, thread, edges, workers_ns, &first_task_ns);
    if (heddle_trace_get_thread (trace, thread)->role == HEDDLE_ROLE_WORKER)
      g_array_append_val (first_tasks_ns, first_task_ns);
  }
  add_start_ups (edges, workers_ns, first_tasks_ns);
  g_array_sort (edges, compare_edges);
  walk (edges, start_ns, MAX (end_ns >= 0 ? end_ns : heddle_trace_get_last_ns (trace), start_ns), split);
}
