/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store: what records become, and what is refused.
 */
#include "trace-maker.h"

#include "base/clock.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

typedef union {
  HeddleRecord record;
  guint8 bytes[HEDDLE_RECORD_MAX_BYTES];
} Buffer;

static gboolean
append (HeddleTrace *trace, guint ring, HeddleRecord record, const char *text, gsize n_bytes, GError **error)
{
  Buffer buffer = { .record = record };

  buffer.record.n_text_bytes = (guint16) n_bytes;
  buffer.record.size_bytes = (guint16) (sizeof record + ((n_bytes + 7) & ~(gsize) 7));
  memcpy (buffer.bytes + sizeof record, text, n_bytes);
  return heddle_trace_append_record (trace, ring, &buffer.record, error);
}

static HeddleTrace *
new_with_thread (void)
{
  HeddleTrace *trace = heddle_trace_new ();
  HeddleRecord thread = { .type = HEDDLE_RECORD_THREAD, .aux = HEDDLE_ROLE_MAIN, .a = 1, .time_ns = 100 };

  g_assert_true (append (trace, 0, thread, "main", 4, NULL));
  return trace;
}

static void
test_hostile (void)
{
  const HeddleRecord cases[] = {
    { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_TASK, .time_ns = -5 },
    { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_TASK, .time_ns = G_MAXINT64 },
    { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_NONE },
    { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_FIRST_MARK },
    { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_TASK, .state = 9 },
    { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_TASK, .site = 1 },
    { .type = HEDDLE_RECORD_SPAN, .kind = HEDDLE_KIND_TASK, .b = G_MAXUINT64 },
    { .type = HEDDLE_RECORD_END, .a = HEDDLE_SPAN_ID (1, 1) },
    { .type = HEDDLE_RECORD_END, .a = HEDDLE_SPAN_ID (2, 1) },
    { .type = HEDDLE_RECORD_END, .a = 0 },
    { .type = HEDDLE_RECORD_MARK, .kind = HEDDLE_KIND_TASK },
    { .type = HEDDLE_RECORD_MARK, .kind = HEDDLE_KIND_END },
    { .type = HEDDLE_RECORD_TEXT, .aux = 200 },
    { .type = HEDDLE_RECORD_SITE, .site = 7 },
    { .type = HEDDLE_RECORD_SITE, .site = 1 },
    { .type = HEDDLE_RECORD_THREAD, .aux = HEDDLE_ROLE_MAIN, .a = 1 },
    { .type = HEDDLE_RECORD_THREAD, .aux = HEDDLE_ROLE_MAIN, .a = 0 },
    { .type = HEDDLE_RECORD_THREAD, .aux = HEDDLE_ROLE_MAIN, .a = 1u << 20 },
    { .type = HEDDLE_RECORD_THREAD, .aux = 77, .a = 2 },
    { .type = HEDDLE_RECORD_LAST },
    { .type = 255 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (HeddleTrace) trace = new_with_thread ();
    g_autoptr (GError) error = NULL;

    g_test_message ("case %u", i);
    g_assert_false (append (trace, 0, cases[i], "", 0, &error));
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_HOSTILE);
    g_assert_cmpuint (heddle_trace_get_n_spans (trace), ==, 0);
  }
}

static void
test_ends_twice (void)
{
  g_autoptr (HeddleTrace) trace = new_with_thread ();
  HeddleRecord begin = { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_TASK, .time_ns = 200 };
  HeddleRecord end = { .type = HEDDLE_RECORD_END, .a = HEDDLE_SPAN_ID (1, 1), .time_ns = 300 };

  g_assert_true (append (trace, 0, begin, "", 0, NULL));
  g_assert_true (append (trace, 0, end, "", 0, NULL));
  g_assert_false (append (trace, 0, end, "", 0, NULL));
  g_assert_false (append (trace, 1, begin, "", 0, NULL));
}

