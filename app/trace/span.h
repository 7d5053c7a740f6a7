/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a trace consists of: spans, marks, sites, lanes, console entries. Plain values.
 */
#pragma once

#include "trace/record.h"

G_BEGIN_DECLS

/* The end of a span that is still open. */
#define HEDDLE_TIME_OPEN G_MAXINT64

/**
 * HeddleSpan:
 * @start_ns: from the run's origin
 * @end_ns: from the run's origin; HEDDLE_TIME_OPEN while it is open
 * @cause_counter: with @cause_thread the span that led to it; 0 for none
 * @cause_thread: index of a thread in the trace (not its number)
 * @lane: index of its lane
 * @site: index into the trace's sites; 0 for none
 * @kind: a #HeddleKind
 * @state: a #HeddleState
 * @depth: its row in the lane, from 0
 * @flags: see HEDDLE_SPAN_FLAG_…
 * @queued_s: how long it was ready before it started, in seconds
 * @cpu_s: how long its thread was on a core meanwhile, in seconds; negative when not known
 *
 * An interval on a lane: 40 bytes.
 */
typedef struct {
  gint64 start_ns;
  gint64 end_ns;
  guint32 cause_counter;
  guint16 cause_thread;
  guint16 lane;
  guint32 site;
  guint8 kind;
  guint8 state;
  guint16 depth;
  gfloat queued_s;
  gfloat cpu_s;
} HeddleSpan;

G_STATIC_ASSERT (sizeof (HeddleSpan) == 40);

/**
 * HeddleSpanRef:
 *
 * A span of a trace: index of its thread in the upper 32 bits, its counter (from 1) in the lower 32 bits. 0 is none.
 */
typedef guint64 HeddleSpanRef;

#define HEDDLE_SPAN_REF(thread_index, counter) (((guint64) (thread_index) << 32) | (counter))
#define HEDDLE_SPAN_REF_THREAD(ref) ((guint) ((ref) >> 32))
#define HEDDLE_SPAN_REF_COUNTER(ref) ((guint32) (ref))

/**
 * HeddleMark:
 * @time_ns: from the run's origin
 * @of: the span that it belongs to, or 0
 * @value: a number of the kind
 * @site: index into the trace's sites; 0 for none
 * @thread: index of the thread that recorded it
 * @kind: a #HeddleKind from HEDDLE_KIND_FIRST_MARK
 */
typedef struct {
  gint64 time_ns;
  HeddleSpanRef of;
  guint64 value;
  guint32 site;
  guint16 thread;
  guint8 kind;
} HeddleMark;

/**
 * HeddleSite:
 * @label: what happens there
 * @file: (nullable): in which file of the program
 * @line: from 1; 0 when not known
 * @column: from 1; 0 when not known
 */
typedef struct {
  char *label;
  char *file;
  guint line;
  guint column;
} HeddleSite;

/**
 * HeddleLaneType:
 *
 * What a lane shows.
 */
typedef enum {
  HEDDLE_LANE_LOOP,     /* an event loop: tasks, and what nests in them */
  HEDDLE_LANE_REQUESTS, /* requests, in as many rows as overlap */
  HEDDLE_LANE_TIMERS,
  HEDDLE_LANE_MESSAGES,
  HEDDLE_LANE_FILES,
  HEDDLE_LANE_WORKERS, /* lives of workers */
  HEDDLE_LANE_INPUT,
  HEDDLE_LANE_ASYNC, /* calls of async functions, a nested one below its caller */
  HEDDLE_LANE_PARTS, /* their stretches and waits, each in the row of its call */
  HEDDLE_LANE_CORE,  /* the sampler's view of one thread: on a core, or ready without one */
  HEDDLE_N_LANE_TYPES,
} HeddleLaneType;

/**
 * HeddleLane:
 * @type: what it shows
 * @thread: index of the thread that it is about
 * @owner: index of the thread that recorded its spans
 * @rows: (element-type GArray of guint32): for each row the counters of its spans, sorted by start
 *
 * A row, or some rows, of the timeline.
 */
typedef struct {
  HeddleLaneType type;
  guint thread;
  guint owner;
  GPtrArray *rows;
} HeddleLane;

/**
 * HeddleConsoleEntry:
 * @time_ns: from the run's origin
 * @thread: index of the thread
 * @level: a #HeddleLevel
 * @span: inside of which span, or 0
 * @text: what was printed, without a final newline
 */
typedef struct {
  gint64 time_ns;
  guint thread;
  HeddleLevel level;
  HeddleSpanRef span;
  char *text;
} HeddleConsoleEntry;

/**
 * HeddleThread:
 * @number: its number in the run, from 1
 * @role: what it is
 * @name: what it is called
 * @start_ns: when it began to record, from the run's origin
 * @cpu_ns: how long it was on a core in all; -1 when it has not said
 * @no_core_ns: how long it was ready without a core in all; -1 when it has not said
 */
typedef struct {
  guint number;
  HeddleRole role;
  char *name;
  gint64 start_ns;
  gint64 cpu_ns;
  gint64 no_core_ns;
} HeddleThread;

G_END_DECLS
