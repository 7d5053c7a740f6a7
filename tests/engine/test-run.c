/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that do not end by themselves, and runners that do not keep to the rules: each is stopped, and what was recorded
 * until then is there.
 */
#include "started-run.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const char *const endless[] = {
  "endless-loop.js",    "endless-microtasks.js", "endless-recursion.js", "endless-allocation.js",
  "endless-workers.js", "endless-console.js",    "endless-timers.js",    "endless-marks.js",
};

/* All that a program had done when it printed `before` is in its trace. */
static void
assert_kept (HeddleRun *run)
{
  HeddleTrace *trace = heddle_run_get_trace (run);
  guint main_thread = started_run_find_main (trace);

  g_assert_true (heddle_trace_is_closed (trace));
  g_assert_cmpstr (heddle_trace_get_console (trace, 0)->text, ==, "before");
  g_assert_cmpuint (heddle_trace_get_n_thread_spans (trace, main_thread), >, 0);
  g_assert_cmpint (heddle_trace_get_span (trace, HEDDLE_SPAN_REF (main_thread, 1))->end_ns, !=, HEDDLE_TIME_OPEN);
  g_assert_cmpint (heddle_trace_get_start_ns (trace), >, 0);
  g_assert_cmpint (heddle_trace_get_end_ns (trace), >, heddle_trace_get_start_ns (trace));
}

static void
assert_reason (HeddleRun *run, const char *part)
{
  g_autofree char *reason = heddle_run_dup_reason (run);

  g_assert_nonnull (reason);
  g_test_message ("%s", reason);
  g_assert_nonnull (strstr (reason, part));
}

static void
test_stop (gconstpointer program)
{
  HeddleRunSpec spec = { .memory_limit_mib = 2048 };
  g_autoptr (HeddleRun) run = started_run_new (program, &spec);

  started_run_wait_for_line (run, "before");
  heddle_run_stop (run);
  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_STOPPED);
  g_assert_cmpint (heddle_run_get_exit_status (run), ==, 128 + SIGINT);
  assert_reason (run, "stopped");
  assert_kept (run);
}

static void
test_time_limit (gconstpointer program)
{
  HeddleRunSpec spec = { .time_limit_s = 1, .memory_limit_mib = 1 << 20, .trace_limit_mib = 64 };
  g_autoptr (HeddleRun) run = started_run_new (program, &spec);

  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_TIME_LIMIT);
  g_assert_cmpint (heddle_run_get_exit_status (run), ==, 3);
  assert_reason (run, "time limit of 1 s");
  assert_kept (run);
}

static void
test_memory_limit (gconstpointer program)
{
  HeddleRunSpec spec = { .memory_limit_mib = 200 };
  g_autoptr (HeddleRun) run = started_run_new (program, &spec);

  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_MEMORY_LIMIT);
  g_assert_cmpint (heddle_run_get_exit_status (run), ==, 3);
  assert_reason (run, "limit of 200 MiB");
  assert_kept (run);
}

static void
test_killed (void)
{
  g_autoptr (HeddleRun) run = started_run_new ("endless-loop.js", NULL);

  started_run_wait_for_line (run, "before");
  kill ((pid_t) atoi (heddle_run_get_process_id (run)), SIGKILL);
  /* What is sent to a runner that is gone is lost, and nothing else happens. */
  for (guint i = 0; i < 100; i++)
    heddle_run_send_input (run, "{\"type\":\"click\"}");
  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_KILLED);
  g_assert_cmpint (heddle_run_get_exit_status (run), ==, 128 + SIGKILL);
  assert_reason (run, "signal 9");
  assert_kept (run);
}

/* A runner that reads nothing does not keep us from sending, nor from stopping it. */
static void
test_deaf (void)
{
  g_autofree char *line = g_strnfill (1000, ' ');
  g_autoptr (HeddleRun) run = started_run_new ("endless-loop.js", NULL);

  started_run_wait_for_line (run, "before");
  kill ((pid_t) atoi (heddle_run_get_process_id (run)), SIGSTOP);
  for (guint i = 0; i < 10000; i++)
    heddle_run_send_input (run, line);
  heddle_run_stop (run);
  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_STOPPED);
  assert_kept (run);
}

/* Endless marks: the trace becomes full, says so, and the run goes on. */
static void
test_full_trace (void)
{
  HeddleRunSpec spec = { .trace_limit_mib = 1 };
  g_autoptr (HeddleRun) run = started_run_new ("endless-marks.js", &spec);
  HeddleTrace *trace = heddle_run_get_trace (run);
  g_autoptr (HeddleTrace) opened = NULL;

  while (!heddle_trace_is_full (trace))
    g_main_context_iteration (NULL, TRUE);
  for (guint64 n_marks = heddle_trace_get_n_dropped (trace); n_marks == heddle_trace_get_n_dropped (trace);)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_RUNNING);
  heddle_run_stop (run);
  started_run_wait_for_end (run);
  assert_kept (run);
  g_assert_cmpuint (heddle_trace_get_n_marks (trace) * sizeof (HeddleMark), <, 1 << 20);
  opened = started_run_save_and_open (run);
  g_assert_cmpuint (heddle_trace_get_n_dropped (opened), ==, heddle_trace_get_n_dropped (trace));
}

