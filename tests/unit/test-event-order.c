/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of all events of a trace.
 */
#include "trace-maker.h"

#include "trace/event-order.h"

static gint64
get_start (HeddleTrace *trace, HeddleEvent event)
{
  return event.ref == 0 ? heddle_trace_get_mark (trace, event.mark)->time_ns
                        : heddle_trace_get_span (trace, event.ref)->start_ns;
}

/* Each event once, none twice; and where the order says that a span is, there it is. */
static void
assert_complete (HeddleEventOrder *order, HeddleTrace *trace)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint64 n_events = heddle_event_order_get_n (order);

  g_assert_cmpuint (n_events, ==, heddle_trace_get_n_spans (trace) + heddle_trace_get_n_marks (trace));
  for (guint64 i = 0; i < n_events; i++) {
    HeddleEvent event = heddle_event_order_get (order, i);
    gint64 key = event.ref == 0 ? -1 - (gint64) event.mark : (gint64) event.ref;

    g_assert_true (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)));
    if (event.ref != 0)
      g_assert_cmpint (heddle_event_order_find (order, event.ref), ==, (gint64) i);
  }
}

static void
test_by_start (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  guint one = make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  guint other = make_thread (trace, HEDDLE_ROLE_WORKER, "worker");
  g_autoptr (HeddleEventOrder) order = heddle_event_order_new (trace);

  for (guint i = 0; i < 5000; i++) {
    make_span (trace, one, HEDDLE_KIND_TASK, "task", 0, MS (3 * i), MS (3 * i + 1));
    if (i % 2 == 0)
      make_span (trace, other, HEDDLE_KIND_TASK, "task", 0, MS (3 * i + 1), MS (3 * i + 2));
    make_mark (trace, one, HEDDLE_MARK_USER, MS (3 * i + 2), 0);
  }
  while (heddle_event_order_extend (order, 700))
    ;
  g_assert_true (heddle_event_order_is_exact (order));
  assert_complete (order, trace);
  for (guint64 i = 1; i < heddle_event_order_get_n (order); i++)
    g_assert_cmpint (get_start (trace, heddle_event_order_get (order, i - 1)), <=,
                     get_start (trace, heddle_event_order_get (order, i)));
  g_assert_cmpint (heddle_event_order_find (order, HEDDLE_SPAN_REF (other, 9999)), ==, -1);
}

/* Threads come later, and what they tell lies before what is known already. */
static void
test_while_it_grows (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleEventOrder) order = heddle_event_order_new (trace);
  g_autoptr (HeddleEventOrder) again = NULL;

  g_assert_false (heddle_event_order_extend (order, 10));
  for (guint k = 0; k < 5; k++) {
    guint thread = make_thread (trace, HEDDLE_ROLE_WORKER, "worker");

    for (guint i = 0; i < 1500; i++)
      make_span (trace, i % 3 == 0 ? 0 : thread, HEDDLE_KIND_TASK, "task", 0, MS (i + k * 100), MS (i + k * 100 + 1));
    while (heddle_event_order_extend (order, 333))
      heddle_event_order_get (order, heddle_event_order_get_n (order) / 2);
    assert_complete (order, trace);
  }
  g_assert_false (heddle_event_order_is_exact (order));
  again = heddle_event_order_new (trace);
  while (heddle_event_order_extend (again, 100000))
    ;
  assert_complete (again, trace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-order/by-start", test_by_start);
  g_test_add_func ("/event-order/while-it-grows", test_while_it_grows);
  return g_test_run ();
}
