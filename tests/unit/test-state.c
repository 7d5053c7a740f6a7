/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state at a moment, against a replay that looks at every span.
 */
#include "trace/state.h"
#include "trace-maker.h"

/* What a list has to be: as many spans as pass, in an order by a key of theirs. */
typedef gboolean (*Passes) (HeddleTrace *trace, const HeddleSpan *span, guint thread, gint64 time_ns);

static gint64
queued_at (const HeddleSpan *span)
{
  return span->start_ns - (gint64) ((double) span->queued_s * 1e9);
}

static gboolean
is_ready_task (HeddleTrace *trace, const HeddleSpan *span, guint thread, gint64 time_ns)
{
  return span->kind == HEDDLE_KIND_TASK && span->start_ns > time_ns && queued_at (span) <= time_ns;
}

static gboolean
is_elsewhere (HeddleTrace *trace, const HeddleSpan *span, guint thread, gint64 time_ns)
{
  return (span->kind == HEDDLE_KIND_TIMER || span->kind == HEDDLE_KIND_FILE || span->kind == HEDDLE_KIND_WORKER) &&
         span->start_ns <= time_ns && span->end_ns > time_ns;
}

static gboolean
runs (HeddleTrace *trace, const HeddleSpan *span, guint thread, gint64 time_ns)
{
  return span->kind == HEDDLE_KIND_TASK && span->start_ns <= time_ns && span->end_ns > time_ns;
}

static void
check_list (HeddleTrace *trace, guint thread, gint64 time_ns, const GArray *entries, Passes passes)
{
  guint n_wanted = 0, n_found = 0;

  for (guint32 counter = 1; counter <= heddle_trace_get_n_thread_spans (trace, thread); counter++)
    n_wanted += passes (trace, heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, counter)), thread, time_ns);
  for (guint i = 0; i < entries->len; i++) {
    HeddleSpanRef ref = g_array_index (entries, HeddleMomentEntry, i).ref;

    if (HEDDLE_SPAN_REF_THREAD (ref) == thread)
      n_found += passes (trace, heddle_trace_get_span (trace, ref), thread, time_ns);
    for (guint k = 0; k < i; k++)
      g_assert_cmpuint (g_array_index (entries, HeddleMomentEntry, k).ref, !=, ref);
  }
  g_assert_cmpuint (n_found, ==, n_wanted);
}

/* An event loop at random: tasks one after another, some ready long before; timers, files and workers beside them. */
static HeddleTrace *
make_loop (GRand *rand, guint n_tasks)
{
  HeddleTrace *trace = heddle_trace_new ();
  gint64 now_ns = 0;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  for (guint i = 0; i < n_tasks; i++) {
    gint64 end_ns = now_ns + g_rand_int_range (rand, 1, 1000);
    HeddleKind kind = (HeddleKind[]){ HEDDLE_KIND_TIMER, HEDDLE_KIND_FILE,
                                      HEDDLE_KIND_WORKER }[g_rand_int_range (rand, 0, 3)];
    HeddleSpan task = {
      .start_ns = now_ns, .end_ns = end_ns, .kind = HEDDLE_KIND_TASK, .state = HEDDLE_STATE_COMPUTING, .cpu_s = -1
    };

    if (g_rand_boolean (rand))
      task.queued_s = (gfloat) (g_rand_double_range (rand, 0, MIN ((double) now_ns, 200000)) / 1e9);
    heddle_trace_add_span (trace, 0, &task, 0);
    if (g_rand_boolean (rand))
      make_span (trace, 0, kind, "x", 0, now_ns,
                 g_rand_boolean (rand) ? HEDDLE_TIME_OPEN : now_ns + g_rand_int_range (rand, 0, 30000));
    now_ns = end_ns + g_rand_int_range (rand, 0, 300);
  }
  return trace;
}

static void
test_replay (void)
{
  GRand *rand = g_rand_new_with_seed (7);
  g_auto (HeddleMoment) moment = { 0 };

  heddle_moment_init (&moment);
  for (guint round = 0; round < 20; round++) {
    g_autoptr (HeddleTrace) trace = make_loop (rand, 700);
    g_autoptr (HeddleMoments) moments = heddle_moments_new (trace);
    gint64 last_ns = heddle_trace_get_last_ns (trace);

    for (guint i = 0; i < 60; i++) {
      const HeddleSpan *span = heddle_trace_get_span (trace,
                                                      HEDDLE_SPAN_REF (0, 1 + (guint) g_rand_int_range (rand, 0, 700)));
      gint64 times[] = { span->start_ns, MAX (span->start_ns - 1, 0), g_rand_int_range (rand, 0, (gint32) last_ns) };
      gint64 time_ns = times[i % 3];

      heddle_moments_get (moments, 0, time_ns, &moment);
      check_list (trace, 0, time_ns, moment.stack, runs);
      check_list (trace, 0, time_ns, moment.tasks, is_ready_task);
      check_list (trace, 0, time_ns, moment.elsewhere, is_elsewhere);
      for (guint k = 1; k < moment.tasks->len; k++)
        g_assert_cmpint (g_array_index (moment.tasks, HeddleMomentEntry, k - 1).until_ns, <=,
                         g_array_index (moment.tasks, HeddleMomentEntry, k).until_ns);
    }
  }
  g_rand_free (rand);
}

