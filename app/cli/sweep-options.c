/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `sweep` is told on the command line.
 * Threads: main.
 */
#include "cli/sweep-options.h"

#include "base/error.h"
#include "cli/sweep-table.h"

#include <string.h>

#define MAX_WARM_UPS 100

/* Fewer cannot tell a difference at all: see stats/interval.c. */
#define MIN_REPEATS_TO_JUDGE 4

/* What was written, before it is looked at. */
typedef struct {
  char *warm_up, *seed, *cpus, *vary, *fail_above;
} Texts;

static void
texts_clear (Texts *self)
{
  g_free (self->warm_up);
  g_free (self->seed);
  g_free (self->cpus);
  g_free (self->vary);
  g_free (self->fail_above);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

void
heddle_cli_sweep_options_free (HeddleCliSweepOptions *self)
{
  g_clear_pointer (&self->options, heddle_cli_options_free);
  g_clear_pointer (&self->cores, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->cpus, heddle_cpu_set_free);
  g_strfreev (self->outputs);
  g_free (self->previous);
  g_free (self->baseline);
  g_free (self);
}

/* The CPUs to choose from: some of those that we may use. */
static gboolean
read_cpus (HeddleCliSweepOptions *self, const char *text, GError **error)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();
  g_autofree char *all = heddle_cpu_set_to_string (allowed);

  if (text == NULL)
    return TRUE;
  self->cpus = heddle_cpu_set_parse (text, error);
  for (guint i = 0; self->cpus != NULL && i < self->cpus->n_cpus; i++) {
    guint cpu = self->cpus->cpus[i], n_allowed = 0, n_named = 0;

    for (guint j = 0; j < allowed->n_cpus; j++)
      n_allowed += allowed->cpus[j] == cpu;
    for (guint j = 0; j < self->cpus->n_cpus; j++)
      n_named += self->cpus->cpus[j] == cpu;
    if (n_allowed == 1 && n_named == 1)
      continue;
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "--cpus takes some of the CPUs %s, each once, not “%s”", all,
                 text);
    return FALSE;
  }
  return self->cpus != NULL;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

/* A list of core counts, sorted; each stands there once. */
static gboolean
read_cores (HeddleCliSweepOptions *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->options->cores != NULL ? self->options->cores : "", ",", -1);
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();
  const HeddleCpuSet *cpus = self->cpus != NULL ? self->cpus : allowed;

  self->cores = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; self->options->cores != NULL && (i == 0 || parts[i] != NULL); i++) {
    guint n_cores = 0;

    if (!heddle_cli_options_read_number ("--cores", parts[i] != NULL ? parts[i] : "", 1, cpus->n_cpus, &n_cores, error))
      return FALSE;
    g_array_append_val (self->cores, n_cores);
  }
  g_array_sort (self->cores, compare_numbers);
  for (guint i = 1; i < self->cores->len;) {
    if (g_array_index (self->cores, guint, i) == g_array_index (self->cores, guint, i - 1))
      g_array_remove_index (self->cores, i);
    else
      i++;
  }
  return TRUE;
}

/* `--vary NAME=1,2,4` */
static gboolean
read_vary (HeddleCliSweepOptions *self, const char *text, GError **error)
{
  const HeddleScenario *scenario = self->options->scenario;
  g_auto (GStrv) sides = g_strsplit (text != NULL ? text : "", "=", 2);
  g_auto (GStrv) parts = NULL;

  self->spec.vary = -1;
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < scenario->n_parameters; i++)
    if (sides[0] != NULL && strcmp (sides[0], scenario->parameters[i].name) == 0)
      self->spec.vary = (int) i;
  if (self->spec.vary < 0 || sides[1] == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "--vary takes a parameter of the scenario and its values, such as tasks=1,2,4, not “%s”", text);
    return FALSE;
  }
  parts = g_strsplit (sides[1], ",", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    double value;

    if (!heddle_parameter_parse (&scenario->parameters[self->spec.vary], parts[i], &value, error))
      return FALSE;
    g_array_append_val (self->values, value);
  }
  return TRUE;
}

