/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many times faster two threads are than one at twice the work, in C, with the kernel of js/workers/compute.js: what
 * this machine gives at the moment. Prints a line of JSON: the median.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

#define N 500
#define N_ROUNDS 5

static gint64
iterations (gint n)
{
  gint64 sum = 0;

  for (gint row = 0; row < n; row++)
    for (gint column = 0; column < n; column++) {
      double cr = 3.0 * column / n - 2.2, ci = 3.0 * row / n - 1.5;
      double r = 0, i = 0;
      gint k = 0;

      for (; k < 200 && r * r + i * i < 4; k++) {
        double t = r * r - i * i + cr;

        i = 2 * r * i + ci;
        r = t;
      }
      sum += k;
    }
  return sum;
}

static gpointer
compute (gpointer n)
{
  return GSIZE_TO_POINTER ((gsize) iterations (GPOINTER_TO_INT (n)));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static gpointer
compute_in_thread (guint n_times)
{
  gpointer sum = NULL;

  while (n_times-- > 0)
    sum = g_thread_join (g_thread_new ("compute", compute, GINT_TO_POINTER (N)));
  return sum;
}

int
main (void)
{
  double speed_ups[N_ROUNDS];
  gpointer sum = compute_in_thread (1);

  for (guint round = 0; round < N_ROUNDS; round++) {
    gint64 start_us = g_get_monotonic_time (), middle_us;
    GThread *threads[2];
    gboolean same = compute_in_thread (2) == sum;

    middle_us = g_get_monotonic_time ();
    for (guint i = 0; i < 2; i++)
      threads[i] = g_thread_new ("compute", compute, GINT_TO_POINTER (N));
    for (guint i = 0; i < 2; i++)
      same = g_thread_join (threads[i]) == sum && same;
    g_assert (same);
    speed_ups[round] = (double) (middle_us - start_us) / (double) (g_get_monotonic_time () - middle_us);
  }
  qsort (speed_ups, N_ROUNDS, sizeof speed_ups[0], compare);
  printf ("{\"two-workers\": %.3f}\n", speed_ups[N_ROUNDS / 2]);
  return EXIT_SUCCESS;
}
