/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a box of the timeline is painted: the form carries the state, the colour whose it is.
 * Threads: the main one. Cost: one to three render nodes.
 */
#include "ui/timeline/box.h"

#define RADIUS 3.0f
#define LEAST_WIDTH 5.0f
#define LEAST_HEIGHT 4.0f

static void
paint_inside (GtkSnapshot *snapshot, HeddlePatterns *patterns, const HeddlePalette *palette, HeddleState state,
              guint number, const graphene_rect_t *box)
{
  GdkRGBA solid = heddle_palette_get_task_colour (palette, number);

  if (state == HEDDLE_STATE_WAITING)
    heddle_patterns_paint (patterns, snapshot, HEDDLE_PATTERN_DOTTED, box);
  else if (state == HEDDLE_STATE_READY)
    heddle_patterns_paint (patterns, snapshot, HEDDLE_PATTERN_HATCHED, box);
  else
    gtk_snapshot_append_color (snapshot, &solid, box);
}

static void
paint_outline (GtkSnapshot *snapshot, const GskRoundedRect *round, const GdkRGBA *colour)
{
  const float widths[] = { 1, 1, 1, 1 };
  const GdkRGBA colours[] = { *colour, *colour, *colour, *colour };

  gtk_snapshot_append_border (snapshot, round, widths, colours);
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
heddle_box_paint (GtkSnapshot *snapshot, HeddlePatterns *patterns, const HeddlePalette *palette, HeddleState state,
                  guint number, const graphene_rect_t *box)
{
  GskRoundedRect round;
  gboolean is_small = box->size.width < LEAST_WIDTH || box->size.height < LEAST_HEIGHT;

  if (is_small) {
    paint_inside (snapshot, patterns, palette, state, number, box);
    return;
  }
  gsk_rounded_rect_init_from_rect (&round, box, MIN (RADIUS, box->size.height / 3));
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  paint_inside (snapshot, patterns, palette, state, number, box);
  gtk_snapshot_pop (snapshot);
  if (state == HEDDLE_STATE_WAITING || state == HEDDLE_STATE_READY)
    paint_outline (snapshot, &round, state == HEDDLE_STATE_WAITING ? &palette->outline : &palette->ready);
}
