/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparisons of a real lesson: the sentences say what the traces hold, with other parameters too; and Stop stops.
 */
#include "base/clock.h"
#include "lab/comparison.h"
#include "lab/programs.h"
#include "lab/results.h"

#include <string.h>

typedef struct {
  HeddleServerProcess *server;
  HeddleScenario *scenario;
  GMainLoop *loop;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = heddle_programs_find ("heddle-server");

  fixture->server = heddle_server_process_new (program, NULL);
  fixture->scenario = heddle_scenario_open (HEDDLE_SCENARIO_DEFAULT, NULL);
  fixture->loop = g_main_loop_new (NULL, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  heddle_server_process_free (fixture->server);
  heddle_scenario_unref (fixture->scenario);
  g_main_loop_unref (fixture->loop);
}

static HeddleComparison *
execute (Fixture *fixture, const char *const *assignments, guint n_cores, GCallback on_run_started)
{
  g_autofree double *values = heddle_scenario_dup_defaults (fixture->scenario);
  HeddleComparisonSpec spec = { .scenario = fixture->scenario, .values = values, .n_cores = n_cores };
  HeddleComparison *comparison;

  for (guint i = 0; assignments[i] != NULL; i++)
    g_assert_true (heddle_scenario_set_value (fixture->scenario, assignments[i], values, NULL));
  comparison = heddle_comparison_new (fixture->server, &spec, NULL);
  g_signal_connect_swapped (comparison, "ended", G_CALLBACK (g_main_loop_quit), fixture->loop);
  if (on_run_started != NULL)
    g_signal_connect (comparison, "run-started", on_run_started, NULL);
  g_assert_true (heddle_comparison_start (comparison, NULL));
  g_main_loop_run (fixture->loop);
  g_assert_no_error (heddle_comparison_get_error (comparison));
  return comparison;
}

/* Most spans of a kind that are open at the same moment, found the slow way. */
static guint
count_at_once (HeddleTrace *trace, HeddleKind kind)
{
  g_autoptr (GPtrArray) spans = g_ptr_array_new ();
  guint most = 0;

  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++)
    for (guint32 i = 1; i <= heddle_trace_get_n_thread_spans (trace, thread); i++) {
      const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, i));

      if (span != NULL && span->kind == kind)
        g_ptr_array_add (spans, (gpointer) span);
    }
  for (guint i = 0; i < spans->len; i++) {
    const HeddleSpan *at = g_ptr_array_index (spans, i);
    guint n = 0;

    for (guint j = 0; j < spans->len; j++) {
      const HeddleSpan *other = g_ptr_array_index (spans, j);

      n += other->start_ns <= at->start_ns && other->end_ns > at->start_ns;
    }
    most = MAX (most, n);
  }
  return most;
}

/* How many workers the parallel variant has on one or two cores. */
static guint
count_tasks_up_to_two (HeddleTrace *trace)
{
  return strstr (heddle_trace_get_info (trace, "params"), "\"tasks\":1,") != NULL ? 1 : 2;
}

static gint64
find_mark (HeddleTrace *trace, HeddleKind kind)
{
  for (guint64 i = 0; i < heddle_trace_get_n_marks (trace); i++)
    if (heddle_trace_get_mark (trace, i)->kind == kind)
      return heddle_trace_get_mark (trace, i)->time_ns;
  g_assert_not_reached ();
}

static gint64
find_wall (HeddleComparison *comparison, guint run)
{
  HeddleTrace *trace = heddle_run_get_trace (heddle_comparison_get_run (comparison, run));

  return find_mark (trace, HEDDLE_MARK_LAST_TASK) - find_mark (trace, HEDDLE_MARK_FIRST_STATEMENT);
}

/* The sentence about run 1 against run 0 has the difference of their walls in it, and the right direction. */
static void
assert_said (HeddleComparison *comparison, guint run, const char *sentence)
{
  gint64 before_ns = find_wall (comparison, run - 1), after_ns = find_wall (comparison, run);
  gint64 difference_ns = before_ns - after_ns;
  gint64 noise_ns = MAX (20 * HEDDLE_NS_PER_MS, MAX (before_ns, after_ns) / 20);
  g_autofree char *amount = heddle_sentences_format_time (ABS (difference_ns));

  g_test_message ("%s", sentence);
  if (ABS (difference_ns) < noise_ns) {
    g_assert_null (strstr (sentence, amount));
    return;
  }
  g_assert_nonnull (strstr (sentence, amount));
  g_assert_cmpint (strstr (sentence, "longer") != NULL, ==, difference_ns < 0);
}