static HeddleSpanRef
make_part (HeddleTrace *trace, HeddleSpanRef call, HeddleKind kind, double from_ms, double to_ms, double queued_ms)
{
  HeddleSpan span = { .start_ns = MS (from_ms),
                      .end_ns = MS (to_ms),
                      .kind = (guint8) kind,
                      .queued_s = (gfloat) (queued_ms / 1e3),
                      .cpu_s = -1 };

  return heddle_trace_add_part (trace, call, &span);
}

static HeddleSpanRef
ref_at (const GArray *entries, guint index)
{
  return g_array_index (entries, HeddleMomentEntry, index).ref;
}

/* Two calls wait for one answer; its task comes late, and lets both go on, one after the other. */
static void
test_calls (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleMoments) moments = NULL;
  g_auto (HeddleMoment) moment = { 0 };
  HeddleSpan late = {
    .start_ns = MS (10), .end_ns = MS (20), .kind = HEDDLE_KIND_TASK, .queued_s = 3e-3f, .cpu_s = -1
  };
  HeddleSpanRef first, second, first_wait, second_wait, request;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_span (trace, 0, HEDDLE_KIND_TASK, "main.js", 0, 0, MS (2));
  request = make_span (trace, 0, HEDDLE_KIND_REQUEST, "GET /", HEDDLE_SPAN_REF (0, 1), MS (1), MS (7));
  late.cause_counter = HEDDLE_SPAN_REF_COUNTER (request);
  first = make_span (trace, 0, HEDDLE_KIND_ASYNC, "first", 0, MS (0), HEDDLE_TIME_OPEN);
  second = make_span (trace, 0, HEDDLE_KIND_ASYNC, "second", 0, MS (1), HEDDLE_TIME_OPEN);
  make_part (trace, first, HEDDLE_KIND_ASYNC_RUN, 0, 1, 0);
  first_wait = make_part (trace, first, HEDDLE_KIND_AWAIT, 1, 15, 0);
  make_part (trace, second, HEDDLE_KIND_ASYNC_RUN, 1, 2, 0);
  second_wait = make_part (trace, second, HEDDLE_KIND_AWAIT, 2, 12, 0);
  make_mark (trace, 0, HEDDLE_MARK_SENT, MS (3), 0);
  heddle_trace_add_span (trace, 0, &late, 0);
  make_part (trace, second, HEDDLE_KIND_ASYNC_RUN, 12, 14, 5);
  make_part (trace, first, HEDDLE_KIND_ASYNC_RUN, 15, 18, 8);
  moments = heddle_moments_new (trace);
  heddle_moment_init (&moment);

  heddle_moments_get (moments, 0, MS (0.5), &moment);
  g_assert_cmpuint (moment.stack->len, ==, 2);
  g_assert_cmpuint (ref_at (moment.stack, 1), ==, first);
  heddle_moments_get (moments, 0, MS (5), &moment);
  g_assert_cmpuint (moment.stack->len, ==, 0);
  g_assert_cmpuint (moment.waits->len, ==, 2);
  g_assert_cmpuint (moment.elsewhere->len, ==, 1);
  /* The answer is there, and the thread is free for another task. */
  heddle_moments_get (moments, 0, MS (8), &moment);
  g_assert_cmpuint (moment.tasks->len, ==, 1);
  g_assert_cmpint (g_array_index (moment.tasks, HeddleMomentEntry, 0).queue, ==, HEDDLE_QUEUE_NETWORK);
  g_assert_cmpuint (moment.microtasks->len, ==, 0);
  /* Its task runs: both are microtasks, in the order in which they go on. */
  heddle_moments_get (moments, 0, MS (11), &moment);
  g_assert_cmpuint (moment.tasks->len, ==, 0);
  g_assert_cmpuint (moment.waits->len, ==, 0);
  g_assert_cmpuint (moment.microtasks->len, ==, 2);
  g_assert_cmpuint (ref_at (moment.microtasks, 0), ==, second_wait);
  g_assert_cmpuint (ref_at (moment.microtasks, 1), ==, first_wait);
  heddle_moments_get (moments, 0, MS (13), &moment);
  g_assert_cmpuint (moment.stack->len, ==, 2);
  g_assert_cmpuint (ref_at (moment.stack, 1), ==, second);
  g_assert_cmpuint (moment.microtasks->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/replay", test_replay);
  g_test_add_func ("/state/calls", test_calls);
  return g_test_run ();
}
