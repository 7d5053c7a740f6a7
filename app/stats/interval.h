/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between which bounds the median of a time lies, and the ratio of two times. Nothing is assumed about how the times are
 * spread: running times are skewed and have outliers.
 * Threads: any. Cost: O(n log n) for a median, O(n m log (n m)) for a ratio.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The level that is asked for everywhere. */
#define HEDDLE_LEVEL_WANTED 0.95

/**
 * HeddleInterval:
 * @low: the lower bound
 * @middle: the estimate
 * @high: the upper bound
 * @level: how probable it is, at least, that the bounds hold the true value; less than #HEDDLE_LEVEL_WANTED when there
 *   are too few values for that, 0 when there are none
 *
 * An estimate and its interval.
 */
typedef struct {
  double low;
  double middle;
  double high;
  double level;
} HeddleInterval;

HeddleInterval heddle_interval_of_median (const double *values, guint n_values);
HeddleInterval heddle_interval_of_ratio (const double *values, guint n_values, const double *others, guint n_others);
gboolean heddle_interval_is_trusted (const HeddleInterval *interval);
gboolean heddle_interval_is_above (const HeddleInterval *interval, double bound);
gboolean heddle_interval_is_below (const HeddleInterval *interval, double bound);

G_END_DECLS
