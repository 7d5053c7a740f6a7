/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli sweep: variants × core counts × repeats, measured.
 */
#include "base/clock.h"
#include "base/error.h"
#include "cli/commands.h"
#include "cli/signals.h"
#include "cli/sweep-options.h"
#include "cli/sweep-table.h"
#include "lab/programs.h"
#include "lab/sentences.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define CLEAR_LINE "\r\033[K"

/* What is measured is saved so often, in case that the machine goes down. */
#define SAVE_NS (5 * HEDDLE_NS_PER_S)

typedef struct {
  HeddleCliSweepOptions *options;
  HeddleSweep *sweep;
  GMainLoop *loop;
  gint64 saved_ns;
} Sweeping;

static void
on_signal (gpointer number, gpointer data)
{
  heddle_sweep_stop (((Sweeping *) data)->sweep);
}

/* We stay off the runs' CPUs where there are others. It is no harm when the kernel does not let us. */
static void
on_run_started (HeddleSweep *sweep, HeddleRun *run, gpointer rest, gpointer data)
{
  heddle_cpu_set_apply (rest, NULL);
}

static void
show_progress (HeddleSweep *sweep)
{
  gint64 left_ns = heddle_sweep_get_left_ns (sweep);
  g_autofree char *left = heddle_sentences_format_time (MAX (left_ns, 0));

  if (!isatty (STDERR_FILENO))
    return;
  fputs (CLEAR_LINE, stderr);
  fprintf (stderr, _("%u of %u runs · about %s left"), heddle_sweep_get_n_ended (sweep),
                      heddle_sweep_get_n_planned (sweep), left);
}

static void
save_some (Sweeping *self)
{
  HeddleSweepResult *result = heddle_sweep_get_result (self->sweep);
  const char *path = NULL;

  for (guint i = 0; self->options->outputs != NULL && self->options->outputs[i] != NULL; i++)
    if (g_str_has_suffix (self->options->outputs[i], ".json"))
      path = self->options->outputs[i];
  if (path == NULL || heddle_clock_now () - self->saved_ns < SAVE_NS)
    return;
  self->saved_ns = heddle_clock_now ();
  heddle_sweep_result_save (&result, 1, path, NULL);
}

static void
on_progress (HeddleSweep *sweep, gpointer data)
{
  const HeddleSweepResult *result = heddle_sweep_get_result (sweep);
  const HeddleMeasurement *last = NULL;

  if (result->measurements->len > 0)
    last = &g_array_index (result->measurements, HeddleMeasurement, result->measurements->len - 1);
  if (last != NULL && last->failure != NULL)
    fprintf (stderr, _("%sheddle-cli: “%s” on %u cores: %s\n"), isatty (STDERR_FILENO) ? CLEAR_LINE : "",
                        (const char *) g_ptr_array_index (result->variant_titles, last->variant), last->n_cores,
                        last->failure);
  show_progress (sweep);
  save_some (data);
}

/* The result of this machine among those of a file. */
static HeddleSweepResult *
take_result (const char *path, GError **error)
{
  g_autoptr (GPtrArray) results = heddle_sweep_result_load (path, error);

  if (results == NULL)
    return NULL;
  if (results->len == 1)
    return g_ptr_array_steal_index (results, 0);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               _("%s holds %u results; one is needed here"), path, results->len);
  return NULL;
}

static gboolean
continue_previous (Sweeping *self, GError **error)
{
  HeddleSweepResult *previous;

  if (self->options->previous == NULL)
    return TRUE;
  previous = take_result (self->options->previous, error);
  if (previous == NULL || !heddle_sweep_continue (self->sweep, previous, error))
    return FALSE;
  if (self->options->outputs == NULL) {
    self->options->outputs = g_new0 (char *, 2);
    self->options->outputs[0] = g_strdup (self->options->previous);
  }
  return TRUE;
}

