/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All spans and marks of a trace in the order of their starts, by position, without a copy of them.
 * Threads: the trace's. Cost: merging on O(threads) an event; memory a few bytes for each 1,024 events; an event by its
 * position O(1) near the last one that was asked for, else O(1,024 · threads).
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleEvent:
 * @ref: a span, or 0 for a mark
 * @mark: index of the mark when @ref is 0
 *
 * Something that was recorded.
 */
typedef struct {
  HeddleSpanRef ref;
  guint64 mark;
} HeddleEvent;

typedef struct _HeddleEventOrder HeddleEventOrder;

HeddleEventOrder *heddle_event_order_new (HeddleTrace *trace);
void heddle_event_order_free (HeddleEventOrder *self);
gboolean heddle_event_order_extend (HeddleEventOrder *self, guint n_max);
guint64 heddle_event_order_get_n (HeddleEventOrder *self);
gboolean heddle_event_order_is_exact (HeddleEventOrder *self);
HeddleEvent heddle_event_order_get (HeddleEventOrder *self, guint64 position);
gint64 heddle_event_order_find (HeddleEventOrder *self, HeddleSpanRef ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleEventOrder, heddle_event_order_free)

G_END_DECLS
