/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that one run recorded: an append-only store in blocks that never move.
 * Threads: one. The spans of each recording thread stand in the order in which they began, so that a span's
 * reference (thread, counter) is its address; lanes list them by row.
 */
#include "trace/trace-private.h"

#include <string.h>

/* What a site and a value cost besides their texts: themselves, their places in tables, what the allocator adds. */
#define SITE_BYTES 128
#define VALUE_BYTES 96

/* The site of all that has one for which there is no memory. */
#define MANY_OTHERS "…"

G_DEFINE_FINAL_TYPE (HeddleTrace, heddle_trace, G_TYPE_OBJECT)

static guint
site_hash (gconstpointer data)
{
  const HeddleSite *site = data;

  return g_str_hash (site->label) ^ (site->line * 31) ^ (site->column * 7919);
}

static gboolean
site_equal (gconstpointer a, gconstpointer b)
{
  const HeddleSite *one = a, *other = b;

  return one->line == other->line && one->column == other->column && strcmp (one->label, other->label) == 0 &&
         g_strcmp0 (one->file, other->file) == 0;
}

static void
site_free (gpointer data)
{
  HeddleSite *site = data;

  g_free (site->label);
  g_free (site->file);
  g_free (site);
}

static void
console_entry_free (gpointer data)
{
  HeddleConsoleEntry *entry = data;

  g_free (entry->text);
  g_free (entry);
}

static void
trace_thread_free (gpointer data)
{
  TraceThread *thread = data;

  heddle_blocks_clear (&thread->spans);
  for (guint i = 0; i < HEDDLE_N_LANE_TYPES; i++)
    g_clear_pointer (&thread->lanes[i], heddle_lane_writer_free);
  g_array_unref (thread->sites);
  if (thread->text != NULL)
    g_string_free (thread->text, TRUE);
  g_free (thread->public.name);
  g_free (thread);
}

static void
heddle_trace_finalize (GObject *object)
{
  HeddleTrace *self = HEDDLE_TRACE (object);

  g_ptr_array_unref (self->lanes);
  g_ptr_array_unref (self->threads);
  g_hash_table_unref (self->by_number);
  g_array_unref (self->ring_threads);
  g_hash_table_unref (self->site_index);
  g_ptr_array_unref (self->sites);
  g_hash_table_unref (self->values);
  heddle_blocks_clear (&self->marks);
  g_ptr_array_unref (self->console);
  g_hash_table_unref (self->info);
  G_OBJECT_CLASS (heddle_trace_parent_class)->finalize (object);
}

static void
heddle_trace_class_init (HeddleTraceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = heddle_trace_finalize;
}

static void
heddle_trace_init (HeddleTrace *self)
{
  self->threads = g_ptr_array_new_with_free_func (trace_thread_free);
  self->by_number = g_hash_table_new (NULL, NULL);
  self->ring_threads = g_array_new (FALSE, TRUE, sizeof (guint));
  self->lanes = g_ptr_array_new ();
  self->sites = g_ptr_array_new_with_free_func (site_free);
  self->site_index = g_hash_table_new (site_hash, site_equal);
  self->values = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  heddle_blocks_init (&self->marks, sizeof (HeddleMark));
  self->console = g_ptr_array_new_with_free_func (console_entry_free);
  self->info = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->start_ns = -1;
  self->waiting_since_ns = -1;
  self->last_input_ns = -1;
  self->end_ns = -1;
  g_ptr_array_add (self->sites, g_new0 (HeddleSite, 1)); /* 0 is no site */
}

/**
 * heddle_trace_new:
 *
 * Returns: (transfer full): an empty trace
 */
HeddleTrace *
heddle_trace_new (void)
{
  return g_object_new (HEDDLE_TYPE_TRACE, NULL);
}

TraceThread *
heddle_trace_peek_thread (HeddleTrace *self, guint thread)
{
  return thread < self->threads->len ? g_ptr_array_index (self->threads, thread) : NULL;
}

