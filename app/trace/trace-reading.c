/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a trace tells.
 * Threads: one.
 */
#include "trace/trace-private.h"

#define PLACE_CAUSES_MAX 4

const HeddleSpan *
heddle_trace_get_span (HeddleTrace *self, HeddleSpanRef ref)
{
  return heddle_trace_peek_span (self, ref);
}

guint64
heddle_trace_get_span_value (HeddleTrace *self, HeddleSpanRef ref)
{
  const guint64 *value = g_hash_table_lookup (self->values, &ref);

  return value != NULL ? *value : 0;
}

HeddleSpanRef
heddle_trace_get_cause (HeddleTrace *self, const HeddleSpan *span)
{
  return span->cause_counter == 0 ? 0 : HEDDLE_SPAN_REF (span->cause_thread, span->cause_counter);
}

/**
 * heddle_trace_get_owner:
 * @part: a stretch or a wait of an async function
 *
 * Returns: the call that it is a part of; 0 for what is no such part
 */
HeddleSpanRef
heddle_trace_get_owner (HeddleTrace *self, HeddleSpanRef part)
{
  const HeddleSpan *span = heddle_trace_get_span (self, part);
  TraceThread *thread = heddle_trace_peek_thread (self, HEDDLE_SPAN_REF_THREAD (part));
  const GArray *calls;
  guint first = 0, end;

  if (span == NULL || (span->kind != HEDDLE_KIND_ASYNC_RUN && span->kind != HEDDLE_KIND_AWAIT))
    return 0;
  if (thread->lanes[HEDDLE_LANE_PARTS] == NULL || span->lane != thread->lane_index[HEDDLE_LANE_PARTS])
    return 0;
  calls = g_ptr_array_index (heddle_lane_writer_get_lane (thread->lanes[HEDDLE_LANE_ASYNC])->rows, span->depth);
  /* The last one of the row that began before it. */
  for (end = calls->len; end - first > 1;) {
    guint middle = first + (end - first) / 2;
    const HeddleSpan *call = heddle_blocks_get (&thread->spans, g_array_index (calls, guint32, middle) - 1u);

    if (call->start_ns <= span->start_ns)
      first = middle;
    else
      end = middle;
  }
  return HEDDLE_SPAN_REF (HEDDLE_SPAN_REF_THREAD (part), g_array_index (calls, guint32, first));
}

guint64
heddle_trace_get_n_spans (HeddleTrace *self)
{
  return self->n_spans;
}

guint32
heddle_trace_get_n_thread_spans (HeddleTrace *self, guint thread)
{
  return (guint32) heddle_trace_peek_thread (self, thread)->spans.n_items;
}

guint
heddle_trace_get_n_threads (HeddleTrace *self)
{
  return self->threads->len;
}

const HeddleThread *
heddle_trace_get_thread (HeddleTrace *self, guint thread)
{
  return &heddle_trace_peek_thread (self, thread)->public;
}

guint
heddle_trace_get_n_lanes (HeddleTrace *self)
{
  return self->lanes->len;
}

const HeddleLane *
heddle_trace_get_lane (HeddleTrace *self, guint lane)
{
  return g_ptr_array_index (self->lanes, lane);
}

guint
heddle_trace_lane_get_n_rows (const HeddleLane *lane)
{
  return lane->rows->len;
}

guint
heddle_trace_lane_get_n_spans (const HeddleLane *lane, guint row)
{
  return ((GArray *) g_ptr_array_index (lane->rows, row))->len;
}

HeddleSpanRef
heddle_trace_lane_get_ref (const HeddleLane *lane, guint row, guint index)
{
  const GArray *counters = g_ptr_array_index (lane->rows, row);

  return HEDDLE_SPAN_REF (lane->owner, g_array_index (counters, guint32, index));
}

guint32
heddle_trace_get_n_sites (HeddleTrace *self)
{
  return self->sites->len;
}

/**
 * heddle_trace_get_site:
 *
 * Returns: (nullable): the site, or %NULL for 0
 */
const HeddleSite *
heddle_trace_get_site (HeddleTrace *self, guint32 site)
{
  return site > 0 && site < self->sites->len ? g_ptr_array_index (self->sites, site) : NULL;
}

guint64
heddle_trace_get_n_marks (HeddleTrace *self)
{
  return self->marks.n_items;
}

const HeddleMark *
heddle_trace_get_mark (HeddleTrace *self, guint64 index)
{
  return heddle_blocks_get (&self->marks, index);
}

guint64
heddle_trace_get_n_dropped (HeddleTrace *self)
{
  return self->n_dropped;
}

gint64
heddle_trace_get_origin_ns (HeddleTrace *self)
{
  return self->origin_ns;
}

/**
 * heddle_trace_get_start_ns:
 *
 * Returns: when the first statement ran, from the run's origin; -1 when it has not yet
 */
gint64
heddle_trace_get_start_ns (HeddleTrace *self)
{
  return self->start_ns;
}

/**
 * heddle_trace_get_end_ns:
 *
 * Returns: when the last task ended, from the run's origin; -1 while the run goes on
 */
gint64
heddle_trace_get_end_ns (HeddleTrace *self)
{
  return self->end_ns;
}

gint64
heddle_trace_get_last_ns (HeddleTrace *self)
{
  return self->last_ns;
}

gboolean
heddle_trace_is_closed (HeddleTrace *self)
{
  return self->closed;
}

/**
 * heddle_trace_is_waiting_for_input:
 *
 * Returns: whether the run has nothing to do any more but to wait for input
 */
gboolean
heddle_trace_is_waiting_for_input (HeddleTrace *self)
{
  return !self->closed && self->waiting_since_ns > self->last_input_ns;
}

guint
heddle_trace_get_waiting_at_once (HeddleTrace *self)
{
  return self->waiting.most;
}

guint
heddle_trace_get_computing_at_once (HeddleTrace *self)
{
  return self->computing.most;
}

/**
 * heddle_trace_set_info:
 * @key: what; see the exporter for the keys that have a meaning
 * @value: (nullable): %NULL to remove
 */
void
heddle_trace_set_info (HeddleTrace *self, const char *key, const char *value)
{
  if (value == NULL)
    g_hash_table_remove (self->info, key);
  else
    g_hash_table_insert (self->info, g_strdup (key), g_strdup (value));
}

const char *
heddle_trace_get_info (HeddleTrace *self, const char *key)
{
  return g_hash_table_lookup (self->info, key);
}

GHashTable *
heddle_trace_get_all_info (HeddleTrace *self)
{
  return self->info;
}

/**
 * heddle_trace_find_place:
 * @ref: a span
 *
 * Returns: (nullable): the site of the place in the program that it comes from: its own, or that of what led to it: a
 *   timer's for its task; %NULL when it is not known
 */
const HeddleSite *
heddle_trace_find_place (HeddleTrace *self, HeddleSpanRef ref)
{
  for (guint i = 0; i < PLACE_CAUSES_MAX && ref != 0; i++) {
    const HeddleSpan *span = heddle_trace_get_span (self, ref);
    const HeddleSite *site = span != NULL ? heddle_trace_get_site (self, span->site) : NULL;

    if (site != NULL && site->file != NULL && site->line > 0)
      return site;
    if (span == NULL || (i > 0 && span->kind == HEDDLE_KIND_TASK))
      return NULL;
    ref = heddle_trace_get_owner (self, ref);
    if (ref == 0)
      ref = heddle_trace_get_cause (self, span);
  }
  return NULL;
}
