/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-runner: one run of one program, in a process of its own. Its parent is heddle or heddle-cli, which reads
 * what it records.
 * Threads: main runs the program's main event loop; see control.h and sampler.h for the others.
 */
#include "base/cpu-set.h"
#include "loop/engine.h"
#include "probe/rewriter.h"
#include "runner/check.h"
#include "runner/control.h"
#include "runner/options.h"
#include "runner/sampler.h"
#include "web/input.h"
#include "web/web.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  HeddleLoop *loop;
  gboolean interactive;
} Running;

/* On the main loop's thread, when it has come to rest: input may have come meanwhile. */
static gboolean
on_rest (gpointer data)
{
  Running *self = data;
  HeddleRecorder *recorder = heddle_loop_get_recorder (self->loop);

  if (heddle_activity_get_count (heddle_loop_get_activity (self->loop)) > 0)
    return G_SOURCE_REMOVE;
  heddle_recorder_mark (recorder, HEDDLE_MARK_WAITS_FOR_INPUT, 0, HEDDLE_SPAN_NONE, 0);
  heddle_recorder_flush (recorder);
  return G_SOURCE_REMOVE;
}

/* All is done, said on the thread that did the last of it. A run for a person waits for input that it listens for. */
static void
on_activity_ended (gpointer unused, gpointer data)
{
  Running *self = data;
  g_autoptr (GSource) source = NULL;

  if (!self->interactive || !heddle_web_listens_for_input ()) {
    heddle_loop_quit (self->loop);
    return;
  }
  source = g_idle_source_new ();
  g_source_set_callback (source, on_rest, self, NULL);
  g_source_attach (source, heddle_loop_get_main_context (self->loop));
}

static void
fail (GError *error)
{
  fprintf (stderr, "heddle-runner: %s\n", error->message);
  exit (2);
}

/* Affinity is set before any thread starts, so that all of them inherit it. */
static void
apply_cpus (HeddleRunnerOptions *options)
{
  g_autoptr (GError) error = NULL;

  if (options->cpus != NULL && !heddle_cpu_set_apply (options->cpus, &error))
    fprintf (stderr, "heddle-runner: %s\n", error->message);
}

/* The parser starts on a thread of its own, while this one makes its VM and the globals. */
static void
prefetch_probes (HeddleProgram *program)
{
  gsize n_bytes;
  g_autofree char *source = heddle_program_load (program, program->main, &n_bytes, NULL);
  gboolean is_module = g_str_has_suffix (program->main, ".mjs");

  if (source != NULL && heddle_rewriter_may_have_probes (source))
    heddle_rewriter_prefetch (source, n_bytes, program->main, is_module ? HEDDLE_FORM_MODULE : HEDDLE_FORM_SCRIPT,
                              TRUE);
}

static int
run_program (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRunnerOptions) options = heddle_runner_options_parse (&argc, &argv, &error);
  g_autoptr (HeddleRings) rings = NULL;
  g_autoptr (HeddleActivity) activity = NULL;
  HeddleSampler *sampler;
  Running running = { 0 };
  HeddleLoop *loop;
  int status;

  if (options == NULL)
    fail (error);
  apply_cpus (options);
  rings = heddle_rings_new_from_fds (options->memory_fd, options->doorbell_fd, &error);
  if (rings == NULL)
    fail (error);
  heddle_engine_init (options->program->n_cores);
  sampler = heddle_sampler_start (rings, options->sampler_cpus, options->memory_limit_mib);
  activity = heddle_activity_new (on_activity_ended, &running);
  if (options->program->traced)
    prefetch_probes (options->program);
  loop = heddle_loop_new (activity, rings, HEDDLE_ROLE_MAIN, "main thread");
  running = (Running){ loop, options->program->interactive };
  heddle_control_start (options->control_fd, loop, options->expects_input);
  heddle_web_install (loop, options->program);
  heddle_web_run_file (loop, options->program->main);
  heddle_loop_run (loop);

  status = heddle_activity_get_failed (activity) ? 1 : 0;
  heddle_recorder_mark (heddle_loop_get_recorder (loop), HEDDLE_MARK_LAST_TASK, 0, HEDDLE_SPAN_NONE, 0);
  heddle_recorder_mark (heddle_loop_get_recorder (loop), HEDDLE_MARK_EXIT, 0, HEDDLE_SPAN_NONE, (guint64) status);
  heddle_recorder_flush (heddle_loop_get_recorder (loop));
  if (g_getenv ("HEDDLE_TEAR_DOWN") == NULL) {
    heddle_sampler_stop (sampler);
    _exit (status);
  }
  heddle_loop_dispose (loop);
  heddle_web_shut_down ();
  heddle_loop_unref (loop);
  heddle_sampler_stop (sampler);
  heddle_sampler_free (sampler);
  return status;
}

int
main (int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--check") == 0)
    _exit (argc == 3 && strcmp (argv[2], "-") == 0 ? heddle_check_stdin () : heddle_check_files (argc - 2, argv + 2));
  return run_program (argc, argv);
}
