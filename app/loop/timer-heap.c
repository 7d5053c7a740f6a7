/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One loop's timers.
 * Threads: one. Programs set many timers of the same few delays: each of these comes in sorted. So a timer that is due no
 * earlier than the last one of a queue goes to its end; only what fits no queue goes into the heap. A cleared timer stays
 * where it is until it comes to the front or until half of all are cleared ones; so no index by id is kept on the way in
 * and out.
 */
#include "loop/timer-heap.h"

#define N_QUEUES 4
/* A queue's array is moved down when so many timers before its front were taken, and they are half of it. */
#define MIN_TAKEN 1024

/* Sorted timers. Those before `front` were taken. */
typedef struct {
  GArray *timers; /* HeddleTimer */
  guint front;
} Queue;

struct _HeddleTimerHeap {
  Queue queues[N_QUEUES];
  GArray *heap;        /* HeddleTimer, as a binary heap */
  GHashTable *cleared; /* ids of cleared timers that are still there */
  guint64 n_added;
  guint n_timers; /* the cleared ones too */
};

HeddleTimerHeap *
heddle_timer_heap_new (void)
{
  HeddleTimerHeap *self = g_new0 (HeddleTimerHeap, 1);

  for (guint i = 0; i < N_QUEUES; i++)
    self->queues[i].timers = g_array_new (FALSE, FALSE, sizeof (HeddleTimer));
  self->heap = g_array_new (FALSE, FALSE, sizeof (HeddleTimer));
  self->cleared = g_hash_table_new (NULL, NULL);
  return self;
}

void
heddle_timer_heap_free (HeddleTimerHeap *self)
{
  for (guint i = 0; i < N_QUEUES; i++)
    g_array_unref (self->queues[i].timers);
  g_array_unref (self->heap);
  g_hash_table_unref (self->cleared);
  g_free (self);
}

static inline HeddleTimer *
timer_at (GArray *timers, guint index)
{
  return &g_array_index (timers, HeddleTimer, index);
}

static inline gboolean
is_before (const HeddleTimer *one, const HeddleTimer *other)
{
  if (one->deadline_ns != other->deadline_ns)
    return one->deadline_ns < other->deadline_ns;
  return one->order < other->order;
}

/* The heap. */

static void
sift_up (GArray *heap, guint index)
{
  HeddleTimer timer = *timer_at (heap, index);

  while (index > 0 && is_before (&timer, timer_at (heap, (index - 1) / 2))) {
    *timer_at (heap, index) = *timer_at (heap, (index - 1) / 2);
    index = (index - 1) / 2;
  }
  *timer_at (heap, index) = timer;
}

static void
sift_down (GArray *heap, guint index)
{
  HeddleTimer timer = *timer_at (heap, index);
  guint child;

  while ((child = 2 * index + 1) < heap->len) {
    if (child + 1 < heap->len && is_before (timer_at (heap, child + 1), timer_at (heap, child)))
      child++;
    if (!is_before (timer_at (heap, child), &timer))
      break;
    *timer_at (heap, index) = *timer_at (heap, child);
    index = child;
  }
  *timer_at (heap, index) = timer;
}

static void
heap_remove_first (GArray *heap)
{
  *timer_at (heap, 0) = *timer_at (heap, heap->len - 1);
  g_array_set_size (heap, heap->len - 1);
  if (heap->len > 0)
    sift_down (heap, 0);
}

/* The queues. */

static inline gboolean
queue_is_empty (const Queue *queue)
{
  return queue->front == queue->timers->len;
}

static void
queue_remove_first (Queue *queue)
{
  queue->front++;
  if (queue_is_empty (queue)) {
    g_array_set_size (queue->timers, 0);
    queue->front = 0;
  } else if (queue->front >= MIN_TAKEN && queue->front >= queue->timers->len / 2) {
    g_array_remove_range (queue->timers, 0, queue->front);
    queue->front = 0;
  }
}

/* The queue whose last timer is due latest among those that are not due after the new one; else an empty one, if any. */
static Queue *
find_queue (HeddleTimerHeap *self, gint64 deadline_ns)
{
  Queue *best = NULL;
  gint64 best_ns = G_MININT64;

  for (guint i = 0; i < N_QUEUES; i++) {
    Queue *queue = &self->queues[i];
    gint64 last_ns = queue_is_empty (queue) ? G_MININT64
                                            : timer_at (queue->timers, queue->timers->len - 1)->deadline_ns;

    if (last_ns <= deadline_ns && (best == NULL || last_ns > best_ns)) {
      best = queue;
      best_ns = last_ns;
    }
  }
  return best;
}