static const struct {
  const char *assignments[4];
  guint n_cores;
} conditions[] = {
  { { "delay=100", "work=10", NULL }, 1 },
  { { "delay=100", "work=0", NULL }, 1 },
  { { "delay=0", "work=10", NULL }, 1 },
  { { "tasks=3", "delay=50", "work=20", NULL }, 2 },
  { { "tasks=1", "delay=50", "work=1", NULL }, 1 },
};

static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++) {
    g_autoptr (HeddleComparison) comparison = NULL;
    g_autoptr (GArray) results = NULL;
    g_auto (GStrv) sentences = NULL;

    if (conditions[i].n_cores > (guint) g_get_num_processors ())
      continue;
    comparison = execute (fixture, conditions[i].assignments, conditions[i].n_cores, NULL);
    g_assert_cmpuint (heddle_comparison_get_n_runs (comparison), ==, 3);
    results = heddle_results_collect (comparison, fixture->scenario, conditions[i].n_cores);
    for (guint run = 0; run < 3; run++) {
      const HeddleSentenceRun *result = &g_array_index (results, HeddleSentenceRun, run);
      HeddleTrace *trace = heddle_run_get_trace (heddle_comparison_get_run (comparison, run));

      g_assert_true (result->is_whole);
      g_assert_cmpuint (result->summary.waiting_at_once, ==, count_at_once (trace, HEDDLE_KIND_REQUEST));
      g_assert_cmpuint (result->summary.computing_at_once, <=, conditions[i].n_cores);
      g_assert_cmpuint (result->summary.n_workers, ==, run == 2 ? count_tasks_up_to_two (trace) : 0);
      g_assert_cmpint (result->summary.wall_ns, ==, find_wall (comparison, run));
      g_assert_cmpstr (heddle_trace_get_info (trace, "mode"), ==, "timed");
      g_assert_cmpstr (heddle_trace_get_info (trace, "outcome"), ==, "done");
    }
    sentences = heddle_sentences_make ((const HeddleSentenceRun *) (gpointer) results->data, results->len);
    assert_said (comparison, 1, sentences[0]);
    assert_said (comparison, 2, sentences[1]);
  }
}

/* All three variants print the same: they do the same work. */
static void
test_same_work (Fixture *fixture, gconstpointer data)
{
  static const char *const assignments[] = { "delay=0", "work=1", NULL };
  g_autoptr (HeddleComparison) comparison = execute (fixture, assignments, 0, NULL);
  const char *first = NULL;

  for (guint run = 0; run < 3; run++) {
    HeddleTrace *trace = heddle_run_get_trace (heddle_comparison_get_run (comparison, run));

    g_assert_cmpuint (heddle_trace_get_n_console (trace), ==, 1);
    if (run == 0)
      first = heddle_trace_get_console (trace, 0)->text;
    g_assert_cmpstr (heddle_trace_get_console (trace, 0)->text, ==, first);
  }
  g_assert_true (g_str_has_prefix (first, "results: "));
}

static void
stop_second (HeddleComparison *comparison, guint index, HeddleRun *run, gpointer data)
{
  if (index == 1)
    heddle_comparison_stop (comparison);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  static const char *const assignments[] = { "delay=0", "work=1", NULL };
  g_autoptr (HeddleComparison) comparison = execute (fixture, assignments, 1, G_CALLBACK (stop_second));

  g_assert_cmpuint (heddle_comparison_get_n_runs (comparison), ==, 2);
  g_assert_cmpint (heddle_run_get_outcome (heddle_comparison_get_run (comparison, 0)), ==, HEDDLE_OUTCOME_DONE);
  g_assert_cmpint (heddle_run_get_outcome (heddle_comparison_get_run (comparison, 1)), ==, HEDDLE_OUTCOME_STOPPED);
  g_assert_false (heddle_comparison_is_running (comparison));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/comparison/sentences", Fixture, NULL, set_up, test_sentences, tear_down);
  g_test_add ("/comparison/same-work", Fixture, NULL, set_up, test_same_work, tear_down);
  g_test_add ("/comparison/stop", Fixture, NULL, set_up, test_stop, tear_down);
  return g_test_run ();
}
