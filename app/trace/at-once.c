/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many spans of a kind are open at one time.
 * Threads: one. Cost of finding: O(n log n) in the spans of the kind.
 */
#include "trace/at-once.h"

static int
compare_times (const void *a, const void *b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static void
collect (HeddleTrace *trace, HeddleKind kind, GArray *starts, GArray *ends)
{
  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++) {
    guint32 n_spans = heddle_trace_get_n_thread_spans (trace, thread);

    for (guint32 counter = 1; counter <= n_spans; counter++) {
      const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, counter));
      gint64 end_ns = MAX (span->end_ns, span->start_ns + 1); /* the shortest ones count too */

      if (span->kind != kind)
        continue;
      g_array_append_val (starts, span->start_ns);
      g_array_append_val (ends, end_ns);
    }
  }
}

/**
 * heddle_at_once_find:
 * @kind: a kind of spans
 *
 * Returns: how many of them are open at one time at most; one that begins when another ends comes after it
 */
guint
heddle_at_once_find (HeddleTrace *trace, HeddleKind kind)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint most = 0, n_ended = 0;

  collect (trace, kind, starts, ends);
  g_array_sort (starts, compare_times);
  g_array_sort (ends, compare_times);
  for (guint i = 0; i < starts->len; i++) {
    while (g_array_index (ends, gint64, n_ended) <= g_array_index (starts, gint64, i))
      n_ended++;
    most = MAX (most, i + 1 - n_ended);
  }
  return most;
}
