/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The variants of a scenario, run one after another: each with an origin of its own and the scheduled clicks, and with
 * all that is known about it in its trace. A single run is a comparison of one.
 * Threads: the one whose GMainContext is the default when it is started; signals come there.
 */
#pragma once

#include "lab/run.h"
#include "lab/scenario.h"
#include "lab/server-process.h"

G_BEGIN_DECLS

/**
 * HeddleComparisonSpec:
 * @scenario: what to run
 * @values: (nullable): the value of each of its parameters; the defaults when %NULL
 * @variants: (nullable) (array length=n_variants): which variants, in which order; all when %NULL
 * @n_variants: how many
 * @n_repeats: how often each variant runs; 0 is 1
 * @n_cores: how many cores a run may use; 0 for all that are allowed
 * @allowed: (nullable): the CPUs to choose the cores from; all that this process may use when %NULL
 * @origin: (nullable): a server of the user's own, instead of Heddle's demo server
 * @command: (nullable): what the user typed, for the trace
 * @run: the template of each run: traced, permissions, limits, and interactive, which holds for a single run only; the
 *   rest is set for each
 *
 * What to compare, and how. The caller keeps it.
 */
typedef struct {
  HeddleScenario *scenario;
  const double *values;
  const guint *variants;
  guint n_variants;
  guint n_repeats;
  guint n_cores;
  const HeddleCpuSet *allowed;
  const char *origin;
  const char *command;
  HeddleRunSpec run;
} HeddleComparisonSpec;

#define HEDDLE_TYPE_COMPARISON (heddle_comparison_get_type ())
G_DECLARE_FINAL_TYPE (HeddleComparison, heddle_comparison, HEDDLE, COMPARISON, GObject)

HeddleComparison *heddle_comparison_new (HeddleServerProcess *server, const HeddleComparisonSpec *spec, GError **error);
gboolean heddle_comparison_start (HeddleComparison *self, GError **error);
void heddle_comparison_stop (HeddleComparison *self);
gboolean heddle_comparison_is_running (HeddleComparison *self);
guint heddle_comparison_get_n_planned (HeddleComparison *self);
guint heddle_comparison_get_n_runs (HeddleComparison *self);
HeddleRun *heddle_comparison_get_run (HeddleComparison *self, guint index);
guint heddle_comparison_get_variant (HeddleComparison *self, guint index);
HeddleCpuSet *heddle_comparison_dup_rest (HeddleComparison *self);
const GError *heddle_comparison_get_error (HeddleComparison *self);

G_END_DECLS
