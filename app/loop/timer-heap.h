/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One loop's timers, ordered by deadline, then by creation.
 * Threads: one. Cost: adding and taking O(1) for timers of few delays, else O(log n); the first O(1), clearing O(1) amortised.
 */
#pragma once

#include "trace/record.h"

G_BEGIN_DECLS

/**
 * HeddleTimer:
 * @deadline_ns: when it is due, by heddle_clock_now()
 * @order: by creation
 * @id: the program's number for it
 * @span: its span in the trace
 */
typedef struct {
  gint64 deadline_ns;
  guint64 order;
  guint32 id;
  HeddleSpanId span;
} HeddleTimer;

typedef struct _HeddleTimerHeap HeddleTimerHeap;

HeddleTimerHeap *heddle_timer_heap_new (void);
void heddle_timer_heap_free (HeddleTimerHeap *self);
void heddle_timer_heap_add (HeddleTimerHeap *self, gint64 deadline_ns, guint32 id, HeddleSpanId span);
const HeddleTimer *heddle_timer_heap_peek (HeddleTimerHeap *self);
gboolean heddle_timer_heap_take (HeddleTimerHeap *self, HeddleTimer *timer);
void heddle_timer_heap_clear (HeddleTimerHeap *self, guint32 id);
guint heddle_timer_heap_get_length (HeddleTimerHeap *self);

G_END_DECLS
