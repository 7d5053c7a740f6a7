/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli run: one run of one program. What it prints goes to stdout, as with Node; what is ours to stderr.
 */
#include "cli/commands.h"
#include "lab/run.h"

#include <stdio.h>

typedef struct {
  GMainLoop *loop;
  guint n_printed;
} Session;

static void
print_console (HeddleRun *run, gpointer data)
{
  Session *session = data;
  HeddleTrace *trace = heddle_run_get_trace (run);

  for (; session->n_printed < heddle_trace_get_n_console (trace); session->n_printed++) {
    const HeddleConsoleEntry *entry = heddle_trace_get_console (trace, session->n_printed);
    FILE *stream = entry->level >= HEDDLE_LEVEL_WARN ? stderr : stdout;

    fprintf (stream, "%s\n", entry->text);
  }
  fflush (stdout);
}

static void
on_ended (HeddleRun *run, gpointer data)
{
  Session *session = data;

  print_console (run, session);
  g_main_loop_quit (session->loop);
}

int
heddle_cli_run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (argv[1]);
  g_autofree char *main = g_path_get_basename (argv[1]);
  HeddleRunSpec spec = { .folder = folder, .main = main };
  Session session = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (HeddleRun) run = heddle_run_start (&spec, &error);
  g_autofree char *reason = NULL;

  if (run == NULL) {
    fprintf (stderr, "heddle-cli: %s\n", error->message);
    return 2;
  }
  g_signal_connect (run, "progress", G_CALLBACK (print_console), &session);
  g_signal_connect (run, "ended", G_CALLBACK (on_ended), &session);
  g_main_loop_run (session.loop);
  g_main_loop_unref (session.loop);
  reason = heddle_run_dup_reason (run);
  if (reason != NULL)
    fprintf (stderr, "heddle-cli: %s\n", reason);
  return heddle_run_get_exit_status (run);
}
