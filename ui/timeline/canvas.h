/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels: rectangles, rounded boxes and patterns, many thousand of them in a millisecond.
 * Threads: the main one. Cost: O(pixels) a shape; nothing is allocated but the picture itself.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _HeddleCanvas HeddleCanvas;

/**
 * HeddleFill:
 * @colour: as 0xAARRGGBB, with alpha multiplied in
 * @tile: (nullable): a square of such pixels that is repeated instead of the colour, anchored to the canvas
 * @side: how many pixels wide and high the tile is
 *
 * What a shape is filled with.
 */
typedef struct {
  guint32 colour;
  const guint32 *tile;
  int side;
} HeddleFill;

HeddleCanvas *heddle_canvas_new (int width, int height, int scale);
void heddle_canvas_free (HeddleCanvas *self);
int heddle_canvas_get_width (HeddleCanvas *self);
int heddle_canvas_get_scale (HeddleCanvas *self);
guint32 *heddle_canvas_get_row (HeddleCanvas *self, int y);
void heddle_canvas_fill (HeddleCanvas *self, const graphene_rect_t *rect, guint32 colour);
void heddle_canvas_round (HeddleCanvas *self, const graphene_rect_t *rect, double radius, const HeddleFill *fill);
void heddle_canvas_free_to_snapshot (HeddleCanvas *self, GtkSnapshot *snapshot, double x, double y);
guint32 heddle_canvas_pixel (const GdkRGBA *colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCanvas, heddle_canvas_free)

G_END_DECLS
