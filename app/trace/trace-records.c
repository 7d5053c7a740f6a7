/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's records on their way from the rings into its trace.
 * Threads: one. The records come from a process that runs somebody's program: each field is checked before it is used,
 * and the first one that cannot be true ends the reading with HEDDLE_ERROR_HOSTILE.
 */
#include "trace/trace-private.h"

#include "base/clock.h"
#include "base/error.h"

#include <string.h>

#define THREADS_MAX 60000
#define LANES_MAX 65000
#define SITES_MAX (1u << 24)
#define LAST_MARKS_MAX 200000
#define TEXT_MAX_BYTES (64u << 20)

static gboolean
hostile (GError **error, const char *what)
{
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_HOSTILE,
               "the runner wrote a record that cannot be true (%s): the run was stopped", what);
  return FALSE;
}

/* Times count from the run's origin; what lies before it, or in the far future, cannot be. */
static gboolean
to_run_time (HeddleTrace *self, gint64 clock_ns, gint64 *time_ns)
{
  if (clock_ns > self->possible_ns)
    self->possible_ns = heddle_clock_now () + HEDDLE_NS_PER_S;
  if (clock_ns < self->origin_ns || clock_ns > self->possible_ns)
    return FALSE;
  *time_ns = clock_ns - self->origin_ns;
  return TRUE;
}

/* The index of the thread with a number. Another ring may name it before its own ring is read: then it has no role
 * and no name yet. */
static gboolean
ensure_thread (HeddleTrace *self, guint64 number, guint *index)
{
  HeddleThread thread = { .number = (guint) number, .name = (char *) "", .cpu_ns = -1, .no_core_ns = -1 };
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_number, GUINT_TO_POINTER (number)));

  if (found == 0) {
    if (number == 0 || number > G_MAXUINT16 || self->threads->len >= THREADS_MAX)
      return FALSE;
    found = heddle_trace_add_thread (self, &thread) + 1;
  }
  *index = found - 1;
  return TRUE;
}

static gboolean
append_thread (HeddleTrace *self, guint ring, const HeddleRecord *record, gint64 time_ns, GError **error)
{
  TraceThread *thread;
  guint index;

  if (record->aux == HEDDLE_ROLE_NONE || record->aux > HEDDLE_ROLE_SAMPLER || !ensure_thread (self, record->a, &index))
    return hostile (error, "thread");
  thread = heddle_trace_peek_thread (self, index);
  if (thread->public.role != HEDDLE_ROLE_NONE)
    return hostile (error, "a thread that starts twice");
  thread->public.role = record->aux;
  g_free (thread->public.name);
  thread->public.name = g_utf8_make_valid ((const char *) (record + 1), record->n_text_bytes);
  thread->public.start_ns = time_ns;
  if (ring >= self->ring_threads->len)
    g_array_set_size (self->ring_threads, ring + 1);
  g_array_index (self->ring_threads, guint, ring) = index + 1;
  return TRUE;
}

static gboolean
append_site (HeddleTrace *self, TraceThread *thread, const HeddleRecord *record, GError **error)
{
  const char *text = (const char *) (record + 1);
  const char *end = memchr (text, '\0', record->n_text_bytes);
  g_autofree char *label = NULL;
  g_autofree char *file = NULL;
  guint32 site;

  if (end == NULL || record->site != thread->sites->len + 1 || self->n_sites_told >= SITES_MAX)
    return hostile (error, "site");
  label = g_utf8_make_valid (text, end - text);
  if (end + 1 < text + record->n_text_bytes)
    file = g_utf8_make_valid (end + 1, text + record->n_text_bytes - end - 1);
  site = heddle_trace_add_site (self, label, file, (guint) (record->b >> 32), (guint) record->b);
  g_array_append_val (thread->sites, site);
  self->n_sites_told++;
  return TRUE;
}

static gboolean
to_trace_site (TraceThread *thread, guint32 site, guint32 *trace_site)
{
  *trace_site = 0;
  if (site == 0)
    return TRUE;
  if (site > thread->sites->len)
    return FALSE;
  *trace_site = g_array_index (thread->sites, guint32, site - 1);
  return TRUE;
}

/* A cause may lie in a ring that is read later: neither its thread nor its counter need be there yet. */
static void
to_trace_cause (HeddleTrace *self, HeddleSpanId id, HeddleSpan *span)
{
  guint index;

  if (id == HEDDLE_SPAN_NONE || HEDDLE_SPAN_COUNTER (id) > G_MAXUINT32 ||
      !ensure_thread (self, HEDDLE_SPAN_THREAD (id), &index))
    return;
  span->cause_thread = (guint16) index;
  span->cause_counter = (guint32) HEDDLE_SPAN_COUNTER (id);
}