static void
execute (Sweeping *self)
{
  guint signals_id = heddle_cli_signals_watch (on_signal, self);

  self->loop = g_main_loop_new (NULL, FALSE);
  self->saved_ns = heddle_clock_now ();
  g_signal_connect (self->sweep, "run-started", G_CALLBACK (on_run_started), NULL);
  g_signal_connect (self->sweep, "progress", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (self->sweep, "ended", G_CALLBACK (g_main_loop_quit), self->loop);
  heddle_sweep_start (self->sweep);
  g_main_loop_run (self->loop);
  if (isatty (STDERR_FILENO))
    fputs (CLEAR_LINE, stderr);
  if (heddle_cli_signals_get () == 0)
    g_source_remove (signals_id);
  g_main_loop_unref (self->loop);
}

/* Whether no median is further above the baseline's than it may be, beyond doubt. */
static gboolean
judge (const HeddleSweepResult *result, const GArray *groups, HeddleSweepResult *old, double fail_above)
{
  g_autoptr (GArray) old_groups = heddle_sweep_summarize (old);
  gboolean is_good = TRUE;

  putchar ('\n');
  for (guint i = 0; i < groups->len; i++) {
    const HeddleSweepGroup *group = &g_array_index (groups, HeddleSweepGroup, i), *before;
    const char *title = g_ptr_array_index (result->variant_titles, group->variant), *verdict;
    HeddleInterval ratio;
    guint old_variant;

    if (!g_ptr_array_find_with_equal_func (old->variant_names,
                                           g_ptr_array_index (result->variant_names, group->variant), g_str_equal,
                                           &old_variant))
      continue;
    before = heddle_sweep_find_group (old_groups, old_variant, group->n_cores, group->value);
    if (before == NULL || before->n_done == 0 || group->n_done == 0)
      continue;
    ratio = heddle_sweep_compare (result, group, old, before);
    verdict = heddle_interval_is_above (&ratio, 1) ? _("slower than the baseline")
                                                   : heddle_interval_is_below (&ratio, 1)
      ? _("faster than the baseline")
      : _("no difference from the baseline beyond the noise");
    printf (_("%s, %u cores: %.3f× [%.3f, %.3f] the baseline's time: %s\n"), title, group->n_cores, ratio.middle,
               ratio.low, ratio.high, verdict);
    if (fail_above >= 0 && heddle_interval_is_above (&ratio, 1) && ratio.middle > 1 + fail_above)
      is_good = FALSE;
  }
  if (!is_good)
    fprintf (stderr, _("heddle-cli: slower than the baseline by more than %g %%\n"), 100 * fail_above);
  return is_good;
}

static int
find_status (const HeddleSweepResult *result)
{
  if (heddle_cli_signals_get () != 0) {
    fprintf (stderr, _("heddle-cli: stopped; what has been measured is kept\n"));
    return 128 + heddle_cli_signals_get ();
  }
  for (guint i = 0; i < result->measurements->len; i++)
    if (g_array_index (result->measurements, HeddleMeasurement, i).failure != NULL)
      return HEDDLE_EXIT_FAILED;
  return HEDDLE_EXIT_DONE;
}

static int
conclude (Sweeping *self, HeddleSweepResult *baseline, GError **error)
{
  HeddleSweepResult *result = heddle_sweep_get_result (self->sweep);
  g_autoptr (GArray) groups = heddle_sweep_summarize (result);
  gboolean is_good;

  heddle_cli_sweep_print (result, groups);
  is_good = baseline == NULL || judge (result, groups, baseline, self->options->fail_above);
  fflush (stdout);
  if (!heddle_cli_sweep_save (&result, 1, (const char *const *) self->options->outputs, error))
    return -1;
  return is_good ? find_status (result) : HEDDLE_EXIT_FAILED;
}

int
heddle_cli_sweep (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleCliSweepOptions) options = heddle_cli_sweep_options_parse (argc, argv, &error);
  g_autofree char *server_path = heddle_programs_find ("heddle-server");
  g_autoptr (HeddleServerProcess) server = options != NULL ? heddle_server_process_new (server_path, &error) : NULL;
  g_autoptr (HeddleSweepResult) baseline = NULL;
  g_autoptr (HeddleSweep) sweep = NULL;
  Sweeping sweeping = { .options = options };
  int status;

  if (server == NULL)
    return heddle_cli_fail (error);
  if (options->baseline != NULL && (baseline = take_result (options->baseline, &error)) == NULL)
    return heddle_cli_fail (error);
  sweeping.sweep = sweep = heddle_sweep_new (server, &options->spec, &error);
  if (sweep == NULL || !continue_previous (&sweeping, &error))
    return heddle_cli_fail (error);
  if (baseline != NULL && !heddle_sweep_result_check_same (heddle_sweep_get_result (sweep), baseline, &error))
    return heddle_cli_fail (error);
  execute (&sweeping);
  status = conclude (&sweeping, baseline, &error);
  return status < 0 ? heddle_cli_fail (error) : status;
}
