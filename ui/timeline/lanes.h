/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints the lanes of one band, and its finish flag.
 * Threads: the main one.
 */
#pragma once

#include "trace/layout.h"
#include "ui/timeline/time-axis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How wide the lanes' names are, at the left of the time axis. */
#define HEDDLE_LANES_NAMES_WIDTH 88

#define HEDDLE_TYPE_LANES (heddle_lanes_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLanes, heddle_lanes, HEDDLE, LANES, GtkWidget)

void heddle_lanes_set_axis (HeddleLanes *self, HeddleTimeAxis *axis);
void heddle_lanes_set_layout (HeddleLanes *self, HeddleLayout *layout, guint band);
void heddle_lanes_set_flag (HeddleLanes *self, const char *text, gboolean is_stop);

G_END_DECLS
