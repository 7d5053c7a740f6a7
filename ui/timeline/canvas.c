/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels. Edges lie on device pixels, so that neighbours meet without a seam; only round corners are smoothed.
 * Threads: the main one.
 */
#include "ui/timeline/canvas.h"

#include <math.h>
#include <string.h>

/* Corners are no rounder than this many device pixels. */
#define MAX_RADIUS 24

struct _HeddleCanvas {
  cairo_surface_t *surface;
  guint32 *pixels; /* the surface's */
  int width;       /* in device pixels */
  int height;
  int scale;
};

/* A rectangle in device pixels, inside of the canvas: from … to, without to. */
typedef struct {
  int x0;
  int y0;
  int x1;
  int y1;
} Area;

/**
 * heddle_canvas_new:
 * @width: in application pixels
 * @height: in application pixels
 * @scale: device pixels for each application pixel
 *
 * Returns: (transfer full): a transparent canvas
 */
HeddleCanvas *
heddle_canvas_new (int width, int height, int scale)
{
  HeddleCanvas *self = g_new (HeddleCanvas, 1);

  *self = (HeddleCanvas){ .width = MAX (width, 1) * scale, .height = MAX (height, 1) * scale, .scale = scale };
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  self->pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (self->surface);
  return self;
}

void
heddle_canvas_free (HeddleCanvas *self)
{
  cairo_surface_destroy (self->surface);
  g_free (self);
}

/**
 * heddle_canvas_get_width:
 *
 * Returns: how many device pixels it is wide
 */
int
heddle_canvas_get_width (HeddleCanvas *self)
{
  return self->width;
}

int
heddle_canvas_get_scale (HeddleCanvas *self)
{
  return self->scale;
}

/**
 * heddle_canvas_get_row:
 * @y: in device pixels
 *
 * Returns: (transfer none) (nullable): that row's pixels, or %NULL outside
 */
guint32 *
heddle_canvas_get_row (HeddleCanvas *self, int y)
{
  return y < 0 || y >= self->height ? NULL : self->pixels + (gsize) y * (gsize) self->width;
}

/**
 * heddle_canvas_pixel:
 *
 * Returns: the colour as a pixel: 0xAARRGGBB with alpha multiplied in
 */
guint32
heddle_canvas_pixel (const GdkRGBA *colour)
{
  guint32 alpha = (guint32) lroundf (colour->alpha * 255), red = (guint32) lroundf (colour->red * colour->alpha * 255);
  guint32 green = (guint32) lroundf (colour->green * colour->alpha * 255);
  guint32 blue = (guint32) lroundf (colour->blue * colour->alpha * 255);

  return alpha << 24 | red << 16 | green << 8 | blue;
}

static Area
find_area (HeddleCanvas *self, const graphene_rect_t *rect)
{
  double scale = self->scale;
  Area area = {
    .x0 = (int) lround (CLAMP (rect->origin.x * scale, -1e6, 1e6)),
    .y0 = (int) lround (CLAMP (rect->origin.y * scale, -1e6, 1e6)),
    .x1 = (int) lround (CLAMP ((rect->origin.x + rect->size.width) * scale, -1e6, 1e6)),
    .y1 = (int) lround (CLAMP ((rect->origin.y + rect->size.height) * scale, -1e6, 1e6)),
  };

  /* However thin: it can be seen. */
  area.x1 = MAX (area.x1, area.x0 + 1);
  area.y1 = MAX (area.y1, area.y0 + 1);
  return area;
}

static void
fill_pixels (guint32 *pixels, int x0, int x1, int y, const HeddleFill *fill)
{
  const guint32 *tile;

  if (fill->tile == NULL) {
    for (int x = x0; x < x1; x++)
      pixels[x] = fill->colour;
    return;
  }
  tile = fill->tile + (y % fill->side) * fill->side;
  for (int x = x0; x < x1; x++)
    pixels[x] = tile[x % fill->side];
}