HeddleSpan *
heddle_trace_peek_span (HeddleTrace *self, HeddleSpanRef ref)
{
  TraceThread *thread = heddle_trace_peek_thread (self, HEDDLE_SPAN_REF_THREAD (ref));
  guint32 counter = HEDDLE_SPAN_REF_COUNTER (ref);

  if (thread == NULL || counter == 0 || counter > thread->spans.n_items)
    return NULL;
  return heddle_blocks_get (&thread->spans, counter - 1);
}

/* Writing. */

guint
heddle_trace_add_thread (HeddleTrace *self, const HeddleThread *thread)
{
  TraceThread *added = g_new0 (TraceThread, 1);

  added->public = *thread;
  added->public.name = g_strdup (thread->name);
  added->sites = g_array_new (FALSE, TRUE, sizeof (guint32));
  heddle_blocks_init (&added->spans, sizeof (HeddleSpan));
  g_ptr_array_add (self->threads, added);
  g_hash_table_insert (self->by_number, GUINT_TO_POINTER (thread->number), GUINT_TO_POINTER (self->threads->len));
  return self->threads->len - 1;
}

guint32
heddle_trace_add_site (HeddleTrace *self, const char *label, const char *file, guint line, guint column)
{
  HeddleSite key = { .label = (char *) label, .file = (char *) file, .line = line, .column = column };
  gpointer index = g_hash_table_lookup (self->site_index, &key);
  HeddleSite *site;

  if (index != NULL)
    return GPOINTER_TO_UINT (index);
  if (heddle_trace_is_full (self) && strcmp (label, MANY_OTHERS) != 0)
    return heddle_trace_add_site (self, MANY_OTHERS, NULL, 0, 0);
  self->n_bytes += SITE_BYTES + strlen (label) + (file != NULL ? strlen (file) : 0);
  site = g_new0 (HeddleSite, 1);
  *site = key;
  site->label = g_strdup (label);
  site->file = g_strdup (file);
  g_ptr_array_add (self->sites, site);
  g_hash_table_insert (self->site_index, site, GUINT_TO_POINTER (self->sites->len - 1));
  return self->sites->len - 1;
}

/* The lane of a thread's spans of one type; for the sampler's spans, that of the thread which they are about. */
static HeddleLaneWriter *
ensure_lane (HeddleTrace *self, guint owner, guint about, HeddleLaneType type, guint16 *index)
{
  TraceThread *thread = heddle_trace_peek_thread (self, about);

  if (thread->lanes[type] == NULL) {
    thread->lanes[type] = heddle_lane_writer_new (type, about, owner);
    thread->lane_index[type] = (guint16) self->lanes->len;
    g_ptr_array_add (self->lanes, heddle_lane_writer_get_lane (thread->lanes[type]));
  }
  *index = thread->lane_index[type];
  return thread->lanes[type];
}

/* The thread that a span is about: the sampler's spans name it as their cause. */
static guint
thread_about (HeddleTrace *self, guint thread, const HeddleSpan *span)
{
  if (heddle_lane_type_for_kind (span->kind) == HEDDLE_LANE_CORE && span->cause_thread < self->threads->len)
    return span->cause_thread;
  return thread;
}

static HeddleAtOnce *
peek_at_once (HeddleTrace *self, HeddleKind kind)
{
  switch ((int) kind) {
  case HEDDLE_KIND_REQUEST:
    return &self->waiting;
  case HEDDLE_KIND_ON_CORE:
    return &self->computing;
  default:
    return NULL;
  }
}

static HeddleSpan *
append_span (HeddleTrace *self, TraceThread *thread, const HeddleSpan *span)
{
  HeddleSpan *added = heddle_blocks_append (&thread->spans);

  self->n_bytes += sizeof *span + sizeof (guint32);
  *added = *span;
  added->end_ns = HEDDLE_TIME_OPEN;
  return added;
}

/* The row of a span in its lane: below its caller, where that is an async function that goes on. */
static guint16
begin_in_lane (HeddleTrace *self, HeddleLaneWriter *lane, guint thread, guint32 counter, const HeddleSpan *span)
{
  const HeddleSpan *caller = NULL;

  if (span->kind == HEDDLE_KIND_ASYNC && span->cause_thread == thread && span->cause_counter < counter)
    caller = heddle_trace_get_span (self, HEDDLE_SPAN_REF (thread, span->cause_counter));
  if (caller != NULL && caller->kind == HEDDLE_KIND_ASYNC && caller->end_ns == HEDDLE_TIME_OPEN)
    return heddle_lane_writer_begin_below (lane, counter, span->start_ns, caller->depth);
  return heddle_lane_writer_begin (lane, counter, span->start_ns);
}

