/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sweep: variants × core counts × repeats, in random order, measured on this machine.
 * Threads: the one whose GMainContext is the default when it is started; signals come there.
 */
#pragma once

#include "lab/comparison.h"
#include "lab/sweep-result.h"

G_BEGIN_DECLS

/**
 * HeddleSweepSpec:
 * @comparison: what to run, and how: scenario, values, variants, origin, permissions and limits; its repeats and cores are
 *   not used
 * @cores: (array length=n_cores): the core counts; 1, 2, 4 … all when there are none
 * @n_cores: how many
 * @cpus: (nullable): the CPUs to choose from, in this order; all that are allowed when %NULL
 * @vary: index of the parameter that is varied; -1 for none
 * @vary_values: (array length=n_vary_values): its values
 * @n_vary_values: how many
 * @n_repeats: how often each is measured; at least 1
 * @n_warm_ups: how many runs of each variant come before, unmeasured
 * @seed: for the random order
 *
 * What to measure. The caller keeps it.
 */
typedef struct {
  HeddleComparisonSpec comparison;
  const guint *cores;
  guint n_cores;
  const HeddleCpuSet *cpus;
  int vary;
  const double *vary_values;
  guint n_vary_values;
  guint n_repeats;
  guint n_warm_ups;
  guint32 seed;
} HeddleSweepSpec;

#define HEDDLE_TYPE_SWEEP (heddle_sweep_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSweep, heddle_sweep, HEDDLE, SWEEP, GObject)

HeddleSweep *heddle_sweep_new (HeddleServerProcess *server, const HeddleSweepSpec *spec, GError **error);
gboolean heddle_sweep_continue (HeddleSweep *self, HeddleSweepResult *previous, GError **error);
void heddle_sweep_start (HeddleSweep *self);
void heddle_sweep_stop (HeddleSweep *self);
gboolean heddle_sweep_is_running (HeddleSweep *self);
HeddleSweepResult *heddle_sweep_get_result (HeddleSweep *self);
HeddleSweepResult *heddle_sweep_steal_result (HeddleSweep *self);
guint heddle_sweep_get_n_planned (HeddleSweep *self);
guint heddle_sweep_get_n_ended (HeddleSweep *self);
gint64 heddle_sweep_get_left_ns (HeddleSweep *self);

G_END_DECLS
