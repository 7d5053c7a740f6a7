/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that a trace knows about one span.
 * Threads: the trace's.
 */
#include "trace/facts.h"

#include "base/clock.h"

static void
add_mark (HeddleTrace *trace, const HeddleMark *mark, gint64 zero_ns, HeddleSpanFacts *facts)
{
  const HeddleSite *site = heddle_trace_get_site (trace, mark->site);

  switch ((int) mark->kind) {
  case HEDDLE_MARK_CONNECTED:
    facts->connected_ns = mark->time_ns - zero_ns;
    break;
  case HEDDLE_MARK_SENT:
    facts->sent_ns = mark->time_ns - zero_ns;
    break;
  case HEDDLE_MARK_FIRST_BYTE:
    facts->first_byte_ns = mark->time_ns - zero_ns;
    facts->status = (guint) mark->value;
    break;
  case HEDDLE_MARK_CHUNK:
  case HEDDLE_MARK_BYTES:
    facts->n_bytes += mark->value;
    facts->has_bytes = TRUE;
    break;
  case HEDDLE_MARK_TRANSFERRED:
    facts->n_transferred_bytes += mark->value;
    break;
  case HEDDLE_MARK_FAILED:
    facts->failure = site != NULL ? site->label : "";
    break;
  case HEDDLE_MARK_ABORTED:
  case HEDDLE_MARK_CLEARED:
    facts->is_aborted = TRUE;
    break;
  default:
    break;
  }
}

/* The nearest request among a span's causes, itself included. */
static HeddleSpanRef
find_request (HeddleTrace *trace, HeddleSpanRef ref)
{
  const HeddleSpan *span;

  for (guint i = 0; i < 64 && ref != 0; i++) {
    span = heddle_trace_get_span (trace, ref);
    if (span == NULL || span->kind == HEDDLE_KIND_REQUEST)
      return span == NULL ? 0 : ref;
    ref = heddle_trace_get_cause (trace, span);
  }
  return 0;
}

static gint64
end_of (const HeddleSpan *span, gint64 now_ns)
{
  return span->end_ns == HEDDLE_TIME_OPEN ? MAX (now_ns, span->start_ns) : span->end_ns;
}

static gboolean
is_outside_of_threads (const HeddleSpan *span)
{
  return span->state == HEDDLE_STATE_WAITING;
}

/* A task waited as long as what it waited for; its answer was ready until a thread took it. */
static void
find_waits (HeddleTrace *trace, const HeddleSpan *span, gint64 now_ns, HeddleSpanFacts *facts)
{
  const HeddleSpan *cause = facts->cause != 0 ? heddle_trace_get_span (trace, facts->cause) : NULL;
  HeddleSpanRef task;

  facts->ready_ns = (gint64) ((double) span->queued_s * HEDDLE_NS_PER_S);
  if (is_outside_of_threads (span)) {
    facts->waiting_ns = facts->end_ns - facts->start_ns;
    task = span->end_ns != HEDDLE_TIME_OPEN ? heddle_facts_find_task_of (trace, facts->ref) : 0;
    if (task != 0)
      facts->ready_ns = MAX (heddle_trace_get_span (trace, task)->start_ns - span->end_ns, 0);
  } else if (cause != NULL && is_outside_of_threads (cause) && cause->kind != HEDDLE_KIND_MESSAGE) {
    facts->waiting_ns = end_of (cause, now_ns) - cause->start_ns;
  }
}

/**
 * heddle_facts_get:
 * @marks: the marks of the trace
 * @ref: a span of it
 * @now_ns: where spans that go on end, from the run's origin
 * @facts: (out caller-allocates): what is known
 *
 * Returns: whether there is such a span
 */
