/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a box of the timeline is painted: the form carries the state, the colour whose it is.
 * Threads: the main one. Cost: O(its pixels).
 */
#include "ui/timeline/box.h"

#define RADIUS 3.0f
#define LEAST_WIDTH 5.0f
#define LEAST_HEIGHT 4.0f

static HeddleFill
find_fill (HeddlePatterns *patterns, const HeddlePalette *palette, HeddleState state, guint number)
{
  GdkRGBA solid;

  if (state == HEDDLE_STATE_WAITING)
    return heddle_patterns_get_fill (patterns, HEDDLE_PATTERN_DOTTED);
  if (state == HEDDLE_STATE_READY)
    return heddle_patterns_get_fill (patterns, HEDDLE_PATTERN_HATCHED);
  solid = heddle_palette_get_task_colour (palette, number);
  return (HeddleFill){ .colour = heddle_canvas_pixel (&solid) };
}

/**
 * heddle_box_paint:
 * @patterns: dots and stripes
 * @palette: colours
 * @state: gives the form: computing is solid, ready hatched, waiting dotted
 * @number: gives what computes its colour; 0 for what has no number
 * @box: where
 */
void
heddle_box_paint (HeddleCanvas *canvas,
                  HeddlePatterns *patterns,
                  const HeddlePalette *palette,
                  HeddleState state,
                  guint number,
                  const graphene_rect_t *box)
{
  HeddleFill fill = find_fill (patterns, palette, state, number);
  gboolean is_small = box->size.width < LEAST_WIDTH || box->size.height < LEAST_HEIGHT;
  float radius = is_small ? 0 : MIN (RADIUS, box->size.height / 3);
  const GdkRGBA *edge = state == HEDDLE_STATE_WAITING ? &palette->outline : &palette->ready;
  HeddleFill outline = { .colour = heddle_canvas_pixel (edge) };
  graphene_rect_t inside;

  if (is_small || (state != HEDDLE_STATE_WAITING && state != HEDDLE_STATE_READY)) {
    heddle_canvas_round (canvas, box, radius, &fill);
    return;
  }
  graphene_rect_inset_r (box, 1, 1, &inside);
  heddle_canvas_round (canvas, box, radius, &outline);
  heddle_canvas_round (canvas, &inside, MAX (radius - 1, 0), &fill);
}
