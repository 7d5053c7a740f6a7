/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces from a file that Heddle saved, read in one pass.
 * Threads: one. A file may come from anywhere: every reference, time and word is checked before it is used. Spans are
 * ended in the order of time, as they were when they were recorded, so that they find the same rows again.
 */
#include "export/export.h"
#include "export/import-event.h"
#include "export/names.h"

#include "base/error.h"

#include <string.h>

#define RUNS_MAX 10000
#define THREADS_MAX 60000
#define LANES_MAX 65000
#define SITES_MAX (1u << 22)

typedef struct {
  gint64 end_ns;
  HeddleSpanRef ref;
  gfloat cpu_s;
} PendingEnd;

typedef struct {
  HeddleTrace *trace;
  GPtrArray *pending; /* for each thread a GArray of PendingEnd: a binary heap, the earliest first */
  gboolean closed;
  gint64 end_ns;
} Run;

typedef struct {
  HeddleJsonReader *reader;
  HeddleImportEvent event;
  GPtrArray *runs;    /* Run */
  GHashTable *by_pid; /* pid → index of its run + 1 */
  gint64 format;      /* 0 until it has been read */
} Import;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->trace);
  g_ptr_array_unref (run->pending);
  g_free (run);
}

static gboolean
fail (Import *self, GError **error, const char *what)
{
  heddle_json_reader_set_error (self->reader, error, what);
  return FALSE;
}

/* The heap of ends. */

static void
push_end (GArray *heap, PendingEnd end)
{
  guint i = heap->len;

  g_array_append_val (heap, end);
  while (i > 0 && g_array_index (heap, PendingEnd, (i - 1) / 2).end_ns > end.end_ns) {
    g_array_index (heap, PendingEnd, i) = g_array_index (heap, PendingEnd, (i - 1) / 2);
    i = (i - 1) / 2;
  }
  g_array_index (heap, PendingEnd, i) = end;
}

static PendingEnd
pop_end (GArray *heap)
{
  PendingEnd *ends = (PendingEnd *) heap->data;
  PendingEnd first = ends[0], last = ends[heap->len - 1];
  guint i = 0, child;

  g_array_set_size (heap, heap->len - 1);
  while ((child = 2 * i + 1) < heap->len) {
    child += child + 1 < heap->len && ends[child + 1].end_ns < ends[child].end_ns;
    if (ends[child].end_ns >= last.end_ns)
      break;
    ends[i] = ends[child];
    i = child;
  }
  if (heap->len > 0)
    ends[i] = last;
  return first;
}

static void
end_spans_until (Run *run, guint thread, gint64 time_ns)
{
  GArray *heap = g_ptr_array_index (run->pending, thread);

  while (heap->len > 0 && g_array_index (heap, PendingEnd, 0).end_ns <= time_ns) {
    PendingEnd end = pop_end (heap);

    heddle_trace_end_span (run->trace, end.ref, end.end_ns, end.cpu_s);
  }
}

/* Metadata. */

static gboolean
import_run (Import *self, gint64 pid, GError **error)
{
  const HeddleImportEvent *event = &self->event;
  gint64 origin_ns, closed;
  guint64 n_dropped;
  Run *run;

  if (g_hash_table_contains (self->by_pid, &pid))
    return fail (self, error, "a run that begins twice");
  if (self->runs->len == RUNS_MAX)
    return fail (self, error, "more than 10,000 runs");
  run = g_new0 (Run, 1);
  run->trace = heddle_trace_new ();
  run->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (self->runs, run);
  g_hash_table_insert (self->by_pid, g_memdup2 (&pid, sizeof pid), GUINT_TO_POINTER (self->runs->len));
  if (!heddle_import_event_get_integer (event, FIELD_ORIGIN, G_MININT64 / 4, G_MAXINT64 / 4, &origin_ns) ||
      !heddle_import_event_get_integer (event, FIELD_END, -1, G_MAXINT64 / 4, &run->end_ns) ||
      !heddle_import_event_get_integer (event, FIELD_CLOSED, 0, 1, &closed) ||
      !heddle_import_event_get_unsigned (event, FIELD_DROPPED, &n_dropped))
    return fail (self, error, "a run without its origin, end, closed or dropped");
  run->closed = closed != 0;
  heddle_trace_set_origin (run->trace, origin_ns);
  heddle_trace_add_dropped (run->trace, n_dropped);
  for (guint i = 0; i + 1 < event->info->len; i += 2)
    heddle_trace_set_info (run->trace, g_ptr_array_index (event->info, i), g_ptr_array_index (event->info, i + 1));
  return TRUE;
}

