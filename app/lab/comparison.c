/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The variants of a scenario, run one after another.
 * Threads: see comparison.h.
 */
#include "lab/comparison.h"

#include "base/error.h"
#include "lab/clicks.h"
#include "lab/machine.h"
#include "lab/run-origin.h"

#include <string.h>

/* However many runs there are, each one's trace may take this. */
#define TRACE_LIMIT_MIN_MIB 64

struct _HeddleComparison {
  GObject parent_instance;

  /* What is to be done. */
  HeddleServerProcess *server;
  HeddleScenario *scenario;
  char *params;
  GArray *plan;       /* guint: variants in the order in which they run */
  HeddleRunSpec spec; /* its texts are owned by those below */
  HeddleCpuSet *cpus;
  HeddleCpuSet *rest; /* those that the runs leave to others */
  char *user_origin;
  char *command;
  GStrv allow_read;
  GStrv allow_net;

  /* What is being done. */
  GPtrArray *runs; /* HeddleRun */
  HeddleRunOrigin *origin;
  HeddleClicks *clicks;
  gboolean is_running;
  gboolean is_stopped;
  GError *error;
};

enum {
  SIGNAL_RUN_STARTED,
  SIGNAL_PROGRESS,
  SIGNAL_RUN_ENDED,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleComparison, heddle_comparison, G_TYPE_OBJECT)

static void on_run_progress (HeddleRun *run, gpointer data);
static void on_run_ended (HeddleRun *run, gpointer data);

static HeddleRun *
peek_last (HeddleComparison *self)
{
  return self->runs->len > 0 ? g_ptr_array_index (self->runs, self->runs->len - 1) : NULL;
}

static void
heddle_comparison_dispose (GObject *object)
{
  HeddleComparison *self = HEDDLE_COMPARISON (object);
  HeddleRun *last = peek_last (self);

  if (last != NULL) {
    g_signal_handlers_disconnect_by_data (last, self);
    heddle_run_stop (last);
  }
  g_clear_pointer (&self->clicks, heddle_clicks_free);
  g_clear_pointer (&self->origin, heddle_run_origin_close);
  g_ptr_array_set_size (self->runs, 0);
  G_OBJECT_CLASS (heddle_comparison_parent_class)->dispose (object);
}

static void
heddle_comparison_finalize (GObject *object)
{
  HeddleComparison *self = HEDDLE_COMPARISON (object);

  g_ptr_array_unref (self->runs);
  g_array_unref (self->plan);
  g_clear_pointer (&self->scenario, heddle_scenario_unref);
  g_clear_pointer (&self->cpus, heddle_cpu_set_free);
  g_clear_pointer (&self->rest, heddle_cpu_set_free);
  g_clear_error (&self->error);
  g_strfreev (self->allow_read);
  g_strfreev (self->allow_net);
  g_free (self->params);
  g_free (self->user_origin);
  g_free (self->command);
  G_OBJECT_CLASS (heddle_comparison_parent_class)->finalize (object);
}

