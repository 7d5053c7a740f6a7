/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawer below the timeline: what the variants printed, and every event of their runs.
 * Threads: the main one.
 */
#pragma once

#include "ui/console/console.h"
#include "ui/events/events.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_DRAWER (heddle_drawer_get_type ())
G_DECLARE_FINAL_TYPE (HeddleDrawer, heddle_drawer, HEDDLE, DRAWER, GtkWidget)

HeddleConsole *heddle_drawer_get_console (HeddleDrawer *self);
HeddleEvents *heddle_drawer_get_events (HeddleDrawer *self);
void heddle_drawer_set_runs (HeddleDrawer *self, GListModel *runs);
void heddle_drawer_show_page (HeddleDrawer *self, const char *name);

G_END_DECLS
