/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window shows: the variants of a scenario and the running of them by a HeddleComparison, or traces that were
 * saved.
 * Threads: the main one.
 */
#include "ui/run/stage.h"

#include "lab/comparison.h"
#include "lab/programs.h"

#include <string.h>

struct _HeddleStage {
  GObject parent_instance;

  HeddleScenario *scenario; /* none for saved traces */
  char *title;
  double *values;
  GListStore *runs;
  HeddleServerProcess *server;
  HeddleComparison *comparison;
  HeddleRun *current;         /* the comparison's run that goes on */
  HeddleStageOptions options; /* how it ran last */
  gboolean is_running;
};

enum {
  PROP_0,
  PROP_SCENARIO,
  PROP_RUNNING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint failed_signal;
static guint values_changed_signal;

G_DEFINE_FINAL_TYPE (HeddleStage, heddle_stage, G_TYPE_OBJECT)

static HeddleVariantRun *
get_run (HeddleStage *self, guint index)
{
  g_autoptr (HeddleVariantRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), index);

  return run; /* the list keeps it */
}

static void
forget_comparison (HeddleStage *self)
{
  if (self->comparison == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->comparison, self);
  heddle_comparison_stop (self->comparison);
  self->current = NULL;
  g_clear_object (&self->comparison);
}

static void
heddle_stage_dispose (GObject *object)
{
  HeddleStage *self = HEDDLE_STAGE (object);

  forget_comparison (self);
  g_clear_object (&self->runs);
  g_clear_pointer (&self->server, heddle_server_process_free);
  G_OBJECT_CLASS (heddle_stage_parent_class)->dispose (object);
}

static void
heddle_stage_finalize (GObject *object)
{
  HeddleStage *self = HEDDLE_STAGE (object);

  g_clear_pointer (&self->scenario, heddle_scenario_unref);
  g_free (self->title);
  g_free (self->values);
  G_OBJECT_CLASS (heddle_stage_parent_class)->finalize (object);
}

static void
heddle_stage_constructed (GObject *object)
{
  HeddleStage *self = HEDDLE_STAGE (object);

  G_OBJECT_CLASS (heddle_stage_parent_class)->constructed (object);
  if (self->scenario == NULL)
    return;
  self->title = g_strdup (self->scenario->title);
  self->values = heddle_scenario_dup_defaults (self->scenario);
  for (guint i = 0; i < self->scenario->n_variants; i++) {
    g_autoptr (HeddleVariantRun)
      run = heddle_variant_run_new (self->scenario->variants[i].name, self->scenario->variants[i].title);

    g_list_store_append (self->runs, run);
  }
}

