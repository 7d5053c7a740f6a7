/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints the rows of a band: first all boxes, as one picture, then all text.
 * Threads: the main one. Cost: O(pixels + visible items).
 */
#pragma once

#include "ui/timeline/lane-sight.h"
#include "ui/timeline/text-cache.h"

G_BEGIN_DECLS

typedef struct _HeddleLanePainter HeddleLanePainter;

HeddleLanePainter *heddle_lane_painter_new (HeddleTextCache *texts);
void heddle_lane_painter_free (HeddleLanePainter *self);
void heddle_lane_painter_paint (HeddleLanePainter *self,
                                const HeddleSight *sight,
                                const HeddlePalette *palette,
                                int scale,
                                GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLanePainter, heddle_lane_painter_free)

G_END_DECLS
