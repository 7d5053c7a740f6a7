/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timers of the demo server: their order, clearing, and what is set while they are called.
 */
#include "server/delay.h"

#define N_DELAYS 2000

typedef struct {
  HeddleDelay delay;
  gint64 due_us;
  guint number;
  GArray *called;
} Timer;

typedef struct {
  HeddleDelays *delays;
  HeddleDelay delay;
  guint n_calls;
} Repeater;

static void
on_timer (gpointer data)
{
  Timer *timer = data;

  g_array_append_val (timer->called, timer->number);
}

/* All are due; each third is cleared. The rest comes by time, and in the order of setting at the same time. */
static void
test_order (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleDelays) delays = heddle_delays_new (context);
  g_autoptr (GArray) called = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree Timer *timers = g_new0 (Timer, N_DELAYS);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < N_DELAYS; i++) {
    timers[i].number = i;
    timers[i].called = called;
    timers[i].due_us = now_us - g_rand_int_range (random, 1, 100);
    heddle_delays_set (delays, &timers[i].delay, timers[i].due_us, on_timer, &timers[i]);
  }
  for (guint i = 0; i < N_DELAYS; i += 3)
    heddle_delays_clear (delays, &timers[i].delay);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (called->len, ==, N_DELAYS - (N_DELAYS + 2) / 3);
  for (guint i = 1; i < called->len; i++) {
    const Timer *before = &timers[g_array_index (called, guint, i - 1)];
    const Timer *after = &timers[g_array_index (called, guint, i)];

    g_assert_cmpint (before->due_us, <=, after->due_us);
    if (before->due_us == after->due_us)
      g_assert_cmpuint (before->number, <, after->number);
    g_assert_cmpuint (after->number % 3, !=, 0);
  }
}

static void
on_repeat (gpointer data)
{
  Repeater *repeater = data;

  repeater->n_calls++;
  heddle_delays_set (repeater->delays, &repeater->delay, 0, on_repeat, repeater);
}

/* A timer that sets itself anew without a wait does not keep the loop to itself. */
static void
test_set_while_called (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleDelays) delays = heddle_delays_new (context);
  Repeater repeater = { .delays = delays };

  heddle_delays_set (delays, &repeater.delay, 0, on_repeat, &repeater);
  for (guint i = 1; i <= 5; i++) {
    g_assert_true (g_main_context_iteration (context, FALSE));
    g_assert_cmpuint (repeater.n_calls, ==, i);
  }
  heddle_delays_clear (delays, &repeater.delay);
  g_assert_false (g_main_context_iteration (context, FALSE));
}

static void
test_not_too_early (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (HeddleDelays) delays = heddle_delays_new (context);
  g_autoptr (GArray) called = g_array_new (FALSE, FALSE, sizeof (guint));
  Timer timer = { .called = called };
  gint64 due_us = g_get_monotonic_time () + 3000;

  heddle_delays_set (delays, &timer.delay, due_us, on_timer, &timer);
  while (called->len == 0)
    g_main_context_iteration (context, TRUE);
  g_assert_cmpint (g_get_monotonic_time (), >=, due_us);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/delay/order", test_order);
  g_test_add_func ("/server/delay/set-while-called", test_set_while_called);
  g_test_add_func ("/server/delay/not-too-early", test_not_too_early);
  return g_test_run ();
}
