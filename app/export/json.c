/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces as Chrome Trace Event JSON: a process for each run. What other viewers need stands in the events' own fields,
 * what Heddle needs to rebuild the trace in their `args`, and in metadata events whose names begin with "heddle_".
 * Threads: the traces'. Spans stand thread by thread in the order in which they were recorded.
 */
#include "export/export.h"
#include "export/names.h"
#include "export/output.h"

/* The sampler's view of a thread is a thread of its own for other viewers. */
#define CORE_TID 1000000
#define CAUSES_MAX 32

typedef struct {
  HeddleOutput output;
  HeddleTrace *trace;
  guint pid;
  guint64 n_flows;
  gboolean any;
  GArray *open_ends;     /* gint64: ends of the slices around the next one, innermost last */
  gint64 slice_start_ns; /* of the last slice */
  gint64 *core_ends_ns;  /* for each thread, the end of its last slice on a core */
} Writer;

static void
begin_event (Writer *self, const char *phase, const char *category, const char *name, guint tid, gint64 time_ns)
{
  HeddleOutput *output = &self->output;

  heddle_output_flush_some (output);
  heddle_output_addf (output, "%s{\"ph\":\"%s\",\"pid\":%u,\"tid\":%u,\"ts\":", self->any ? ",\n" : "", phase,
                      self->pid, tid);
  heddle_output_add_thousandths (output, time_ns);
  heddle_output_addf (output, ",\"cat\":\"%s\",\"name\":", category);
  heddle_output_add_json_string (output, name);
  self->any = TRUE;
}

static void
begin_metadata (Writer *self, const char *name, guint tid)
{
  heddle_output_flush_some (&self->output);
  heddle_output_addf (&self->output, "%s{\"ph\":\"M\",\"pid\":%u,\"tid\":%u,\"name\":\"%s\",\"args\":{",
                      self->any ? ",\n" : "", self->pid, tid, name);
  self->any = TRUE;
}

static void
add_member (Writer *self, const char *name, const char *text)
{
  heddle_output_addf (&self->output, "\"%s\":", name);
  heddle_output_add_json_string (&self->output, text);
}

static void
add_reference (Writer *self, const char *name, HeddleSpanRef ref)
{
  heddle_output_addf (&self->output, ",\"%s\":\"%u.%u\"", name, HEDDLE_SPAN_REF_THREAD (ref),
                      HEDDLE_SPAN_REF_COUNTER (ref));
}

/* Metadata. */