static void
heddle_comparison_class_init (HeddleComparisonClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = heddle_comparison_dispose;
  object_class->finalize = heddle_comparison_finalize;

  /**
   * HeddleComparison::run-started:
   * @index: which run
   * @run: the run
   *
   * A variant's run has started; its trace grows from now on and its info is set.
   */
  signals[SIGNAL_RUN_STARTED] = g_signal_new ("run-started", HEDDLE_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 2, G_TYPE_UINT, HEDDLE_TYPE_RUN);
  /**
   * HeddleComparison::progress:
   * @index: which run
   *
   * Its trace has grown.
   */
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", HEDDLE_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * HeddleComparison::run-ended:
   * @index: which run
   *
   * Its trace is complete.
   */
  signals[SIGNAL_RUN_ENDED] = g_signal_new ("run-ended", HEDDLE_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * HeddleComparison::ended:
   *
   * All runs have ended, or it was stopped, or the next run could not be started: see heddle_comparison_get_error(). It
   * comes once.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", HEDDLE_TYPE_COMPARISON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
heddle_comparison_init (HeddleComparison *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->plan = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
make_plan (HeddleComparison *self, const HeddleComparisonSpec *spec)
{
  guint n = spec->variants != NULL ? spec->n_variants : spec->scenario->n_variants;

  for (guint repeat = 0; repeat < MAX (spec->n_repeats, 1); repeat++)
    for (guint i = 0; i < n; i++) {
      guint variant = spec->variants != NULL ? spec->variants[i] : i;

      g_array_append_val (self->plan, variant);
    }
}

static gboolean
take_cores (HeddleComparison *self, const HeddleCpuSet *chosen, guint n_cores, GError **error)
{
  g_autoptr (HeddleCpuSet) all = heddle_cpu_set_new_allowed ();
  const HeddleCpuSet *allowed = chosen != NULL ? chosen : all;

  self->cpus = heddle_cpu_set_take_first (allowed, n_cores > 0 ? n_cores : allowed->n_cpus, error);
  if (self->cpus == NULL)
    return FALSE;
  self->rest = heddle_cpu_set_without (allowed, self->cpus);
  return heddle_server_process_set_cpus (self->server, self->rest, error);
}

/* The host of the user's own server may be reached. */
static gboolean
take_permissions (HeddleComparison *self, const HeddleComparisonSpec *spec, GError **error)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  if (spec->run.allow_net != NULL)
    g_strv_builder_addv (hosts, (const char **) spec->run.allow_net);
  if (spec->origin != NULL) {
    g_autofree char *host = heddle_run_origin_dup_host (spec->origin, error);

    if (host == NULL)
      return FALSE;
    g_strv_builder_add (hosts, host);
  }
  self->user_origin = g_strdup (spec->origin);
  self->allow_net = g_strv_builder_end (hosts);
  self->allow_read = g_strdupv ((GStrv) spec->run.allow_read);
  return TRUE;
}

/**
 * heddle_comparison_new:
 * @server: the demo server; it outlives the comparison
 * @spec: what to compare, and how
 * @error: where to put an error
 *
 * Starts nothing yet.
 *
 * Returns: (transfer full) (nullable): the comparison, or %NULL with HEDDLE_ERROR_USAGE
 */
HeddleComparison *
heddle_comparison_new (HeddleServerProcess *server, const HeddleComparisonSpec *spec, GError **error)
{
  g_autoptr (HeddleComparison) self = g_object_new (HEDDLE_TYPE_COMPARISON, NULL);
  g_autofree double *defaults = heddle_scenario_dup_defaults (spec->scenario);

  self->server = server;
  self->scenario = heddle_scenario_ref (spec->scenario);
  self->params = spec->scenario->is_file
                   ? NULL
                   : heddle_scenario_values_to_json (spec->scenario, spec->values != NULL ? spec->values : defaults);
  self->command = g_strdup (spec->command);
  make_plan (self, spec);
  if (!take_cores (self, spec->allowed, spec->n_cores, error) || !take_permissions (self, spec, error))
    return NULL;
  self->spec = spec->run;
  self->spec.folder = self->scenario->folder;
  self->spec.params = self->params;
  self->spec.cpus = self->cpus;
  /* Of several runs none waits for a person: the others would wait for it. */
  self->spec.interactive = spec->run.interactive && self->plan->len == 1;
  if (self->spec.trace_limit_mib == 0)
    self->spec.trace_limit_mib = MAX (heddle_run_get_default_trace_limit () / self->plan->len, TRACE_LIMIT_MIN_MIB);
  self->spec.expects_input = self->scenario->n_clicks > 0;
  self->spec.allow_net = (const char *const *) self->allow_net;
  self->spec.allow_read = (const char *const *) self->allow_read;
  return g_steal_pointer (&self);
}

static void
describe (HeddleComparison *self, HeddleTrace *trace, const HeddleVariant *variant)
{
  g_autofree char *n_cores = g_strdup_printf ("%u", self->cpus->n_cpus);
  g_autofree char *cpus = heddle_cpu_set_to_string (self->cpus);

  heddle_trace_set_info (trace, "title", variant->title);
  heddle_trace_set_info (trace, "scenario", self->scenario->title);
  heddle_trace_set_info (trace, "variant", variant->name);
  heddle_trace_set_info (trace, "cores", n_cores);
  heddle_trace_set_info (trace, "cpus", cpus);
  heddle_trace_set_info (trace, "mode", self->spec.traced ? "traced" : "timed");
  if (self->params != NULL)
    heddle_trace_set_info (trace, "params", self->params);
  if (self->command != NULL)
    heddle_trace_set_info (trace, "command", self->command);
}

static gboolean
start_next (HeddleComparison *self, GError **error)
{
  guint index = self->runs->len;
  const HeddleVariant *variant = &self->scenario->variants[g_array_index (self->plan, guint, index)];
  HeddleRun *run;

  self->spec.main = variant->file;
  self->spec.origin = self->user_origin;
  if (self->user_origin == NULL) {
    self->origin = heddle_run_origin_open (self->server, self->scenario->folder, self->scenario->is_file, error);
    if (self->origin == NULL)
      return FALSE;
    self->spec.origin = heddle_run_origin_get_url (self->origin);
  }
  run = heddle_run_start (&self->spec, error);
  if (run == NULL) {
    g_clear_pointer (&self->origin, heddle_run_origin_close);
    return FALSE;
  }
  g_ptr_array_add (self->runs, run);
  describe (self, heddle_run_get_trace (run), variant);
  if (self->scenario->n_clicks > 0)
    self->clicks = heddle_clicks_new (run, self->scenario->clicks_ms, self->scenario->n_clicks);
  g_signal_connect (run, "progress", G_CALLBACK (on_run_progress), self);
  g_signal_connect (run, "ended", G_CALLBACK (on_run_ended), self);
  g_signal_emit (self, signals[SIGNAL_RUN_STARTED], 0, index, run);
  return TRUE;
}

static void
on_run_progress (HeddleRun *run, gpointer data)
{
  HeddleComparison *self = data;

  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, self->runs->len - 1);
}

static void
on_run_ended (HeddleRun *run, gpointer data)
{
  g_autoptr (HeddleComparison) self = g_object_ref (data);
  HeddleTrace *trace = heddle_run_get_trace (run);
  g_autofree char *reason = heddle_run_dup_reason (run);

  g_clear_pointer (&self->clicks, heddle_clicks_free);
  g_clear_pointer (&self->origin, heddle_run_origin_close);
  heddle_machine_describe (trace);
  heddle_trace_set_info (trace, "outcome", heddle_outcome_get_name (heddle_run_get_outcome (run)));
  if (reason != NULL)
    heddle_trace_set_info (trace, "reason", reason);
  g_signal_emit (self, signals[SIGNAL_RUN_ENDED], 0, self->runs->len - 1);
  if (!self->is_stopped && self->runs->len < self->plan->len && start_next (self, &self->error))
    return;
  self->is_running = FALSE;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/**
 * heddle_comparison_start:
 * @error: where to put an error
 *
 * Starts the first run; the others follow. Call it once.
 *
 * Returns: whether the first run has started; else an error of the server or of heddle_run_start()
 */
gboolean
heddle_comparison_start (HeddleComparison *self, GError **error)
{
  g_return_val_if_fail (self->runs->len == 0, FALSE);

  self->is_running = start_next (self, error);
  return self->is_running;
}

/**
 * heddle_comparison_stop:
 *
 * Ends the run that is under way at once; no other follows.
 */
void
heddle_comparison_stop (HeddleComparison *self)
{
  HeddleRun *last = peek_last (self);

  self->is_stopped = TRUE;
  if (self->is_running && last != NULL)
    heddle_run_stop (last);
}

gboolean
heddle_comparison_is_running (HeddleComparison *self)
{
  return self->is_running;
}

/**
 * heddle_comparison_get_n_planned:
 *
 * Returns: how many runs there are to be in all
 */
guint
heddle_comparison_get_n_planned (HeddleComparison *self)
{
  return self->plan->len;
}

/**
 * heddle_comparison_get_n_runs:
 *
 * Returns: how many runs have started
 */
guint
heddle_comparison_get_n_runs (HeddleComparison *self)
{
  return self->runs->len;
}

/**
 * heddle_comparison_get_run:
 * @index: which run
 *
 * Returns: (transfer none): a run that has started
 */
HeddleRun *
heddle_comparison_get_run (HeddleComparison *self, guint index)
{
  g_return_val_if_fail (index < self->runs->len, NULL);

  return g_ptr_array_index (self->runs, index);
}

/**
 * heddle_comparison_get_variant:
 * @index: which run, also one that is only planned
 *
 * Returns: which variant of the scenario it is
 */
guint
heddle_comparison_get_variant (HeddleComparison *self, guint index)
{
  g_return_val_if_fail (index < self->plan->len, 0);

  return g_array_index (self->plan, guint, index);
}

/**
 * heddle_comparison_dup_rest:
 *
 * Returns: (transfer full): the CPUs that its runs leave to others, which may be none
 */
HeddleCpuSet *
heddle_comparison_dup_rest (HeddleComparison *self)
{
  return heddle_cpu_set_without (self->rest, &(HeddleCpuSet){ 0 });
}

/**
 * heddle_comparison_get_error:
 *
 * Returns: (nullable): why the next run could not be started
 */
const GError *
heddle_comparison_get_error (HeddleComparison *self)
{
  return self->error;
}