static gboolean
import_thread (Import *self, Run *run, GError **error)
{
  const HeddleImportEvent *event = &self->event;
  guint n_threads = heddle_trace_get_n_threads (run->trace);
  HeddleThread thread = { 0 };
  gint64 index, number;

  if (!heddle_import_event_get_integer (event, FIELD_INDEX, n_threads, n_threads, &index) || n_threads >= THREADS_MAX)
    return fail (self, error, "a thread out of order: expected the index of the next thread");
  if (!heddle_import_event_get_integer (event, FIELD_NUMBER, 0, G_MAXUINT16, &number) || !event->has[FIELD_LABEL] ||
      !event->has[FIELD_ROLE] || !heddle_role_from_id (event->text[FIELD_ROLE]->str, &thread.role) ||
      !heddle_import_event_get_integer (event, FIELD_START, 0, G_MAXINT64 / 4, &thread.start_ns) ||
      !heddle_import_event_get_integer (event, FIELD_CPU, G_MININT64, G_MAXINT64, &thread.cpu_ns) ||
      !heddle_import_event_get_integer (event, FIELD_NO_CORE, G_MININT64, G_MAXINT64, &thread.no_core_ns))
    return fail (self, error, "a thread without its number, role, label, start, cpu or no_core");
  thread.number = (guint) number;
  thread.name = event->text[FIELD_LABEL]->str;
  heddle_trace_add_thread (run->trace, &thread);
  g_ptr_array_add (run->pending, g_array_new (FALSE, FALSE, sizeof (PendingEnd)));
  return TRUE;
}

static gboolean
import_site (Import *self, Run *run, GError **error)
{
  const HeddleImportEvent *event = &self->event;
  guint32 n_sites = heddle_trace_get_n_sites (run->trace);
  gint64 index, line, column;

  if (!heddle_import_event_get_integer (event, FIELD_INDEX, n_sites, n_sites, &index) || n_sites >= SITES_MAX)
    return fail (self, error, "a site out of order: expected the index of the next site");
  if (!event->has[FIELD_LABEL] || !heddle_import_event_get_integer (event, FIELD_LINE, 0, G_MAXUINT32, &line) ||
      !heddle_import_event_get_integer (event, FIELD_COLUMN, 0, G_MAXUINT32, &column))
    return fail (self, error, "a site without its label, line or column");
  if (heddle_trace_add_site (run->trace, event->text[FIELD_LABEL]->str,
                             event->has[FIELD_FILE] ? event->text[FIELD_FILE]->str : NULL, (guint) line,
                             (guint) column) != n_sites)
    return fail (self, error, "a site that is there twice");
  return TRUE;
}

/* Spans and moments. */

static gboolean
get_site (Import *self, Run *run, guint32 *site)
{
  gint64 index;

  *site = 0;
  if (!self->event.has[FIELD_SITE])
    return TRUE;
  if (!heddle_import_event_get_integer (&self->event, FIELD_SITE, 0, heddle_trace_get_n_sites (run->trace) - 1, &index))
    return FALSE;
  *site = (guint32) index;
  return TRUE;
}

static gboolean
get_cause (Import *self, Run *run, HeddleEventField field, HeddleSpanRef *ref)
{
  return heddle_import_event_get_reference (&self->event, field, ref) &&
         (*ref == 0 || HEDDLE_SPAN_REF_THREAD (*ref) < heddle_trace_get_n_threads (run->trace));
}

static gboolean
get_kind (Import *self, HeddleEventField field, HeddleKind least, HeddleKind most, HeddleKind *kind)
{
  return self->event.has[field] && heddle_kind_from_id (self->event.text[field]->str, kind) && *kind >= least &&
         *kind <= most;
}