/* Counts what was added, and ends it where it is over. */
static void
count_span (HeddleTrace *self, HeddleSpanRef ref, const HeddleSpan *added, const HeddleSpan *span)
{
  HeddleAtOnce *at_once = peek_at_once (self, added->kind);

  self->n_spans++;
  self->last_ns = MAX (self->last_ns, span->start_ns);
  if (at_once != NULL)
    heddle_at_once_begin (at_once);
  if (span->end_ns != HEDDLE_TIME_OPEN)
    heddle_trace_end_span (self, ref, span->end_ns, span->cpu_s);
}

/**
 * heddle_trace_add_span:
 * @thread: index of the thread that recorded it
 * @span: the span; its lane and row are found here
 * @value: a number of the kind, 0 for none
 *
 * Returns: its reference
 */
HeddleSpanRef
heddle_trace_add_span (HeddleTrace *self, guint thread, const HeddleSpan *span, guint64 value)
{
  TraceThread *owner = heddle_trace_peek_thread (self, thread);
  HeddleLaneType type = heddle_lane_type_for_kind (span->kind);
  HeddleSpan *added = append_span (self, owner, span);
  guint32 counter = (guint32) owner->spans.n_items;
  HeddleSpanRef ref = HEDDLE_SPAN_REF (thread, counter);
  HeddleLaneWriter *lane;
  guint16 lane_index;

  self->n_bytes += value != 0 ? VALUE_BYTES : 0;
  lane = ensure_lane (self, thread, thread_about (self, thread, span), type, &lane_index);
  /* A lane lists counters of one thread: a second sampler, which only a broken run or file has, gets lanes of its own. */
  if (heddle_lane_writer_get_lane (lane)->owner != thread)
    lane = ensure_lane (self, thread, thread, HEDDLE_LANE_TIMERS, &lane_index);
  added->lane = lane_index;
  added->depth = begin_in_lane (self, lane, thread, counter, span);
  if (value != 0) {
    guint64 *key = g_memdup2 (&ref, sizeof ref);

    g_hash_table_insert (self->values, key, g_memdup2 (&value, sizeof value));
  }
  if (span->kind == HEDDLE_KIND_INPUT)
    self->last_input_ns = MAX (self->last_input_ns, span->start_ns);
  count_span (self, ref, added, span);
  return ref;
}

/**
 * heddle_trace_add_part:
 * @owner: the call of an async function that it is a part of
 * @span: a stretch or a wait; it stands in the row of its owner
 *
 * Returns: its reference
 */
HeddleSpanRef
heddle_trace_add_part (HeddleTrace *self, HeddleSpanRef owner, const HeddleSpan *span)
{
  guint thread = HEDDLE_SPAN_REF_THREAD (owner);
  guint16 row = heddle_trace_peek_span (self, owner)->depth;
  TraceThread *recorded_by = heddle_trace_peek_thread (self, thread);
  HeddleSpan *added = append_span (self, recorded_by, span);
  guint32 counter = (guint32) recorded_by->spans.n_items;
  HeddleLaneWriter *lane = ensure_lane (self, thread, thread, HEDDLE_LANE_PARTS, &added->lane);

  heddle_lane_writer_add_to_row (lane, counter, row);
  added->depth = row;
  count_span (self, HEDDLE_SPAN_REF (thread, counter), added, span);
  return HEDDLE_SPAN_REF (thread, counter);
}

/**
 * heddle_trace_end_span:
 * @ref: a span that is open
 * @end_ns: from the run's origin
 * @cpu_s: how long its thread was on a core meanwhile; negative when not known
 */
