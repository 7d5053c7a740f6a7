/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts about spans, what led to what, stretches, gaps, and finding. Times of the made runs begin at 10 ms.
 */
#include "trace-maker.h"
#include "trace/find.h"
#include "trace/flows.h"
#include "trace/range.h"
#include "trace/why.h"

#define FROM_START(ms) (MS (10) + MS (ms))
#define END_NS MS (9999)

static HeddleSpanRef
find_one (HeddleTrace *trace, const char *label, guint index)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));

  heddle_find_by_label (trace, label, refs);
  g_assert_cmpuint (refs->len, >, index);
  return g_array_index (refs, HeddleSpanRef, index);
}

static void
test_find (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));

  heddle_find_by_label (trace, "RESPONSE", refs);
  g_assert_cmpuint (refs->len, ==, 8);
  for (guint i = 1; i < refs->len; i++)
    g_assert_cmpint (heddle_trace_get_span (trace, g_array_index (refs, HeddleSpanRef, i - 1))->start_ns, <,
                     heddle_trace_get_span (trace, g_array_index (refs, HeddleSpanRef, i))->start_ns);
  g_array_set_size (refs, 0);
  heddle_find_by_label (trace, "/data/3?", refs);
  g_assert_cmpuint (refs->len, ==, 1);
  g_array_set_size (refs, 0);
  heddle_find_by_label (trace, "", refs);
  heddle_find_by_label (trace, "no such label", refs);
  g_assert_cmpuint (refs->len, ==, 0);
}

static void
test_find_line (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  HeddleSpan span = { .start_ns = 1, .end_ns = 2, .kind = HEDDLE_KIND_TASK };

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  span.site = heddle_trace_add_site (trace, "f", "/folder/main.js", 4, 7);
  heddle_trace_add_span (trace, 0, &span, 0);
  span.site = heddle_trace_add_site (trace, "f", "/folder/main.js", 5, 7);
  heddle_trace_add_span (trace, 0, &span, 0);
  heddle_find_by_line (trace, "main.js", 4, refs);
  heddle_find_by_line (trace, "other.js", 4, refs);
  heddle_find_by_line (trace, "main.js", 6, refs);
  g_assert_cmpuint (refs->len, ==, 1);
}

static void
test_facts (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);
  g_autoptr (HeddleMarkIndex) marks = heddle_mark_index_new (trace);
  HeddleSpanRef request = find_one (trace, "/data/3?", 0), task = find_one (trace, "response", 2);
  HeddleMark mark = { .of = request, .kind = HEDDLE_MARK_FIRST_BYTE, .value = 200, .time_ns = FROM_START (250) };
  HeddleSpanFacts facts;

  g_assert_false (heddle_facts_get (marks, HEDDLE_SPAN_REF (0, 4711), END_NS, &facts));
  heddle_trace_add_mark (trace, &mark);
  mark.kind = HEDDLE_MARK_CHUNK;
  heddle_trace_add_mark (trace, &mark);
  heddle_trace_add_mark (trace, &mark);
  g_assert_true (heddle_facts_get (marks, request, END_NS, &facts));
  g_assert_cmpint (facts.start_ns, ==, 0);
  g_assert_cmpint (facts.end_ns, ==, MS (300));
  g_assert_cmpint (facts.waiting_ns, ==, MS (300));
  g_assert_cmpint (facts.ready_ns, ==, MS (200));
  g_assert_cmpuint (facts.status, ==, 200);
  g_assert_cmpuint (facts.n_bytes, ==, 400);
  g_assert_cmpint (facts.first_byte_ns, ==, MS (250));
  g_assert_cmpint (facts.sent_ns, ==, -1);
  g_assert_true (heddle_facts_get (marks, task, END_NS, &facts));
  g_assert_cmpuint (facts.cause, ==, request);
  g_assert_cmpuint (facts.request, ==, request);
  g_assert_cmpint (facts.waiting_ns, ==, MS (300));
}

static void
test_flows (void)
{
  g_autoptr (HeddleTrace) trace = make_parallel (4, 2);
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (HeddleFlow));
  HeddleSpanRef response = find_one (trace, "response", 1), message = find_one (trace, "message", 1);
  HeddleFlow flow;

  heddle_flows_get (trace, message, 16, flows);
  g_assert_cmpuint (flows->len, ==, 3);
  flow = g_array_index (flows, HeddleFlow, 0);
  g_assert_cmpuint (flow.from, ==, response);
  g_assert_cmpuint (flow.to, ==, message);
  g_assert_cmpint (heddle_trace_get_span (trace, flow.via)->kind, ==, HEDDLE_KIND_MESSAGE);
  g_assert_cmpint (heddle_trace_get_span (trace, g_array_index (flows, HeddleFlow, 1).from)->kind, ==,
                   HEDDLE_KIND_REQUEST);
  g_array_set_size (flows, 0);
  heddle_flows_get (trace, response, 16, flows);
  flow = g_array_index (flows, HeddleFlow, flows->len - 1);
  g_assert_cmpuint (flow.from, ==, response);
  g_assert_cmpuint (flow.to, ==, message);
  g_array_set_size (flows, 0);
  heddle_flows_get (trace, find_one (trace, "script", 0), 16, flows);
  g_assert_cmpuint (flows->len, ==, 4);
}

