/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Amdahl's law through times: against R 4.2.2 (nls (log (t) ~ a + log (s + (1 - s) / cores)), vcov, qf, pf), through
 * simulated sweeps of known serial part, and no curve where none has a meaning.
 */
#include "stats/fit.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#define NEAR 1e-7
#define N_SWEEPS 100

static void
test_reference (void)
{
  static const guint cores[] = { 1, 1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8 };
  static const double times[] = { 1.02, 0.99, 1.01, 0.61, 0.59, 0.60, 0.40, 0.41, 0.39, 0.31, 0.30, 0.295 };
  HeddleFit fit;

  g_assert_true (heddle_fit_amdahl (cores, times, G_N_ELEMENTS (cores), &fit));
  g_assert_cmpfloat_with_epsilon (fit.time, 1.00326379468364, NEAR);
  g_assert_cmpfloat_with_epsilon (fit.serial.middle, 0.19974410656415376, NEAR);
  g_assert_cmpfloat_with_epsilon (fit.serial.low, 0.185334544124932, NEAR);
  g_assert_cmpfloat_with_epsilon (fit.serial.high, 0.214153669003376, NEAR);
  g_assert_cmpfloat_with_epsilon (fit.contradiction, 0.881996634582243, 1e-6);
  g_assert_cmpfloat_with_epsilon (heddle_fit_get_time (&fit, 1), fit.time, NEAR);
}

/* Running times as they are: 2 % up and down, and one run of twenty is held up by something else, by a tenth or so. */
static double
simulate_time (gsl_rng *random, double serial, guint n_cores)
{
  double time = 0.8 * (serial + (1 - serial) / n_cores) * gsl_ran_lognormal (random, 0, 0.02);

  if (gsl_rng_uniform (random) < 0.05)
    time *= 1 + gsl_ran_exponential (random, 0.1);
  return time;
}

static guint
count_recovered (gsl_rng *random, double serial)
{
  static const guint counts[] = { 1, 2, 4, 8 };
  guint n_recovered = 0;

  for (guint sweep = 0; sweep < N_SWEEPS; sweep++) {
    guint cores[40];
    double times[40];
    HeddleFit fit;

    for (guint i = 0; i < 40; i++) {
      cores[i] = counts[i / 10];
      times[i] = simulate_time (random, serial, cores[i]);
    }
    g_assert_true (heddle_fit_amdahl (cores, times, 40, &fit));
    n_recovered += fit.serial.low <= serial && serial <= fit.serial.high;
    /* An interval that holds everything would be no interval. */
    g_assert_cmpfloat (fit.serial.high - fit.serial.low, <, 0.25);
  }
  return n_recovered;
}

static void
test_recovery (void)
{
  static const double parts[] = { 0.02, 0.05, 0.1, 0.25, 0.5, 0.9 };
  gsl_rng *random = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (random, 1);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    guint n_recovered = count_recovered (random, parts[i]);

    g_test_message ("serial part %g: in the interval in %u of %u sweeps", parts[i], n_recovered, N_SWEEPS);
    g_assert_cmpuint (n_recovered, >=, 95);
  }
  gsl_rng_free (random);
}

static void
test_no_meaning (void)
{
  static const guint two_counts[] = { 1, 1, 2, 2 }, no_repeats[] = { 1, 2, 4 };
  static const double times[] = { 1, 1.01, 0.5, 0.51 };
  HeddleFit fit;

  g_assert_false (heddle_fit_amdahl (two_counts, times, 4, &fit));
  g_assert_false (heddle_fit_amdahl (no_repeats, times, 3, &fit));
  g_assert_false (heddle_fit_amdahl (no_repeats, times, 0, &fit));
}

/* Times that go up again with more cores contradict the law. */
static void
test_contradiction (void)
{
  static const guint cores[] = { 1, 1, 1, 2, 2, 2, 4, 4, 4 };
  static const double times[] = { 1, 1.01, 0.99, 0.5, 0.505, 0.495, 0.9, 0.91, 0.89 };
  HeddleFit fit;

  g_assert_true (heddle_fit_amdahl (cores, times, G_N_ELEMENTS (cores), &fit));
  g_assert_cmpfloat (fit.contradiction, <, 0.001);
}

/* Better than ideal: the serial part is 0 and not negative. */
static void
test_superlinear (void)
{
  static const guint cores[] = { 1, 1, 2, 2, 4, 4 };
  static const double times[] = { 1, 1.01, 0.49, 0.48, 0.22, 0.23 };
  HeddleFit fit;

  if (heddle_fit_amdahl (cores, times, G_N_ELEMENTS (cores), &fit))
    g_assert_cmpfloat (fit.serial.middle, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit/reference", test_reference);
  g_test_add_func ("/fit/recovery", test_recovery);
  g_test_add_func ("/fit/no-meaning", test_no_meaning);
  g_test_add_func ("/fit/contradiction", test_contradiction);
  g_test_add_func ("/fit/superlinear", test_superlinear);
  return g_test_run ();
}
