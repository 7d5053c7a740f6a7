/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every event of a run as a table, in step with the timeline.
 * Threads: the main one.
 */
#pragma once

#include "ui/events/event-list.h"
#include "ui/timeline/timeline.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_EVENTS (heddle_events_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEvents, heddle_events, HEDDLE, EVENTS, GtkWidget)

void heddle_events_set_timeline (HeddleEvents *self, HeddleTimeline *timeline);
void heddle_events_set_runs (HeddleEvents *self, GListModel *runs);
void heddle_events_show_run (HeddleEvents *self, guint index);
void heddle_events_filter (HeddleEvents *self, HeddleKind kind, const char *lane, const char *text);
GtkWidget *heddle_events_get_tools (HeddleEvents *self);
HeddleEventList *heddle_events_get_list (HeddleEvents *self);
GtkSelectionModel *heddle_events_get_selection (HeddleEvents *self);

G_END_DECLS
