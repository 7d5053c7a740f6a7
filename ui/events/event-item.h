/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One event of a trace, for a row. Made when a row shows it; what it says is read from the trace.
 * Threads: the main one.
 */
#pragma once

#include "trace/event-order.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_EVENT_ITEM (heddle_event_item_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEventItem, heddle_event_item, HEDDLE, EVENT_ITEM, GObject)

HeddleEventItem *heddle_event_item_new (HeddleTrace *trace, HeddleEvent event);
HeddleSpanRef heddle_event_item_get_ref (HeddleEventItem *self);
HeddleKind heddle_event_item_get_kind (HeddleEventItem *self);
gint64 heddle_event_item_get_start_ns (HeddleEventItem *self);
const HeddleSite *heddle_event_item_get_site (HeddleEventItem *self);
char *heddle_event_item_dup_time (HeddleEventItem *self);
char *heddle_event_item_dup_duration (HeddleEventItem *self);
char *heddle_event_item_dup_lane (HeddleEventItem *self);
char *heddle_event_item_dup_kind (HeddleEventItem *self);
char *heddle_event_item_dup_label (HeddleEventItem *self);
char *heddle_event_item_dup_source (HeddleEventItem *self);

const char *heddle_event_get_kind_name (HeddleKind kind);
char *heddle_event_dup_lane_name (HeddleTrace *trace, guint lane);

G_END_DECLS
