/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sweep measured on one machine.
 * Threads: one.
 */
#include "lab/sweep-result.h"

#include "base/error.h"

#include <glib/gi18n.h>

/* So much of a CPU that other programs took makes times doubtful. */
#define NOISY_CPUS 0.1

/* Part of the highest frequency below which the clock has fallen. */
#define SLOW_CLOCK 0.85

static void
clear_measurement (gpointer measurement)
{
  g_free (((HeddleMeasurement *) measurement)->failure);
}

HeddleSweepResult *
heddle_sweep_result_new (void)
{
  HeddleSweepResult *self = g_new0 (HeddleSweepResult, 1);

  self->variant_names = g_ptr_array_new_with_free_func (g_free);
  self->variant_titles = g_ptr_array_new_with_free_func (g_free);
  self->cores = g_array_new (FALSE, FALSE, sizeof (guint));
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->measurements = g_array_new (FALSE, FALSE, sizeof (HeddleMeasurement));
  g_array_set_clear_func (self->measurements, clear_measurement);
  return self;
}

void
heddle_sweep_result_free (HeddleSweepResult *self)
{
  g_free (self->scenario);
  g_free (self->title);
  g_free (self->params);
  g_free (self->program);
  g_free (self->mode);
  g_free (self->vary);
  g_free (self->vary_title);
  g_ptr_array_unref (self->variant_names);
  g_ptr_array_unref (self->variant_titles);
  g_array_unref (self->cores);
  g_array_unref (self->values);
  g_free (self->cpus);
  g_free (self->date);
  g_clear_pointer (&self->machine, heddle_machine_facts_free);
  g_ptr_array_unref (self->warnings);
  g_array_unref (self->measurements);
  g_clear_pointer (&self->summary, g_array_unref);
  g_free (self);
}

/**
 * heddle_sweep_result_count:
 * @variant: a variant
 * @n_cores: a core count
 * @value: the value of what is varied
 *
 * Returns: how many runs of that kind there were, failed ones too
 */
guint
heddle_sweep_result_count (const HeddleSweepResult *self, guint variant, guint n_cores, double value)
{
  guint n = 0;

  for (guint i = 0; i < self->measurements->len; i++) {
    const HeddleMeasurement *measurement = &g_array_index (self->measurements, HeddleMeasurement, i);

    n += measurement->variant == variant && measurement->n_cores == n_cores && measurement->value == value;
  }
  return n;
}

static gboolean
check_text (const char *what, const char *ours, const char *theirs, GError **error)
{
  if (g_strcmp0 (ours, theirs) == 0)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               _("the results cannot be compared: %s differs: “%s” and “%s”"), what,
                  ours != NULL ? ours : _("none"), theirs != NULL ? theirs : _("none"));
  return FALSE;
}

/**
 * heddle_sweep_result_check_same:
 * @other: another result
 * @error: where to put an error
 *
 * Returns: whether both measured the same thing, so that their times may be compared; else HEDDLE_ERROR_USAGE, which
 *   says what differs
 */
gboolean
heddle_sweep_result_check_same (const HeddleSweepResult *self, const HeddleSweepResult *other, GError **error)
{
  return check_text (_("the scenario"), self->scenario, other->scenario, error) &&
                     check_text (_("the program"), self->program, other->program, error) &&
                                 check_text (_("what is recorded"), self->mode, other->mode, error) &&
                                             check_text (_("the parameter that is varied"), self->vary, other->vary,
                                                            error) &&
                                                         check_text (_("a parameter"), self->params, other->params,
                                                                        error);
}

G_GNUC_PRINTF (2, 3)
static void
warn (HeddleSweepResult *self, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, values));
  va_end (values);
}

static void
warn_of_others (HeddleSweepResult *self)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < self->measurements->len; i++) {
    const HeddleMeasurement *measurement = &g_array_index (self->measurements, HeddleMeasurement, i);

    if (measurement->others < 0)
      continue;
    sum += measurement->others;
    n++;
  }
  if (n > 0 && sum / n > NOISY_CPUS)
    warn (self, _("Other programs used %.0f %% of a core: these figures are noisy."), 100 * sum / n);
}

static guint
find_most_cores (const HeddleSweepResult *self)
{
  guint most = 0;

  for (guint i = 0; i < self->cores->len; i++)
    most = MAX (most, g_array_index (self->cores, guint, i));
  return most;
}

/**
 * heddle_sweep_result_warn:
 *
 * Finds anew what makes the figures doubtful, for a sweep on this machine that has just ended.
 */
void
heddle_sweep_result_warn (HeddleSweepResult *self)
{
  guint most = find_most_cores (self), frequency_mhz;
  g_autoptr (HeddleCpuSet) cpus = heddle_cpu_set_parse (self->cpus, NULL);
  g_autoptr (HeddleCpuSet) used = cpus != NULL ? heddle_cpu_set_take_first (cpus, most, NULL) : NULL;
  g_autofree char *shared = used != NULL ? heddle_machine_facts_find_shared_core ("/", used) : NULL;

  g_ptr_array_set_size (self->warnings, 0);
  warn_of_others (self);
  /* The runs could not do it either; asking for what we have changes nothing. */
  if (cpus != NULL && !heddle_cpu_set_apply (cpus, NULL))
    warn (self, _("The system does not let a program choose its CPUs: the numbers of cores were not kept to."));
  if (shared != NULL)
    warn (self, _("The CPUs %s share a core: together they compute less than two cores do."), shared);
  if (self->machine->quota > 0 && self->machine->quota < most)
    warn (self, _("The control group allows %.2g CPUs at a time (cpu.max): %u cores are not to be had."),
                   self->machine->quota, most);
  if (self->machine->n_efficiency > 0 && self->machine->n_performance > 0)
    warn (self, _("This machine has %u performance and %u efficiency CPUs: its cores are not alike."),
                   self->machine->n_performance, self->machine->n_efficiency);
  frequency_mhz = heddle_machine_facts_read_frequency ("/", used != NULL ? used->cpus[0] : 0);
  if (frequency_mhz > 0 && frequency_mhz < SLOW_CLOCK * self->machine->frequency_mhz)
    warn (self, _("The clock frequency fell during the sweep, from %u to %u MHz."), self->machine->frequency_mhz,
                   frequency_mhz);
}
