/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What loop.c (tasks and timers), loop-remote.c (other threads) and vm.c (the way into JavaScript) share. For these
 * alone.
 */
#pragma once

#include "loop/holds.h"
#include "loop/loop.h"
#include "loop/queue.h"
#include "loop/terminate.h"
#include "loop/timer-heap.h"

G_BEGIN_DECLS

struct _HeddleLoop {
  /* set once */
  HeddleActivity *activity;
  HeddleRings *rings;
  HeddleRole role;
  char *name;
  /* any thread; see queue.h */
  HeddleQueues queues;
  gint quitting;
  HeddleHolds holds;
  /* guarded by the queues' lock; NULL on the main thread */
  HeddleTerminator *terminator;
  GFunc on_parked;
  gpointer parked_data;
  /* guarded by the queues' lock until they are closed */
  GMainContext *main_context;
  /* the loop's thread */
  HeddleRecorder *recorder;
  GSource *source;
  HeddleTimerHeap *timers;
  int timer_fd;
  gint64 armed_ns;
  gboolean frame_wanted;
  gint64 frame_ns;
  gint64 frame_origin_ns;
  gboolean in_task;
  HeddleSpanId span;
  gint64 task_queued_ns;
  HeddleTaskEndedFunc task_ended;
  gint64 cpu_ns;
  gint64 cpu_read_ns;
  gint64 flushed_ns;
  GData *data;
  /* the loop's thread: JavaScript */
  JSContextGroupRef group;
  JSGlobalContextRef context;
  JSObjectRef native;
  JSObjectRef internals;
  GHashTable *hooks;
};

void heddle_loop_wake (HeddleLoop *self);
void heddle_loop_finish_task (HeddleLoop *self, HeddleTask *task);
void heddle_loop_create_vm (HeddleLoop *self);
void heddle_loop_destroy_vm (HeddleLoop *self);

G_END_DECLS
