/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One variant, as wide as the window: its title and counters, its lanes and its finish.
 * Threads: the main one.
 */
#pragma once

#include "trace/layout.h"
#include "ui/run/variant-run.h"
#include "ui/timeline/lane-marks.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_BAND (heddle_band_get_type ())
G_DECLARE_FINAL_TYPE (HeddleBand, heddle_band, HEDDLE, BAND, GtkWidget)

GtkWidget *heddle_band_new (HeddleVariantRun *run, HeddleTimeAxis *axis, HeddleAttention *attention, guint number);
void heddle_band_set_layout (HeddleBand *self, HeddleLayout *layout, guint index);
void heddle_band_update (HeddleBand *self);
HeddleVariantRun *heddle_band_get_run (HeddleBand *self);
HeddleLanes *heddle_band_get_lanes (HeddleBand *self);
HeddleLaneMarks *heddle_band_get_marks (HeddleBand *self);
HeddleLayout *heddle_band_get_layout (HeddleBand *self, guint *index);
const char *heddle_band_get_description (HeddleBand *self);

G_END_DECLS
