/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All spans and marks of a trace in the order of their starts: a merge of the threads' spans and the marks. Of the merge
 * only its state at each 1,024th event is kept; the events between are merged anew when they are asked for. What comes
 * while the run goes on is put behind what was there, so the order is good only once the run is over and merged again; and
 * a thread's events stay as it recorded them.
 * Threads: the trace's.
 */
#include "trace/event-order.h"

#define BLOCK_EVENTS 1024
#define N_BLOCKS_KEPT 4
#define NO_BLOCK G_MAXUINT64

/* How far the merge is in each stream: stream 0 are the marks, stream n the spans of thread n - 1. */
typedef struct {
  GArray *counts;        /* guint32 */
  GArray *heads;         /* gint64: the start of each stream's next event; G_MAXINT64 when there is none yet */
  const guint32 *limits; /* the counts at which it ends; NULL for the end of the trace */
  guint n_limits;
} Merge;

/* The state before a block of events. */
typedef struct {
  gsize offset;
  guint n_streams;
} Checkpoint;

typedef struct {
  guint64 number;
  HeddleEvent events[BLOCK_EVENTS];
} Block;

struct _HeddleEventOrder {
  HeddleTrace *trace;
  guint64 n_events;
  gint64 last_ns;
  gboolean is_disordered;
  Merge merge;
  Merge again;         /* for merging a block anew */
  GArray *checkpoints; /* Checkpoint */
  GArray *saved;       /* guint32: the counts of all checkpoints */
  Block blocks[N_BLOCKS_KEPT];
  guint next_block;
};

static void
merge_init (Merge *merge)
{
  merge->counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  merge->heads = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
merge_clear (Merge *merge)
{
  g_array_unref (merge->counts);
  g_array_unref (merge->heads);
}

/* When the next event of a stream starts. */
static gint64
peek_start (HeddleEventOrder *self, const Merge *merge, guint stream, guint32 count)
{
  if (merge->limits != NULL && (stream >= merge->n_limits || count >= merge->limits[stream]))
    return G_MAXINT64;
  if (stream == 0)
    return count < heddle_trace_get_n_marks (self->trace) ? heddle_trace_get_mark (self->trace, count)->time_ns
                                                          : G_MAXINT64;
  if (count >= heddle_trace_get_n_thread_spans (self->trace, stream - 1))
    return G_MAXINT64;
  return heddle_trace_get_span (self->trace, HEDDLE_SPAN_REF (stream - 1, count + 1))->start_ns;
}

/* Streams that are new, and the heads of those that have grown. */
static void
look_at_heads (HeddleEventOrder *self, Merge *merge, guint n_streams)
{
  g_array_set_size (merge->counts, n_streams);
  g_array_set_size (merge->heads, n_streams);
  for (guint i = 0; i < n_streams; i++)
    g_array_index (merge->heads, gint64, i) = peek_start (self, merge, i, g_array_index (merge->counts, guint32, i));
}

/* Whether there was an event to go on to. */
static gboolean
step (HeddleEventOrder *self, Merge *merge, HeddleEvent *event, gint64 *start_ns)
{
  const gint64 *heads = (const gint64 *) (gpointer) merge->heads->data;
  guint first = 0;
  guint32 count;

  for (guint i = 1; i < merge->heads->len; i++)
    if (heads[i] < heads[first])
      first = i;
  *start_ns = heads[first];
  if (*start_ns == G_MAXINT64)
    return FALSE;
  count = g_array_index (merge->counts, guint32, first)++;
  *event = first == 0 ? (HeddleEvent){ 0, count } : (HeddleEvent){ HEDDLE_SPAN_REF (first - 1, count + 1), 0 };
  g_array_index (merge->heads, gint64, first) = peek_start (self, merge, first, count + 1);
  return TRUE;
}

/**
 * heddle_event_order_new:
 * @trace: a run's
 *
 * Returns: (transfer full): the order of no event yet
 */
HeddleEventOrder *
heddle_event_order_new (HeddleTrace *trace)
{
  HeddleEventOrder *self = g_new0 (HeddleEventOrder, 1);

  self->trace = g_object_ref (trace);
  merge_init (&self->merge);
  merge_init (&self->again);
  self->checkpoints = g_array_new (FALSE, FALSE, sizeof (Checkpoint));
  self->saved = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < N_BLOCKS_KEPT; i++)
    self->blocks[i].number = NO_BLOCK;
  return self;
}

void
heddle_event_order_free (HeddleEventOrder *self)
{
  merge_clear (&self->merge);
  merge_clear (&self->again);
  g_array_unref (self->checkpoints);
  g_array_unref (self->saved);
  g_object_unref (self->trace);
  g_free (self);
}

static void
save_checkpoint (HeddleEventOrder *self)
{
  Checkpoint checkpoint = { self->saved->len, self->merge.counts->len };

  g_array_append_vals (self->saved, self->merge.counts->data, self->merge.counts->len);
  g_array_append_val (self->checkpoints, checkpoint);
}

