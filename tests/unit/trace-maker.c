/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces for the tests: the same work (each task fetches for 300 ms, then computes for 100 ms) done in three ways,
 * and random traces for properties. All begin 10 ms after the run's origin.
 */
#include "trace-maker.h"

#define FIRST MS (10)
#define FETCH MS (300)
#define COMPUTE MS (100)

guint
make_thread (HeddleTrace *trace, HeddleRole role, const char *name)
{
  HeddleThread thread = { .number = heddle_trace_get_n_threads (trace) + 1,
                          .role = role,
                          .name = (char *) name,
                          .start_ns = MS (1),
                          .cpu_ns = -1,
                          .no_core_ns = -1 };

  return heddle_trace_add_thread (trace, &thread);
}

static HeddleState
state_for (HeddleKind kind)
{
  switch ((int) kind) {
  case HEDDLE_KIND_REQUEST:
  case HEDDLE_KIND_MESSAGE:
  case HEDDLE_KIND_TIMER:
  case HEDDLE_KIND_FILE:
  case HEDDLE_KIND_WORKER:
  case HEDDLE_KIND_AWAIT:
    return HEDDLE_STATE_WAITING;
  case HEDDLE_KIND_NO_CORE:
    return HEDDLE_STATE_READY;
  default:
    return HEDDLE_STATE_COMPUTING;
  }
}

HeddleSpanRef
make_span (HeddleTrace *trace,
           guint thread,
           HeddleKind kind,
           const char *label,
           HeddleSpanRef cause,
           gint64 start_ns,
           gint64 end_ns)
{
  HeddleSpan span = { .start_ns = start_ns, .end_ns = end_ns, .kind = kind, .state = state_for (kind), .cpu_s = -1 };

  span.cause_thread = (guint16) HEDDLE_SPAN_REF_THREAD (cause);
  span.cause_counter = HEDDLE_SPAN_REF_COUNTER (cause);
  if (label != NULL)
    span.site = heddle_trace_add_site (trace, label, NULL, 0, 0);
  return heddle_trace_add_span (trace, thread, &span, 0);
}

void
make_mark (HeddleTrace *trace, guint thread, HeddleKind kind, gint64 time_ns, guint64 value)
{
  HeddleMark mark = { .time_ns = time_ns, .kind = kind, .thread = (guint16) thread, .value = value };

  heddle_trace_add_mark (trace, &mark);
}

static HeddleTrace *
make_run (const char *title)
{
  HeddleTrace *trace = heddle_trace_new ();

  heddle_trace_set_info (trace, "title", title);
  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  make_mark (trace, 0, HEDDLE_MARK_FIRST_STATEMENT, FIRST, 0);
  return trace;
}

static HeddleTrace *
end_run (HeddleTrace *trace, gint64 end_ns)
{
  make_mark (trace, 0, HEDDLE_MARK_LAST_TASK, end_ns, 0);
  make_mark (trace, 0, HEDDLE_MARK_CPU, end_ns, (guint64) MS (123));
  heddle_trace_close (trace, end_ns + MS (5));
  return trace;
}

static char *
request_label (guint task)
{
  return g_strdup_printf ("GET http://127.0.0.1:4711/data/%u?delay=300", task);
}

static HeddleSpanRef
begin_request (HeddleTrace *trace, guint task, HeddleSpanRef cause, gint64 start_ns)
{
  g_autofree char *label = request_label (task);

  return make_span (trace, 1, HEDDLE_KIND_REQUEST, label, cause, start_ns, HEDDLE_TIME_OPEN);
}

HeddleTrace *
make_one_after_another (guint n_tasks)
{
  HeddleTrace *trace = make_run ("One after another");
  gint64 now_ns = FIRST;
  HeddleSpanRef task = make_span (trace, 0, HEDDLE_KIND_TASK, "script", 0, now_ns, now_ns + MS (1));

  for (guint i = 1; i <= n_tasks; i++) {
    HeddleSpanRef request = begin_request (trace, i, task, now_ns);

    now_ns += FETCH;
    heddle_trace_end_span (trace, request, now_ns, -1);
    task = make_span (trace, 0, HEDDLE_KIND_TASK, "response", request, now_ns, now_ns + COMPUTE);
    now_ns += COMPUTE;
  }
  return end_run (trace, now_ns);
}

