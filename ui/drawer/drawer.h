/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawer below the timeline: what the variants printed.
 * Threads: the main one.
 */
#pragma once

#include "ui/console/console.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_DRAWER (heddle_drawer_get_type ())
G_DECLARE_FINAL_TYPE (HeddleDrawer, heddle_drawer, HEDDLE, DRAWER, GtkWidget)

HeddleConsole *heddle_drawer_get_console (HeddleDrawer *self);
void heddle_drawer_show_page (HeddleDrawer *self, const char *name);

G_END_DECLS
