/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `run` and `compare` have in common: a comparison that runs until it ends or a signal stops it.
 * Threads: main.
 */
#include "cli/session.h"

#include "cli/signals.h"
#include "lab/programs.h"

#include <stdio.h>

struct _HeddleCliSession {
  HeddleServerProcess *server;
  HeddleComparison *comparison;
  GMainLoop *loop;
  guint signals_id;
};

static void
on_signal (gpointer number, gpointer data)
{
  HeddleCliSession *self = data;

  self->signals_id = 0;
  heddle_comparison_stop (self->comparison);
}

static void
on_ended (HeddleComparison *comparison, gpointer data)
{
  HeddleCliSession *self = data;

  g_main_loop_quit (self->loop);
}

/* We stay off the runs' CPUs where there are others. It is no harm when the kernel does not let us. */
static void
leave_cpus (HeddleComparison *comparison)
{
  g_autoptr (HeddleCpuSet) rest = heddle_comparison_dup_rest (comparison);

  if (rest->n_cpus > 0)
    heddle_cpu_set_apply (rest, NULL);
}

/**
 * heddle_cli_session_new:
 * @options: what is asked for
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a session that has not started, or %NULL with an error
 */
HeddleCliSession *
heddle_cli_session_new (HeddleCliOptions *options, GError **error)
{
  g_autoptr (HeddleCliSession) self = g_new0 (HeddleCliSession, 1);
  g_autofree char *server_path = heddle_programs_find ("heddle-server");

  self->loop = g_main_loop_new (NULL, FALSE);
  self->server = heddle_server_process_new (server_path, error);
  if (self->server == NULL)
    return NULL;
  self->comparison = heddle_comparison_new (self->server, &options->spec, error);
  if (self->comparison == NULL)
    return NULL;
  leave_cpus (self->comparison);
  g_signal_connect (self->comparison, "ended", G_CALLBACK (on_ended), self);
  self->signals_id = heddle_cli_signals_watch (on_signal, self);
  return g_steal_pointer (&self);
}

void
heddle_cli_session_free (HeddleCliSession *self)
{
  g_clear_handle_id (&self->signals_id, g_source_remove);
  g_clear_object (&self->comparison);
  g_clear_pointer (&self->server, heddle_server_process_free);
  g_main_loop_unref (self->loop);
  g_free (self);
}

HeddleComparison *
heddle_cli_session_get_comparison (HeddleCliSession *self)
{
  return self->comparison;
}

/**
 * heddle_cli_session_execute:
 * @error: where to put an error
 *
 * Runs until all has ended.
 *
 * Returns: whether all runs could be started
 */
gboolean
heddle_cli_session_execute (HeddleCliSession *self, GError **error)
{
  const GError *failure;

  if (!heddle_comparison_start (self->comparison, error))
    return FALSE;
  g_main_loop_run (self->loop);
  failure = heddle_server_process_get_failure (self->server);
  if (failure != NULL)
    fprintf (stderr, "heddle-cli: %s\n", failure->message);
  failure = heddle_comparison_get_error (self->comparison);
  if (failure != NULL && error != NULL)
    *error = g_error_copy (failure);
  return failure == NULL;
}

/**
 * heddle_cli_session_find_status:
 * @run: a run that has ended
 *
 * Says on stderr why it was stopped, if it was.
 *
 * Returns: the exit status for it
 */
int
heddle_cli_session_find_status (HeddleCliSession *self, HeddleRun *run)
{
  g_autofree char *reason = heddle_run_dup_reason (run);
  int number = heddle_cli_signals_get ();

  if (number != 0) {
    fprintf (stderr, "heddle-cli: stopped by signal %d (%s)\n", number, g_strsignal (number));
    return 128 + number;
  }
  if (reason != NULL)
    fprintf (stderr, "heddle-cli: %s\n", reason);
  return heddle_run_get_exit_status (run);
}
