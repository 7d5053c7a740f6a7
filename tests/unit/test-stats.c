/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Medians, against numbers worked out by hand.
 */
#include "stats/median.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/median", test_median);
  return g_test_run ();
}
