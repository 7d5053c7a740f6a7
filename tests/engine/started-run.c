/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs of the programs in the folder runs/, for tests.
 * Threads: main.
 */
#include "started-run.h"

#include "export/export.h"

/**
 * started_run_new:
 * @program: a file of the folder runs/
 * @spec: (nullable): how to run it; the folder and the file are set here
 *
 * Returns: (transfer full): the run
 */
HeddleRun *
started_run_new (const char *program, const HeddleRunSpec *spec)
{
  HeddleRunSpec complete = { 0 };
  g_autoptr (GError) error = NULL;
  HeddleRun *run;

  if (spec != NULL)
    complete = *spec;
  complete.folder = g_getenv ("HEDDLE_TEST_RUNS");
  complete.main = program;
  run = heddle_run_start (&complete, &error);
  g_assert_no_error (error);
  return run;
}

static gboolean
has_line (HeddleRun *run, const char *line)
{
  HeddleTrace *trace = heddle_run_get_trace (run);

  for (guint i = 0; i < heddle_trace_get_n_console (trace); i++)
    if (g_strcmp0 (heddle_trace_get_console (trace, i)->text, line) == 0)
      return TRUE;
  return FALSE;
}

/* Until the program has printed a line. */
void
started_run_wait_for_line (HeddleRun *run, const char *line)
{
  while (!has_line (run, line) && heddle_run_get_outcome (run) == HEDDLE_OUTCOME_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_line (run, line));
}

/* Until it has nothing to do but to wait for input. */
void
started_run_wait_for_input (HeddleRun *run)
{
  while (!heddle_run_is_waiting_for_input (run) && heddle_run_get_outcome (run) == HEDDLE_OUTCOME_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (heddle_run_is_waiting_for_input (run));
}

void
started_run_wait_for_end (HeddleRun *run)
{
  while (heddle_run_get_outcome (run) == HEDDLE_OUTCOME_RUNNING)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * started_run_save_and_open:
 *
 * Returns: (transfer full): the run's trace, as it is when it was saved and opened again
 */
HeddleTrace *
started_run_save_and_open (HeddleRun *run)
{
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) traces = NULL;
  g_autoptr (GError) error = NULL;
  HeddleTrace *trace = heddle_run_get_trace (run);

  g_assert_true (heddle_export_json (&trace, 1, output, &error));
  g_output_stream_close (output, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
  input = g_memory_input_stream_new_from_bytes (bytes);
  traces = heddle_import_json (input, "memory", &error);
  g_assert_no_error (error);
  return g_object_ref (g_ptr_array_index (traces, 0));
}

guint
started_run_find_main (HeddleTrace *trace)
{
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++)
    if (heddle_trace_get_thread (trace, i)->role == HEDDLE_ROLE_MAIN)
      return i;
  g_assert_not_reached ();
}

/* How long all spans of a kind are that are about a thread. */
gint64
started_run_sum (HeddleTrace *trace, HeddleKind kind, guint about)
{
  gint64 sum_ns = 0;

  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++)
    for (guint32 i = 1; i <= heddle_trace_get_n_thread_spans (trace, thread); i++) {
      const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, i));

      if (span->kind == kind && heddle_trace_get_lane (trace, span->lane)->thread == about)
        sum_ns += span->end_ns - span->start_ns;
    }
  return sum_ns;
}

/**
 * started_run_take_cpus:
 *
 * Returns: (transfer full) (nullable): so many of the CPUs, or %NULL where there are fewer
 */
HeddleCpuSet *
started_run_take_cpus (guint n_cpus)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();

  return heddle_cpu_set_take_first (allowed, n_cpus, NULL);
}
