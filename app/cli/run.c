/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli run: one run of one program. What it prints goes to stdout, as with Node; what is ours to stderr.
 */
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/picture.h"
#include "cli/session.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>

typedef struct {
  HeddleCliSession *session;
  HeddleCliOutput output;
} Running;

static void
print_console (HeddleComparison *comparison, guint index, gpointer data)
{
  Running *running = data;
  HeddleRun *run = heddle_comparison_get_run (comparison, index);

  if (!heddle_cli_output_print (&running->output, heddle_run_get_trace (run)))
    heddle_comparison_stop (comparison);
}

/* Nobody reads what it prints: it ends as a program ends by SIGPIPE. */
static int
find_status (Running *running, HeddleRun *run)
{
  if (running->output.errno_of_failure == EPIPE)
    return 128 + SIGPIPE;
  if (running->output.errno_of_failure != 0 && running->output.errno_of_failure != EINTR) {
    fprintf (stderr, "heddle-cli: what the program prints cannot be written: %s\n",
             g_strerror (running->output.errno_of_failure));
    return HEDDLE_EXIT_USAGE;
  }
  return heddle_cli_session_find_status (running->session, run);
}

/* The timeline and the files that were asked for: of all that was recorded, however the run ended. */
static gboolean
show_recorded (const HeddleCliOptions *options, HeddleComparison *comparison, GError **error)
{
  if (options->timeline == 1)
    heddle_cli_picture_print_comparison (comparison, stderr);
  return heddle_cli_picture_save (comparison, (const char *const *) options->traces, error);
}

int
heddle_cli_run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleCliOptions) options = heddle_cli_options_parse (argc, argv, NULL, &error);
  g_autoptr (HeddleCliSession) session = NULL;
  Running running = { 0 };
  guint first = 0;
  HeddleComparison *comparison;
  int status;

  if (options == NULL)
    return heddle_cli_fail (error);
  /* One run: the first variant when nobody says which. */
  if (options->spec.variants == NULL) {
    options->spec.variants = &first;
    options->spec.n_variants = 1;
  }
  session = heddle_cli_session_new (options, &error);
  if (session == NULL)
    return heddle_cli_fail (error);
  running.session = session;
  heddle_cli_output_init (&running.output);
  running.output.forgets = options->traces == NULL && options->timeline != 1;
  comparison = heddle_cli_session_get_comparison (session);
  g_signal_connect (comparison, "progress", G_CALLBACK (print_console), &running);
  g_signal_connect (comparison, "run-ended", G_CALLBACK (print_console), &running);
  if (heddle_cli_session_execute (session, &error))
    status = find_status (&running, heddle_comparison_get_run (comparison, 0));
  else
    status = heddle_cli_fail (error);
  if (status != HEDDLE_EXIT_USAGE && !show_recorded (options, comparison, &error))
    status = heddle_cli_fail (error);
  heddle_cli_output_clear (&running.output);
  return status;
}
