/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that a trace knows about one span, for a card or a row of a table; and what led to it and what it led to.
 * Threads: the trace's. Cost: the facts O(marks of the span); the effects O(spans of the run) at worst.
 */
#pragma once

#include "trace/mark-index.h"

G_BEGIN_DECLS

/**
 * HeddleSpanFacts:
 * @ref: the span
 * @kind: what it is
 * @state: computing, ready or waiting
 * @label: (nullable) (transfer none): what it is called
 * @file: (nullable) (transfer none): the source that it belongs to
 * @line: there, from 1; 0 when not known
 * @column: there, from 1; 0 when not known
 * @thread: index of the thread that recorded it
 * @is_open: whether it goes on
 * @start_ns: from the run's first statement
 * @end_ns: likewise; now when it goes on
 * @cpu_ns: how long its thread was on a core meanwhile; -1 when not known
 * @ready_ns: how long it, or for a request its answer, was ready before it was taken up
 * @waiting_ns: how long it waited for the world, or what led to it did
 * @cause: what led to it, or 0
 * @request: the request that it is or belongs to, or 0
 * @connected_ns: of a request: when it had a connection, from the run's first statement; -1 when not known
 * @sent_ns: when it was sent; -1 when not known
 * @first_byte_ns: when the first byte of the answer came; -1 when not known
 * @status: status code of the answer; 0 without one
 * @n_bytes: bytes of a body or a message that were copied
 * @n_transferred_bytes: bytes of a message that were handed over
 * @has_bytes: whether the bytes are known
 * @is_aborted: whether it was given up
 * @failure: (nullable) (transfer none): why it failed
 *
 * What is known about a span.
 */
typedef struct {
  HeddleSpanRef ref;
  HeddleKind kind;
  HeddleState state;
  const char *label;
  const char *file;
  guint line;
  guint column;
  guint thread;
  gboolean is_open;
  gint64 start_ns;
  gint64 end_ns;
  gint64 cpu_ns;
  gint64 ready_ns;
  gint64 waiting_ns;
  HeddleSpanRef cause;
  HeddleSpanRef request;
  gint64 connected_ns;
  gint64 sent_ns;
  gint64 first_byte_ns;
  guint status;
  guint64 n_bytes;
  guint64 n_transferred_bytes;
  gboolean has_bytes;
  gboolean is_aborted;
  const char *failure;
} HeddleSpanFacts;

gboolean heddle_facts_get (HeddleMarkIndex *marks, HeddleSpanRef ref, gint64 now_ns, HeddleSpanFacts *facts);
gboolean heddle_span_is_shown (const HeddleSpan *span);
HeddleSpanRef heddle_facts_find_task_of (HeddleTrace *trace, HeddleSpanRef ref);
void heddle_facts_get_effects (HeddleTrace *trace, HeddleSpanRef ref, guint n_max, GArray *effects);

G_END_DECLS