static void
test_calls (void)
{
  g_autoptr (HeddleTrace) trace = new_with_thread ();
  HeddleRecord call = { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_ASYNC, .time_ns = 200 };
  HeddleRecord wait = { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_AWAIT, .time_ns = 230, .owner = 2 };
  HeddleRecord run = {
    .type = HEDDLE_RECORD_SPAN, .kind = HEDDLE_KIND_ASYNC_RUN, .time_ns = 250, .b = 260, .c = 240, .owner = 2
  };
  HeddleRecord end = { .type = HEDDLE_RECORD_END, .a = HEDDLE_SPAN_ID (1, 1), .time_ns = 300 };

  g_assert_true (append (trace, 0, call, "", 0, NULL));
  call.a = HEDDLE_SPAN_ID (1, 1);
  g_assert_true (append (trace, 0, call, "", 0, NULL));
  g_assert_true (append (trace, 0, wait, "", 0, NULL));
  g_assert_true (append (trace, 0, run, "", 0, NULL));
  /* A nested call stands below its caller, its parts beside it. */
  g_assert_cmpuint (heddle_trace_get_span (trace, 1)->depth, ==, 0);
  g_assert_cmpuint (heddle_trace_get_span (trace, 2)->depth, ==, 1);
  g_assert_cmpuint (heddle_trace_get_span (trace, 3)->depth, ==, 1);
  g_assert_cmpuint (heddle_trace_get_owner (trace, 3), ==, 2);
  g_assert_cmpuint (heddle_trace_get_owner (trace, 4), ==, 2);
  g_assert_cmpuint (heddle_trace_get_owner (trace, 1), ==, 0);
  g_assert_cmpfloat_with_epsilon (heddle_trace_get_span (trace, 4)->queued_s, 10e-9, 1e-12);
  g_assert_true (append (trace, 0, end, "", 0, NULL));
  /* No part of what has ended, is no call, or does not exist. */
  run.owner = 1;
  g_assert_false (append (trace, 0, run, "", 0, NULL));
  run.owner = 3;
  g_assert_false (append (trace, 0, run, "", 0, NULL));
  run.owner = 77;
  g_assert_false (append (trace, 0, run, "", 0, NULL));
}

static void
test_text (void)
{
  g_autoptr (HeddleTrace) trace = new_with_thread ();
  HeddleRecord text = { .type = HEDDLE_RECORD_TEXT, .state = 1 };

  g_assert_true (append (trace, 0, text, "a\xc3", 2, NULL));
  g_assert_cmpuint (heddle_trace_get_n_console (trace), ==, 0);
  text.state = 0;
  g_assert_true (append (trace, 0, text, "\xa4\xff\n", 3, NULL));
  g_assert_cmpuint (heddle_trace_get_n_console (trace), ==, 1);
  g_assert_cmpstr (heddle_trace_get_console (trace, 0)->text, ==, "aä\xef\xbf\xbd");
}

static void
test_at_once (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  HeddleSpanRef first, second;

  make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  first = make_span (trace, 0, HEDDLE_KIND_REQUEST, "a", 0, 1, HEDDLE_TIME_OPEN);
  g_assert_cmpuint (heddle_trace_get_waiting_at_once (trace), ==, 1);
  second = make_span (trace, 0, HEDDLE_KIND_REQUEST, "b", 0, 2, HEDDLE_TIME_OPEN);
  heddle_trace_end_span (trace, first, 3, -1);
  make_span (trace, 0, HEDDLE_KIND_REQUEST, "c", 0, 4, 5);
  heddle_trace_end_span (trace, second, 6, -1);
  make_span (trace, 0, HEDDLE_KIND_REQUEST, "d", 0, 7, 8);
  g_assert_cmpuint (heddle_trace_get_waiting_at_once (trace), ==, 2);
}

static void
test_close (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  HeddleSpanRef open;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  open = make_span (trace, 0, HEDDLE_KIND_TASK, "endless", 0, MS (1), HEDDLE_TIME_OPEN);
  g_assert_cmpint (heddle_trace_get_end_ns (trace), ==, -1);
  heddle_trace_close (trace, MS (9));
  g_assert_cmpint (heddle_trace_get_span (trace, open)->end_ns, ==, MS (9));
  g_assert_cmpint (heddle_trace_get_start_ns (trace), ==, 0);
  g_assert_cmpint (heddle_trace_get_end_ns (trace), ==, MS (9));
  heddle_trace_close (trace, MS (99));
  g_assert_cmpint (heddle_trace_get_end_ns (trace), ==, MS (9));
}