static gboolean
is_part (HeddleKind kind)
{
  return kind == HEDDLE_KIND_ASYNC_RUN || kind == HEDDLE_KIND_AWAIT;
}

/* A stretch or a wait of an async function that goes on. */
static gboolean
append_part (HeddleTrace *self, guint index, const HeddleRecord *record, HeddleSpan *span, GError **error)
{
  HeddleSpanRef owner = HEDDLE_SPAN_REF (index, record->owner);
  const HeddleSpan *call = heddle_trace_get_span (self, owner);
  gint64 queued_ns = span->start_ns;

  if (call == NULL || call->kind != HEDDLE_KIND_ASYNC || call->end_ns != HEDDLE_TIME_OPEN)
    return hostile (error, "part of a call that does not run");
  if (span->start_ns < call->start_ns || (record->c != 0 && !to_run_time (self, (gint64) record->c, &queued_ns)))
    return hostile (error, "time of a part of a call");
  if (queued_ns < span->start_ns)
    span->queued_s = (gfloat) ((double) (span->start_ns - queued_ns) / HEDDLE_NS_PER_S);
  heddle_trace_add_part (self, owner, span);
  return TRUE;
}

static gboolean
append_span (HeddleTrace *self, guint index, const HeddleRecord *record, gint64 time_ns, GError **error)
{
  TraceThread *thread = heddle_trace_peek_thread (self, index);
  gboolean is_whole = record->type == HEDDLE_RECORD_SPAN;
  gint64 other_ns = time_ns;
  HeddleSpan span = {
    .start_ns = time_ns, .end_ns = HEDDLE_TIME_OPEN, .kind = record->kind, .state = record->state, .cpu_s = -1
  };

  if (record->kind == HEDDLE_KIND_NONE || record->kind > HEDDLE_KIND_NO_CORE || record->state > HEDDLE_STATE_WAITING ||
      thread->spans.n_items >= G_MAXUINT32 - 1 || self->lanes->len >= LANES_MAX)
    return hostile (error, "kind of a span");
  if (!to_trace_site (thread, record->site, &span.site))
    return hostile (error, "site of a span");
  if (record->b != 0 && !to_run_time (self, (gint64) record->b, &other_ns))
    return hostile (error, "time of a span");
  if (is_whole)
    span.end_ns = MAX (other_ns, time_ns);
  else if (other_ns < time_ns)
    span.queued_s = (gfloat) ((double) (time_ns - other_ns) / HEDDLE_NS_PER_S);
  to_trace_cause (self, record->a, &span);
  if (heddle_trace_is_full (self)) {
    thread->n_left_out++;
    heddle_trace_add_dropped (self, 1);
    return TRUE;
  }
  if (is_part (record->kind))
    return append_part (self, index, record, &span, error);
  heddle_trace_add_span (self, index, &span, is_whole ? record->c : 0);
  return TRUE;
}

static gboolean
append_end (HeddleTrace *self, guint index, const HeddleRecord *record, gint64 time_ns, GError **error)
{
  TraceThread *thread = heddle_trace_peek_thread (self, index);
  guint64 counter = HEDDLE_SPAN_COUNTER (record->a);
  HeddleSpan *span;

  if (HEDDLE_SPAN_THREAD (record->a) != thread->public.number || counter == 0 ||
      counter > thread->spans.n_items + thread->n_left_out)
    return hostile (error, "end of a span that never began");
  if (counter > thread->spans.n_items)
    return TRUE;
  span = heddle_blocks_get (&thread->spans, counter - 1);
  if (span->end_ns != HEDDLE_TIME_OPEN)
    return hostile (error, "a span that ends twice");
  heddle_trace_end_span (self, HEDDLE_SPAN_REF (index, (guint32) counter), time_ns,
                         record->b > 0 ? (gfloat) ((double) record->b / HEDDLE_NS_PER_S) : -1);
  return TRUE;
}

/* What a run and its threads say of themselves has room when the rest has none. */
static gboolean
has_room_for_mark (HeddleTrace *self, guint kind)
{
  if (!heddle_trace_is_full (self))
    return TRUE;
  return kind >= HEDDLE_MARK_FIRST_STATEMENT && kind != HEDDLE_MARK_FRAME && self->n_last_marks++ < LAST_MARKS_MAX;
}

