/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of what a loop adds to the count of its run, when its thread is given up.
 */
#include "loop/holds.h"

#define N_THREADS 4
#define N_ROUNDS 300

static void
count_end (gpointer unused, gpointer n_ends)
{
  g_atomic_int_inc ((gint *) n_ends);
}

/* What was under way when the loop was given up ends later: a request, a message. It counts once. */
static void
test_ends_after_abandoned (void)
{
  gint n_ends = 0;
  g_autoptr (HeddleActivity) activity = heddle_activity_new (count_end, &n_ends);
  HeddleHolds holds;

  heddle_holds_init (&holds, activity);
  heddle_activity_hold (activity); /* of another loop */
  heddle_holds_add (&holds);
  heddle_holds_add (&holds);
  heddle_holds_remove (&holds);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 2);
  heddle_holds_abandon (&holds);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 1);
  heddle_holds_remove (&holds);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 1);
  heddle_holds_add (&holds);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 1);
  heddle_holds_remove (&holds);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 1);
  g_assert_cmpint (n_ends, ==, 0);
  heddle_activity_release (activity);
  g_assert_cmpint (n_ends, ==, 1);
}

typedef struct {
  HeddleHolds holds;
  gint abandoned;
} Race;

/* As posting to a loop that has ended does. */
static gpointer
post (gpointer data)
{
  Race *race = data;

  while (!g_atomic_int_get (&race->abandoned)) {
    heddle_holds_add (&race->holds);
    heddle_holds_remove (&race->holds);
  }
  return NULL;
}

static void
test_race (void)
{
  gint n_ends = 0;
  g_autoptr (HeddleActivity) activity = heddle_activity_new (count_end, &n_ends);

  heddle_activity_hold (activity);
  for (guint round = 0; round < N_ROUNDS; round++) {
    Race race = { .abandoned = FALSE };
    GThread *threads[N_THREADS];

    heddle_holds_init (&race.holds, activity);
    heddle_holds_add (&race.holds);
    for (guint i = 0; i < N_THREADS; i++)
      threads[i] = g_thread_new ("poster", post, &race);
    heddle_holds_abandon (&race.holds);
    g_atomic_int_set (&race.abandoned, TRUE);
    for (guint i = 0; i < N_THREADS; i++)
      g_thread_join (threads[i]);
    g_assert_cmpint (heddle_activity_get_count (activity), ==, 1);
  }
  g_assert_cmpint (n_ends, ==, 0);
  heddle_activity_release (activity);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holds/ends-after-abandoned", test_ends_after_abandoned);
  g_test_add_func ("/holds/race", test_race);
  return g_test_run ();
}
