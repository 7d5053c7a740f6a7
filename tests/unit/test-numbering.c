/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same piece of work has the same number in every run.
 */
#include "trace-maker.h"
#include "trace/numbering.h"

#include <math.h>

static void
test_same_in_every_run (void)
{
  g_autoptr (HeddleTrace) one = make_one_after_another (8);
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleTrace *traces[] = { one, parallel };
  g_autoptr (HeddleNumbering) numbering = heddle_numbering_new (traces, 2);

  g_assert_cmpuint (heddle_numbering_get_n_requests (numbering, 0), ==, 8);
  g_assert_cmpuint (heddle_numbering_get_number (numbering, 0, HEDDLE_SPAN_REF (0, 1)), ==, 0);
  for (guint i = 1; i <= 8; i++) {
    /* main thread of the one: the script, then a response each; worker (i - 1) % 4: a message and a task each */
    HeddleSpanRef there = HEDDLE_SPAN_REF (2 + (i - 1) % 4, 2 * ((i - 1) / 4) + 2);

    g_assert_cmpuint (heddle_numbering_get_number (numbering, 0, HEDDLE_SPAN_REF (0, i + 1)), ==, i);
    g_assert_cmpuint (heddle_numbering_get_number (numbering, 1, there), ==, i);
    g_assert_cmpuint (heddle_numbering_get_request (numbering, 1, i - 1)->task, ==, there);
    g_assert_cmpint (heddle_numbering_get_request (numbering, 1, i - 1)->task_ns, ==, MS (100));
  }
}

static guint
number_of (const char *const *labels, guint n_labels, guint wanted)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  guint network = make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  g_autoptr (HeddleNumbering) numbering = NULL;

  for (guint i = 0; i < n_labels; i++)
    make_span (trace, network, HEDDLE_KIND_REQUEST, labels[i], 0, MS (i), MS (i + 1));
  numbering = heddle_numbering_new (&trace, 1);
  return heddle_numbering_get_number (numbering, 0, HEDDLE_SPAN_REF (network, wanted + 1));
}

static void
test_rule (void)
{
  const char *labels[] = { "GET /index",      "GET /data/2?x=9", "GET /bytes/5000",
                           "GET /data/2?x=9", "GET /other/2",    "POST http://[::1]:80/data5" };
  const guint expected[] = { 1, 2, 3, 2, 4, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_cmpuint (number_of (labels, G_N_ELEMENTS (labels), i), ==, expected[i]);
}

static void
test_live (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  guint main = make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  guint network = make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  g_autoptr (HeddleNumbering) numbering = heddle_numbering_new (&trace, 1);
  HeddleSpanRef request, task;

  /* The task's ring is read before that of its cause. */
  task = make_span (trace, main, HEDDLE_KIND_TASK, "response", HEDDLE_SPAN_REF (network, 1), MS (5), HEDDLE_TIME_OPEN);
  heddle_numbering_update (numbering);
  g_assert_cmpuint (heddle_numbering_get_number (numbering, 0, task), ==, 0);
  request = make_span (trace, network, HEDDLE_KIND_REQUEST, "GET /data/4", 0, MS (1), MS (5));
  heddle_numbering_update (numbering);
  g_assert_cmpuint (heddle_numbering_get_number (numbering, 0, task), ==, 4);
  g_assert_cmpuint (heddle_numbering_get_request_of (numbering, 0, task), ==, request);
  g_assert_cmpuint (heddle_numbering_get_request (numbering, 0, 0)->task, ==, task);
  heddle_trace_end_span (trace, task, MS (25), -1);
  heddle_numbering_update (numbering);
  g_assert_cmpint (heddle_numbering_get_request (numbering, 0, 0)->task_ns, ==, MS (20));
}

static void
test_circle (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleNumbering) numbering = NULL;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_span (trace, 0, HEDDLE_KIND_TASK, NULL, HEDDLE_SPAN_REF (0, 2), MS (1), MS (2));
  make_span (trace, 0, HEDDLE_KIND_TASK, NULL, HEDDLE_SPAN_REF (0, 1), MS (2), MS (3));
  numbering = heddle_numbering_new (&trace, 1);
  g_assert_cmpuint (heddle_numbering_get_number (numbering, 0, HEDDLE_SPAN_REF (0, 2)), ==, 0);
}

/* WCAG 2.1's relative luminance. */
static double
linear (guint32 channel)
{
  double value = (channel & 0xff) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static void
test_colors (void)
{
  for (guint i = 0; i <= 7; i++) {
    guint32 color = heddle_number_get_color (i);
    double luminance = 0.2126 * linear (color >> 16) + 0.7152 * linear (color >> 8) + 0.0722 * linear (color);

    g_assert_cmpfloat (1.05 / (luminance + 0.05), >, 4.5);
    g_assert_cmphex (color, !=, heddle_number_get_color (i + 1));
  }
  g_assert_cmphex (heddle_number_get_color (1), ==, heddle_number_get_color (9));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbering/same-in-every-run", test_same_in_every_run);
  g_test_add_func ("/numbering/rule", test_rule);
  g_test_add_func ("/numbering/live", test_live);
  g_test_add_func ("/numbering/circle", test_circle);
  g_test_add_func ("/numbering/colors", test_colors);
  return g_test_run ();
}