static gboolean
append_mark (HeddleTrace *self, guint index, const HeddleRecord *record, gint64 time_ns, GError **error)
{
  HeddleMark mark = { .time_ns = time_ns, .value = record->b, .thread = (guint16) index, .kind = record->kind };
  HeddleSpan cause = { 0 };

  if (record->kind < HEDDLE_KIND_FIRST_MARK || record->kind >= HEDDLE_KIND_END)
    return hostile (error, "kind of a mark");
  if (!to_trace_site (heddle_trace_peek_thread (self, index), record->site, &mark.site))
    return hostile (error, "site of a mark");
  to_trace_cause (self, record->a, &cause);
  mark.of = heddle_trace_get_cause (self, &cause);
  if (!has_room_for_mark (self, record->kind)) {
    heddle_trace_add_dropped (self, 1);
    return TRUE;
  }
  /* The sampler's sums are about another thread. */
  if (record->kind == HEDDLE_MARK_CPU || record->kind == HEDDLE_MARK_NO_CORE)
    mark.thread = cause.cause_thread;
  heddle_trace_add_mark (self, &mark);
  return TRUE;
}

static gboolean
append_text (HeddleTrace *self, guint index, const HeddleRecord *record, gint64 time_ns, GError **error)
{
  TraceThread *thread = heddle_trace_peek_thread (self, index);
  HeddleConsoleEntry entry = { .time_ns = time_ns, .thread = index, .level = record->aux };
  HeddleSpan cause = { 0 };
  g_autofree char *text = NULL;

  if (record->aux > HEDDLE_LEVEL_ERROR)
    return hostile (error, "console level");
  if (thread->text == NULL)
    thread->text = g_string_new (NULL);
  if (thread->text->len < TEXT_MAX_BYTES)
    g_string_append_len (thread->text, (const char *) (record + 1), record->n_text_bytes);
  if (record->state != 0)
    return TRUE;
  if (thread->text->len > 0 && thread->text->str[thread->text->len - 1] == '\n')
    g_string_truncate (thread->text, thread->text->len - 1);
  text = g_utf8_make_valid (thread->text->str, (gssize) thread->text->len);
  entry.text = text;
  to_trace_cause (self, record->a, &cause);
  entry.span = heddle_trace_get_cause (self, &cause);
  heddle_trace_add_console (self, &entry);
  g_string_truncate (thread->text, 0);
  return TRUE;
}

/**
 * heddle_trace_append_record:
 * @ring: the number of the ring that it came from
 * @record: the record; trusted in nothing but its length
 * @error: where to put an error
 *
 * Returns: %FALSE with HEDDLE_ERROR_HOSTILE when it cannot be true
 */
gboolean
heddle_trace_append_record (HeddleTrace *self, guint ring, const HeddleRecord *record, GError **error)
{
  gint64 time_ns;
  guint index;

  if (!to_run_time (self, record->time_ns, &time_ns))
    return hostile (error, "time");
  if (record->type == HEDDLE_RECORD_THREAD)
    return append_thread (self, ring, record, time_ns, error);
  if (ring >= self->ring_threads->len || g_array_index (self->ring_threads, guint, ring) == 0)
    return hostile (error, "a record before its thread");
  index = g_array_index (self->ring_threads, guint, ring) - 1;
  switch ((HeddleRecordType) record->type) {
  case HEDDLE_RECORD_SITE:
    return append_site (self, heddle_trace_peek_thread (self, index), record, error);
  case HEDDLE_RECORD_BEGIN:
  case HEDDLE_RECORD_SPAN:
    return append_span (self, index, record, time_ns, error);
  case HEDDLE_RECORD_END:
    return append_end (self, index, record, time_ns, error);
  case HEDDLE_RECORD_MARK:
    return append_mark (self, index, record, time_ns, error);
  case HEDDLE_RECORD_TEXT:
    return append_text (self, index, record, time_ns, error);
  case HEDDLE_RECORD_DROPPED:
    heddle_trace_add_dropped (self, record->a);
    return TRUE;
  default:
    return hostile (error, "type");
  }
}

static gboolean
append_from_ring (guint ring, const HeddleRecord *record, gpointer trace, GError **error)
{
  return heddle_trace_append_record (trace, ring, record, error);
}

/**
 * heddle_trace_read_rings:
 * @rings: the reading end
 * @error: where to put an error
 *
 * Appends all that is in the rings now.
 *
 * Returns: %FALSE with HEDDLE_ERROR_HOSTILE when a record cannot be true; what came before it is kept
 */
gboolean
heddle_trace_read_rings (HeddleTrace *self, HeddleRings *rings, GError **error)
{
  return heddle_rings_read (rings, append_from_ring, self, error);
}