/* When a span ends: its duration for a slice, its `end` for a pair, never while it is open. */
static gboolean
get_end (Import *self, gint64 start_ns, gint64 *end_ns)
{
  gint64 duration_ns;

  *end_ns = HEDDLE_TIME_OPEN;
  if (heddle_import_event_is (&self->event, FIELD_PHASE, "X")) {
    if (!heddle_import_event_get_time (&self->event, FIELD_DURATION, &duration_ns))
      return FALSE;
    *end_ns = start_ns + duration_ns;
    return TRUE;
  }
  return !self->event.has[FIELD_END] ||
         heddle_import_event_get_integer (&self->event, FIELD_END, start_ns, G_MAXINT64 / 2, end_ns);
}

/* The call of an async function that a span is a part of. */
static gboolean
get_owner (Import *self, Run *run, guint thread, HeddleSpanRef *owner)
{
  const HeddleSpan *call;

  if (!heddle_import_event_get_reference (&self->event, FIELD_OF, owner) || HEDDLE_SPAN_REF_THREAD (*owner) != thread)
    return FALSE;
  call = heddle_trace_get_span (run->trace, *owner);
  return call != NULL && call->kind == HEDDLE_KIND_ASYNC;
}

static gboolean
add_span (Import *self, Run *run, guint thread, const HeddleSpan *span, guint64 value, HeddleSpanRef *ref)
{
  HeddleSpanRef owner;

  if (span->kind != HEDDLE_KIND_ASYNC_RUN && span->kind != HEDDLE_KIND_AWAIT) {
    *ref = heddle_trace_add_span (run->trace, thread, span, value);
    return TRUE;
  }
  if (!get_owner (self, run, thread, &owner))
    return FALSE;
  *ref = heddle_trace_add_part (run->trace, owner, span);
  return TRUE;
}

static gboolean
import_span (Import *self, Run *run, GError **error)
{
  const HeddleImportEvent *event = &self->event;
  HeddleSpan span = { .end_ns = HEDDLE_TIME_OPEN };
  PendingEnd end;
  HeddleSpanRef ref, cause;
  HeddleKind kind;
  HeddleState state;
  guint64 value = 0;
  guint thread;

  if (!heddle_import_event_get_reference (event, FIELD_ID, &ref) ||
      HEDDLE_SPAN_REF_THREAD (ref) >= heddle_trace_get_n_threads (run->trace))
    return fail (self, error, "a span whose id does not name a thread: expected THREAD.COUNTER");
  thread = HEDDLE_SPAN_REF_THREAD (ref);
  if (HEDDLE_SPAN_REF_COUNTER (ref) != heddle_trace_get_n_thread_spans (run->trace, thread) + 1)
    return fail (self, error, "a span out of order: expected the next counter of its thread");
  if (!get_kind (self, FIELD_CATEGORY, HEDDLE_KIND_TASK, HEDDLE_KIND_NO_CORE, &kind) || !event->has[FIELD_STATE] ||
      !heddle_state_from_id (event->text[FIELD_STATE]->str, &state))
    return fail (self, error, "a span of an unknown kind (cat) or state");
  if (!heddle_import_event_get_time (event, FIELD_TIME, &span.start_ns) || !get_end (self, span.start_ns, &end.end_ns))
    return fail (self, error, "a span whose time (ts, dur, end) cannot be");
  if (!get_site (self, run, &span.site) || !get_cause (self, run, FIELD_CAUSE, &cause))
    return fail (self, error, "a span whose site or cause does not exist");
  if (!heddle_import_event_get_seconds (event, FIELD_QUEUED, 0, &span.queued_s) ||
      !heddle_import_event_get_seconds (event, FIELD_CPU, -1, &end.cpu_s) ||
      (event->has[FIELD_VALUE] && !heddle_import_event_get_unsigned (event, FIELD_VALUE, &value)))
    return fail (self, error, "a span whose queued, cpu or value is not a number that can be");
  if (heddle_trace_get_n_lanes (run->trace) >= LANES_MAX)
    return fail (self, error, "more than 65,000 lanes");
  span.kind = (guint8) kind;
  span.state = (guint8) state;
  span.cause_thread = (guint16) HEDDLE_SPAN_REF_THREAD (cause);
  span.cause_counter = HEDDLE_SPAN_REF_COUNTER (cause);
  span.cpu_s = -1;
  end_spans_until (run, thread, span.start_ns);
  if (!add_span (self, run, thread, &span, value, &end.ref))
    return fail (self, error, "a stretch or a wait that is not a part (of) of an async call before it");
  if (end.end_ns != HEDDLE_TIME_OPEN)
    push_end (g_ptr_array_index (run->pending, thread), end);
  return TRUE;
}

