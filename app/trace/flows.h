/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What led to a span and what it led to, as arrows between spans that stand on lanes: a message or a timer is an arrow,
 * not a place.
 * Threads: the trace's. Cost: O(spans of the run) at worst.
 */
#pragma once

#include "trace/facts.h"

G_BEGIN_DECLS

/**
 * HeddleFlow:
 * @from: the cause
 * @to: the effect
 * @via: the message, timer or file between them, or 0
 * @from_ns: where on the cause it begins, from the run's first statement
 * @to_ns: where on the effect it ends
 *
 * An arrow.
 */
typedef struct {
  HeddleSpanRef from;
  HeddleSpanRef to;
  HeddleSpanRef via;
  gint64 from_ns;
  gint64 to_ns;
} HeddleFlow;

gboolean heddle_flows_is_place (const HeddleSpan *span);
void heddle_flows_get (HeddleTrace *trace, HeddleSpanRef ref, guint n_max, GArray *flows);

G_END_DECLS
