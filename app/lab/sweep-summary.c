/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measurements of a sweep in a few numbers.
 * Threads: one.
 */
#include "lab/sweep-summary.h"

#include "base/clock.h"

#include <math.h>

/* Where less of the time on the fewest cores is computing, a law about computing says little. */
#define COMPUTING_SHARE 0.5

/* Times which follow the law lie so far off the curve in one of a hundred sweeps. */
#define CONTRADICTION 0.01

static gboolean
is_of (const HeddleMeasurement *measurement, guint variant, guint n_cores, double value)
{
  return measurement->variant == variant && measurement->n_cores == n_cores && measurement->value == value;
}

/**
 * heddle_sweep_collect_times:
 * @result: a result
 * @variant: a variant
 * @n_cores: a core count
 * @value: the value of what is varied
 *
 * Returns: (transfer full) (element-type double): the wall times in seconds, without those of failed runs
 */
GArray *
heddle_sweep_collect_times (const HeddleSweepResult *result, guint variant, guint n_cores, double value)
{
  GArray *times_s = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < result->measurements->len; i++) {
    const HeddleMeasurement *measurement = &g_array_index (result->measurements, HeddleMeasurement, i);
    double time_s = (double) measurement->wall_ns / HEDDLE_NS_PER_S;

    if (is_of (measurement, variant, n_cores, value) && measurement->failure == NULL)
      g_array_append_val (times_s, time_s);
  }
  return times_s;
}

static void
note_middle (HeddleSweepGroup *group, const HeddleMeasurement *measurement)
{
  group->split = measurement->split;
  group->cpu_ns = measurement->cpu_ns;
  group->start_ns = measurement->start_ns;
}

/* The run in the middle is the one whose time is nearest to the median. */
static void
describe (const HeddleSweepResult *result, HeddleSweepGroup *group)
{
  double nearest_s = G_MAXDOUBLE;

  for (guint i = 0; i < result->measurements->len; i++) {
    const HeddleMeasurement *measurement = &g_array_index (result->measurements, HeddleMeasurement, i);
    double distance_s = fabs ((double) measurement->wall_ns / HEDDLE_NS_PER_S - group->time_s.middle);

    if (!is_of (measurement, group->variant, group->n_cores, group->value))
      continue;
    group->n_failed += measurement->failure != NULL;
    if (measurement->failure != NULL)
      continue;
    group->computing_at_once = MAX (group->computing_at_once, measurement->computing_at_once);
    group->n_workers = MAX (group->n_workers, measurement->n_workers);
    if (distance_s >= nearest_s)
      continue;
    nearest_s = distance_s;
    note_middle (group, measurement);
  }
}

static HeddleInterval
compare_times (const GArray *times_s, const GArray *other_times_s)
{
  return heddle_interval_of_ratio ((const double *) (gpointer) times_s->data, times_s->len,
                                   (const double *) (gpointer) other_times_s->data, other_times_s->len);
}

static void
add_group (const HeddleSweepResult *result, GArray *groups, HeddleSweepGroup *group, const GArray *first_s)
{
  g_autoptr (GArray) times_s = heddle_sweep_collect_times (result, group->variant, group->n_cores, group->value);

  group->n_done = times_s->len;
  group->time_s = heddle_interval_of_median ((const double *) (gpointer) times_s->data, times_s->len);
  group->speed_up = compare_times (first_s, times_s);
  describe (result, group);
  g_array_append_val (groups, *group);
}

static GArray *
summarize (const HeddleSweepResult *result)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (HeddleSweepGroup));
  double first_value = g_array_index (result->values, double, 0);
  guint first_cores = g_array_index (result->cores, guint, 0);

  for (guint variant = 0; variant < result->variant_names->len; variant++)
    for (guint i = 0; i < result->cores->len; i++)
      for (guint j = 0; j < result->values->len; j++) {
        HeddleSweepGroup group = {
          .variant = variant,
          .n_cores = g_array_index (result->cores, guint, i),
          .value = g_array_index (result->values, double, j),
        };
        gboolean over_cores = result->cores->len > 1;
        g_autoptr (GArray)
          first_s = heddle_sweep_collect_times (result, variant, over_cores ? first_cores : group.n_cores,
                                                over_cores ? group.value : first_value);

        group.is_reference = over_cores ? i == 0 : j == 0;
        add_group (result, groups, &group, first_s);
      }
  return groups;
}

