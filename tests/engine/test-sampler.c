/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the sampler says of real threads: shares of the same run's CPU clocks, whatever else the machine does.
 */
#include "started-run.h"

#include <stdio.h>

typedef struct {
  guint cpu;
  gint64 start_ns;
  gint64 end_ns;
} OnCore;

static HeddleRun *
run_on (const char *program, guint n_cpus)
{
  g_autoptr (HeddleCpuSet) cpus = started_run_take_cpus (n_cpus);
  HeddleRunSpec spec = { .cpus = cpus };
  HeddleRun *run;

  if (cpus == NULL)
    return NULL;
  run = started_run_new (program, &spec);
  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_DONE);
  return run;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const OnCore *one = a, *other = b;

  return one->start_ns < other->start_ns ? -1 : one->start_ns > other->start_ns;
}

static GArray *
collect (HeddleTrace *trace)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (OnCore));

  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++)
    for (guint32 i = 1; i <= heddle_trace_get_n_thread_spans (trace, thread); i++) {
      const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, i));
      OnCore on_core = { .start_ns = span->start_ns, .end_ns = span->end_ns };

      if (span->kind != HEDDLE_KIND_ON_CORE)
        continue;
      g_assert_cmpint (sscanf (heddle_trace_get_site (trace, span->site)->label, "CPU %u", &on_core.cpu), ==, 1);
      g_array_append_val (all, on_core);
    }
  g_array_sort (all, compare_starts);
  return all;
}

/* Four workers: whoever had a core had it alone, also when the run is opened again. */
static void
test_one_thread_a_core (gconstpointer data)
{
  guint n_cpus = GPOINTER_TO_UINT (data);
  g_autoptr (HeddleRun) run = run_on ("four-workers.js", n_cpus);
  g_autoptr (HeddleTrace) opened = NULL;
  g_autoptr (GHashTable) ends = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) all = NULL;

  if (run == NULL) {
    g_test_skip ("it wants more cores");
    return;
  }
  opened = started_run_save_and_open (run);
  all = collect (opened);
  g_assert_cmpuint (all->len, >, 4);
  for (guint i = 0; i < all->len; i++) {
    const OnCore *at = &g_array_index (all, OnCore, i);
    const gint64 *end_ns = g_hash_table_lookup (ends, GUINT_TO_POINTER (at->cpu));

    if (end_ns != NULL)
      g_assert_cmpint (at->start_ns, >=, *end_ns);
    g_hash_table_insert (ends, GUINT_TO_POINTER (at->cpu), g_memdup2 (&at->end_ns, sizeof at->end_ns));
  }
  g_assert_cmpuint (g_hash_table_size (ends), <=, n_cpus);
  g_assert_cmpuint (heddle_trace_get_computing_at_once (opened), <=, n_cpus);
  g_assert_cmpuint (heddle_trace_get_computing_at_once (opened), ==,
                    heddle_trace_get_computing_at_once (heddle_run_get_trace (run)));
}

/* What other programs take cuts stretches into pieces that are too short to be seen: @others_ns is how long the thread
 * waited for them. */
static void
assert_agrees_with_clock (const HeddleThread *thread, gint64 on_core_ns, gint64 others_ns)
{
  g_test_message ("%s: %.1f ms on a core, %.1f ms by its clock, %.1f ms others", thread->name,
                  (double) on_core_ns / 1e6, (double) thread->cpu_ns / 1e6, (double) others_ns / 1e6);
  g_assert_cmpint (ABS (on_core_ns - thread->cpu_ns), <=, thread->cpu_ns / 20 + MAX (others_ns, 0) / 4);
}