/* Both. */

void
heddle_timer_heap_add (HeddleTimerHeap *self, gint64 deadline_ns, guint32 id, HeddleSpanId span)
{
  HeddleTimer timer = { .deadline_ns = deadline_ns, .order = self->n_added++, .id = id, .span = span };
  Queue *queue = find_queue (self, deadline_ns);

  self->n_timers++;
  if (queue != NULL) {
    g_array_append_val (queue->timers, timer);
    return;
  }
  g_array_append_val (self->heap, timer);
  sift_up (self->heap, self->heap->len - 1);
}

/* The first timer of all, be it cleared or not, and the queue that it stands in: %NULL for the heap. */
static const HeddleTimer *
find_first (HeddleTimerHeap *self, Queue **where)
{
  const HeddleTimer *first = self->heap->len > 0 ? timer_at (self->heap, 0) : NULL;

  *where = NULL;
  for (guint i = 0; i < N_QUEUES; i++) {
    Queue *queue = &self->queues[i];
    const HeddleTimer *timer = queue_is_empty (queue) ? NULL : timer_at (queue->timers, queue->front);

    if (timer != NULL && (first == NULL || is_before (timer, first))) {
      first = timer;
      *where = queue;
    }
  }
  return first;
}

static void
remove_first (HeddleTimerHeap *self, Queue *where)
{
  self->n_timers--;
  if (where != NULL)
    queue_remove_first (where);
  else
    heap_remove_first (self->heap);
}

/* The first timer that is not cleared; those before it are removed. */
static const HeddleTimer *
find_first_set (HeddleTimerHeap *self, Queue **where)
{
  const HeddleTimer *first;

  while ((first = find_first (self, where)) != NULL && g_hash_table_size (self->cleared) > 0 &&
         g_hash_table_remove (self->cleared, GUINT_TO_POINTER (first->id)))
    remove_first (self, *where);
  return first;
}

/**
 * heddle_timer_heap_peek:
 *
 * Returns: (transfer none) (nullable): the timer that is due first
 */
const HeddleTimer *
heddle_timer_heap_peek (HeddleTimerHeap *self)
{
  Queue *where;

  return find_first_set (self, &where);
}

/**
 * heddle_timer_heap_take:
 * @timer: (out): the timer that is due first
 *
 * Returns: whether there was one
 */
gboolean
heddle_timer_heap_take (HeddleTimerHeap *self, HeddleTimer *timer)
{
  Queue *where;
  const HeddleTimer *first = find_first_set (self, &where);

  if (first == NULL)
    return FALSE;
  *timer = *first;
  remove_first (self, where);
  return TRUE;
}

/* Leaves out the cleared ones from `start` on; what was before it goes, too. */
static void
keep_set (HeddleTimerHeap *self, GArray *timers, guint start)
{
  guint n_kept = 0;

  for (guint i = start; i < timers->len; i++)
    if (!g_hash_table_contains (self->cleared, GUINT_TO_POINTER (timer_at (timers, i)->id)))
      *timer_at (timers, n_kept++) = *timer_at (timers, i);
  g_array_set_size (timers, n_kept);
}

static void
drop_cleared (HeddleTimerHeap *self)
{
  self->n_timers -= g_hash_table_size (self->cleared);
  for (guint i = 0; i < N_QUEUES; i++) {
    keep_set (self, self->queues[i].timers, self->queues[i].front);
    self->queues[i].front = 0;
  }
  keep_set (self, self->heap, 0);
  for (guint i = self->heap->len / 2; i-- > 0;)
    sift_down (self->heap, i);
  g_hash_table_remove_all (self->cleared);
}

/**
 * heddle_timer_heap_clear:
 * @id: a timer that is there and was not cleared: the caller knows
 */
void
heddle_timer_heap_clear (HeddleTimerHeap *self, guint32 id)
{
  g_hash_table_add (self->cleared, GUINT_TO_POINTER (id));
  if (g_hash_table_size (self->cleared) > 64 && g_hash_table_size (self->cleared) > self->n_timers / 2)
    drop_cleared (self);
}

guint
heddle_timer_heap_get_length (HeddleTimerHeap *self)
{
  return self->n_timers - g_hash_table_size (self->cleared);
}
