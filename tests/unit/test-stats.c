/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Medians, and the intervals of medians and ratios, against R 4.2.2: qbinom and pbinom for the ranks of a median, and for
 * a ratio exp (wilcox.test (log (x), log (y), conf.int = TRUE, exact = TRUE)) with qwilcox and pwilcox for its level.
 */
#include "stats/interval.h"
#include "stats/median.h"

#define NEAR 1e-12

static const double slow[] = { 3.22, 3.21, 3.24, 3.20, 3.19, 3.23, 3.31, 3.225, 3.205, 3.25 };
static const double fast[] = { 1.12, 1.11, 1.14, 1.10, 1.09, 1.115, 1.30, 1.121, 1.105, 1.135 };

static void
test_median (void)
{
  static const gint64 odd[] = { 9, -1, 4 }, even[] = { 10, 1, 3, 2 }, huge[] = { G_MAXINT64, G_MAXINT64 - 2 };

  g_assert_cmpint (heddle_median (odd, 1), ==, 9);
  g_assert_cmpint (heddle_median (odd, 3), ==, 4);
  g_assert_cmpint (heddle_median (even, 4), ==, 2);
  g_assert_cmpint (heddle_median (huge, 2), ==, G_MAXINT64 - 1);
  /* The numbers themselves stay as they were. */
  g_assert_cmpint (odd[0], ==, 9);
}

static void
test_median_interval (void)
{
  /* R: k <- max (1, qbinom (.025, n, .5)); k; n + 1 - k; 1 - 2 * pbinom (k - 1, n, .5) */
  static const struct {
    guint n, low, high;
    double level;
  } expected[] = {
    { 5, 1, 5, 0.9375 },
    { 6, 1, 6, 0.96875 },
    { 10, 2, 9, 0.978515625 },
    { 25, 8, 18, 0.956714749336243 },
    { 1000, 469, 532, 0.953708802639502 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree double *values = g_new (double, expected[i].n);
    HeddleInterval interval;

    for (guint j = 0; j < expected[i].n; j++)
      values[j] = (double) ((j * 7) % expected[i].n + 1);
    /* All of 1 … n, out of order: 7 has no factor in common with any of these n. */
    interval = heddle_interval_of_median (values, expected[i].n);
    g_assert_cmpfloat (interval.low, ==, expected[i].low);
    g_assert_cmpfloat (interval.high, ==, expected[i].high);
    g_assert_cmpfloat (interval.middle, ==, (expected[i].n + 1) / 2.0);
    g_assert_cmpfloat_with_epsilon (interval.level, expected[i].level, NEAR);
    g_assert_cmpint (heddle_interval_is_trusted (&interval), ==, expected[i].n >= 6);
  }
}

static void
test_few (void)
{
  static const double one[] = { 7 };
  HeddleInterval interval = heddle_interval_of_median (one, 1);

  g_assert_cmpfloat (interval.low, ==, 7);
  g_assert_cmpfloat (interval.high, ==, 7);
  g_assert_cmpfloat (interval.level, ==, 0);
  interval = heddle_interval_of_median (one, 0);
  g_assert_cmpfloat (interval.level, ==, 0);
  interval = heddle_interval_of_ratio (slow, 3, fast, 3);
  g_assert_false (heddle_interval_is_trusted (&interval));
  /* However far apart they are: three repeats are too few. */
  g_assert_false (heddle_interval_is_above (&interval, 1));
}

static void
test_ratio_interval (void)
{
  HeddleInterval interval = heddle_interval_of_ratio (slow, 10, fast, 10);

  g_assert_cmpfloat_with_epsilon (interval.low, 2.84210526315790, NEAR);
  g_assert_cmpfloat_with_epsilon (interval.high, 2.92660550458716, NEAR);
  g_assert_cmpfloat_with_epsilon (interval.middle, 2.88763987099546, 1e-4);
  g_assert_cmpfloat_with_epsilon (interval.level, 0.956742947455022, NEAR);
  g_assert_true (heddle_interval_is_above (&interval, 1));
  g_assert_true (heddle_interval_is_below (&interval, 3));

  interval = heddle_interval_of_ratio (slow, 4, fast, 5);
  g_assert_cmpfloat_with_epsilon (interval.low, 2.81578947368421, NEAR);
  g_assert_cmpfloat_with_epsilon (interval.high, 2.95412844036697, NEAR);
  g_assert_cmpfloat_with_epsilon (interval.level, 0.968253968253968, NEAR);
}

/* The ranks of many: R: qwilcox (.025, 30, 25) is 259, and 1 - 2 * pwilcox (258, 30, 25) */
static void
test_ratio_ranks (void)
{
  double values[30], others[25];
  HeddleInterval interval;

  for (guint i = 0; i < 30; i++)
    values[i] = i + 1;
  for (guint i = 0; i < 25; i++)
    others[i] = i + 1;
  interval = heddle_interval_of_ratio (values, 30, others, 25);
  g_assert_cmpfloat_with_epsilon (interval.level, 0.951643319461919, NEAR);
}

/* Beyond the exact distribution the normal one goes on where it ends. */
static void
test_ratio_of_many (void)
{
  double values[101], others[101];
  HeddleInterval exact, normal;

  for (guint i = 0; i < 101; i++) {
    values[i] = 2 + i * 0.01;
    others[i] = 1 + i * 0.01;
  }
  exact = heddle_interval_of_ratio (values, 100, others, 100);
  normal = heddle_interval_of_ratio (values, 101, others, 101);
  g_assert_cmpfloat_with_epsilon (exact.low, normal.low, 0.01);
  g_assert_cmpfloat_with_epsilon (exact.high, normal.high, 0.01);
}

static void
test_no_difference (void)
{
  HeddleInterval interval = heddle_interval_of_ratio (slow, 10, slow, 10);

  g_assert_false (heddle_interval_is_above (&interval, 1));
  g_assert_false (heddle_interval_is_below (&interval, 1));
  g_assert_cmpfloat (interval.middle, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/median", test_median);
  g_test_add_func ("/stats/median-interval", test_median_interval);
  g_test_add_func ("/stats/few", test_few);
  g_test_add_func ("/stats/ratio-interval", test_ratio_interval);
  g_test_add_func ("/stats/ratio-ranks", test_ratio_ranks);
  g_test_add_func ("/stats/ratio-of-many", test_ratio_of_many);
  g_test_add_func ("/stats/no-difference", test_no_difference);
  return g_test_run ();
}