static gboolean
get_moment (Import *self, Run *run, guint *thread, gint64 *time_ns, HeddleSpanRef *of)
{
  gint64 tid;

  if (!heddle_import_event_get_integer (&self->event, FIELD_TID, 1, heddle_trace_get_n_threads (run->trace), &tid) ||
      !heddle_import_event_get_time (&self->event, FIELD_TIME, time_ns) || !get_cause (self, run, FIELD_OF, of))
    return FALSE;
  *thread = (guint) tid - 1;
  return TRUE;
}

static gboolean
import_mark (Import *self, Run *run, GError **error)
{
  HeddleMark mark = { 0 };
  HeddleKind kind;
  guint thread;

  if (!get_moment (self, run, &thread, &mark.time_ns, &mark.of) || !get_site (self, run, &mark.site) ||
      !get_kind (self, FIELD_MARK, HEDDLE_KIND_FIRST_MARK, HEDDLE_KIND_END - 1, &kind) ||
      !heddle_import_event_get_unsigned (&self->event, FIELD_VALUE, &mark.value))
    return fail (self, error, "a mark whose kind, time, thread (tid), site, span (of) or value cannot be");
  mark.kind = (guint8) kind;
  mark.thread = (guint16) thread;
  heddle_trace_add_mark (run->trace, &mark);
  return TRUE;
}

static gboolean
import_console (Import *self, Run *run, GError **error)
{
  const HeddleImportEvent *event = &self->event;
  HeddleConsoleEntry entry = { .text = event->text[FIELD_TEXT]->str };

  if (!get_moment (self, run, &entry.thread, &entry.time_ns, &entry.span) || !event->has[FIELD_TEXT] ||
      !heddle_level_from_id (event->text[FIELD_LEVEL]->str, &entry.level))
    return fail (self, error, "a line of the console whose level, time, thread (tid), span (of) or text cannot be");
  heddle_trace_add_console (run->trace, &entry);
  return TRUE;
}

static gboolean
import_event (Import *self, GError **error)
{
  const HeddleImportEvent *event = &self->event;
  const char *phase = event->text[FIELD_PHASE]->str;
  gboolean is_metadata, is_span, is_moment;
  gint64 pid = 0;
  Run *run;

  if (!event->has[FIELD_PHASE])
    return fail (self, error, "an event without a phase (ph)");
  is_metadata = strcmp (phase, "M") == 0 && event->has[FIELD_NAME] &&
                g_str_has_prefix (event->text[FIELD_NAME]->str, "heddle_");
  is_span = event->has[FIELD_ID] && strlen (phase) == 1 && strchr ("XBb", phase[0]) != NULL;
  is_moment = strcmp (phase, "i") == 0 && (event->has[FIELD_MARK] || event->has[FIELD_LEVEL]);
  if (!is_metadata && !is_span && !is_moment)
    return TRUE;
  if (!heddle_import_event_get_integer (event, FIELD_PID, G_MININT64, G_MAXINT64, &pid))
    return fail (self, error, "an event without the number of its run (pid)");
  if (heddle_import_event_is (event, FIELD_NAME, "heddle_run") && is_metadata)
    return import_run (self, pid, error);
  if (!g_hash_table_contains (self->by_pid, &pid))
    return fail (self, error, "an event of a run that has not begun: expected its \"heddle_run\" before it");
  run = g_ptr_array_index (self->runs, GPOINTER_TO_UINT (g_hash_table_lookup (self->by_pid, &pid)) - 1);
  if (is_metadata && heddle_import_event_is (event, FIELD_NAME, "heddle_thread"))
    return import_thread (self, run, error);
  if (is_metadata && heddle_import_event_is (event, FIELD_NAME, "heddle_site"))
    return import_site (self, run, error);
  if (is_span)
    return import_span (self, run, error);
  if (is_moment)
    return event->has[FIELD_MARK] ? import_mark (self, run, error) : import_console (self, run, error);
  return TRUE;
}

/* The file. */