/* Each lane's spans are its owner's, even where two threads speak about a third. */
static void
test_two_samplers (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();

  for (guint i = 0; i < 3; i++)
    make_thread (trace, HEDDLE_ROLE_SAMPLER, "thread");
  for (guint i = 0; i < 20; i++)
    make_span (trace, 1, HEDDLE_KIND_ON_CORE, "CPU 0", HEDDLE_SPAN_REF (0, 0), i * 10, i * 10 + 5);
  make_span (trace, 2, HEDDLE_KIND_ON_CORE, "CPU 1", HEDDLE_SPAN_REF (0, 0), 500, 600);
  for (guint i = 0; i < heddle_trace_get_n_lanes (trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (trace, i);

    for (guint row = 0; row < heddle_trace_lane_get_n_rows (lane); row++)
      for (guint n = 0; n < heddle_trace_lane_get_n_spans (lane, row); n++)
        g_assert_cmpuint (heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, row, n))->lane, ==, i);
  }
}

/* By their times, whatever comes first: a file has all marks behind all spans. */
static void
test_waits_for_input (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_span (trace, 0, HEDDLE_KIND_INPUT, "click", 0, MS (5), MS (7));
  make_mark (trace, 0, HEDDLE_MARK_WAITS_FOR_INPUT, MS (3), 0);
  g_assert_false (heddle_trace_is_waiting_for_input (trace));
  make_mark (trace, 0, HEDDLE_MARK_WAITS_FOR_INPUT, MS (8), 0);
  g_assert_true (heddle_trace_is_waiting_for_input (trace));
  heddle_trace_close (trace, MS (99));
  g_assert_false (heddle_trace_is_waiting_for_input (trace));
  g_assert_cmpint (heddle_trace_get_end_ns (trace), ==, MS (8));
}

/* Records of two threads, the later one's first: counted when they come, two are open; by their times, one is. */
static void
test_at_once_at_end (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  HeddleSpanRef early;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (trace, HEDDLE_ROLE_WORKER, "worker");
  early = make_span (trace, 1, HEDDLE_KIND_REQUEST, "a", 0, 1, HEDDLE_TIME_OPEN);
  make_span (trace, 0, HEDDLE_KIND_REQUEST, "b", 0, 5, HEDDLE_TIME_OPEN);
  heddle_trace_end_span (trace, early, 5, -1);
  make_span (trace, 1, HEDDLE_KIND_ON_CORE, "CPU 0", 0, 3, 3);
  g_assert_cmpuint (heddle_trace_get_waiting_at_once (trace), ==, 2);
  heddle_trace_close (trace, 9);
  g_assert_cmpuint (heddle_trace_get_waiting_at_once (trace), ==, 1);
  g_assert_cmpuint (heddle_trace_get_computing_at_once (trace), ==, 1);
}

/* Tasks begin and end; more than there is memory for. */
static void
test_full (void)
{
  g_autoptr (HeddleTrace) trace = new_with_thread ();
  const guint n = 5000;
  guint64 n_kept;

  heddle_trace_set_limit (trace, 100000);
  for (guint i = 1; i <= n; i++) {
    HeddleRecord begin = { .type = HEDDLE_RECORD_BEGIN, .kind = HEDDLE_KIND_TASK, .time_ns = 200 + i };
    HeddleRecord end = { .type = HEDDLE_RECORD_END, .a = HEDDLE_SPAN_ID (1, i), .time_ns = 200 + i };

    g_assert_true (append (trace, 0, begin, "", 0, NULL));
    g_assert_true (append (trace, 0, end, "", 0, NULL));
  }
  n_kept = heddle_trace_get_n_spans (trace);
  g_assert_true (heddle_trace_is_full (trace));
  g_assert_cmpuint (n_kept, >, 1000);
  g_assert_cmpuint (n_kept * sizeof (HeddleSpan), <, 100000);
  g_assert_cmpuint (n_kept + heddle_trace_get_n_dropped (trace), ==, n);
  g_assert_cmpint (heddle_trace_get_span (trace, HEDDLE_SPAN_REF (0, (guint32) n_kept))->end_ns, !=, HEDDLE_TIME_OPEN);
}

