/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What mouse, touch and keys do to the timeline.
 * Threads: the main one.
 */
#pragma once

#include "ui/timeline/cursor.h"
#include "ui/timeline/time-axis.h"

G_BEGIN_DECLS

void heddle_timeline_input_connect (GtkWidget *timeline, GtkWidget *ruler, HeddleTimeAxis *axis, HeddleCursor *cursor);

G_END_DECLS
