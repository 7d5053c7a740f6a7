/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sweep. Each repeat measures everything once, in a random order of its own: so what drifts (the clock, the temperature,
 * other programs) meets all alike, and a sweep that is stopped has measured all about equally often.
 * Threads: see sweep.h.
 */
#include "lab/sweep.h"

#include "base/clock.h"
#include "base/error.h"
#include "lab/scenario-files.h"
#include "trace/summary.h"

#include <glib/gi18n.h>
#include <sys/resource.h>

typedef struct {
  guint variant; /* of the result */
  guint n_cores;
  double value;
  gboolean is_warm_up;
} Step;

struct _HeddleSweep {
  GObject parent_instance;

  /* What is to be done. */
  HeddleServerProcess *server;
  HeddleComparisonSpec spec;
  HeddleScenario *scenario;
  HeddleCpuSet *cpus;
  guint *variants; /* of the scenario, for each of the result's */
  double *values;
  int vary;
  GArray *plan; /* Step */

  /* What is being done. */
  HeddleSweepResult *result;
  HeddleComparison *comparison;
  guint n_ended;
  guint next_source;
  gboolean is_running;
  gboolean is_stopped;
  gint64 started_ns;
  gint64 step_started_ns;
  gint64 busy_ns;
  gint64 own_ns;
};

enum {
  SIGNAL_RUN_STARTED,
  SIGNAL_PROGRESS,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleSweep, heddle_sweep, G_TYPE_OBJECT)

static void
drop_comparison (HeddleSweep *self)
{
  if (self->comparison != NULL)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  g_clear_object (&self->comparison);
}

static void
heddle_sweep_dispose (GObject *object)
{
  HeddleSweep *self = HEDDLE_SWEEP (object);

  g_clear_handle_id (&self->next_source, g_source_remove);
  drop_comparison (self);
  G_OBJECT_CLASS (heddle_sweep_parent_class)->dispose (object);
}

static void
heddle_sweep_finalize (GObject *object)
{
  HeddleSweep *self = HEDDLE_SWEEP (object);

  g_clear_pointer (&self->scenario, heddle_scenario_unref);
  g_clear_pointer (&self->cpus, heddle_cpu_set_free);
  g_clear_pointer (&self->result, heddle_sweep_result_free);
  g_array_unref (self->plan);
  g_free (self->variants);
  g_free (self->values);
  G_OBJECT_CLASS (heddle_sweep_parent_class)->finalize (object);
}

static void
heddle_sweep_class_init (HeddleSweepClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = heddle_sweep_dispose;
  object_class->finalize = heddle_sweep_finalize;

  /**
   * HeddleSweep::run-started:
   * @run: the run
   * @rest: (type gpointer): the CPUs that it leaves to others, a #HeddleCpuSet
   *
   * A run has started.
   */
  signals[SIGNAL_RUN_STARTED] = g_signal_new ("run-started", HEDDLE_TYPE_SWEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 2, HEDDLE_TYPE_RUN, G_TYPE_POINTER);
  /**
   * HeddleSweep::progress:
   *
   * A run has ended, and its measurement is in the result.
   */
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", HEDDLE_TYPE_SWEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  /**
   * HeddleSweep::ended:
   *
   * All is measured, or it was stopped. It comes once.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", HEDDLE_TYPE_SWEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                        0);
}

static void
heddle_sweep_init (HeddleSweep *self)
{
  self->plan = g_array_new (FALSE, FALSE, sizeof (Step));
}

/* Making the plan. */

static gboolean
take_cores (HeddleSweep *self, const HeddleSweepSpec *spec, GError **error)
{
  GArray *cores = self->result->cores;

  self->cpus = spec->cpus != NULL ? heddle_cpu_set_without (spec->cpus, &(HeddleCpuSet){ 0 })
                                  : heddle_cpu_set_new_allowed ();
  g_array_append_vals (cores, spec->cores, spec->n_cores);
  for (guint n = 1; spec->n_cores == 0 && n < self->cpus->n_cpus; n *= 2)
    g_array_append_val (cores, n);
  if (spec->n_cores == 0)
    g_array_append_val (cores, self->cpus->n_cpus);
  for (guint i = 0; i < cores->len; i++) {
    g_autoptr (HeddleCpuSet) taken = heddle_cpu_set_take_first (self->cpus, g_array_index (cores, guint, i), error);

    if (taken == NULL)
      return FALSE;
  }
  self->result->cpus = heddle_cpu_set_to_string (self->cpus);
  return TRUE;
}

static void
take_variants (HeddleSweep *self, const HeddleComparisonSpec *spec)
{
  guint n = spec->variants != NULL ? spec->n_variants : self->scenario->n_variants;

  self->variants = g_new (guint, n);
  for (guint i = 0; i < n; i++) {
    self->variants[i] = spec->variants != NULL ? spec->variants[i] : i;
    g_ptr_array_add (self->result->variant_names, g_strdup (self->scenario->variants[self->variants[i]].name));
    g_ptr_array_add (self->result->variant_titles, g_strdup (self->scenario->variants[self->variants[i]].title));
  }
}

