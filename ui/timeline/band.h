/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One variant, as wide as the window: its title and counters, its lanes and its finish.
 * Threads: the main one.
 */
#pragma once

#include "trace/layout.h"
#include "ui/timeline/lanes.h"
#include "ui/run/variant-run.h"

G_BEGIN_DECLS

/* How wide the title and the counters are, left of the lanes. */
#define HEDDLE_BAND_HEADER_WIDTH 256

#define HEDDLE_TYPE_BAND (heddle_band_get_type ())
G_DECLARE_FINAL_TYPE (HeddleBand, heddle_band, HEDDLE, BAND, GtkWidget)

GtkWidget *heddle_band_new (HeddleVariantRun *run, HeddleTimeAxis *axis);
void heddle_band_set_layout (HeddleBand *self, HeddleLayout *layout, guint index);
void heddle_band_update (HeddleBand *self);
HeddleVariantRun *heddle_band_get_run (HeddleBand *self);
const char *heddle_band_get_description (HeddleBand *self);

G_END_DECLS
