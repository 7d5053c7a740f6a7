/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints an event loop that has more spans than pixels: how busy it was, column by column.
 * Threads: the main one.
 */
#pragma once

#include "ui/style/palette.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/lane-sight.h"

G_BEGIN_DECLS

gboolean heddle_strip_painter_wants (const HeddleSight *sight, const HeddlePlanRow *row, guint lane);
void heddle_strip_painter_get (const HeddleSight *sight,
                               const HeddlePlanRow *row,
                               guint lane,
                               gboolean is_no_core,
                               double wide_px,
                               float *columns,
                               GArray *wide);
void heddle_strip_painter_paint (HeddleCanvas *canvas,
                                 const graphene_rect_t *box,
                                 const GdkRGBA *ground,
                                 const GdkRGBA *colour,
                                 const float *columns,
                                 int n_columns);

G_END_DECLS