gboolean
heddle_facts_get (HeddleMarkIndex *marks, HeddleSpanRef ref, gint64 now_ns, HeddleSpanFacts *facts)
{
  HeddleTrace *trace = heddle_mark_index_get_trace (marks);
  const HeddleSpan *span = ref != 0 ? heddle_trace_get_span (trace, ref) : NULL;
  const HeddleSite *site = span != NULL ? heddle_trace_get_site (trace, span->site) : NULL;
  gint64 zero_ns = MAX (heddle_trace_get_start_ns (trace), 0);

  *facts = (HeddleSpanFacts){ .ref = ref, .cpu_ns = -1, .connected_ns = -1, .sent_ns = -1, .first_byte_ns = -1 };
  if (span == NULL)
    return FALSE;
  facts->kind = span->kind;
  facts->state = span->state;
  facts->thread = HEDDLE_SPAN_REF_THREAD (ref);
  facts->is_open = span->end_ns == HEDDLE_TIME_OPEN;
  facts->start_ns = span->start_ns - zero_ns;
  facts->end_ns = end_of (span, now_ns) - zero_ns;
  facts->cpu_ns = span->cpu_s < 0 || facts->is_open ? -1 : (gint64) ((double) span->cpu_s * HEDDLE_NS_PER_S);
  facts->cause = heddle_trace_get_cause (trace, span);
  facts->request = find_request (trace, ref);
  if (site != NULL) {
    facts->label = site->label;
    facts->file = site->file;
    facts->line = site->line;
    facts->column = site->column;
  }
  for (const HeddleMark *mark = heddle_mark_index_get_first (marks, ref); mark != NULL;
       mark = heddle_mark_index_get_next (marks, mark))
    add_mark (trace, mark, zero_ns, facts);
  find_waits (trace, span, now_ns, facts);
  return TRUE;
}

/**
 * heddle_span_is_shown:
 *
 * Returns: whether the span is something that the program did or waited for, and not a sample of a thread
 */
gboolean
heddle_span_is_shown (const HeddleSpan *span)
{
  return span->kind != HEDDLE_KIND_ON_CORE && span->kind != HEDDLE_KIND_NO_CORE;
}

/* The first span of a thread that starts at or after a time: they come in the order of their starts, or nearly so. */
static guint32
first_at (HeddleTrace *trace, guint thread, gint64 time_ns)
{
  guint32 first = 1, end = heddle_trace_get_n_thread_spans (trace, thread) + 1;

  while (first < end) {
    guint32 middle = first + (end - first) / 2;

    if (heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, middle))->start_ns < time_ns)
      first = middle + 1;
    else
      end = middle;
  }
  return first;
}

static void
add_effects_in (HeddleTrace *trace, guint thread, HeddleSpanRef ref, HeddleKind only, guint n_max, GArray *effects)
{
  guint32 n_spans = heddle_trace_get_n_thread_spans (trace, thread);
  const HeddleSpan *span = heddle_trace_get_span (trace, ref);

  for (guint32 n = first_at (trace, thread, span->start_ns); n <= n_spans && effects->len < n_max; n++) {
    HeddleSpanRef effect = HEDDLE_SPAN_REF (thread, n);
    const HeddleSpan *other = heddle_trace_get_span (trace, effect);

    if (other->cause_counter != HEDDLE_SPAN_REF_COUNTER (ref) || other->cause_thread != HEDDLE_SPAN_REF_THREAD (ref) ||
        !heddle_span_is_shown (other) || effect == ref)
      continue;
    if (only == HEDDLE_KIND_NONE || other->kind == only)
      g_array_append_val (effects, effect);
  }
}

/**
 * heddle_facts_get_effects:
 * @ref: a span
 * @n_max: how many are enough
 * @effects: (element-type HeddleSpanRef): where to append
 *
 * What the span led to at once: the requests, timers and messages that it began, the task that took its answer.
 */
void
heddle_facts_get_effects (HeddleTrace *trace, HeddleSpanRef ref, guint n_max, GArray *effects)
{
  if (heddle_trace_get_span (trace, ref) == NULL)
    return;
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++)
    add_effects_in (trace, i, ref, HEDDLE_KIND_NONE, effects->len + n_max, effects);
}

/**
 * heddle_facts_find_task_of:
 * @ref: a request, timer, message or file
 *
 * Returns: the first task that it led to, or 0
 */
HeddleSpanRef
heddle_facts_find_task_of (HeddleTrace *trace, HeddleSpanRef ref)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  HeddleSpanRef first = 0;

  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    g_array_set_size (tasks, 0);
    add_effects_in (trace, i, ref, HEDDLE_KIND_TASK, 1, tasks);
    if (tasks->len > 0 &&
        (first == 0 || heddle_trace_get_span (trace, g_array_index (tasks, HeddleSpanRef, 0))->start_ns <
                         heddle_trace_get_span (trace, first)->start_ns))
      first = g_array_index (tasks, HeddleSpanRef, 0);
  }
  return first;
}