/* The end of a run and the threads' sums are known of a full trace too; the marks of what was left out are not. */
static void
test_full_marks (void)
{
  g_autoptr (HeddleTrace) trace = new_with_thread ();
  HeddleRecord chunk = { .type = HEDDLE_RECORD_MARK, .kind = HEDDLE_MARK_CHUNK, .time_ns = 300 };
  HeddleRecord cpu = {
    .type = HEDDLE_RECORD_MARK, .kind = HEDDLE_MARK_CPU, .a = HEDDLE_SPAN_ID (1, 0), .b = 77, .time_ns = 300
  };
  HeddleRecord site = { .type = HEDDLE_RECORD_SITE, .site = 1, .time_ns = 300 };
  HeddleRecord last = { .type = HEDDLE_RECORD_MARK, .kind = HEDDLE_MARK_LAST_TASK, .time_ns = 400 };

  heddle_trace_set_limit (trace, 8);
  while (!heddle_trace_is_full (trace))
    g_assert_true (append (trace, 0, chunk, "", 0, NULL));
  g_assert_true (append (trace, 0, chunk, "", 0, NULL));
  g_assert_true (append (trace, 0, cpu, "", 0, NULL));
  g_assert_true (append (trace, 0, last, "", 0, NULL));
  for (; site.site < 100; site.site++)
    g_assert_true (append (trace, 0, site, "label", 6, NULL));
  g_assert_cmpuint (heddle_trace_get_n_dropped (trace), ==, 1);
  g_assert_cmpint (heddle_trace_get_thread (trace, 0)->cpu_ns, ==, 77);
  g_assert_cmpint (heddle_trace_get_end_ns (trace), >=, 0);
  g_assert_cmpuint (heddle_trace_get_n_sites (trace), ==, 2);
}

/* Who shows each line as it comes sees all of them; the trace has the first and the newest. */
static void
test_long_console (void)
{
  g_autoptr (HeddleTrace) trace = new_with_thread ();
  const guint n = 20000;
  guint64 n_seen = 0;
  guint n_kept, n_gaps = 0, previous = 0;

  heddle_trace_set_limit (trace, 1000000);
  for (guint i = 1; i <= n; i++) {
    HeddleRecord text = { .type = HEDDLE_RECORD_TEXT };
    g_autofree char *line = g_strdup_printf ("line %u", i);
    guint index;

    g_assert_true (append (trace, 0, text, line, (guint16) strlen (line), NULL));
    if (i % 7 != 0)
      continue;
    for (; (index = (guint) (n_seen - heddle_trace_get_console_shift (trace))) < heddle_trace_get_n_console (trace);
         n_seen++) {
      g_autofree char *expected = g_strdup_printf ("line %u", (guint) n_seen + 1);

      g_assert_cmpstr (heddle_trace_get_console (trace, index)->text, ==, expected);
    }
    heddle_trace_trim_console (trace);
  }
  n_kept = heddle_trace_get_n_console (trace);
  g_assert_cmpuint (n_seen, >, n - 7);
  g_assert_cmpuint (n_kept * sizeof (HeddleConsoleEntry), <, 1000000 / 8);
  g_assert_cmpuint (n_kept - 1 + heddle_trace_get_n_console_left_out (trace), ==, n);
  g_assert_cmpstr (heddle_trace_get_console (trace, 0)->text, ==, "line 1");
  for (guint i = 0; i < n_kept; i++) {
    const char *shown = heddle_trace_get_console (trace, i)->text;
    g_autofree char *gap = g_strdup_printf ("… %" G_GUINT64_FORMAT " lines of the console are left out here …",
                                            heddle_trace_get_n_console_left_out (trace));
    guint number;

    if (sscanf (shown, "line %u", &number) == 1) {
      g_assert_cmpuint (number, >, previous);
      previous = number;
    } else {
      g_assert_cmpstr (shown, ==, gap);
      n_gaps++;
    }
  }
  g_assert_cmpuint (n_gaps, ==, 1);
  g_assert_cmpuint (previous, ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/hostile", test_hostile);
  g_test_add_func ("/trace/ends-twice", test_ends_twice);
  g_test_add_func ("/trace/calls", test_calls);
  g_test_add_func ("/trace/text", test_text);
  g_test_add_func ("/trace/at-once", test_at_once);
  g_test_add_func ("/trace/at-once-at-end", test_at_once_at_end);
  g_test_add_func ("/trace/waits-for-input", test_waits_for_input);
  g_test_add_func ("/trace/full", test_full);
  g_test_add_func ("/trace/full-marks", test_full_marks);
  g_test_add_func ("/trace/long-console", test_long_console);
  g_test_add_func ("/trace/close", test_close);
  g_test_add_func ("/trace/two-samplers", test_two_samplers);
  return g_test_run ();
}
