/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The middle of some numbers.
 * Threads: any.
 */
#include "stats/median.h"

#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * heddle_median:
 * @values: (array length=n_values): numbers, in any order
 * @n_values: how many, at least one
 *
 * Returns: the one in the middle, or the mean of the two in the middle, rounded towards the smaller one
 */
gint64
heddle_median (const gint64 *values, guint n_values)
{
  g_autofree gint64 *sorted = g_memdup2 (values, n_values * sizeof *values);
  guint middle = n_values / 2;

  qsort (sorted, n_values, sizeof *sorted, compare);
  if (n_values % 2 == 1)
    return sorted[middle];
  return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
}