void
heddle_trace_end_span (HeddleTrace *self, HeddleSpanRef ref, gint64 end_ns, gfloat cpu_s)
{
  HeddleSpan *span = heddle_trace_peek_span (self, ref);
  const HeddleLane *lane;
  TraceThread *about;
  HeddleAtOnce *at_once;

  g_return_if_fail (span != NULL);
  lane = g_ptr_array_index (self->lanes, span->lane);
  about = heddle_trace_peek_thread (self, lane->thread);
  span->end_ns = MAX (end_ns, span->start_ns);
  span->cpu_s = cpu_s;
  if (lane->type != HEDDLE_LANE_PARTS)
    heddle_lane_writer_end (about->lanes[lane->type], span->depth, span->end_ns);
  self->last_ns = MAX (self->last_ns, span->end_ns);
  at_once = peek_at_once (self, span->kind);
  if (at_once != NULL)
    heddle_at_once_end (at_once);
}

static void
apply_mark (HeddleTrace *self, const HeddleMark *mark)
{
  TraceThread *thread = heddle_trace_peek_thread (self, mark->thread);

  switch ((int) mark->kind) {
  case HEDDLE_MARK_FIRST_STATEMENT:
    self->start_ns = mark->time_ns;
    break;
  case HEDDLE_MARK_LAST_TASK:
    self->end_ns = mark->time_ns;
    break;
  case HEDDLE_MARK_WAITS_FOR_INPUT:
    self->waiting_since_ns = MAX (self->waiting_since_ns, mark->time_ns);
    break;
  case HEDDLE_MARK_CPU:
    thread->public.cpu_ns = (gint64) mark->value;
    break;
  case HEDDLE_MARK_NO_CORE:
    thread->public.no_core_ns = (gint64) mark->value;
    break;
  default:
    break;
  }
}

void
heddle_trace_add_mark (HeddleTrace *self, const HeddleMark *mark)
{
  HeddleMark *added = heddle_blocks_append (&self->marks);

  *added = *mark;
  self->n_bytes += sizeof *mark;
  apply_mark (self, added);
  self->last_ns = MAX (self->last_ns, mark->time_ns);
}

void
heddle_trace_add_dropped (HeddleTrace *self, guint64 n_dropped)
{
  self->n_dropped += n_dropped;
}

/**
 * heddle_trace_set_limit:
 * @limit_bytes: how much memory the trace may take, about; 0 for no limit
 *
 * What a running program records and prints beyond that is left out, and counted.
 */
void
heddle_trace_set_limit (HeddleTrace *self, guint64 limit_bytes)
{
  self->limit_bytes = limit_bytes;
}

/**
 * heddle_trace_is_full:
 *
 * Returns: whether there is no memory for more spans; it never becomes false again
 */
gboolean
heddle_trace_is_full (HeddleTrace *self)
{
  return self->limit_bytes != 0 && self->n_bytes >= self->limit_bytes - self->limit_bytes / HEDDLE_TRACE_CONSOLE_PART;
}

void
heddle_trace_set_origin (HeddleTrace *self, gint64 origin_ns)
{
  self->origin_ns = origin_ns;
}

/**
 * heddle_trace_close:
 * @end_ns: from the run's origin, or -1 for the last moment of which anything is known
 *
 * The run is over. Spans that are still open end at @end_ns.
 */
void
heddle_trace_close (HeddleTrace *self, gint64 end_ns)
{
  if (self->closed)
    return;
  end_ns = MAX (end_ns, self->last_ns);
  if (self->start_ns < 0)
    self->start_ns = 0;
  /* One that was stopped while it waited for input was over before that. */
  if (self->end_ns < 0)
    self->end_ns = heddle_trace_is_waiting_for_input (self) ? self->waiting_since_ns : end_ns;
  for (guint i = 0; i < self->threads->len; i++) {
    TraceThread *thread = g_ptr_array_index (self->threads, i);

    for (guint64 n = 0; n < thread->spans.n_items; n++) {
      const HeddleSpan *span = heddle_blocks_get (&thread->spans, n);

      if (span->end_ns == HEDDLE_TIME_OPEN)
        heddle_trace_end_span (self, HEDDLE_SPAN_REF (i, (guint32) n + 1), end_ns, -1);
    }
  }
  self->closed = TRUE;
  self->waiting.most = heddle_at_once_find (self, HEDDLE_KIND_REQUEST);
  self->computing.most = heddle_at_once_find (self, HEDDLE_KIND_ON_CORE);
}
