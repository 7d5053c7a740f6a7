/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The events of a trace, as a list for a view: all, or those that are asked for.
 * Threads: the main one.
 */
#pragma once

#include "ui/events/event-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleEventFilter:
 * @kind: the only kind; 0 for all, HEDDLE_KIND_FIRST_MARK for all marks
 * @lane: (nullable): name of the only lane
 * @text: (nullable): what the label or the source must contain, upper or lower case
 *
 * Which events are asked for.
 */
typedef struct {
  HeddleKind kind;
  const char *lane;
  const char *text;
} HeddleEventFilter;

#define HEDDLE_TYPE_EVENT_LIST (heddle_event_list_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEventList, heddle_event_list, HEDDLE, EVENT_LIST, GObject)

HeddleEventList *heddle_event_list_new (void);
void heddle_event_list_follow (HeddleEventList *self, HeddleTrace *trace);
void heddle_event_list_filter (HeddleEventList *self, const HeddleEventFilter *filter);
gboolean heddle_event_list_is_busy (HeddleEventList *self);
guint64 heddle_event_list_get_n_events (HeddleEventList *self);
gint64 heddle_event_list_find (HeddleEventList *self, HeddleSpanRef ref);

G_END_DECLS
