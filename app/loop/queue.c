/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A loop's task queues.
 * Threads: see queue.h.
 */
#include "loop/queue.h"

static void
append (HeddleTaskList *list, HeddleTask *task)
{
  task->next = NULL;
  if (list->last != NULL)
    list->last->next = task;
  else
    list->first = task;
  list->last = task;
}

void
heddle_queues_init (HeddleQueues *self)
{
  g_mutex_init (&self->lock);
}

/**
 * heddle_queues_push:
 * @task: a task
 * @was_empty: (out): whether the loop may sleep and must be woken
 *
 * Returns: whether the queues took @task; %FALSE when the loop has ended
 */
gboolean
heddle_queues_push (HeddleQueues *self, HeddleTask *task, gboolean *was_empty)
{
  gboolean closed;

  g_mutex_lock (&self->lock);
  closed = self->closed;
  *was_empty = self->inbox.first == NULL;
  if (!closed)
    append (&self->inbox, task);
  g_atomic_int_set (&self->inbox_filled, self->inbox.first != NULL);
  g_mutex_unlock (&self->lock);
  return !closed;
}

static void
sort_inbox (HeddleQueues *self)
{
  HeddleTask *task, *next;

  if (!g_atomic_int_get (&self->inbox_filled))
    return;
  g_mutex_lock (&self->lock);
  task = self->inbox.first;
  self->inbox.first = self->inbox.last = NULL;
  g_atomic_int_set (&self->inbox_filled, FALSE);
  g_mutex_unlock (&self->lock);
  for (; task != NULL; task = next) {
    next = task->next;
    append (&self->lists[task->source], task);
  }
}

/**
 * heddle_queues_peek:
 *
 * Returns: (transfer none) (nullable): the task to run next: user input first, then the DOM's own (an
 *   unhandled rejection is told before the next timer), else the oldest of all sources
 */
HeddleTask *
heddle_queues_peek (HeddleQueues *self)
{
  HeddleTask *oldest = NULL;

  sort_inbox (self);
  if (self->lists[HEDDLE_SOURCE_INPUT].first != NULL)
    return self->lists[HEDDLE_SOURCE_INPUT].first;
  if (self->lists[HEDDLE_SOURCE_DOM].first != NULL)
    return self->lists[HEDDLE_SOURCE_DOM].first;
  for (guint i = 0; i < HEDDLE_N_SOURCES; i++) {
    HeddleTask *first = self->lists[i].first;

    if (first != NULL && (oldest == NULL || first->queued_ns < oldest->queued_ns))
      oldest = first;
  }
  return oldest;
}

/**
 * heddle_queues_take:
 * @task: what heddle_queues_peek() returned
 */
void
heddle_queues_take (HeddleQueues *self, HeddleTask *task)
{
  HeddleTaskList *list = &self->lists[task->source];

  list->first = task->next;
  if (list->first == NULL)
    list->last = NULL;
}

gboolean
heddle_queues_have_tasks (HeddleQueues *self)
{
  return heddle_queues_peek (self) != NULL;
}

/**
 * heddle_queues_close:
 *
 * From now on no task is taken.
 *
 * Returns: (transfer full) (nullable): the tasks that were left, linked by `next`
 */
HeddleTask *
heddle_queues_close (HeddleQueues *self)
{
  HeddleTaskList left = { 0 };
  HeddleTask *task;

  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_mutex_unlock (&self->lock);
  while ((task = heddle_queues_peek (self)) != NULL) {
    heddle_queues_take (self, task);
    append (&left, task);
  }
  return left.first;
}
