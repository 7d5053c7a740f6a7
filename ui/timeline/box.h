/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a box of the timeline is painted.
 * Threads: the main one.
 */
#pragma once

#include "trace/span.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/patterns.h"

G_BEGIN_DECLS

void heddle_box_paint (HeddleCanvas *canvas,
                       HeddlePatterns *patterns,
                       const HeddlePalette *palette,
                       HeddleState state,
                       guint number,
                       const graphene_rect_t *box);

G_END_DECLS
