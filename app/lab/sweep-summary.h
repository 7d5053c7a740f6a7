/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The measurements of a sweep in a few numbers for each variant and core count.
 * Threads: one. Cost: O(n log n) for times, O(n²) in the repeats for ratios.
 */
#pragma once

#include "lab/sweep-result.h"
#include "stats/fit.h"

G_BEGIN_DECLS

/**
 * HeddleSweepGroup:
 * @variant: which variant
 * @n_cores: on how many cores
 * @value: the value of what is varied
 * @is_reference: whether the speed-ups of others are over this one
 * @n_done: how many runs were measured
 * @n_failed: how many runs failed
 * @time_s: the median of the wall times, in seconds
 * @speed_up: by which factor it is faster than the same on the least number of cores (or, where a parameter is varied, with
 *   the first value)
 * @split: what the wall time of the run in the middle went on
 * @cpu_ns: the CPU time of that run
 * @start_ns: from the start of its process to its first statement
 * @computing_at_once: most threads on a core at one time, in any run
 * @n_workers: most workers of any run
 *
 * What is known about one variant under one condition.
 */
typedef struct {
  guint variant;
  guint n_cores;
  double value;
  gboolean is_reference;
  guint n_done;
  guint n_failed;
  HeddleInterval time_s;
  HeddleInterval speed_up;
  HeddleTimeSplit split;
  gint64 cpu_ns;
  gint64 start_ns;
  guint computing_at_once;
  guint n_workers;
} HeddleSweepGroup;

/**
 * HeddleSweepLaw:
 *
 * Whether Amdahl's law says something about a variant.
 */
typedef enum {
  HEDDLE_LAW_HOLDS,
  HEDDLE_LAW_FEW_COUNTS,   /* a curve of two unknowns needs three core counts, and repeats */
  HEDDLE_LAW_ONE_THREAD,   /* nothing in it can be shared */
  HEDDLE_LAW_MOSTLY_WAITS, /* computing does not dominate */
  HEDDLE_LAW_CONTRADICTED, /* the times do not follow it */
} HeddleSweepLaw;

GArray *heddle_sweep_summarize (HeddleSweepResult *result);
const HeddleSweepGroup *heddle_sweep_find_group (const GArray *groups, guint variant, guint n_cores, double value);
GArray *heddle_sweep_collect_times (const HeddleSweepResult *result, guint variant, guint n_cores, double value);
HeddleInterval heddle_sweep_compare (const HeddleSweepResult *result,
                                     const HeddleSweepGroup *group,
                                     const HeddleSweepResult *other,
                                     const HeddleSweepGroup *other_group);
HeddleSweepLaw heddle_sweep_fit (const HeddleSweepResult *result, const GArray *groups, guint variant, HeddleFit *fit);

G_END_DECLS