/* Endless output: the first and the newest lines are there. */
static void
test_full_console (void)
{
  HeddleRunSpec spec = { .trace_limit_mib = 1 };
  g_autoptr (HeddleRun) run = started_run_new ("endless-console.js", &spec);
  HeddleTrace *trace = heddle_run_get_trace (run);

  while (heddle_trace_get_n_console_left_out (trace) < 100000)
    g_main_context_iteration (NULL, TRUE);
  heddle_run_stop (run);
  started_run_wait_for_end (run);
  assert_kept (run);
  g_assert_cmpuint (heddle_trace_get_n_console (trace), <, 10000);
  g_assert_cmpstr (heddle_trace_get_console (trace, 1)->text, ==, "line 1");
}

/* A click, a click, a key; then nobody listens any more. */
static void
test_input (void)
{
  HeddleRunSpec spec = { .interactive = TRUE };
  g_autoptr (HeddleRun) run = started_run_new ("listens.js", &spec);

  started_run_wait_for_input (run);
  for (guint i = 1; i <= 2; i++) {
    g_autofree char *line = g_strdup_printf ("click %u 0", i);

    heddle_run_send_input (run, "{\"type\":\"click\",\"button\":0}");
    started_run_wait_for_line (run, line);
    started_run_wait_for_input (run);
  }
  heddle_run_send_input (run, "{\"type\":\"keydown\",\"key\":\"a\"}");
  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_DONE);
  g_assert_cmpuint (heddle_trace_get_n_console (heddle_run_get_trace (run)), ==, 4);
}

/* Who is stopped while waiting was over when the waiting began. */
static void
test_input_stopped (void)
{
  HeddleRunSpec spec = { .interactive = TRUE };
  g_autoptr (HeddleRun) run = started_run_new ("listens.js", &spec);
  HeddleTrace *trace = heddle_run_get_trace (run);
  gint64 waits_ns = -1;

  started_run_wait_for_input (run);
  heddle_run_stop (run);
  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, HEDDLE_OUTCOME_STOPPED);
  g_assert_false (heddle_run_is_waiting_for_input (run));
  for (guint64 i = 0; i < heddle_trace_get_n_marks (trace); i++)
    if (heddle_trace_get_mark (trace, i)->kind == HEDDLE_MARK_WAITS_FOR_INPUT)
      waits_ns = heddle_trace_get_mark (trace, i)->time_ns;
  g_assert_cmpint (heddle_trace_get_end_ns (trace), ==, waits_ns);
}

static void
test_input_not_awaited (void)
{
  HeddleRunSpec interactive = { .interactive = TRUE };
  g_autoptr (HeddleRun) nobody = started_run_new ("listens.js", NULL);
  g_autoptr (HeddleRun) nothing = started_run_new ("listens-to-nothing.js", &interactive);

  started_run_wait_for_end (nobody);
  started_run_wait_for_end (nothing);
  g_assert_cmpint (heddle_run_get_outcome (nobody), ==, HEDDLE_OUTCOME_DONE);
  g_assert_cmpint (heddle_run_get_outcome (nothing), ==, HEDDLE_OUTCOME_DONE);
}

static const struct {
  const char *manner;
  HeddleOutcome outcome;
  gboolean keeps; /* whether what it had said before is left in the memory */
} hostile[] = {
  { "nonsense", HEDDLE_OUTCOME_HOSTILE, FALSE }, { "heads", HEDDLE_OUTCOME_HOSTILE, FALSE },
  { "header", HEDDLE_OUTCOME_DONE, TRUE },       { "shrink", HEDDLE_OUTCOME_DONE, TRUE },
  { "doorbell", HEDDLE_OUTCOME_DONE, TRUE },     { "ends-twice", HEDDLE_OUTCOME_HOSTILE, TRUE },
  { "text", HEDDLE_OUTCOME_TIME_LIMIT, TRUE },   { "sites", HEDDLE_OUTCOME_TIME_LIMIT, TRUE },
};

/* The manner is what it would take for the file to run. */
static void
test_hostile (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  HeddleRunSpec spec = { .runner = g_getenv ("HEDDLE_TEST_HOSTILE_RUNNER"), .time_limit_s = 1, .trace_limit_mib = 16 };
  g_autoptr (HeddleRun) run = started_run_new (hostile[index].manner, &spec);

  started_run_wait_for_end (run);
  g_assert_cmpint (heddle_run_get_outcome (run), ==, hostile[index].outcome);
  g_assert_true (heddle_trace_is_closed (heddle_run_get_trace (run)));
  if (!hostile[index].keeps)
    return;
  g_assert_cmpuint (heddle_trace_get_n_console (heddle_run_get_trace (run)), >, 0);
  g_assert_cmpstr (heddle_trace_get_console (heddle_run_get_trace (run), 0)->text, ==, "before");
}

static void
add_for (const char *kind, const char *name, gconstpointer data, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/run/%s/%s", kind, name);

  g_test_add_data_func (path, data, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (endless); i++) {
    add_for ("stop", endless[i], endless[i], test_stop);
    add_for ("time-limit", endless[i], endless[i], test_time_limit);
  }
  add_for ("memory-limit", "endless-allocation.js", "endless-allocation.js", test_memory_limit);
  add_for ("memory-limit", "endless-workers.js", "endless-workers.js", test_memory_limit);
  g_test_add_func ("/run/killed", test_killed);
  g_test_add_func ("/run/deaf", test_deaf);
  g_test_add_func ("/run/full-trace", test_full_trace);
  g_test_add_func ("/run/full-console", test_full_console);
  g_test_add_func ("/run/input/awaited", test_input);
  g_test_add_func ("/run/input/stopped", test_input_stopped);
  g_test_add_func ("/run/input/not-awaited", test_input_not_awaited);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    add_for ("hostile", hostile[i].manner, GUINT_TO_POINTER (i), test_hostile);
  return g_test_run ();
}
