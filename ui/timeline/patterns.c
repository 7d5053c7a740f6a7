/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dots and stripes as small tiles, made once for a palette and repeated over each box.
 * Threads: the main one. Cost: a tile is drawn once.
 */
#include "ui/timeline/patterns.h"

/* Side of a tile in application pixels. */
#define SIDE 8

struct _HeddlePatterns {
  const HeddlePalette *palette;
  int scale;
  cairo_surface_t *tiles[HEDDLE_N_PATTERNS];
};

HeddlePatterns *
heddle_patterns_new (void)
{
  return g_new0 (HeddlePatterns, 1);
}

static void
clear_tiles (HeddlePatterns *self)
{
  for (guint i = 0; i < HEDDLE_N_PATTERNS; i++)
    g_clear_pointer (&self->tiles[i], cairo_surface_destroy);
}

void
heddle_patterns_free (HeddlePatterns *self)
{
  clear_tiles (self);
  g_free (self);
}

/**
 * heddle_patterns_set_palette:
 * @palette: its colours
 * @scale: device pixels for each application pixel
 */
void
heddle_patterns_set_palette (HeddlePatterns *self, const HeddlePalette *palette, int scale)
{
  if (self->palette == palette && self->scale == scale)
    return;
  clear_tiles (self);
  self->palette = palette;
  self->scale = scale;
}

static void
draw_dots (cairo_t *cr, const HeddlePalette *palette)
{
  gdk_cairo_set_source_rgba (cr, &palette->waiting);
  for (int i = 0; i < 2; i++) {
    cairo_arc (cr, 2 + 4 * i, 2 + 4 * i, 0.9, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

/* Stripes that meet at all four edges of the tile. */
static void
draw_stripes (cairo_t *cr, const HeddlePalette *palette)
{
  gdk_cairo_set_source_rgba (cr, &palette->ready);
  cairo_set_line_width (cr, 2.6);
  for (int i = -1; i <= 1; i++) {
    cairo_move_to (cr, SIDE * (i - 0.5), SIDE * 1.5);
    cairo_line_to (cr, SIDE * (i + 1.5), -SIDE * 0.5);
  }
  cairo_stroke (cr);
}

static cairo_surface_t *
create_tile (HeddlePatterns *self, HeddlePattern pattern)
{
  int side = SIDE * self->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (surface);
  const GdkRGBA *ground = pattern == HEDDLE_PATTERN_DOTTED ? &self->palette->waiting_ground
                                                           : &self->palette->ready_ground;

  cairo_scale (cr, self->scale, self->scale);
  gdk_cairo_set_source_rgba (cr, ground);
  cairo_paint (cr);
  if (pattern == HEDDLE_PATTERN_DOTTED)
    draw_dots (cr, self->palette);
  else
    draw_stripes (cr, self->palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/**
 * heddle_patterns_get_fill:
 *
 * Returns: a fill of that pattern; its tile is good until the palette changes
 */
HeddleFill
heddle_patterns_get_fill (HeddlePatterns *self, HeddlePattern pattern)
{
  g_return_val_if_fail (self->palette != NULL, (HeddleFill){ 0 });
  if (self->tiles[pattern] == NULL)
    self->tiles[pattern] = create_tile (self, pattern);
  return (HeddleFill){ .tile = (const guint32 *) (gpointer) cairo_image_surface_get_data (self->tiles[pattern]),
                       .side = SIDE * self->scale };
}