/**
 * heddle_sweep_summarize:
 * @result: a result
 *
 * What it found is kept, and found anew only when there are more measurements.
 *
 * Returns: (transfer full) (element-type HeddleSweepGroup): a group for each variant, core count and value, in this order;
 *   also for what has not been measured
 */
GArray *
heddle_sweep_summarize (HeddleSweepResult *result)
{
  if (result->summary == NULL || result->n_summarized != result->measurements->len) {
    g_clear_pointer (&result->summary, g_array_unref);
    result->summary = summarize (result);
    result->n_summarized = result->measurements->len;
  }
  return g_array_ref (result->summary);
}

/**
 * heddle_sweep_find_group:
 * @groups: what heddle_sweep_summarize() found
 * @variant: a variant
 * @n_cores: a core count
 * @value: the value of what is varied
 *
 * Returns: (transfer none) (nullable): the group of these
 */
const HeddleSweepGroup *
heddle_sweep_find_group (const GArray *groups, guint variant, guint n_cores, double value)
{
  for (guint i = 0; i < groups->len; i++) {
    const HeddleSweepGroup *group = &g_array_index (groups, HeddleSweepGroup, i);

    if (group->variant == variant && group->n_cores == n_cores && group->value == value)
      return group;
  }
  return NULL;
}

/**
 * heddle_sweep_compare:
 * @result: a result
 * @group: one of its groups
 * @other: a result
 * @other_group: one of its groups
 *
 * Returns: by which factor the times of @group are greater than those of @other_group
 */
HeddleInterval
heddle_sweep_compare (const HeddleSweepResult *result,
                      const HeddleSweepGroup *group,
                      const HeddleSweepResult *other,
                      const HeddleSweepGroup *other_group)
{
  g_autoptr (GArray) times_s = heddle_sweep_collect_times (result, group->variant, group->n_cores, group->value);
  g_autoptr (GArray)
    other_times_s = heddle_sweep_collect_times (other, other_group->variant, other_group->n_cores, other_group->value);

  return compare_times (times_s, other_times_s);
}

static gboolean
fit_times (const HeddleSweepResult *result, guint variant, HeddleFit *fit)
{
  g_autoptr (GArray) cores = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) times_s = g_array_new (FALSE, FALSE, sizeof (double));
  double value = g_array_index (result->values, double, 0);

  for (guint i = 0; i < result->cores->len; i++) {
    guint n_cores = g_array_index (result->cores, guint, i);
    g_autoptr (GArray) more_s = heddle_sweep_collect_times (result, variant, n_cores, value);

    g_array_append_vals (times_s, more_s->data, more_s->len);
    for (guint j = 0; j < more_s->len; j++)
      g_array_append_val (cores, n_cores);
  }
  return times_s->len > 0 && heddle_fit_amdahl ((const guint *) (gpointer) cores->data,
                                                (const double *) (gpointer) times_s->data, times_s->len, fit);
}

/**
 * heddle_sweep_fit:
 * @result: a result
 * @groups: what heddle_sweep_summarize() found in it
 * @variant: a variant
 * @fit: (out caller-allocates): Amdahl's law through its times, when it holds
 *
 * Returns: whether it does, or why a curve would have no meaning
 */
HeddleSweepLaw
heddle_sweep_fit (const HeddleSweepResult *result, const GArray *groups, guint variant, HeddleFit *fit)
{
  double value = g_array_index (result->values, double, 0);
  guint least = g_array_index (result->cores, guint, 0), most = least;
  const HeddleSweepGroup *first, *last;

  for (guint i = 0; i < result->cores->len; i++)
    most = MAX (most, g_array_index (result->cores, guint, i));
  first = heddle_sweep_find_group (groups, variant, least, value);
  last = heddle_sweep_find_group (groups, variant, most, value);
  if (first->n_done == 0 || last->n_done == 0)
    return HEDDLE_LAW_FEW_COUNTS;
  if (last->computing_at_once <= 1 || last->split.several_ns == 0)
    return HEDDLE_LAW_ONE_THREAD;
  if ((double) first->cpu_ns < COMPUTING_SHARE * first->time_s.middle * least * HEDDLE_NS_PER_S)
    return HEDDLE_LAW_MOSTLY_WAITS;
  if (!fit_times (result, variant, fit))
    return HEDDLE_LAW_FEW_COUNTS;
  return fit->contradiction < CONTRADICTION ? HEDDLE_LAW_CONTRADICTED : HEDDLE_LAW_HOLDS;
}