static gboolean
import_events (Import *self, GError **error)
{
  HeddleJsonToken token;

  while ((token = heddle_json_reader_next (self->reader, error)) == HEDDLE_JSON_OBJECT)
    if (!heddle_import_event_read (&self->event, self->reader, error) || !import_event (self, error))
      return FALSE;
  if (token == HEDDLE_JSON_ERROR)
    return FALSE;
  return token == HEDDLE_JSON_ARRAY_END || fail (self, error, "expected an event: an object");
}

static gboolean
import_other_data (Import *self, GError **error)
{
  HeddleJsonToken token;

  while ((token = heddle_json_reader_next (self->reader, error)) == HEDDLE_JSON_KEY) {
    gboolean is_format = strcmp (heddle_json_reader_get_text (self->reader), "heddle") == 0;

    token = heddle_json_reader_next (self->reader, error);
    if (is_format && token == HEDDLE_JSON_NUMBER &&
        !g_ascii_string_to_signed (heddle_json_reader_get_text (self->reader), 10, 1, G_MAXINT, &self->format, NULL))
      return fail (self, error, "the format of the trace is not a number that can be");
    if (self->format > HEDDLE_TRACE_FORMAT)
      return fail (self, error, "a newer Heddle has written this trace: expected format 1");
    if (!heddle_json_reader_skip (self->reader, token, error))
      return FALSE;
  }
  return token == HEDDLE_JSON_OBJECT_END;
}

static gboolean
import_top (Import *self, GError **error)
{
  HeddleJsonToken token = heddle_json_reader_next (self->reader, error);

  if (token == HEDDLE_JSON_ERROR)
    return FALSE;
  if (token != HEDDLE_JSON_OBJECT)
    return fail (self, error,
                 "not a trace that Heddle saved: expected an object with \"otherData\" and \"traceEvents\"");
  while ((token = heddle_json_reader_next (self->reader, error)) == HEDDLE_JSON_KEY) {
    gboolean is_other = strcmp (heddle_json_reader_get_text (self->reader), "otherData") == 0;
    gboolean is_events = strcmp (heddle_json_reader_get_text (self->reader), "traceEvents") == 0;

    token = heddle_json_reader_next (self->reader, error);
    if (is_other && token == HEDDLE_JSON_OBJECT) {
      if (!import_other_data (self, error))
        return FALSE;
    } else if (is_events && token == HEDDLE_JSON_ARRAY) {
      if (!import_events (self, error))
        return FALSE;
    } else if (!heddle_json_reader_skip (self->reader, token, error)) {
      return FALSE;
    }
  }
  if (token != HEDDLE_JSON_OBJECT_END || heddle_json_reader_next (self->reader, error) != HEDDLE_JSON_END)
    return FALSE;
  if (self->format == 0 || self->runs->len == 0)
    return fail (self, error, "not a trace that Heddle saved: expected \"heddle\" in \"otherData\", and a run");
  return TRUE;
}

static void
close_run (Run *run)
{
  for (guint i = 0; i < run->pending->len; i++)
    end_spans_until (run, i, G_MAXINT64);
  if (run->closed)
    heddle_trace_close (run->trace, run->end_ns);
}

/**
 * heddle_import_json:
 * @stream: a trace that heddle_export_json() has written, compressed or not
 * @name: what to call it in errors: its path
 * @error: where to put an error
 *
 * Returns: (transfer full) (element-type HeddleTrace) (nullable): the runs, or %NULL with HEDDLE_ERROR_SYNTAX where
 *   the file is not a trace, or with HEDDLE_ERROR_SYSTEM where it cannot be read
 */
GPtrArray *
heddle_import_json (GInputStream *stream, const char *name, GError **error)
{
  g_autoptr (HeddleJsonReader) reader = heddle_json_reader_new (stream, name);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (run_free);
  g_autoptr (GHashTable) by_pid = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Import import = { .reader = reader, .runs = runs, .by_pid = by_pid };
  GPtrArray *traces = NULL;

  heddle_import_event_init (&import.event);
  if (import_top (&import, error)) {
    traces = g_ptr_array_new_with_free_func (g_object_unref);
    for (guint i = 0; i < runs->len; i++) {
      Run *run = g_ptr_array_index (runs, i);

      close_run (run);
      g_ptr_array_add (traces, g_object_ref (run->trace));
    }
  }
  heddle_import_event_clear (&import.event);
  return traces;
}
