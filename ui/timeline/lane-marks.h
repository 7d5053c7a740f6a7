/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is drawn over the lanes of a band: what is under the pointer, selected or found, its arrows, a stretch of time, and
 * a guess. A widget of its own, so that none of it paints a lane again.
 * Threads: the main one.
 */
#pragma once

#include "ui/timeline/attention.h"
#include "ui/timeline/lanes.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_LANE_MARKS (heddle_lane_marks_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLaneMarks, heddle_lane_marks, HEDDLE, LANE_MARKS, GtkWidget)

void heddle_lane_marks_set_lanes (HeddleLaneMarks *self, HeddleLanes *lanes);
void heddle_lane_marks_set_attention (HeddleLaneMarks *self, HeddleAttention *attention, guint band);
void heddle_lane_marks_set_guess (HeddleLaneMarks *self, HeddleTimeAxis *axis, gint64 guess_ns, const char *text);
gboolean heddle_lane_marks_is_guess_at (HeddleLaneMarks *self, double x, double y);

G_END_DECLS
