/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dots and stripes as small textures, made once for a palette and repeated over each box.
 * Threads: the main one. Cost: one repeat node a box, whatever its size.
 */
#include "ui/timeline/patterns.h"

#include <math.h>

/* Side of a texture in application pixels. */
#define SIDE 8

struct _HeddlePatterns {
  const HeddlePalette *palette;
  int scale;
  GdkTexture *textures[HEDDLE_N_PATTERNS];
};

HeddlePatterns *
heddle_patterns_new (void)
{
  return g_new0 (HeddlePatterns, 1);
}

static void
clear_textures (HeddlePatterns *self)
{
  for (guint i = 0; i < HEDDLE_N_PATTERNS; i++)
    g_clear_object (&self->textures[i]);
}

void
heddle_patterns_free (HeddlePatterns *self)
{
  clear_textures (self);
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
  clear_textures (self);
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

/* Stripes that meet at all four edges of the texture. */
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

static GdkTexture *
create_texture (HeddlePatterns *self, HeddlePattern pattern)
{
  int side = SIDE * self->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (surface);
  const GdkRGBA *ground =
    pattern == HEDDLE_PATTERN_DOTTED ? &self->palette->waiting_ground : &self->palette->ready_ground;
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  cairo_scale (cr, self->scale, self->scale);
  gdk_cairo_set_source_rgba (cr, ground);
  cairo_paint (cr);
  if (pattern == HEDDLE_PATTERN_DOTTED)
    draw_dots (cr, self->palette);
  else
    draw_stripes (cr, self->palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) side);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (side, side, GDK_MEMORY_DEFAULT, bytes, stride);
}

/**
 * heddle_patterns_paint:
 * @box: where
 *
 * Fills a box. The pattern is anchored to the widget, so that neighbouring boxes meet without a seam.
 */
void
heddle_patterns_paint (HeddlePatterns *self, GtkSnapshot *snapshot, HeddlePattern pattern, const graphene_rect_t *box)
{
  graphene_rect_t child;

  g_return_if_fail (self->palette != NULL);
  if (self->textures[pattern] == NULL)
    self->textures[pattern] = create_texture (self, pattern);
  child = GRAPHENE_RECT_INIT (floorf (box->origin.x / SIDE) * SIDE, floorf (box->origin.y / SIDE) * SIDE, SIDE, SIDE);
  gtk_snapshot_push_repeat (snapshot, box, &child);
  gtk_snapshot_append_texture (snapshot, self->textures[pattern], &child);
  gtk_snapshot_pop (snapshot);
}