HeddleTrace *
make_concurrent (guint n_tasks)
{
  HeddleTrace *trace = make_run ("Concurrent");
  HeddleSpanRef script = make_span (trace, 0, HEDDLE_KIND_TASK, "script", 0, FIRST, FIRST + MS (1));
  g_autofree HeddleSpanRef *requests = g_new (HeddleSpanRef, n_tasks);
  gint64 now_ns = FIRST + FETCH;

  for (guint i = 0; i < n_tasks; i++)
    requests[i] = begin_request (trace, i + 1, script, FIRST);
  for (guint i = 0; i < n_tasks; i++)
    heddle_trace_end_span (trace, requests[i], FIRST + FETCH, -1);
  for (guint i = 0; i < n_tasks; i++, now_ns += COMPUTE)
    make_span (trace, 0, HEDDLE_KIND_TASK, "response", requests[i], now_ns, now_ns + COMPUTE);
  return end_run (trace, now_ns);
}

HeddleTrace *
make_parallel (guint n_tasks, guint n_workers)
{
  HeddleTrace *trace = make_run ("Parallel");
  HeddleSpanRef script = make_span (trace, 0, HEDDLE_KIND_TASK, "script", 0, FIRST, FIRST + MS (1));
  g_autofree HeddleSpanRef *requests = g_new (HeddleSpanRef, n_tasks);
  gint64 arrived_ns = FIRST + FETCH;
  guint n_rounds = (n_tasks + n_workers - 1) / n_workers;

  for (guint i = 0; i < n_workers; i++) {
    g_autofree char *name = g_strdup_printf ("worker %u", i + 1);

    make_thread (trace, HEDDLE_ROLE_WORKER, name);
  }
  for (guint i = 0; i < n_tasks; i++)
    requests[i] = begin_request (trace, i + 1, script, FIRST);
  for (guint i = 0; i < n_tasks; i++)
    heddle_trace_end_span (trace, requests[i], arrived_ns, -1);
  for (guint i = 0; i < n_tasks; i++) {
    gint64 response_ns = arrived_ns + i * MS (0.1);
    gint64 start_ns = arrived_ns + MS (2) + (i / n_workers) * (COMPUTE + MS (1));
    guint worker = 2 + i % n_workers;
    HeddleSpanRef response = make_span (trace, 0, HEDDLE_KIND_TASK, "response", requests[i], response_ns,
                                        response_ns + MS (0.1));
    HeddleSpanRef message = make_span (trace, worker, HEDDLE_KIND_MESSAGE, "worker", response, response_ns, start_ns);

    make_span (trace, worker, HEDDLE_KIND_TASK, "message", message, start_ns, start_ns + COMPUTE);
  }
  return end_run (trace, arrived_ns + MS (2) + n_rounds * (COMPUTE + MS (1)));
}

static HeddleSpanRef
random_ref (HeddleTrace *trace, GRand *rand)
{
  guint thread = (guint) g_rand_int_range (rand, 0, (gint32) heddle_trace_get_n_threads (trace));
  guint32 n_spans = heddle_trace_get_n_thread_spans (trace, thread);

  if (n_spans == 0 || g_rand_boolean (rand))
    return 0;
  return HEDDLE_SPAN_REF (thread, (guint32) g_rand_int_range (rand, 1, (gint32) n_spans + 1));
}

static char *
random_label (GRand *rand)
{
  static const char *const labels[] = {
    "", "GET /data/7", "\"quoted\" \\ and\n\ttabs\001", "größer 漢字 😀", "a,b", "x"
  };

  return g_strdup_printf ("%s%d", labels[g_rand_int_range (rand, 0, G_N_ELEMENTS (labels))],
                          g_rand_int_range (rand, 0, 5));
}

/* An async function's call of a thread that goes on; 0 when there is none. */
static HeddleSpanRef
find_open_call (HeddleTrace *trace, const GArray *open, guint thread)
{
  for (guint i = 0; i < open->len; i++) {
    HeddleSpanRef ref = g_array_index (open, HeddleSpanRef, i);

    if (HEDDLE_SPAN_REF_THREAD (ref) == thread && heddle_trace_get_span (trace, ref)->kind == HEDDLE_KIND_ASYNC)
      return ref;
  }
  return 0;
}

