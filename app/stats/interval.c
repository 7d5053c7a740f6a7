/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Intervals that assume nothing about the spread of times.
 * The library of numbers is GSL, which is in every distribution: it has the binomial and the normal distribution, sorting
 * and quantiles.
 * Threads: any.
 */
#include "stats/interval.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Beyond so many values on a side the distribution of ranks is as good as normal. */
#define MAX_EXACT 100

/* How probable it is that a level is missed on one side. */
#define TAIL ((1 - HEDDLE_LEVEL_WANTED) / 2)

static HeddleInterval
find_between (double *sorted, gsize n, gsize rank, double level)
{
  return (HeddleInterval){
    .low = sorted[rank - 1],
    .middle = gsl_stats_median_from_sorted_data (sorted, 1, n),
    .high = sorted[n - rank],
    .level = level,
  };
}

/**
 * heddle_interval_of_median:
 * @values: (array length=n_values): measurements, in any order
 * @n_values: how many
 *
 * The interval goes from the k-th smallest to the k-th largest value, with the greatest k for which it holds the median
 * with a probability of at least 95 %, whatever the distribution is: as many values lie below the median as heads fall in
 * @n_values throws of a coin. (W. J. Conover, Practical Nonparametric Statistics, 3rd edition, 1999, section 3.2.) Less
 * than six values have no such k; then it goes from the smallest to the largest, and its level says what that is worth.
 *
 * Returns: the median and its interval
 */
HeddleInterval
heddle_interval_of_median (const double *values, guint n_values)
{
  g_autofree double *sorted = g_memdup2 (values, n_values * sizeof *values);
  guint rank = 1;

  if (n_values == 0)
    return (HeddleInterval){ 0 };
  gsl_sort (sorted, 1, n_values);
  while (rank < n_values / 2 && gsl_cdf_binomial_P (rank, 0.5, n_values) <= TAIL)
    rank++;
  return find_between (sorted, n_values, rank, MAX (1 - 2 * gsl_cdf_binomial_P (rank - 1, 0.5, n_values), 0));
}

/* How many of all orders of n and m values put the one in U places behind the other, for each U: the coefficients of the
 * Gaussian binomial (n + m over n). */
static double *
count_orders (guint n, guint m)
{
  gsize n_counts = (gsize) n * m + 1;
  double *counts = g_new0 (double, n_counts);

  counts[0] = 1;
  for (gsize i = 1; i <= n; i++) {
    for (gsize j = n_counts; j-- > m + i;)
      counts[j] -= counts[j - m - i];
    for (gsize j = i; j < n_counts; j++)
      counts[j] += counts[j - i];
  }
  return counts;
}

static gsize
search_exact_rank (guint n, guint m, double *level)
{
  g_autofree double *counts = count_orders (n, m);
  double n_all = 0, below = counts[0];
  gsize rank = 1;

  for (gsize i = 0; i <= (gsize) n * m; i++)
    n_all += counts[i];
  while (rank < (gsize) n * m / 2 && (below + counts[rank]) / n_all <= TAIL)
    below += counts[rank++];
  *level = MAX (1 - 2 * below / n_all, 0);
  return rank;
}

/* A sweep asks for the same again and again. */
static gsize
find_exact_rank (guint n, guint m, double *level)
{
  static _Thread_local struct {
    guint n, m;
    gsize rank;
    double level;
  } last;

  if (last.n != n || last.m != m) {
    last.rank = search_exact_rank (n, m, &last.level);
    last.n = n;
    last.m = m;
  }
  *level = last.level;
  return last.rank;
}

static gsize
find_normal_rank (guint n, guint m, double *level)
{
  double mean = (double) n * m / 2, deviation = sqrt ((double) n * m * (n + m + 1) / 12);

  *level = HEDDLE_LEVEL_WANTED;
  return (gsize) floor (mean - gsl_cdf_ugaussian_Qinv (TAIL) * deviation);
}

/**
 * heddle_interval_of_ratio:
 * @values: (array length=n_values): measurements, all greater than 0
 * @n_values: how many
 * @others: (array length=n_others): measurements of something else, all greater than 0
 * @n_others: how many
 *
 * By which factor @values are greater than @others: the median of all ratios of one of these to one of those, and the
 * interval that holds the factor with a probability of at least 95 %, if the one distribution is the other one times a
 * factor. It is the estimate of Hodges and Lehmann and the interval of Moses, which goes with the rank test of Mann and
 * Whitney, on logarithms: exact up to 100 values a side. (M. Hollander, D. A. Wolfe, E. Chicken, Nonparametric Statistical
 * Methods, 3rd edition, 2014, sections 4.2 and 4.3.) It needs four values a side, or its level is lower.
 *
 * Returns: the factor and its interval
 */
HeddleInterval
heddle_interval_of_ratio (const double *values, guint n_values, const double *others, guint n_others)
{
  gsize n_ratios = (gsize) n_values * n_others, rank;
  g_autofree double *ratios = g_new (double, MAX (n_ratios, 1));
  double level;

  if (n_ratios == 0)
    return (HeddleInterval){ 0 };
  for (gsize i = 0; i < n_ratios; i++)
    ratios[i] = values[i / n_others] / others[i % n_others];
  gsl_sort (ratios, 1, n_ratios);
  rank = MAX (n_values, n_others) <= MAX_EXACT ? find_exact_rank (n_values, n_others, &level)
                                               : find_normal_rank (n_values, n_others, &level);
  return find_between (ratios, n_ratios, rank, level);
}

/**
 * heddle_interval_is_trusted:
 *
 * Returns: whether there were values enough for the level that is wanted
 */
gboolean
heddle_interval_is_trusted (const HeddleInterval *interval)
{
  return interval->level >= HEDDLE_LEVEL_WANTED;
}

/**
 * heddle_interval_is_above:
 * @bound: a number
 *
 * Returns: whether the true value is greater than @bound, as far as one can tell
 */
gboolean
heddle_interval_is_above (const HeddleInterval *interval, double bound)
{
  return heddle_interval_is_trusted (interval) && interval->low > bound;
}

/**
 * heddle_interval_is_below:
 * @bound: a number
 *
 * Returns: whether the true value is less than @bound, as far as one can tell
 */
gboolean
heddle_interval_is_below (const HeddleInterval *interval, double bound)
{
  return heddle_interval_is_trusted (interval) && interval->high < bound;
}
