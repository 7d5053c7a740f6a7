/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run in a few numbers.
 */
#include "trace-maker.h"
#include "trace/summary.h"

static void
test_ways (void)
{
  g_autoptr (HeddleTrace) one = make_one_after_another (8);
  g_autoptr (HeddleTrace) concurrent = make_concurrent (8);
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleSummary summary;

  heddle_trace_summarize (one, &summary);
  g_assert_cmpint (summary.wall_ns, ==, MS (3200));
  g_assert_cmpuint (summary.waiting_at_once, ==, 1);
  g_assert_cmpuint (summary.n_requests, ==, 8);
  g_assert_cmpuint (summary.n_tasks, ==, 9);
  g_assert_cmpuint (summary.n_workers, ==, 0);
  g_assert_cmpint (summary.longest_block_ns, ==, MS (100));
  g_assert_cmpint (summary.cpu_ns, ==, MS (123));
  g_assert_cmpint (summary.no_core_ns, ==, -1);
  g_assert_cmpint (summary.sums_ns[HEDDLE_STATE_WAITING], ==, MS (2400));
  g_assert_cmpint (summary.sums_ns[HEDDLE_STATE_COMPUTING], ==, MS (801));
  heddle_trace_summarize (concurrent, &summary);
  g_assert_cmpint (summary.wall_ns, ==, MS (1100));
  g_assert_cmpuint (summary.waiting_at_once, ==, 8);
  heddle_trace_summarize (parallel, &summary);
  g_assert_cmpint (summary.wall_ns, ==, MS (504));
  g_assert_cmpuint (summary.n_workers, ==, 4);
}

static void
test_sampled (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  guint main = make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  guint sampler = make_thread (trace, HEDDLE_ROLE_SAMPLER, "sampler");
  HeddleSummary summary;

  make_span (trace, sampler, HEDDLE_KIND_ON_CORE, "CPU 0", HEDDLE_SPAN_REF (main, 0), MS (1), MS (4));
  make_span (trace, sampler, HEDDLE_KIND_NO_CORE, NULL, HEDDLE_SPAN_REF (main, 0), MS (4), MS (6));
  make_span (trace, sampler, HEDDLE_KIND_ON_CORE, "CPU 0", HEDDLE_SPAN_REF (main, 0), MS (6), MS (7));
  heddle_trace_summarize (trace, &summary);
  g_assert_cmpint (summary.cpu_ns, ==, MS (4));
  g_assert_cmpint (summary.no_core_ns, ==, MS (2));
  g_assert_cmpuint (summary.computing_at_once, ==, 1);
}

static void
test_live (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  HeddleSummary summary;

  heddle_trace_summarize (trace, &summary);
  g_assert_cmpint (summary.wall_ns, ==, 0);
  g_assert_cmpint (summary.cpu_ns, ==, -1);
  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_mark (trace, 0, HEDDLE_MARK_FIRST_STATEMENT, MS (2), 0);
  make_span (trace, 0, HEDDLE_KIND_TASK, NULL, 0, MS (2), HEDDLE_TIME_OPEN);
  make_mark (trace, 0, HEDDLE_MARK_USER, MS (9), 0);
  heddle_trace_summarize (trace, &summary);
  g_assert_cmpint (summary.wall_ns, ==, MS (7));
  g_assert_cmpint (summary.longest_block_ns, ==, MS (7));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/ways", test_ways);
  g_test_add_func ("/summary/sampled", test_sampled);
  g_test_add_func ("/summary/live", test_live);
  return g_test_run ();
}