static void
add_random_span (HeddleTrace *trace, GRand *rand, GArray *open, gint64 now_ns)
{
  g_autofree char *label = random_label (rand);
  guint thread = (guint) g_rand_int_range (rand, 0, (gint32) heddle_trace_get_n_threads (trace));
  HeddleSpan span = { .start_ns = now_ns, .end_ns = HEDDLE_TIME_OPEN, .cpu_s = -1 };
  HeddleSpanRef cause = random_ref (trace, rand), ref;

  /* Only one thread is the sampler. */
  span.kind = (guint8) g_rand_int_range (rand, HEDDLE_KIND_TASK,
                                         thread == 0 ? HEDDLE_KIND_NO_CORE + 1 : HEDDLE_KIND_ON_CORE);
  span.state = (guint8) g_rand_int_range (rand, HEDDLE_STATE_NONE, HEDDLE_STATE_WAITING + 1);
  span.queued_s = g_rand_boolean (rand) ? 0 : (gfloat) g_rand_double (rand);
  span.cause_thread = (guint16) HEDDLE_SPAN_REF_THREAD (cause);
  span.cause_counter = HEDDLE_SPAN_REF_COUNTER (cause);
  if (g_rand_boolean (rand))
    span.site = heddle_trace_add_site (trace, label, g_rand_boolean (rand) ? "main.js" : NULL,
                                       (guint) g_rand_int_range (rand, 0, 9), 4);
  if (span.kind == HEDDLE_KIND_ASYNC_RUN || span.kind == HEDDLE_KIND_AWAIT) {
    HeddleSpanRef call = find_open_call (trace, open, thread);

    if (call == 0)
      return;
    ref = heddle_trace_add_part (trace, call, &span);
    g_assert_cmpuint (heddle_trace_get_owner (trace, ref), ==, call);
  } else {
    ref = heddle_trace_add_span (trace, thread, &span, g_rand_boolean (rand) ? 0 : G_MAXUINT64 - g_rand_int (rand));
  }
  g_array_append_val (open, ref);
}

static void
end_random_span (HeddleTrace *trace, GRand *rand, GArray *open, gint64 now_ns)
{
  guint index;

  if (open->len == 0)
    return;
  index = (guint) g_rand_int_range (rand, 0, (gint32) open->len);
  heddle_trace_end_span (trace, g_array_index (open, HeddleSpanRef, index), now_ns,
                         g_rand_boolean (rand) ? -1 : (gfloat) g_rand_double (rand));
  g_array_remove_index_fast (open, index);
}

static void
add_random_rest (HeddleTrace *trace, GRand *rand, gint64 now_ns)
{
  g_autofree char *text = random_label (rand);
  HeddleMark mark = { .time_ns = now_ns, .of = random_ref (trace, rand), .value = g_rand_int (rand) };
  HeddleConsoleEntry entry = { .time_ns = now_ns, .span = random_ref (trace, rand), .text = text };

  mark.kind = (guint8) g_rand_int_range (rand, HEDDLE_KIND_FIRST_MARK, HEDDLE_KIND_END);
  mark.thread = (guint16) g_rand_int_range (rand, 0, (gint32) heddle_trace_get_n_threads (trace));
  entry.thread = mark.thread;
  entry.level = (HeddleLevel) g_rand_int_range (rand, 0, HEDDLE_LEVEL_ERROR + 1);
  if (g_rand_boolean (rand))
    heddle_trace_add_mark (trace, &mark);
  else
    heddle_trace_add_console (trace, &entry);
}

/* All that a trace can hold, at random. Times grow by at least 1 ns a step, as a clock's do. */
HeddleTrace *
make_random (guint32 seed, guint n_steps)
{
  HeddleTrace *trace = heddle_trace_new ();
  GRand *rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  gint64 now_ns = 0;

  heddle_trace_set_origin (trace, G_GINT64_CONSTANT (1234567890123456789));
  heddle_trace_set_info (trace, "title", "Zufall \"1\"");
  heddle_trace_set_info (trace, "cores", "4");
  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  for (guint i = 0; i < n_steps; i++) {
    now_ns += g_rand_int_range (rand, 1, 2000000);
    if (heddle_trace_get_n_threads (trace) < 6 && g_rand_int_range (rand, 0, 8) == 0)
      make_thread (trace, (HeddleRole) g_rand_int_range (rand, 0, HEDDLE_ROLE_SAMPLER + 1), "thread");
    else if (g_rand_int_range (rand, 0, 5) == 0)
      add_random_rest (trace, rand, now_ns);
    else if (g_rand_boolean (rand))
      add_random_span (trace, rand, open, now_ns);
    else
      end_random_span (trace, rand, open, now_ns);
  }
  heddle_trace_add_dropped (trace, g_rand_int (rand) % 3);
  if (g_rand_boolean (rand))
    heddle_trace_close (trace, now_ns + 77);
  g_rand_free (rand);
  return trace;
}