/* A block that was not full yet has more now. */
static void
forget_last_block (HeddleEventOrder *self)
{
  for (guint i = 0; i < N_BLOCKS_KEPT; i++)
    if (self->blocks[i].number == self->n_events / BLOCK_EVENTS)
      self->blocks[i].number = NO_BLOCK;
}

/**
 * heddle_event_order_extend:
 * @n_max: how many events to go on at most
 *
 * Puts events that are not in the order yet behind those that are.
 *
 * Returns: whether there may be more
 */
gboolean
heddle_event_order_extend (HeddleEventOrder *self, guint n_max)
{
  HeddleEvent event;
  gint64 start_ns;

  look_at_heads (self, &self->merge, heddle_trace_get_n_threads (self->trace) + 1);
  forget_last_block (self);
  for (guint i = 0; i < n_max; i++) {
    if (self->n_events % BLOCK_EVENTS == 0 && self->checkpoints->len == self->n_events / BLOCK_EVENTS)
      save_checkpoint (self);
    if (!step (self, &self->merge, &event, &start_ns))
      return FALSE;
    self->is_disordered = self->is_disordered || start_ns < self->last_ns;
    self->last_ns = MAX (self->last_ns, start_ns);
    self->n_events++;
  }
  return TRUE;
}

guint64
heddle_event_order_get_n (HeddleEventOrder *self)
{
  return self->n_events;
}

/**
 * heddle_event_order_is_exact:
 *
 * Returns: whether each event starts no earlier than the one before it
 */
gboolean
heddle_event_order_is_exact (HeddleEventOrder *self)
{
  return !self->is_disordered;
}

/* The state before a block, and as its end the state before the next one. */
static void
set_to_checkpoint (HeddleEventOrder *self, Merge *merge, guint64 number)
{
  const Checkpoint *checkpoint = &g_array_index (self->checkpoints, Checkpoint, number);
  guint32 *saved = (guint32 *) (gpointer) self->saved->data;

  merge->limits = (const guint32 *) (gpointer) self->merge.counts->data;
  merge->n_limits = self->merge.counts->len;
  if (number + 1 < self->checkpoints->len) {
    const Checkpoint *next = checkpoint + 1;

    merge->limits = saved + next->offset;
    merge->n_limits = next->n_streams;
  }
  g_array_set_size (merge->counts, 0);
  g_array_append_vals (merge->counts, saved + checkpoint->offset, checkpoint->n_streams);
  look_at_heads (self, merge, merge->n_limits);
}

static const Block *
get_block (HeddleEventOrder *self, guint64 number)
{
  guint n_events = (guint) MIN (self->n_events - number * BLOCK_EVENTS, BLOCK_EVENTS);
  Block *block;
  gint64 start_ns;

  for (guint i = 0; i < N_BLOCKS_KEPT; i++)
    if (self->blocks[i].number == number)
      return &self->blocks[i];
  block = &self->blocks[self->next_block];
  self->next_block = (self->next_block + 1) % N_BLOCKS_KEPT;
  set_to_checkpoint (self, &self->again, number);
  for (guint i = 0; i < n_events; i++)
    step (self, &self->again, &block->events[i], &start_ns);
  block->number = number;
  return block;
}

/**
 * heddle_event_order_get:
 * @position: from 0
 *
 * Returns: the event there
 */
HeddleEvent
heddle_event_order_get (HeddleEventOrder *self, guint64 position)
{
  g_return_val_if_fail (position < self->n_events, ((HeddleEvent){ 0, 0 }));

  return get_block (self, position / BLOCK_EVENTS)->events[position % BLOCK_EVENTS];
}

/* Whether a span had its place before a block began. */
static gboolean
is_before_block (HeddleEventOrder *self, guint64 number, HeddleSpanRef ref)
{
  const Checkpoint *checkpoint = &g_array_index (self->checkpoints, Checkpoint, number);
  guint stream = HEDDLE_SPAN_REF_THREAD (ref) + 1;

  return stream < checkpoint->n_streams &&
         HEDDLE_SPAN_REF_COUNTER (ref) <= g_array_index (self->saved, guint32, checkpoint->offset + stream);
}

/**
 * heddle_event_order_find:
 * @ref: a span
 *
 * Returns: its position; -1 when it is not in the order yet
 */
gint64
heddle_event_order_find (HeddleEventOrder *self, HeddleSpanRef ref)
{
  guint64 first = 0, end = self->checkpoints->len;

  if (self->n_events == 0)
    return -1;
  while (end - first > 1) {
    guint64 middle = first + (end - first) / 2;

    if (is_before_block (self, middle, ref))
      end = middle;
    else
      first = middle;
  }
  for (guint64 i = first * BLOCK_EVENTS; i < MIN ((first + 1) * BLOCK_EVENTS, self->n_events); i++)
    if (heddle_event_order_get (self, i).ref == ref)
      return (gint64) i;
  return -1;
}
