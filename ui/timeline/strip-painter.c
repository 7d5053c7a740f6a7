/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints an event loop that has more spans than pixels.
 * Threads: the main one. Cost: O(pixels).
 */
#include "ui/timeline/strip-painter.h"

#include <math.h>
#include <string.h>

/* With more spans than this for each pixel, boxes cannot be told apart. */
#define DENSE 0.6
/* However little happens in a column: it can be seen. */
#define LEAST_SHARE 0.22f
#define LEAST_SEEN 0.002f

static const HeddleLayoutLane *
get_lane (const HeddleSight *sight, const HeddlePlanRow *row, guint lane)
{
  return heddle_layout_get_lane (sight->layout, sight->band, g_array_index (row->lanes, guint, lane));
}

/**
 * heddle_strip_painter_wants:
 * @lane: which of the row's lanes
 *
 * Returns: whether the lane is an event loop with more spans in sight than can be told apart
 */
gboolean
heddle_strip_painter_wants (const HeddleSight *sight, const HeddlePlanRow *row, guint lane)
{
  gint64 zero_ns = heddle_layout_get_band (sight->layout, sight->band)->start_ns;

  if (row->group != HEDDLE_GROUP_MAIN && row->group != HEDDLE_GROUP_WORKERS)
    return FALSE;
  return heddle_strip_count (heddle_lane_strips_get (sight->strips, get_lane (sight, row, lane)->thread, FALSE),
                             sight->from_ns + zero_ns, sight->to_ns + zero_ns) > sight->width * DENSE;
}

/**
 * heddle_strip_painter_get:
 * @is_no_core: whether to get when the thread was ready without a core; else its tasks
 * @wide_px: tasks that are so wide are boxes of their own
 * @columns: to be added to
 * @wide: (element-type HeddleStripSpan): where to append wide ones; times are from the run's origin
 */
void
heddle_strip_painter_get (const HeddleSight *sight,
                          const HeddlePlanRow *row,
                          guint lane,
                          gboolean is_no_core,
                          double wide_px,
                          float *columns,
                          GArray *wide)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (sight->layout, sight->band);
  HeddleStrip *strip = heddle_lane_strips_get (sight->strips, get_lane (sight, row, lane)->thread, is_no_core);
  gint64 now_ns = sight->until_ns == G_MAXINT64 ? band->now_ns : MIN (band->now_ns, sight->until_ns + band->start_ns);
  gint64 to_ns = MIN (sight->to_ns, sight->until_ns);
  guint n_columns = (guint) sight->width;

  if (to_ns <= sight->from_ns)
    return;
  if (to_ns < sight->to_ns)
    n_columns = (guint) MAX (heddle_sight_get_x (sight, to_ns) - sight->left, 1);
  heddle_strip_get_columns (strip, sight->from_ns + band->start_ns, to_ns + band->start_ns, now_ns, n_columns, wide_px,
                            columns, wide);
}

static guint32
mix (const GdkRGBA *ground, const GdkRGBA *colour, float share)
{
  GdkRGBA mixed = {
    ground->red + (colour->red - ground->red) * share,
    ground->green + (colour->green - ground->green) * share,
    ground->blue + (colour->blue - ground->blue) * share,
    1,
  };

  return heddle_canvas_pixel (&mixed);
}

/* All shades between the ground and the colour. */
static void
make_shades (const GdkRGBA *ground, const GdkRGBA *colour, guint32 shades[256])
{
  for (guint i = 0; i < 256; i++)
    shades[i] = mix (ground, colour, LEAST_SHARE + (1 - LEAST_SHARE) * (float) i / 255);
}

/**
 * heddle_strip_painter_paint:
 * @box: where; it begins at the canvas' left edge
 * @ground: what a column that is not busy keeps
 * @colour: what a column that is busy all the time has
 * @columns: (array length=n_columns): how busy each column is, 0 to 1
 */
void
heddle_strip_painter_paint (HeddleCanvas *canvas,
                            const graphene_rect_t *box,
                            const GdkRGBA *ground,
                            const GdkRGBA *colour,
                            const float *columns,
                            int n_columns)
{
  int scale = heddle_canvas_get_scale (canvas), width = MIN (n_columns * scale, heddle_canvas_get_width (canvas));
  int y0 = (int) roundf (box->origin.y * (float) scale),
      y1 = (int) roundf ((box->origin.y + box->size.height) * (float) scale);
  guint32 shades[256], *first = NULL, *row;

  make_shades (ground, colour, shades);
  for (int y = MAX (y0, 0); y < y1 && (row = heddle_canvas_get_row (canvas, y)) != NULL; y++) {
    if (first != NULL) {
      memcpy (row, first, (gsize) width * sizeof *row);
      continue;
    }
    first = row;
    for (int x = 0; x < width; x++)
      if (columns[x / scale] > LEAST_SEEN)
        row[x] = shades[(guint) (MIN (columns[x / scale], 1) * 255)];
  }
}
