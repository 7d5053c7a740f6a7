/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A loop's task queues: one for each task source, and an inbox for other threads.
 * Threads: heddle_queues_push () any; the rest the loop's own. Cost: O(1); one lock for each push, and for each time
 * that the loop empties the inbox.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

typedef struct {
  HeddleTask *first;
  HeddleTask *last;
} HeddleTaskList;

typedef struct {
  GMutex lock;
  /* guarded by the lock */
  HeddleTaskList inbox;
  gboolean closed;
  /* read without the lock: whether the inbox may hold something */
  gint inbox_filled;
  /* the loop's thread */
  HeddleTaskList lists[HEDDLE_N_SOURCES];
} HeddleQueues;

void heddle_queues_init (HeddleQueues *self);
gboolean heddle_queues_push (HeddleQueues *self, HeddleTask *task, gboolean *was_empty);
HeddleTask *heddle_queues_peek (HeddleQueues *self);
void heddle_queues_take (HeddleQueues *self, HeddleTask *task);
gboolean heddle_queues_have_tasks (HeddleQueues *self);
HeddleTask *heddle_queues_close (HeddleQueues *self);

G_END_DECLS