/**
 * heddle_canvas_fill:
 * @rect: in application pixels
 * @colour: a pixel
 */
void
heddle_canvas_fill (HeddleCanvas *self, const graphene_rect_t *rect, guint32 colour)
{
  const HeddleFill fill = { .colour = colour };
  Area area = find_area (self, rect);
  int x0 = MAX (area.x0, 0), x1 = MIN (area.x1, self->width);

  for (int y = MAX (area.y0, 0); y < MIN (area.y1, self->height); y++)
    fill_pixels (heddle_canvas_get_row (self, y), x0, x1, y, &fill);
}

/* Mixes one pixel with what is there. */
static void
mix_pixel (guint32 *pixel, guint32 colour, double part)
{
  guint32 mixed = 0;
  guint share = (guint) CLAMP (part * 256, 0, 256);

  for (guint shift = 0; shift < 32; shift += 8) {
    guint old = *pixel >> shift & 0xff, new = colour >> shift & 0xff;

    mixed |= ((old * (256 - share) + new *share) >> 8) << shift;
  }
  *pixel = mixed;
}

static guint32
fill_colour_at (const HeddleFill *fill, int x, int y)
{
  return fill->tile == NULL ? fill->colour : fill->tile[(y % fill->side) * fill->side + x % fill->side];
}

/* How far the edge is moved in by a round corner in a row of pixels that is so far from the top or bottom. */
static double
inset_at (int row, double radius)
{
  double above = radius - row - 0.5;

  return above <= 0 ? 0 : radius - sqrt (MAX (radius * radius - above * above, 0));
}

static void
round_row (HeddleCanvas *self, const Area *area, int y, double inset, const HeddleFill *fill)
{
  guint32 *pixels = heddle_canvas_get_row (self, y);
  int whole = (int) ceil (inset), left = area->x0 + whole - 1, right = area->x1 - whole;
  int x0 = MAX (area->x0 + whole, 0), x1 = MIN (area->x1 - whole, self->width);
  double part = whole - inset;

  if (x0 < x1)
    fill_pixels (pixels, x0, x1, y, fill);
  if (whole == 0)
    return;
  if (left >= 0 && left < self->width)
    mix_pixel (&pixels[left], fill_colour_at (fill, left, y), part);
  if (right >= 0 && right < self->width && right > left)
    mix_pixel (&pixels[right], fill_colour_at (fill, right, y), part);
}

/**
 * heddle_canvas_round:
 * @rect: in application pixels
 * @radius: of its corners
 * @fill: with what
 */
void
heddle_canvas_round (HeddleCanvas *self, const graphene_rect_t *rect, double radius, const HeddleFill *fill)
{
  Area area = find_area (self, rect);
  double most = MIN (MIN (area.x1 - area.x0, area.y1 - area.y0) / 2.0, MAX_RADIUS);

  radius = MIN (radius * self->scale, most);
  for (int y = MAX (area.y0, 0); y < MIN (area.y1, self->height); y++)
    round_row (self, &area, y, inset_at (MIN (y - area.y0, area.y1 - 1 - y), radius), fill);
}

/**
 * heddle_canvas_free_to_snapshot:
 * @snapshot: where to put what was drawn; the canvas is gone
 * @x: its left edge there
 * @y: its upper edge there
 *
 * As a cairo node the pixels are neither copied nor converted, and what changes elsewhere draws only a part of them again.
 */
void
heddle_canvas_free_to_snapshot (HeddleCanvas *self, GtkSnapshot *snapshot, double x, double y)
{
  double width = (double) self->width / self->scale, height = (double) self->height / self->scale;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));

  cairo_surface_mark_dirty (self->surface);
  cairo_surface_set_device_scale (self->surface, self->scale, self->scale);
  cairo_set_source_surface (cr, self->surface, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  heddle_canvas_free (self);
}