static void
heddle_stage_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleStage *self = HEDDLE_STAGE (object);

  if (id == PROP_SCENARIO)
    g_value_set_boxed (value, self->scenario);
  else if (id == PROP_RUNNING)
    g_value_set_boolean (value, self->is_running);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_stage_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SCENARIO)
    HEDDLE_STAGE (object)->scenario = g_value_dup_boxed (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_stage_class_init (HeddleStageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->constructed = heddle_stage_constructed;
  object_class->dispose = heddle_stage_dispose;
  object_class->finalize = heddle_stage_finalize;
  object_class->get_property = heddle_stage_get_property;
  object_class->set_property = heddle_stage_set_property;
  properties[PROP_SCENARIO] = g_param_spec_boxed ("scenario", NULL, NULL, HEDDLE_TYPE_SCENARIO,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleStage::failed:
   * @message: why
   *
   * The next run could not be started.
   */
  failed_signal = g_signal_new ("failed", HEDDLE_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);

  /**
   * HeddleStage::values-changed:
   *
   * A parameter has another value, for the runs to come.
   */
  values_changed_signal = g_signal_new ("values-changed", HEDDLE_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
heddle_stage_init (HeddleStage *self)
{
  self->runs = g_list_store_new (HEDDLE_TYPE_VARIANT_RUN);
}

/**
 * heddle_stage_new:
 * @scenario: what to show
 *
 * Returns: (transfer full): a stage with all variants of it, none of which has run
 */
HeddleStage *
heddle_stage_new (HeddleScenario *scenario)
{
  return g_object_new (HEDDLE_TYPE_STAGE, "scenario", scenario, NULL);
}

static void
add_saved_run (HeddleStage *self, HeddleTrace *trace, guint number)
{
  const char *title = heddle_trace_get_info (trace, "title"), *outcome = heddle_trace_get_info (trace, "outcome");
  g_autofree char *name = g_strdup_printf ("%u", number); /* a file may hold several runs of one variant */
  g_autoptr (HeddleVariantRun) run = heddle_variant_run_new (name, title != NULL ? title : name);
  gboolean is_done = outcome == NULL || strcmp (outcome, heddle_outcome_get_name (HEDDLE_OUTCOME_DONE)) == 0;

  heddle_variant_run_begin (run, trace);
  heddle_variant_run_end (run, !is_done, heddle_trace_get_info (trace, "reason"));
  g_list_store_append (self->runs, run);
}

/**
 * heddle_stage_new_for_traces:
 * @title: where they come from
 * @traces: (element-type HeddleTrace): complete traces
 *
 * Returns: (transfer full): a stage which shows them and cannot run
 */
HeddleStage *
heddle_stage_new_for_traces (const char *title, GPtrArray *traces)
{
  HeddleStage *self = g_object_new (HEDDLE_TYPE_STAGE, NULL);

  self->title = g_strdup (title);
  for (guint i = 0; i < traces->len; i++)
    add_saved_run (self, traces->pdata[i], i + 1);
  return self;
}

gboolean
heddle_stage_can_run (HeddleStage *self)
{
  return self->scenario != NULL && !self->is_running;
}

const char *
heddle_stage_get_title (HeddleStage *self)
{
  return self->title;
}

/**
 * heddle_stage_get_scenario:
 *
 * Returns: (transfer none) (nullable): what it runs; none for traces that were saved
 */
HeddleScenario *
heddle_stage_get_scenario (HeddleStage *self)
{
  return self->scenario;
}

/**
 * heddle_stage_get_runs:
 *
 * Returns: (transfer none): a list of #HeddleVariantRun, one for each variant
 */
GListModel *
heddle_stage_get_runs (HeddleStage *self)
{
  return G_LIST_MODEL (self->runs);
}

gboolean
heddle_stage_is_running (HeddleStage *self)
{
  return self->is_running;
}

/**
 * heddle_stage_has_run:
 *
 * Returns: whether there is anything to show
 */
gboolean
heddle_stage_has_run (HeddleStage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    if (heddle_variant_run_get_phase (get_run (self, i)) != HEDDLE_PHASE_NEVER_RUN)
      return TRUE;
  return FALSE;
}

/**
 * heddle_stage_is_done:
 *
 * Returns: whether the latest run of each variant ended by itself and well
 */
gboolean
heddle_stage_is_done (HeddleStage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    if (heddle_variant_run_get_phase (get_run (self, i)) != HEDDLE_PHASE_DONE)
      return FALSE;
  return TRUE;
}

/**
 * heddle_stage_dup_subtitle:
 *
 * Returns: (transfer full): the values of the parameters, such as `Tasks: 8 · Delay: 300`; the summary without any
 */
char *
heddle_stage_dup_subtitle (HeddleStage *self)
{
  g_autoptr (GString) subtitle = g_string_new (NULL);

  for (guint i = 0; self->scenario != NULL && i < self->scenario->n_parameters; i++) {
    g_autofree char *value = heddle_parameter_format (self->values[i]);

    g_string_append_printf (subtitle, "%s%s: %s", i > 0 ? " · " : "", self->scenario->parameters[i].label, value);
  }
  if (subtitle->len == 0 && self->scenario != NULL)
    g_string_append (subtitle, self->scenario->summary);
  return g_string_free (g_steal_pointer (&subtitle), FALSE);
}

/**
 * heddle_stage_set_value:
 * @assignment: `NAME=VALUE`
 * @error: where to put an error
 *
 * Sets a parameter for the runs to come.
 *
 * Returns: whether there is such a parameter that may have the value; else HEDDLE_ERROR_USAGE
 */
gboolean
heddle_stage_set_value (HeddleStage *self, const char *assignment, GError **error)
{
  if (!heddle_scenario_set_value (self->scenario, assignment, self->values, error))
    return FALSE;
  g_signal_emit (self, values_changed_signal, 0);
  return TRUE;
}

double
heddle_stage_get_value (HeddleStage *self, guint parameter)
{
  g_return_val_if_fail (self->scenario != NULL && parameter < self->scenario->n_parameters, 0);

  return self->values[parameter];
}

/**
 * heddle_stage_change_value:
 * @parameter: which parameter
 * @value: its value for the runs to come, brought into its range
 */
void
heddle_stage_change_value (HeddleStage *self, guint parameter, double value)
{
  const HeddleParameter *declared;

  g_return_if_fail (self->scenario != NULL && parameter < self->scenario->n_parameters);

  declared = &self->scenario->parameters[parameter];
  value = CLAMP (value, declared->minimum, declared->maximum);
  if (value == self->values[parameter])
    return;
  self->values[parameter] = value;
  g_signal_emit (self, values_changed_signal, 0);
}

/* Running. */

static void
set_running (HeddleStage *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;
  self->is_running = is_running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
on_run_started (HeddleStage *self, guint index, HeddleRun *run)
{
  self->current = run;
  heddle_variant_run_begin (get_run (self, heddle_comparison_get_variant (self->comparison, index)),
                            heddle_run_get_trace (run));
}

static void
on_progress (HeddleStage *self, guint index)
{
  heddle_variant_run_grow (get_run (self, heddle_comparison_get_variant (self->comparison, index)));
}

static gboolean
is_repeated (HeddleStage *self)
{
  return self->options.n_repeats > 1;
}

static void
on_run_ended (HeddleStage *self, guint index)
{
  HeddleRun *run = heddle_comparison_get_run (self->comparison, index);
  HeddleVariantRun *variant = get_run (self, heddle_comparison_get_variant (self->comparison, index));
  gboolean is_done = heddle_run_get_outcome (run) == HEDDLE_OUTCOME_DONE;
  g_autofree char *reason = heddle_run_dup_reason (run);

  self->current = NULL;
  heddle_variant_run_end (variant, !is_done, reason);
  if (is_done && is_repeated (self))
    heddle_variant_run_add_repeat (variant, heddle_variant_run_get_wall_ns (variant));
}

static void
forget_queued (HeddleStage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    if (heddle_variant_run_get_phase (get_run (self, i)) == HEDDLE_PHASE_QUEUED)
      heddle_variant_run_clear (get_run (self, i), HEDDLE_PHASE_NEVER_RUN);
}

static int
compare_wall_times (gconstpointer a, gconstpointer b)
{
  HeddleTrace *first = heddle_run_get_trace (*(HeddleRun *const *) a);
  HeddleTrace *second = heddle_run_get_trace (*(HeddleRun *const *) b);
  gint64 first_ns = heddle_trace_get_end_ns (first) - heddle_trace_get_start_ns (first);
  gint64 second_ns = heddle_trace_get_end_ns (second) - heddle_trace_get_start_ns (second);

  return first_ns < second_ns ? -1 : first_ns > second_ns;
}

/* Of several runs of a variant the one in the middle is shown. */
static void
show_median (HeddleStage *self, guint variant)
{
  g_autoptr (GPtrArray) whole = g_ptr_array_new ();

  for (guint i = 0; i < heddle_comparison_get_n_runs (self->comparison); i++) {
    HeddleRun *run = heddle_comparison_get_run (self->comparison, i);

    if (heddle_comparison_get_variant (self->comparison, i) == variant &&
        heddle_run_get_outcome (run) == HEDDLE_OUTCOME_DONE)
      g_ptr_array_add (whole, run);
  }
  if (whole->len == 0)
    return;
  g_ptr_array_sort (whole, compare_wall_times);
  heddle_variant_run_show (get_run (self, variant), heddle_run_get_trace (whole->pdata[(whole->len - 1) / 2]));
}

static void
on_ended (HeddleStage *self)
{
  const GError *error = heddle_comparison_get_error (self->comparison);

  forget_queued (self);
  for (guint i = 0; is_repeated (self) && i < self->scenario->n_variants; i++)
    show_median (self, i);
  set_running (self, FALSE);
  if (error != NULL)
    g_signal_emit (self, failed_signal, 0, error->message);
}

static gboolean
ensure_server (HeddleStage *self, GError **error)
{
  g_autofree char *path = heddle_programs_find ("heddle-server");

  if (self->server == NULL)
    self->server = heddle_server_process_new (path, error);
  return self->server != NULL;
}

/* The values of the parameters, without a part of the work. */
static double *
dup_values (HeddleStage *self, HeddlePart without)
{
  double *values = g_memdup2 (self->values, sizeof (double) * MAX (self->scenario->n_parameters, 1));

  heddle_scenario_take_out (self->scenario, without, values);
  return values;
}

static gboolean
start_comparison (HeddleStage *self, GError **error)
{
  const HeddleStageOptions *options = &self->options;
  g_autofree double *values = dup_values (self, options->without);
  guint variant = (guint) MAX (options->variant, 0);
  HeddleComparisonSpec spec = {
    .scenario = self->scenario,
    .values = values,
    .variants = options->variant < 0 ? NULL : &variant,
    .n_variants = 1,
    .n_repeats = options->n_repeats,
    .n_cores = options->n_cores,
    .run = { .traced = !options->timed,
             .interactive = !options->timed,
             .allow_net = options->allow_net,
             .time_limit_s = options->time_limit_s,
             .memory_limit_mib = options->memory_limit_mib },
  };

  forget_comparison (self);
  if (!ensure_server (self, error))
    return FALSE;
  self->comparison = heddle_comparison_new (self->server, &spec, error);
  if (self->comparison == NULL)
    return FALSE;
  g_signal_connect_swapped (self->comparison, "run-started", G_CALLBACK (on_run_started), self);
  g_signal_connect_swapped (self->comparison, "progress", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (self->comparison, "run-ended", G_CALLBACK (on_run_ended), self);
  g_signal_connect_swapped (self->comparison, "ended", G_CALLBACK (on_ended), self);
  return heddle_comparison_start (self->comparison, error);
}

/**
 * heddle_stage_run:
 * @options: how to run
 * @error: where to put an error
 *
 * Runs one or all variants, one after the other. What they did before is forgotten.
 *
 * Returns: whether the first one has started
 */
gboolean
heddle_stage_run (HeddleStage *self, const HeddleStageOptions *options, GError **error)
{
  gboolean has_started;

  g_return_val_if_fail (heddle_stage_can_run (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    if (options->variant < 0 || i == (guint) options->variant)
      heddle_variant_run_clear (get_run (self, i), HEDDLE_PHASE_QUEUED);
  self->options = *options;
  set_running (self, TRUE);
  has_started = start_comparison (self, error);
  self->options.allow_net = NULL; /* the caller's */
  if (has_started)
    return TRUE;
  forget_queued (self);
  set_running (self, FALSE);
  return FALSE;
}

/**
 * heddle_stage_get_options:
 *
 * Returns: (transfer none): how it ran last; without the hosts that it could reach
 */
const HeddleStageOptions *
heddle_stage_get_options (HeddleStage *self)
{
  return &self->options;
}

/**
 * heddle_stage_send_input:
 * @json: an event, see heddle_run_send_input()
 *
 * The user did something on the page of the program that runs.
 */
void
heddle_stage_send_input (HeddleStage *self, const char *json)
{
  if (self->current != NULL)
    heddle_run_send_input (self->current, json);
}

/**
 * heddle_stage_stop:
 *
 * Ends what runs, at once.
 */
void
heddle_stage_stop (HeddleStage *self)
{
  if (self->is_running)
    heddle_comparison_stop (self->comparison);
}

/* A variant's own program is no other variant's; what is no variant's program may be everybody's. */
static gboolean
may_use (HeddleStage *self, guint index, const char *file)
{
  if (strcmp (self->scenario->variants[index].file, file) == 0)
    return TRUE;
  for (guint i = 0; i < self->scenario->n_variants; i++)
    if (strcmp (self->scenario->variants[i].file, file) == 0)
      return FALSE;
  return TRUE;
}

/**
 * heddle_stage_note_changed:
 * @file: the name of a file in the scenario
 *
 * Its text is another one now: the runs that may have used it are stale.
 */
void
heddle_stage_note_changed (HeddleStage *self, const char *file)
{
  for (guint i = 0; self->scenario != NULL && i < self->scenario->n_variants; i++)
    if (heddle_variant_run_get_trace (get_run (self, i)) != NULL && may_use (self, i, file))
      heddle_variant_run_set_stale (get_run (self, i), TRUE);
}