/* Runs of other sources are other measurements. */
static char *
find_checksum (const HeddleScenario *scenario)
{
  g_auto (GStrv) files = heddle_scenario_dup_files (scenario);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; files[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (scenario->folder, files[i], NULL);
    g_autofree char *text = NULL;
    gsize n_bytes;

    if (!g_str_has_suffix (files[i], "js") || !g_file_get_contents (path, &text, &n_bytes, NULL))
      continue;
    g_checksum_update (checksum, (const guchar *) files[i], -1);
    g_checksum_update (checksum, (const guchar *) text, (gssize) n_bytes);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
describe (HeddleSweep *self, const HeddleSweepSpec *spec)
{
  HeddleSweepResult *result = self->result;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  double none = 0;

  result->scenario = g_strdup (self->scenario->name);
  result->title = g_strdup (self->scenario->title);
  result->program = find_checksum (self->scenario);
  result->mode = g_strdup (spec->comparison.run.traced ? "traced" : "timed");
  result->date = g_date_time_format_iso8601 (now);
  result->n_repeats = spec->n_repeats;
  result->n_warm_ups = spec->n_warm_ups;
  result->seed = spec->seed;
  result->machine = heddle_machine_facts_read ("/");
  if (spec->vary < 0) {
    g_array_append_val (result->values, none);
    result->params = self->scenario->is_file ? g_strdup ("")
                                             : heddle_scenario_values_to_json (self->scenario, self->values);
    return;
  }
  result->vary = g_strdup (self->scenario->parameters[spec->vary].name);
  result->vary_title = g_strdup (self->scenario->parameters[spec->vary].label);
  g_array_append_vals (result->values, spec->vary_values, spec->n_vary_values);
  self->values[spec->vary] = spec->vary_values[0];
  result->params = heddle_scenario_values_to_json (self->scenario, self->values);
}

static void
shuffle (GArray *steps, guint first, GRand *random)
{
  for (guint i = steps->len - 1; i > first && steps->len > first; i--) {
    guint other = (guint) g_rand_int_range (random, (gint32) first, (gint32) i + 1);
    Step step = g_array_index (steps, Step, i);

    g_array_index (steps, Step, i) = g_array_index (steps, Step, other);
    g_array_index (steps, Step, other) = step;
  }
}

/* What is still missing from the result of the repeat with this number. */
static void
plan_repeat (HeddleSweep *self, guint repeat)
{
  const HeddleSweepResult *result = self->result;

  for (guint variant = 0; variant < result->variant_names->len; variant++)
    for (guint i = 0; i < result->cores->len; i++)
      for (guint j = 0; j < result->values->len; j++) {
        Step step = {
          .variant = variant,
          .n_cores = g_array_index (result->cores, guint, i),
          .value = g_array_index (result->values, double, j),
        };

        if (heddle_sweep_result_count (result, variant, step.n_cores, step.value) <= repeat)
          g_array_append_val (self->plan, step);
      }
}

static void
make_plan (HeddleSweep *self)
{
  HeddleSweepResult *result = self->result;
  g_autoptr (GRand) random = g_rand_new_with_seed (result->seed);

  g_array_set_size (self->plan, 0);
  for (guint i = 0; i < result->n_warm_ups * result->variant_names->len; i++) {
    Step step = {
      .variant = i % result->variant_names->len,
      .n_cores = g_array_index (result->cores, guint, result->cores->len - 1),
      .value = g_array_index (result->values, double, 0),
      .is_warm_up = TRUE,
    };

    g_array_append_val (self->plan, step);
  }
  for (guint repeat = 0; repeat < result->n_repeats; repeat++) {
    guint first = self->plan->len;

    plan_repeat (self, repeat);
    shuffle (self->plan, first, random);
  }
}

/**
 * heddle_sweep_new:
 * @server: the demo server; it outlives the sweep
 * @spec: what to measure
 * @error: where to put an error
 *
 * Starts nothing yet.
 *
 * Returns: (transfer full) (nullable): the sweep, or %NULL with HEDDLE_ERROR_USAGE
 */
HeddleSweep *
heddle_sweep_new (HeddleServerProcess *server, const HeddleSweepSpec *spec, GError **error)
{
  g_autoptr (HeddleSweep) self = g_object_new (HEDDLE_TYPE_SWEEP, NULL);
  g_autofree double *defaults = heddle_scenario_dup_defaults (spec->comparison.scenario);

  self->server = server;
  self->spec = spec->comparison;
  self->scenario = heddle_scenario_ref (spec->comparison.scenario);
  self->values = g_memdup2 (spec->comparison.values != NULL ? spec->comparison.values : defaults,
                            MAX (self->scenario->n_parameters, 1) * sizeof (double));
  self->vary = spec->vary;
  self->result = heddle_sweep_result_new ();
  take_variants (self, &spec->comparison);
  if (!take_cores (self, spec, error))
    return NULL;
  describe (self, spec);
  make_plan (self);
  return g_steal_pointer (&self);
}

/**
 * heddle_sweep_continue:
 * @previous: (transfer full): what an earlier sweep of the same measured, on this machine
 * @error: where to put an error
 *
 * Takes over what is measured already; only what is missing will be measured.
 *
 * Returns: whether both measure the same; else HEDDLE_ERROR_USAGE, which says what differs
 */
gboolean
heddle_sweep_continue (HeddleSweep *self, HeddleSweepResult *previous, GError **error)
{
  g_autoptr (HeddleSweepResult) old = previous;

  if (!heddle_sweep_result_check_same (self->result, old, error))
    return FALSE;
  if (g_strcmp0 (self->result->machine->host, old->machine->host) != 0 ||
      g_strcmp0 (self->result->cpus, old->cpus) != 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 _("this cannot be continued here: it was measured on CPUs %s of “%s”, and these are CPUs %s of “%s”"),
                    old->cpus, old->machine->host, self->result->cpus, self->result->machine->host);
    return FALSE;
  }
  for (guint i = 0; i < old->measurements->len; i++) {
    HeddleMeasurement measurement = g_array_index (old->measurements, HeddleMeasurement, i);
    const char *name = g_ptr_array_index (old->variant_names, measurement.variant);
    guint variant;

    measurement.failure = g_strdup (measurement.failure);
    if (g_ptr_array_find_with_equal_func (self->result->variant_names, name, g_str_equal, &variant)) {
      measurement.variant = variant;
      g_array_append_val (self->result->measurements, measurement);
    }
  }
  make_plan (self);
  return TRUE;
}

/* Running. */

/* How long we and our processes were on a CPU so far. */
static gint64
read_own (HeddleSweep *self)
{
  const char *pid = heddle_server_process_get_pid (self->server);
  gint64 sum_ns = pid != NULL ? heddle_machine_facts_read_process ("/", pid) : 0;
  static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };

  for (guint i = 0; i < G_N_ELEMENTS (whose); i++) {
    struct rusage usage;

    getrusage (whose[i], &usage);
    sum_ns += (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * HEDDLE_NS_PER_S +
              (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000;
  }
  return sum_ns;
}

static double
find_others (HeddleSweep *self, gint64 duration_ns)
{
  gint64 busy_ns = heddle_machine_facts_read_busy ("/");

  if (busy_ns < 0 || self->busy_ns < 0 || duration_ns <= 0)
    return -1;
  return MAX ((double) (busy_ns - self->busy_ns - (read_own (self) - self->own_ns)) / (double) duration_ns, 0);
}

static char *
dup_failure (HeddleRun *run)
{
  char *reason = run != NULL ? heddle_run_dup_reason (run) : NULL;

  return reason != NULL ? reason : g_strdup ("the program failed: an uncaught error or an unhandled rejection");
}

static void
record (HeddleSweep *self, const Step *step, HeddleRun *run, char *failure)
{
  HeddleMeasurement measurement = {
    .variant = step->variant,
    .n_cores = step->n_cores,
    .value = step->value,
    .failure = failure,
    .cpu_ns = -1,
    .others = find_others (self, heddle_clock_now () - self->step_started_ns),
  };

  if (failure == NULL) {
    HeddleSummary summary;

    heddle_trace_summarize (heddle_run_get_trace (run), &summary);
    heddle_time_split_find (heddle_run_get_trace (run), &measurement.split);
    measurement.wall_ns = MAX (summary.wall_ns, 1);
    measurement.cpu_ns = summary.cpu_ns;
    measurement.start_ns = MAX (heddle_trace_get_start_ns (heddle_run_get_trace (run)), 0);
    measurement.waiting_at_once = summary.waiting_at_once;
    measurement.computing_at_once = summary.computing_at_once;
    measurement.n_workers = summary.n_workers;
  }
  g_array_append_val (self->result->measurements, measurement);
}

static void
end (HeddleSweep *self)
{
  self->is_running = FALSE;
  heddle_sweep_result_warn (self->result);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static gboolean go_on (gpointer data);

static void
end_step (HeddleSweep *self, HeddleRun *run, char *failure)
{
  Step step = g_array_index (self->plan, Step, self->n_ended);

  if (self->is_stopped) {
    g_free (failure);
  } else if (step.is_warm_up) {
    g_free (failure);
    self->n_ended++;
  } else {
    record (self, &step, run, failure);
    self->n_ended++;
  }
  /* Inside of its own signal the comparison must live on. */
  self->next_source = g_idle_add_full (G_PRIORITY_DEFAULT, go_on, self, NULL);
}

static void
on_comparison_ended (HeddleComparison *comparison, gpointer data)
{
  HeddleSweep *self = data;
  const GError *error = heddle_comparison_get_error (comparison);
  HeddleRun *run = heddle_comparison_get_n_runs (comparison) > 0 ? heddle_comparison_get_run (comparison, 0) : NULL;
  gboolean is_done = run != NULL && heddle_run_get_outcome (run) == HEDDLE_OUTCOME_DONE;

  end_step (self, run, is_done ? NULL : error != NULL ? g_strdup (error->message) : dup_failure (run));
}

static void
on_run_started (HeddleComparison *comparison, guint index, HeddleRun *run, gpointer data)
{
  g_autoptr (HeddleCpuSet) rest = heddle_comparison_dup_rest (comparison);

  g_signal_emit (data, signals[SIGNAL_RUN_STARTED], 0, run, rest);
}

static void
start_step (HeddleSweep *self, const Step *step)
{
  g_autoptr (GError) error = NULL;

  self->spec.scenario = self->scenario;
  self->spec.values = self->values;
  self->spec.variants = &self->variants[step->variant];
  self->spec.n_variants = self->spec.n_repeats = 1;
  self->spec.n_cores = step->n_cores;
  self->spec.allowed = self->cpus;
  if (self->vary >= 0)
    self->values[self->vary] = step->value;
  self->busy_ns = heddle_machine_facts_read_busy ("/");
  self->own_ns = read_own (self);
  self->step_started_ns = heddle_clock_now ();
  self->comparison = heddle_comparison_new (self->server, &self->spec, &error);
  if (self->comparison != NULL) {
    g_signal_connect (self->comparison, "run-started", G_CALLBACK (on_run_started), self);
    g_signal_connect (self->comparison, "ended", G_CALLBACK (on_comparison_ended), self);
  }
  if (self->comparison == NULL || !heddle_comparison_start (self->comparison, &error))
    end_step (self, NULL, g_strdup (error->message));
}

static gboolean
go_on (gpointer data)
{
  g_autoptr (HeddleSweep) self = g_object_ref (data);

  self->next_source = 0;
  drop_comparison (self);
  if (self->n_ended > 0 && !self->is_stopped)
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  if (self->is_stopped || self->n_ended == self->plan->len)
    end (self);
  else
    start_step (self, &g_array_index (self->plan, Step, self->n_ended));
  return G_SOURCE_REMOVE;
}

/**
 * heddle_sweep_start:
 *
 * The first run starts when the main context runs. Call it once.
 */
void
heddle_sweep_start (HeddleSweep *self)
{
  self->is_running = TRUE;
  self->started_ns = heddle_clock_now ();
  self->next_source = g_idle_add (go_on, self);
}

/**
 * heddle_sweep_stop:
 *
 * Ends the run that is under way, which is not measured then; what has been measured is kept.
 */
void
heddle_sweep_stop (HeddleSweep *self)
{
  self->is_stopped = TRUE;
  if (self->comparison != NULL)
    heddle_comparison_stop (self->comparison);
}

gboolean
heddle_sweep_is_running (HeddleSweep *self)
{
  return self->is_running;
}

/**
 * heddle_sweep_get_result:
 *
 * Returns: (transfer none): what has been measured so far; it grows while the sweep goes on
 */
HeddleSweepResult *
heddle_sweep_get_result (HeddleSweep *self)
{
  return self->result;
}

/**
 * heddle_sweep_steal_result:
 *
 * Returns: (transfer full): what has been measured, of a sweep that has ended
 */
HeddleSweepResult *
heddle_sweep_steal_result (HeddleSweep *self)
{
  g_return_val_if_fail (!self->is_running, NULL);

  return g_steal_pointer (&self->result);
}

/**
 * heddle_sweep_get_n_planned:
 *
 * Returns: how many runs there are to be, warm-ups too
 */
guint
heddle_sweep_get_n_planned (HeddleSweep *self)
{
  return self->plan->len;
}

/**
 * heddle_sweep_get_n_ended:
 *
 * Returns: how many runs have ended, warm-ups too
 */
guint
heddle_sweep_get_n_ended (HeddleSweep *self)
{
  return self->n_ended;
}

/**
 * heddle_sweep_get_left_ns:
 *
 * Returns: how long it will go on, if the other runs take as long as those until now; -1 before the first one
 */
gint64
heddle_sweep_get_left_ns (HeddleSweep *self)
{
  gint64 gone_ns = heddle_clock_now () - self->started_ns;

  return self->n_ended == 0 ? -1 : gone_ns / self->n_ended * (self->plan->len - self->n_ended);
}
