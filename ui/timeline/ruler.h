/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ruler over the bands.
 * Threads: the main one.
 */
#pragma once

#include "trace/layout.h"
#include "ui/timeline/time-axis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_RULER (heddle_ruler_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRuler, heddle_ruler, HEDDLE, RULER, GtkWidget)

void heddle_ruler_set_axis (HeddleRuler *self, HeddleTimeAxis *axis);
void heddle_ruler_get_ticks (HeddleTimeAxis *axis, int width, GArray *ticks);

G_END_DECLS
