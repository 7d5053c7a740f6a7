/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order in which timers come out: by deadline, then by creation, without those that were cleared.
 */
#include "loop/timer-heap.h"

#define N_TIMERS 5000

typedef struct {
  gint64 deadline_ns;
  guint32 id;
} Expected;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Expected *one = a, *other = b;

  if (one->deadline_ns != other->deadline_ns)
    return one->deadline_ns < other->deadline_ns ? -1 : 1;
  return one->id < other->id ? -1 : 1;
}

/* What is taken must be what a sorted list of all that is set gives. */
static void
take_all (HeddleTimerHeap *heap, GArray *expected, guint n)
{
  HeddleTimer timer;

  g_array_sort (expected, compare);
  for (guint i = 0; i < n; i++) {
    const Expected *next = &g_array_index (expected, Expected, i);

    g_assert_true (heddle_timer_heap_take (heap, &timer));
    g_assert_cmpint (timer.deadline_ns, ==, next->deadline_ns);
    g_assert_cmpuint (timer.id, ==, next->id);
    g_assert_cmpuint (timer.span, ==, next->id + 7);
  }
  g_array_remove_range (expected, 0, n);
  g_assert_cmpuint (heddle_timer_heap_get_length (heap), ==, expected->len);
}

static void
add (HeddleTimerHeap *heap, GArray *expected, gint64 deadline_ns, guint32 id)
{
  Expected timer = { deadline_ns, id };

  heddle_timer_heap_add (heap, deadline_ns, id, id + 7);
  g_array_append_val (expected, timer);
}

static void
clear (HeddleTimerHeap *heap, GArray *expected, guint index)
{
  heddle_timer_heap_clear (heap, g_array_index (expected, Expected, index).id);
  g_array_remove_index (expected, index);
}

/* delays (NULL for random ones): how many are used, how often a timer is cleared */
static void
run_mix (const gint64 *delays, guint n_delays, guint clear_every)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  HeddleTimerHeap *heap = heddle_timer_heap_new ();

  for (guint i = 0; i < N_TIMERS; i++) {
    gint64 delay_ns = delays != NULL ? delays[i % n_delays] : g_rand_int_range (random, 0, 1000);

    add (heap, expected, (gint64) i / 3 + delay_ns, i + 1);
    if (clear_every > 0 && i % clear_every == 0)
      clear (heap, expected, (guint) g_rand_int_range (random, 0, (gint32) expected->len));
    if (i % 500 == 499)
      take_all (heap, expected, expected->len / 2);
  }
  take_all (heap, expected, expected->len);
  g_assert_null (heddle_timer_heap_peek (heap));
  heddle_timer_heap_free (heap);
}

static void
test_one_delay (void)
{
  run_mix ((gint64[]){ 0 }, 1, 0);
}

static void
test_few_delays (void)
{
  run_mix ((gint64[]){ 1000, 0, 10 }, 3, 0);
}

static void
test_many_delays (void)
{
  run_mix ((gint64[]){ 500, 400, 300, 200, 100, 50, 0 }, 7, 0);
}

static void
test_any_delay (void)
{
  run_mix (NULL, 0, 0);
}

static void
test_cleared (void)
{
  run_mix (NULL, 0, 3);
  run_mix ((gint64[]){ 1000, 0, 10 }, 3, 2);
}

/* More than half of all: they are dropped at once, not at the front. */
static void
test_most_cleared (void)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Expected));
  HeddleTimerHeap *heap = heddle_timer_heap_new ();

  for (guint i = 0; i < N_TIMERS; i++)
    add (heap, expected, i % 2 == 0 ? 1000 + (gint64) i : 1000 - (gint64) i, i + 1);
  while (expected->len > 10)
    clear (heap, expected, expected->len / 2);
  g_assert_cmpuint (heddle_timer_heap_get_length (heap), ==, 10);
  take_all (heap, expected, 10);
  heddle_timer_heap_free (heap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timer-heap/one-delay", test_one_delay);
  g_test_add_func ("/timer-heap/few-delays", test_few_delays);
  g_test_add_func ("/timer-heap/many-delays", test_many_delays);
  g_test_add_func ("/timer-heap/any-delay", test_any_delay);
  g_test_add_func ("/timer-heap/cleared", test_cleared);
  g_test_add_func ("/timer-heap/most-cleared", test_most_cleared);
  return g_test_run ();
}