static void
test_range (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);
  HeddleRangeSums sums;

  heddle_range_sum (trace, FROM_START (250), FROM_START (450), END_NS, &sums);
  g_assert_cmpint (sums.waiting_ns, ==, MS (8 * 50));
  g_assert_cmpint (sums.computing_ns, ==, MS (150));
  g_assert_cmpuint (sums.n_requests, ==, 8);
  g_assert_cmpuint (sums.n_tasks, ==, 2);
  g_assert_cmpuint (sums.n_spans, ==, 10);
  g_assert_cmpint (sums.cpu_ns, ==, -1);
  heddle_range_sum (trace, FROM_START (20), FROM_START (30), END_NS, &sums);
  g_assert_cmpint (sums.computing_ns, ==, 0);
  g_assert_cmpuint (sums.n_tasks, ==, 0);
}

static void
test_why_thread (void)
{
  g_autoptr (HeddleTrace) trace = make_one_after_another (3);
  HeddleWhy why;

  heddle_why_thread (trace, 0, FROM_START (500), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_REQUEST);
  g_assert_cmpuint (why.what, ==, find_one (trace, "/data/2?", 0));
  g_assert_cmpint (why.to_ns, ==, FROM_START (700));
  heddle_why_thread (trace, 0, FROM_START (350), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_COMPUTING);
  g_assert_cmpint (why.to_ns, ==, FROM_START (400));
  heddle_why_thread (trace, 0, FROM_START (5000), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_FINISHED);
  g_assert_cmpint (why.from_ns, ==, FROM_START (1200));
  heddle_why_thread (trace, 0, MS (1), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_NOT_BEGUN);
}

static void
test_why_worker (void)
{
  g_autoptr (HeddleTrace) trace = make_parallel (4, 2);
  HeddleWhy why;

  heddle_why_thread (trace, 2, FROM_START (100), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_MESSAGE);
  g_assert_cmpuint (why.thread, ==, 0);
  g_assert_cmpint (why.to_ns, ==, FROM_START (300));
  heddle_why_thread (trace, 2, FROM_START (301), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_TAKING_UP);
}

static void
test_why_request (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);
  HeddleSpanRef request = find_one (trace, "/data/3?", 0);
  HeddleWhy why;

  heddle_why_request (trace, request, FROM_START (100), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_REQUEST);
  g_assert_cmpint (why.to_ns, ==, FROM_START (300));
  heddle_why_request (trace, request, FROM_START (450), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_THREAD_TAKEN);
  g_assert_cmpuint (why.what, ==, find_one (trace, "response", 1));
  g_assert_cmpint (why.to_ns, ==, FROM_START (500));
  heddle_why_request (trace, request, FROM_START (550), END_NS, &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_COMPUTING);
}

static void
test_why_open (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  HeddleSpanRef task;
  HeddleWhy why;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  make_thread (trace, HEDDLE_ROLE_SAMPLER, "sampler");
  task = make_span (trace, 0, HEDDLE_KIND_TASK, "script", 0, MS (1), MS (9));
  make_span (trace, 2, HEDDLE_KIND_NO_CORE, NULL, HEDDLE_SPAN_REF (0, 0), MS (3), MS (5));
  heddle_why_thread (trace, 0, MS (4), MS (20), &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_NO_CORE);
  g_assert_cmpuint (why.what, ==, task);
  g_assert_cmpint (why.to_ns, ==, MS (5));
  make_span (trace, 1, HEDDLE_KIND_REQUEST, "GET /data/1", task, MS (2), HEDDLE_TIME_OPEN);
  heddle_why_thread (trace, 0, MS (12), MS (20), &why);
  g_assert_cmpint (why.reason, ==, HEDDLE_WHY_UNDER_WAY);
  g_assert_cmpuint (why.what, ==, find_one (trace, "/data/1", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find/label", test_find);
  g_test_add_func ("/find/line", test_find_line);
  g_test_add_func ("/facts/request-and-task", test_facts);
  g_test_add_func ("/flows/messages-and-requests", test_flows);
  g_test_add_func ("/range/sums", test_range);
  g_test_add_func ("/why/thread", test_why_thread);
  g_test_add_func ("/why/worker", test_why_worker);
  g_test_add_func ("/why/request", test_why_request);
  g_test_add_func ("/why/open", test_why_open);
  return g_test_run ();
}
