/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the timer heap: against a sorted list, with random additions, removals and clears.
 */
#include "loop/timer-heap.h"

typedef struct {
  gint64 deadline_ns;
  guint32 id;
} Expected;

/* Before the first one that is due later: so equal deadlines stay in the order of creation. */
static void
add_both (HeddleTimerHeap *heap, GArray *list, gint64 deadline_ns, guint32 id)
{
  Expected expected = { deadline_ns, id };
  guint index = 0;

  while (index < list->len && g_array_index (list, Expected, index).deadline_ns <= deadline_ns)
    index++;
  g_array_insert_val (list, index, expected);
  heddle_timer_heap_add (heap, deadline_ns, id, id + 1000);
}

static void
take_both (HeddleTimerHeap *heap, GArray *list)
{
  const HeddleTimer *first = heddle_timer_heap_peek (heap);
  HeddleTimer timer;

  if (list->len == 0) {
    g_assert_null (first);
    g_assert_false (heddle_timer_heap_take (heap, &timer));
    return;
  }
  g_assert_cmpuint (first->id, ==, g_array_index (list, Expected, 0).id);
  g_assert_true (heddle_timer_heap_take (heap, &timer));
  g_assert_cmpuint (timer.id, ==, g_array_index (list, Expected, 0).id);
  g_assert_cmpint (timer.deadline_ns, ==, g_array_index (list, Expected, 0).deadline_ns);
  g_assert_cmpuint (timer.span, ==, timer.id + 1000);
  g_array_remove_index (list, 0);
}

static void
clear_both (HeddleTimerHeap *heap, GArray *list)
{
  guint index;

  if (list->len == 0)
    return;
  index = (guint) g_test_rand_int_range (0, (gint32) list->len);
  heddle_timer_heap_clear (heap, g_array_index (list, Expected, index).id);
  g_array_remove_index (list, index);
}

/* `n_add` of ten steps add, `n_clear` clear, the rest take. */
static void
run_random (guint n_steps, int n_add, int n_clear, int n_deadlines)
{
  HeddleTimerHeap *heap = heddle_timer_heap_new ();
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Expected));

  for (guint i = 0; i < n_steps; i++) {
    int step = g_test_rand_int_range (0, 10);

    if (step < n_add)
      add_both (heap, list, g_test_rand_int_range (0, n_deadlines), i + 1);
    else if (step < n_add + n_clear)
      clear_both (heap, list);
    else
      take_both (heap, list);
    g_assert_cmpuint (heddle_timer_heap_get_length (heap), ==, list->len);
  }
  while (list->len > 0)
    take_both (heap, list);
  take_both (heap, list);
  heddle_timer_heap_free (heap);
}

static void
test_random (void)
{
  run_random (6000, 5, 2, 1000);
  run_random (6000, 5, 4, 100000);
  run_random (3000, 6, 1, 3);
  run_random (3000, 4, 6, 50);
  for (guint i = 0; i < 200; i++)
    run_random (60, 4, 3, 10);
}

static void
test_creation_order (void)
{
  HeddleTimerHeap *heap = heddle_timer_heap_new ();
  HeddleTimer timer;

  for (guint32 id = 1; id <= 1000; id++)
    heddle_timer_heap_add (heap, 5, id, 0);
  for (guint32 id = 1; id <= 1000; id++) {
    g_assert_true (heddle_timer_heap_take (heap, &timer));
    g_assert_cmpuint (timer.id, ==, id);
  }
  heddle_timer_heap_free (heap);
}

/* A cleared id may come back, as that of the same interval does. */
static void
test_same_id_again (void)
{
  HeddleTimerHeap *heap = heddle_timer_heap_new ();
  HeddleTimer timer;

  heddle_timer_heap_add (heap, 10, 7, 0);
  g_assert_true (heddle_timer_heap_take (heap, &timer));
  heddle_timer_heap_add (heap, 20, 7, 0);
  heddle_timer_heap_clear (heap, 7);
  g_assert_null (heddle_timer_heap_peek (heap));
  heddle_timer_heap_add (heap, 30, 7, 0);
  g_assert_true (heddle_timer_heap_take (heap, &timer));
  g_assert_cmpint (timer.deadline_ns, ==, 30);
  heddle_timer_heap_free (heap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timer-heap/random", test_random);
  g_test_add_func ("/timer-heap/creation-order", test_creation_order);
  g_test_add_func ("/timer-heap/same-id-again", test_same_id_again);
  return g_test_run ();
}
