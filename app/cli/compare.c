/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli compare: the variants of a scenario side by side.
 */
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/picture.h"
#include "cli/session.h"
#include "cli/table.h"
#include "lab/results.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

static void
show_progress (HeddleComparison *comparison, guint index, HeddleRun *run, gpointer data)
{
  HeddleCliOptions *options = data;
  guint variant = heddle_comparison_get_variant (comparison, index);

  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K%u/%u  %s …", index + 1, heddle_comparison_get_n_planned (comparison),
             options->scenario->variants[variant].title);
}

/* What a run complained about; what it printed otherwise is the same in all of them, mostly. */
static void
show_complaints (HeddleComparison *comparison, guint index, gpointer data)
{
  HeddleRun *run = heddle_comparison_get_run (comparison, index);
  HeddleTrace *trace = heddle_run_get_trace (run);
  g_autofree char *reason = heddle_run_dup_reason (run);
  const char *title = heddle_trace_get_info (trace, "title");

  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K");
  if (heddle_run_get_outcome (run) == HEDDLE_OUTCOME_DONE)
    return;
  for (guint i = 0; i < heddle_trace_get_n_console (trace); i++) {
    const HeddleConsoleEntry *entry = heddle_trace_get_console (trace, i);

    if (entry->level == HEDDLE_LEVEL_ERROR)
      fprintf (stderr, "%s: %s\n", title, entry->text);
  }
  fprintf (stderr, "heddle-cli: “%s” %s\n", title, reason != NULL ? reason : _("failed"));
}

static void
print_conditions (const HeddleCliOptions *options, HeddleTrace *trace)
{
  const char *params = heddle_trace_get_info (trace, "params");

  printf ("%s: %s, cores %s (CPUs %s), repeats %u%s%s\n\n", options->scenario->title,
          heddle_trace_get_info (trace, "mode"), heddle_trace_get_info (trace, "cores"),
          heddle_trace_get_info (trace, "cpus"), options->spec.n_repeats, params != NULL ? ", params " : "",
          params != NULL ? params : "");
}

static void
print_results (const HeddleCliOptions *options, HeddleComparison *comparison)
{
  HeddleTrace *trace = heddle_run_get_trace (heddle_comparison_get_run (comparison, 0));
  guint n_cores = (guint) g_ascii_strtoull (heddle_trace_get_info (trace, "cores"), NULL, 10);
  g_autoptr (GArray) results = heddle_results_collect (comparison, options->scenario, n_cores);
  const HeddleSentenceRun *runs = (const HeddleSentenceRun *) (gpointer) results->data;
  g_autofree char *table = heddle_cli_table_format (runs, results->len);
  g_auto (GStrv) sentences = heddle_sentences_make (runs, results->len);

  print_conditions (options, trace);
  fputs (table, stdout);
  if (options->timeline != 0)
    heddle_cli_picture_print_comparison (comparison, stdout);
  putchar ('\n');
  for (guint i = 0; sentences[i] != NULL; i++)
    printf ("%s\n", sentences[i]);
}

static int
find_status (HeddleCliSession *session, HeddleComparison *comparison)
{
  guint n_runs = heddle_comparison_get_n_runs (comparison);

  for (guint i = 0; i < n_runs; i++) {
    int status = heddle_cli_session_find_status (session, heddle_comparison_get_run (comparison, i));

    if (status != HEDDLE_EXIT_DONE)
      return status;
  }
  return HEDDLE_EXIT_DONE;
}

int
heddle_cli_compare (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleCliOptions) options = heddle_cli_options_parse (argc, argv, NULL, &error);
  g_autoptr (HeddleCliSession) session = options != NULL ? heddle_cli_session_new (options, &error) : NULL;
  HeddleComparison *comparison;

  if (session == NULL)
    return heddle_cli_fail (error);
  comparison = heddle_cli_session_get_comparison (session);
  g_signal_connect (comparison, "run-started", G_CALLBACK (show_progress), options);
  g_signal_connect (comparison, "run-ended", G_CALLBACK (show_complaints), NULL);
  if (!heddle_cli_session_execute (session, &error))
    return heddle_cli_fail (error);
  print_results (options, comparison);
  if (!heddle_cli_picture_save (comparison, (const char *const *) options->traces, &error))
    return heddle_cli_fail (error);
  return find_status (session, comparison);
}
