/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One loop's timers.
 * Threads: one. A cleared timer stays in the heap until it comes to the top or until half of the heap is cleared ones;
 * so the heap needs no index by id on the way in and out.
 */
#include "loop/timer-heap.h"

struct _HeddleTimerHeap {
  GArray *timers;       /* HeddleTimer, as a heap */
  GHashTable *cleared;  /* ids of cleared timers that are still in the heap */
  guint64 n_added;
};

HeddleTimerHeap *
heddle_timer_heap_new (void)
{
  HeddleTimerHeap *self = g_new0 (HeddleTimerHeap, 1);

  self->timers = g_array_new (FALSE, FALSE, sizeof (HeddleTimer));
  self->cleared = g_hash_table_new (NULL, NULL);
  return self;
}

void
heddle_timer_heap_free (HeddleTimerHeap *self)
{
  g_array_unref (self->timers);
  g_hash_table_unref (self->cleared);
  g_free (self);
}

static inline HeddleTimer *
timer_at (HeddleTimerHeap *self, guint index)
{
  return &g_array_index (self->timers, HeddleTimer, index);
}

static inline gboolean
is_before (const HeddleTimer *one, const HeddleTimer *other)
{
  if (one->deadline_ns != other->deadline_ns)
    return one->deadline_ns < other->deadline_ns;
  return one->order < other->order;
}

static void
sift_up (HeddleTimerHeap *self, guint index)
{
  HeddleTimer timer = *timer_at (self, index);

  while (index > 0 && is_before (&timer, timer_at (self, (index - 1) / 2))) {
    *timer_at (self, index) = *timer_at (self, (index - 1) / 2);
    index = (index - 1) / 2;
  }
  *timer_at (self, index) = timer;
}

static void
sift_down (HeddleTimerHeap *self, guint index)
{
  HeddleTimer timer = *timer_at (self, index);
  guint child;

  while ((child = 2 * index + 1) < self->timers->len) {
    if (child + 1 < self->timers->len && is_before (timer_at (self, child + 1), timer_at (self, child)))
      child++;
    if (!is_before (timer_at (self, child), &timer))
      break;
    *timer_at (self, index) = *timer_at (self, child);
    index = child;
  }
  *timer_at (self, index) = timer;
}

void
heddle_timer_heap_add (HeddleTimerHeap *self, gint64 deadline_ns, guint32 id, HeddleSpanId span)
{
  HeddleTimer timer = { .deadline_ns = deadline_ns, .order = self->n_added++, .id = id, .span = span };

  g_array_append_val (self->timers, timer);
  sift_up (self, self->timers->len - 1);
}

static void
remove_first (HeddleTimerHeap *self)
{
  *timer_at (self, 0) = *timer_at (self, self->timers->len - 1);
  g_array_set_size (self->timers, self->timers->len - 1);
  if (self->timers->len > 0)
    sift_down (self, 0);
}

/**
 * heddle_timer_heap_peek:
 *
 * Returns: (transfer none) (nullable): the timer that is due first
 */
const HeddleTimer *
heddle_timer_heap_peek (HeddleTimerHeap *self)
{
  while (self->timers->len > 0 && g_hash_table_size (self->cleared) > 0 &&
         g_hash_table_remove (self->cleared, GUINT_TO_POINTER (timer_at (self, 0)->id)))
    remove_first (self);
  return self->timers->len > 0 ? timer_at (self, 0) : NULL;
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
  const HeddleTimer *first = heddle_timer_heap_peek (self);

  if (first == NULL)
    return FALSE;
  *timer = *first;
  remove_first (self);
  return TRUE;
}

static void
drop_cleared (HeddleTimerHeap *self)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->timers->len; i++)
    if (!g_hash_table_contains (self->cleared, GUINT_TO_POINTER (timer_at (self, i)->id)))
      *timer_at (self, n_kept++) = *timer_at (self, i);
  g_array_set_size (self->timers, n_kept);
  g_hash_table_remove_all (self->cleared);
  for (guint i = n_kept / 2; i-- > 0;)
    sift_down (self, i);
}

/**
 * heddle_timer_heap_clear:
 * @id: a timer that is in the heap and was not cleared: the caller knows
 */
void
heddle_timer_heap_clear (HeddleTimerHeap *self, guint32 id)
{
  g_hash_table_add (self->cleared, GUINT_TO_POINTER (id));
  if (g_hash_table_size (self->cleared) > 64 && g_hash_table_size (self->cleared) > self->timers->len / 2)
    drop_cleared (self);
}

guint
heddle_timer_heap_get_length (HeddleTimerHeap *self)
{
  return self->timers->len - g_hash_table_size (self->cleared);
}
