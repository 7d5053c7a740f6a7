/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of an event loop at any moment, from the trace alone: what runs, what could run and in which order, and what is
 * waited for elsewhere.
 * Threads: the trace's. Cost: a moment O(rows of the lanes · log spans + answer); an update O(new tasks and marks).
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

typedef struct _HeddleMoments HeddleMoments;

/**
 * HeddleMomentQueue:
 *
 * By which way a task came: its task source.
 */
typedef enum {
  HEDDLE_QUEUE_OTHER,
  HEDDLE_QUEUE_TIMER,
  HEDDLE_QUEUE_MESSAGE,
  HEDDLE_QUEUE_NETWORK,
  HEDDLE_QUEUE_FILE,
  HEDDLE_QUEUE_INPUT,
  HEDDLE_N_QUEUES,
} HeddleMomentQueue;

/**
 * HeddleMomentEntry:
 * @ref: the span; its label and place are those of its site: see heddle_trace_find_place()
 * @queue: of a task, by which queue it came
 * @phase: of a request, the last HEDDLE_MARK_… that it has passed; HEDDLE_KIND_NONE before the first
 * @since_ns: since when it is so: when a task or a call became ready, when a stretch or a wait began
 * @until_ns: until when it will be so; HEDDLE_TIME_OPEN when that is not known yet
 *
 * One line of the state.
 */
typedef struct {
  HeddleSpanRef ref;
  HeddleMomentQueue queue;
  HeddleKind phase;
  gint64 since_ns;
  gint64 until_ns;
} HeddleMomentEntry;

/**
 * HeddleMoment:
 * @stack: the task that runs, what nests in it, then the async calls that run, each called by the one before
 * @microtasks: the waits (HEDDLE_KIND_AWAIT) that are over and go on in this task, in that order
 * @tasks: the tasks that could run, in the order in which they will
 * @elsewhere: timers, requests, files, messages and workers under way
 * @waits: the waits of async calls that are not over
 *
 * All are arrays of HeddleMomentEntry.
 */
typedef struct {
  GArray *stack;
  GArray *microtasks;
  GArray *tasks;
  GArray *elsewhere;
  GArray *waits;
} HeddleMoment;

HeddleMoments *heddle_moments_new (HeddleTrace *trace);
void heddle_moments_free (HeddleMoments *self);
void heddle_moments_update (HeddleMoments *self);
void heddle_moments_get (HeddleMoments *self, guint thread, gint64 time_ns, HeddleMoment *moment);

void heddle_moment_init (HeddleMoment *self);
void heddle_moment_clear (HeddleMoment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleMoments, heddle_moments_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleMoment, heddle_moment_clear)

G_END_DECLS
