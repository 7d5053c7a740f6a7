/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What trace.c (the store) and trace-records.c (what comes from the rings) share, and strip.c, which reads millions of spans
 * in a frame. For these alone.
 */
#pragma once

#include "trace/at-once.h"
#include "trace/blocks.h"
#include "trace/lane.h"
#include "trace/trace.h"

G_BEGIN_DECLS

/* The console has this part of the memory that a trace may take. */
#define HEDDLE_TRACE_CONSOLE_PART 8

/* A thread as the trace keeps it. */
typedef struct {
  HeddleThread public;
  HeddleBlocks spans; /* HeddleSpan; the span with counter n is item n - 1 */
  guint64 n_left_out; /* spans behind those, for which there was no memory */
  GArray *sites;      /* guint32: the trace's site for each of the thread's own */
  HeddleLaneWriter *lanes[HEDDLE_N_LANE_TYPES];
  guint16 lane_index[HEDDLE_N_LANE_TYPES];
  GString *text; /* console text of which more follows */
} TraceThread;

struct _HeddleTrace {
  GObject parent_instance;

  GPtrArray *threads;     /* TraceThread */
  GHashTable *by_number;  /* number of a thread in the run → index + 1 */
  GArray *ring_threads;   /* guint: for each ring, index + 1 of the thread that writes it now */
  GPtrArray *lanes;       /* HeddleLane, owned by the writers */
  GPtrArray *sites;       /* HeddleSite */
  GHashTable *site_index; /* HeddleSite → index */
  GHashTable *values;     /* HeddleSpanRef → guint64, where it is not 0 */
  HeddleBlocks marks;     /* HeddleMark */
  GPtrArray *console;     /* HeddleConsoleEntry */
  GHashTable *info;

  gint64 origin_ns;
  gint64 possible_ns; /* by the clock: no record can be later; raised when one is */
  gint64 start_ns;
  gint64 end_ns;
  gint64 last_ns;
  gint64 waiting_since_ns; /* when it last had nothing to do but to wait for input; -1 for never */
  gint64 last_input_ns;    /* when it last got some; -1 for never */
  guint64 n_spans;
  guint64 n_dropped;
  gboolean closed;

  HeddleAtOnce waiting;
  HeddleAtOnce computing;

  guint64 limit_bytes; /* 0 for none */
  guint64 n_bytes;     /* of spans, marks and sites, about */
  guint n_sites_told;  /* by all threads, each counting its own */
  guint n_last_marks;  /* that came when it was full */
  gsize n_console_bytes;
  guint64 n_console_left_out;
  guint64 console_shift;
  guint console_gap; /* where the entry is that says what was left out, if something was */
};

TraceThread *heddle_trace_peek_thread (HeddleTrace *self, guint thread);
HeddleSpan *heddle_trace_peek_span (HeddleTrace *self, HeddleSpanRef ref);

G_END_DECLS