/* Each worker's stretches on a core have as much time as its CPU clock. Workers on one core wait for each other. */
static void
assert_agrees_with_clocks (HeddleTrace *trace, gboolean on_one_core)
{
  gint64 all_cpu_ns = 0;
  guint n_workers = 0;

  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++)
    if (heddle_trace_get_thread (trace, i)->role == HEDDLE_ROLE_WORKER)
      all_cpu_ns += heddle_trace_get_thread (trace, i)->cpu_ns;
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    const HeddleThread *thread = heddle_trace_get_thread (trace, i);
    gint64 on_core_ns = started_run_sum (trace, HEDDLE_KIND_ON_CORE, i);

    if (thread->role != HEDDLE_ROLE_WORKER)
      continue;
    n_workers++;
    assert_agrees_with_clock (thread, on_core_ns, thread->no_core_ns - (on_one_core ? all_cpu_ns - thread->cpu_ns : 0));
  }
  g_assert_cmpuint (n_workers, ==, 2);
}

static void
test_two_cores (void)
{
  g_autoptr (HeddleRun) run = run_on ("turns.js", 2);

  if (run == NULL) {
    g_test_skip ("it wants two cores");
    return;
  }
  g_assert_cmpuint (heddle_trace_get_computing_at_once (heddle_run_get_trace (run)), ==, 2);
  assert_agrees_with_clocks (heddle_run_get_trace (run), FALSE);
}

/* They take turns: while one computes, the other is ready. */
static void
test_one_core (void)
{
  g_autoptr (HeddleRun) run = run_on ("turns.js", 1);
  HeddleTrace *trace = heddle_run_get_trace (run);
  gint64 on_core_ns = 0, no_core_ns = 0;

  g_assert_cmpuint (heddle_trace_get_computing_at_once (trace), ==, 1);
  assert_agrees_with_clocks (trace, TRUE);
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++)
    if (heddle_trace_get_thread (trace, i)->role == HEDDLE_ROLE_WORKER) {
      on_core_ns += started_run_sum (trace, HEDDLE_KIND_ON_CORE, i);
      no_core_ns += started_run_sum (trace, HEDDLE_KIND_NO_CORE, i);
      g_assert_cmpint (heddle_trace_get_thread (trace, i)->no_core_ns, >, 0);
    }
  g_test_message ("%.1f ms on a core, %.1f ms ready", (double) on_core_ns / 1e6, (double) no_core_ns / 1e6);
  g_assert_cmpint (no_core_ns, >=, on_core_ns / 2);
}

/* The tasks of a thread that does nothing but compute have as much CPU time as the thread. */
static void
test_tasks (void)
{
  g_autoptr (HeddleRun) run = run_on ("compute.js", 1);
  HeddleTrace *trace = heddle_run_get_trace (run);
  guint index = started_run_find_main (trace);
  gint64 on_core_ns = started_run_sum (trace, HEDDLE_KIND_ON_CORE, index);
  const HeddleThread *thread = heddle_trace_get_thread (trace, index);
  double tasks_s = 0;

  for (guint32 i = 1; i <= heddle_trace_get_n_thread_spans (trace, index); i++) {
    const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (index, i));

    if (span->kind == HEDDLE_KIND_TASK)
      tasks_s += MAX (span->cpu_s, 0);
  }
  g_test_message ("tasks %.1f ms, on a core %.1f ms, clock %.1f ms", tasks_s * 1e3, (double) on_core_ns / 1e6,
                  (double) thread->cpu_ns / 1e6);
  g_assert_cmpfloat (ABS (tasks_s - (double) thread->cpu_ns / 1e9), <=, (double) thread->cpu_ns / 20e9);
  assert_agrees_with_clock (thread, on_core_ns, thread->no_core_ns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sampler/one-thread-a-core/1", GUINT_TO_POINTER (1), test_one_thread_a_core);
  g_test_add_data_func ("/sampler/one-thread-a-core/2", GUINT_TO_POINTER (2), test_one_thread_a_core);
  g_test_add_func ("/sampler/two-cores", test_two_cores);
  g_test_add_func ("/sampler/one-core", test_one_core);
  g_test_add_func ("/sampler/tasks", test_tasks);
  return g_test_run ();
}