static void
add_name_and_rank (Writer *self, const char *what, guint tid, const char *name, guint rank)
{
  g_autofree char *name_event = g_strconcat (what, "_name", NULL);
  g_autofree char *rank_event = g_strconcat (what, "_sort_index", NULL);

  begin_metadata (self, name_event, tid);
  add_member (self, "name", name);
  heddle_output_add (&self->output, "}}");
  begin_metadata (self, rank_event, tid);
  heddle_output_addf (&self->output, "\"sort_index\":%u}}", rank);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
add_run (Writer *self)
{
  const char *title = heddle_trace_get_info (self->trace, "title");
  GHashTable *info = heddle_trace_get_all_info (self->trace);
  guint n_keys;
  g_autofree char **keys = (char **) g_hash_table_get_keys_as_array (info, &n_keys);

  add_name_and_rank (self, "process", 1, title != NULL ? title : "run", self->pid);
  begin_metadata (self, "heddle_run", 1);
  heddle_output_addf (&self->output,
                      "\"origin\":%" G_GINT64_FORMAT ",\"dropped\":%" G_GUINT64_FORMAT
                      ",\"closed\":%d,\"start\":%" G_GINT64_FORMAT ",\"end\":%" G_GINT64_FORMAT ",\"info\":{",
                      heddle_trace_get_origin_ns (self->trace), heddle_trace_get_n_dropped (self->trace),
                      heddle_trace_is_closed (self->trace), heddle_trace_get_start_ns (self->trace),
                      heddle_trace_get_end_ns (self->trace));
  qsort (keys, n_keys, sizeof *keys, compare_keys);
  for (guint i = 0; i < n_keys; i++) {
    heddle_output_add (&self->output, i > 0 ? "," : "");
    heddle_output_add_json_string (&self->output, keys[i]);
    heddle_output_add (&self->output, ":");
    heddle_output_add_json_string (&self->output, g_hash_table_lookup (info, keys[i]));
  }
  heddle_output_add (&self->output, "}}}");
}

static void
add_thread (Writer *self, guint index)
{
  const HeddleThread *thread = heddle_trace_get_thread (self->trace, index);

  add_name_and_rank (self, "thread", index + 1, thread->name, index + 1);
  begin_metadata (self, "heddle_thread", index + 1);
  heddle_output_addf (&self->output,
                      "\"index\":%u,\"number\":%u,\"role\":\"%s\",\"start\":%" G_GINT64_FORMAT
                      ",\"cpu\":%" G_GINT64_FORMAT ",\"no_core\":%" G_GINT64_FORMAT ",",
                      index, thread->number, heddle_role_get_id (thread->role), thread->start_ns, thread->cpu_ns,
                      thread->no_core_ns);
  add_member (self, "label", thread->name);
  heddle_output_add (&self->output, "}}");
}

static void
add_site (Writer *self, guint32 index)
{
  const HeddleSite *site = heddle_trace_get_site (self->trace, index);

  begin_metadata (self, "heddle_site", 1);
  heddle_output_addf (&self->output, "\"index\":%u,\"line\":%u,\"column\":%u,", index, site->line, site->column);
  add_member (self, "label", site->label);
  if (site->file != NULL) {
    heddle_output_add (&self->output, ",");
    add_member (self, "file", site->file);
  }
  heddle_output_add (&self->output, "}}");
}

/* Spans. */

static gboolean
is_slice_kind (HeddleKind kind)
{
  return kind == HEDDLE_KIND_TASK || kind == HEDDLE_KIND_MICROTASK || kind == HEDDLE_KIND_EVALUATE ||
         kind == HEDDLE_KIND_GC || kind == HEDDLE_KIND_BLOCKED;
}

/* Slices of a thread must lie inside one another. Whatever does not is written as a pair of asynchronous events. */
static gboolean
nests (Writer *self, const HeddleSpan *span)
{
  GArray *ends = self->open_ends;

  if (span->start_ns < self->slice_start_ns)
    return FALSE;
  while (ends->len > 0 && g_array_index (ends, gint64, ends->len - 1) <= span->start_ns)
    g_array_set_size (ends, ends->len - 1);
  if (ends->len > 0 && g_array_index (ends, gint64, ends->len - 1) < span->end_ns)
    return FALSE;
  g_array_append_val (ends, span->end_ns);
  self->slice_start_ns = span->start_ns;
  return TRUE;
}

static gboolean
follows_on_core (Writer *self, const HeddleSpan *span, guint *tid)
{
  guint about = span->cause_thread;

  if (about >= heddle_trace_get_n_threads (self->trace) || span->start_ns < self->core_ends_ns[about])
    return FALSE;
  self->core_ends_ns[about] = span->end_ns;
  *tid = CORE_TID + about;
  return TRUE;
}

static void
add_span_args (Writer *self, HeddleSpanRef ref, const HeddleSpan *span)
{
  HeddleOutput *output = &self->output;
  const HeddleSite *site = heddle_trace_get_site (self->trace, span->site);
  guint64 value = heddle_trace_get_span_value (self->trace, ref);
  HeddleSpanRef owner = heddle_trace_get_owner (self->trace, ref);

  heddle_output_addf (output, ",\"args\":{\"id\":\"%u.%u\",\"state\":\"%s\"", HEDDLE_SPAN_REF_THREAD (ref),
                      HEDDLE_SPAN_REF_COUNTER (ref), heddle_state_get_id (span->state));
  if (span->site != 0)
    heddle_output_addf (output, ",\"site\":%u", span->site);
  if (span->cause_thread != 0 || span->cause_counter != 0)
    add_reference (self, "cause", HEDDLE_SPAN_REF (span->cause_thread, span->cause_counter));
  if (owner != 0)
    add_reference (self, "of", owner);
  if (span->queued_s != 0) {
    heddle_output_add (output, ",\"queued\":");
    heddle_output_add_double (output, "%.9g", (double) span->queued_s);
  }
  if (span->cpu_s >= 0) {
    heddle_output_add (output, ",\"cpu\":");
    heddle_output_add_double (output, "%.9g", (double) span->cpu_s);
  }
  if (value != 0)
    heddle_output_addf (output, ",\"value\":%" G_GUINT64_FORMAT, value);
  if (site != NULL && site->file != NULL) {
    heddle_output_add (output, ",");
    add_member (self, "file", site->file);
    heddle_output_addf (output, ",\"line\":%u,\"column\":%u", site->line, site->column);
  }
}

/* An arrow to a task from the moment in the slice that led to it: where the request, timer or message began between
 * the two. */
static void
add_flow (Writer *self, guint tid, const HeddleSpan *task)
{
  HeddleSpanRef ref = heddle_trace_get_cause (self->trace, task);
  gint64 time_ns = task->start_ns;

  for (guint i = 0; i < CAUSES_MAX && ref != 0; i++) {
    const HeddleSpan *cause = heddle_trace_get_span (self->trace, ref);

    if (cause == NULL)
      return;
    if (is_slice_kind (cause->kind) && cause->end_ns != HEDDLE_TIME_OPEN) {
      time_ns = CLAMP (time_ns, cause->start_ns, MAX (cause->end_ns - 1, cause->start_ns));
      self->n_flows++;
      begin_event (self, "s", "cause", "cause", HEDDLE_SPAN_REF_THREAD (ref) + 1, time_ns);
      heddle_output_addf (&self->output, ",\"id\":%" G_GUINT64_FORMAT "}", self->n_flows);
      begin_event (self, "f", "cause", "cause", tid, MAX (task->start_ns, time_ns));
      heddle_output_addf (&self->output, ",\"bp\":\"e\",\"id\":%" G_GUINT64_FORMAT "}", self->n_flows);
      return;
    }
    time_ns = MIN (time_ns, cause->start_ns);
    ref = heddle_trace_get_cause (self->trace, cause);
  }
}

static void
add_slice (Writer *self, HeddleSpanRef ref, const HeddleSpan *span, const char *name, guint tid)
{
  gboolean is_open = span->end_ns == HEDDLE_TIME_OPEN;

  begin_event (self, is_open ? "B" : "X", heddle_kind_get_id (span->kind), name, tid, span->start_ns);
  if (!is_open) {
    heddle_output_add (&self->output, ",\"dur\":");
    heddle_output_add_thousandths (&self->output, span->end_ns - span->start_ns);
  }
  add_span_args (self, ref, span);
  heddle_output_add (&self->output, "}}");
  if (span->kind == HEDDLE_KIND_TASK)
    add_flow (self, tid, span);
}

static void
add_async (Writer *self, HeddleSpanRef ref, const HeddleSpan *span, const char *name, guint tid)
{
  const char *kind = heddle_kind_get_id (span->kind);
  g_autofree char *id = g_strdup_printf (",\"id2\":{\"local\":\"%u.%u\"}", HEDDLE_SPAN_REF_THREAD (ref),
                                         HEDDLE_SPAN_REF_COUNTER (ref));

  begin_event (self, "b", kind, name, tid, span->start_ns);
  heddle_output_add (&self->output, id);
  add_span_args (self, ref, span);
  if (span->end_ns != HEDDLE_TIME_OPEN)
    heddle_output_addf (&self->output, ",\"end\":%" G_GINT64_FORMAT, span->end_ns);
  heddle_output_add (&self->output, "}}");
  if (span->end_ns == HEDDLE_TIME_OPEN)
    return;
  begin_event (self, "e", kind, name, tid, span->end_ns);
  heddle_output_add (&self->output, id);
  heddle_output_add (&self->output, "}");
}

static void
add_spans (Writer *self, guint thread)
{
  guint32 n_spans = heddle_trace_get_n_thread_spans (self->trace, thread);

  g_array_set_size (self->open_ends, 0);
  self->slice_start_ns = 0;
  for (guint32 counter = 1; counter <= n_spans; counter++) {
    HeddleSpanRef ref = HEDDLE_SPAN_REF (thread, counter);
    const HeddleSpan *span = heddle_trace_get_span (self->trace, ref);
    const HeddleSite *site = heddle_trace_get_site (self->trace, span->site);
    const char *name = site != NULL && site->label[0] != '\0' ? site->label : heddle_kind_get_id (span->kind);
    gboolean is_core = span->kind == HEDDLE_KIND_ON_CORE || span->kind == HEDDLE_KIND_NO_CORE;
    guint tid = thread + 1;

    if (is_core ? follows_on_core (self, span, &tid) : is_slice_kind (span->kind) && nests (self, span))
      add_slice (self, ref, span, name, tid);
    else
      add_async (self, ref, span, name, tid);
  }
}

/* Moments. */

static void
add_mark (Writer *self, const HeddleMark *mark)
{
  const HeddleSite *site = heddle_trace_get_site (self->trace, mark->site);
  const char *kind = heddle_kind_get_id (mark->kind);

  begin_event (self, "i", "mark", mark->kind == HEDDLE_MARK_USER && site != NULL ? site->label : kind, mark->thread + 1,
               mark->time_ns);
  heddle_output_addf (&self->output, ",\"s\":\"t\",\"args\":{\"mark\":\"%s\",\"value\":%" G_GUINT64_FORMAT, kind,
                      mark->value);
  if (mark->site != 0)
    heddle_output_addf (&self->output, ",\"site\":%u", mark->site);
  if (mark->of != 0)
    add_reference (self, "of", mark->of);
  heddle_output_add (&self->output, "}}");
}

static void
add_console (Writer *self, const HeddleConsoleEntry *entry)
{
  const char *level = heddle_level_get_id (entry->level);
  g_autofree char *name = g_strconcat ("console.", level, NULL);

  begin_event (self, "i", "console", name, entry->thread + 1, entry->time_ns);
  heddle_output_addf (&self->output, ",\"s\":\"t\",\"args\":{\"level\":\"%s\",", level);
  add_member (self, "text", entry->text);
  if (entry->span != 0)
    add_reference (self, "of", entry->span);
  heddle_output_add (&self->output, "}}");
}

/* Counters. */

typedef struct {
  gint64 time_ns;
  int change;
} Change;

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *one = a, *other = b;

  if (one->time_ns != other->time_ns)
    return one->time_ns < other->time_ns ? -1 : 1;
  return one->change - other->change;
}