/* `5%`, or `0.05` */
static gboolean
read_fail_above (HeddleCliSweepOptions *self, const char *text, GError **error)
{
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : -1;

  self->fail_above = value;
  if (text == NULL)
    return TRUE;
  if (*end == '%') {
    self->fail_above /= 100;
    end++;
  }
  if (end == text || *end != '\0' || !(value >= 0 && self->fail_above <= 100)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "--fail-above takes a percentage such as 5%%, not “%s”",
                 text);
    return FALSE;
  }
  if (self->baseline != NULL && self->options->spec.n_repeats >= MIN_REPEATS_TO_JUDGE)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               self->baseline == NULL
                 ? "--fail-above needs --baseline FILE: above what?"
                 : "--fail-above needs --repeat 4 or more: fewer cannot tell a difference from noise");
  return FALSE;
}

static gboolean
read_texts (HeddleCliSweepOptions *self, const Texts *texts, GError **error)
{
  guint seed = g_random_int ();

  self->spec.n_warm_ups = 1;
  if (self->options->traces != NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "sweep saves its result with --output FILE; --trace is for run "
                 "and compare");
    return FALSE;
  }
  if (!read_cpus (self, texts->cpus, error) || !read_cores (self, error) || !read_vary (self, texts->vary, error) ||
      !read_fail_above (self, texts->fail_above, error) ||
      !heddle_cli_options_read_number ("--warm-up", texts->warm_up, 0, MAX_WARM_UPS, &self->spec.n_warm_ups, error) ||
      !heddle_cli_options_read_number ("--seed", texts->seed, 0, G_MAXUINT32, &seed, error))
    return FALSE;
  self->spec.seed = seed;
  return heddle_cli_sweep_check_outputs ((const char *const *) self->outputs, error);
}

static void
point_spec (HeddleCliSweepOptions *self)
{
  self->spec.comparison = self->options->spec;
  self->spec.n_repeats = self->options->spec.n_repeats;
  self->spec.cores = (const guint *) (gpointer) self->cores->data;
  self->spec.n_cores = self->cores->len;
  self->spec.cpus = self->cpus;
  self->spec.vary_values = (const double *) (gpointer) self->values->data;
  self->spec.n_vary_values = self->values->len;
}

/**
 * heddle_cli_sweep_options_parse:
 * @argc: how many arguments
 * @argv: the arguments, the subcommand first
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what is asked for; %NULL with an error as of heddle_cli_options_parse()
 */
HeddleCliSweepOptions *
heddle_cli_sweep_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (HeddleCliSweepOptions) self = g_new0 (HeddleCliSweepOptions, 1);
  g_auto (Texts) texts = { 0 };
  const GOptionEntry entries[] = {
    { "warm-up", 0, 0, G_OPTION_ARG_STRING, &texts.warm_up, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &texts.seed, NULL, NULL },
    { "cpus", 0, 0, G_OPTION_ARG_STRING, &texts.cpus, NULL, NULL },
    { "vary", 0, 0, G_OPTION_ARG_STRING, &texts.vary, NULL, NULL },
    { "fail-above", 0, 0, G_OPTION_ARG_STRING, &texts.fail_above, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->outputs, NULL, NULL },
    { "continue", 0, 0, G_OPTION_ARG_FILENAME, &self->previous, NULL, NULL },
    { "baseline", 0, 0, G_OPTION_ARG_FILENAME, &self->baseline, NULL, NULL },
    { NULL },
  };

  self->options = heddle_cli_options_parse (argc, argv, entries, error);
  if (self->options == NULL || !read_texts (self, &texts, error))
    return NULL;
  point_spec (self);
  return g_steal_pointer (&self);
}
