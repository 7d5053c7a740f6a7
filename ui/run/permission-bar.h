/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bar that asks whether a scenario may reach a host that it asked for.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_PERMISSION_BAR (heddle_permission_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePermissionBar, heddle_permission_bar, HEDDLE, PERMISSION_BAR, GtkWidget)

void heddle_permission_bar_set_stage (HeddlePermissionBar *self, HeddleStage *stage);

G_END_DECLS