static void
add_counter (Writer *self, HeddleKind kind, const char *name)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  int count = 0;

  for (guint i = 0; i < heddle_trace_get_n_threads (self->trace); i++)
    for (guint32 counter = 1; counter <= heddle_trace_get_n_thread_spans (self->trace, i); counter++) {
      const HeddleSpan *span = heddle_trace_get_span (self->trace, HEDDLE_SPAN_REF (i, counter));
      Change begin = { span->start_ns, 1 }, end = { span->end_ns, -1 };

      if (span->kind != kind)
        continue;
      g_array_append_val (changes, begin);
      if (span->end_ns != HEDDLE_TIME_OPEN)
        g_array_append_val (changes, end);
    }
  g_array_sort (changes, compare_changes);
  for (guint i = 0; i < changes->len; i++) {
    const Change *change = &g_array_index (changes, Change, i);

    count += change->change;
    if (i + 1 < changes->len && g_array_index (changes, Change, i + 1).time_ns == change->time_ns)
      continue;
    begin_event (self, "C", "counter", name, 1, change->time_ns);
    heddle_output_addf (&self->output, ",\"args\":{\"count\":%d}}", count);
  }
}

static void
add_trace (Writer *self)
{
  guint n_threads = heddle_trace_get_n_threads (self->trace);

  self->core_ends_ns = g_new0 (gint64, n_threads);
  add_run (self);
  for (guint i = 0; i < n_threads; i++)
    add_thread (self, i);
  for (guint32 i = 1; i < heddle_trace_get_n_sites (self->trace); i++)
    add_site (self, i);
  for (guint i = 0; i < n_threads; i++)
    add_spans (self, i);
  for (guint64 i = 0; i < heddle_trace_get_n_marks (self->trace); i++)
    add_mark (self, heddle_trace_get_mark (self->trace, i));
  for (guint i = 0; i < heddle_trace_get_n_console (self->trace); i++)
    add_console (self, heddle_trace_get_console (self->trace, i));
  add_counter (self, HEDDLE_KIND_REQUEST, "waiting at once");
  add_counter (self, HEDDLE_KIND_ON_CORE, "computing at once");
  for (guint i = 0; i < n_threads; i++)
    if (self->core_ends_ns[i] > 0) {
      const HeddleThread *thread = heddle_trace_get_thread (self->trace, i);
      g_autofree char *name = g_strdup_printf ("%s, cores", thread->name);

      add_name_and_rank (self, "thread", CORE_TID + i, name, CORE_TID + i);
    }
  g_clear_pointer (&self->core_ends_ns, g_free);
}

/**
 * heddle_export_json:
 * @traces: (array length=n_traces): the runs
 * @n_traces: how many
 * @stream: where to write
 * @error: where to put an error
 *
 * Writes Chrome Trace Event JSON, an event a line. Nothing that the traces hold is lost: see heddle_import_json().
 *
 * Returns: whether all could be written
 */
gboolean
heddle_export_json (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error)
{
  g_autoptr (GArray) open_ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  Writer writer = { .open_ends = open_ends };

  heddle_output_init (&writer.output, stream);
  heddle_output_addf (&writer.output, "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"heddle\":%d},\"traceEvents\":[\n",
                      HEDDLE_TRACE_FORMAT);
  for (guint i = 0; i < n_traces; i++) {
    writer.trace = traces[i];
    writer.pid = i + 1;
    add_trace (&writer);
  }
  heddle_output_add (&writer.output, "\n]}\n");
  return heddle_output_finish (&writer.output, error);
}
