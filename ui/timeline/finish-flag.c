/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line with a flag on it.
 * Threads: the main one. Cost: some render nodes.
 */
#include "ui/timeline/finish-flag.h"

#include <math.h>

#define PADDING 10.0f
#define RADIUS 4.0f
#define LINE 2.0f
/* A guess's line is made of strokes. */
#define STROKE 6.0f

static void
paint_line (GtkSnapshot *snapshot, const GdkRGBA *colour, HeddleFlagForm form, float x, const graphene_rect_t *area)
{
  float top = area->origin.y + 2, bottom = area->origin.y + area->size.height - 2;

  if (form != HEDDLE_FLAG_GUESS) {
    gtk_snapshot_append_color (snapshot, colour,
                               &GRAPHENE_RECT_INIT (x, area->origin.y + 2, LINE, area->size.height - 4));
    return;
  }
  for (int i = 0; top + 2 * STROKE * (float) i < bottom; i++) {
    float y = top + 2 * STROKE * (float) i;

    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, LINE, MIN (STROKE, bottom - y)));
  }
}

/**
 * heddle_finish_flag_paint:
 * @form: what it says
 * @text: the time
 * @x: where the line is
 * @top: how far below the area's top the flag hangs
 * @area: what the line crosses; the flag stays inside
 *
 * Returns: where the flag is
 */
graphene_rect_t
heddle_finish_flag_paint (GtkSnapshot *snapshot,
                          const HeddlePalette *palette,
                          HeddleFlagForm form,
                          PangoLayout *text,
                          float x,
                          float top,
                          const graphene_rect_t *area)
{
  const GdkRGBA *ground = form == HEDDLE_FLAG_STOP ? &palette->stop : &palette->flag;
  const GdkRGBA *colour = form == HEDDLE_FLAG_STOP    ? &palette->stop_text
                          : form == HEDDLE_FLAG_GUESS ? &palette->text
                                                      : &palette->flag_text;
  const float widths[] = { 2, 2, 2, 2 };
  const GdkRGBA colours[] = { palette->flag, palette->flag, palette->flag, palette->flag };
  GskRoundedRect round;
  graphene_rect_t box;
  int width, height;
  float right = area->origin.x + area->size.width;

  pango_layout_get_pixel_size (text, &width, &height);
  box = GRAPHENE_RECT_INIT (x + LINE, area->origin.y + top, (float) width + 2 * PADDING, (float) height + 4);
  if (box.origin.x + box.size.width > right)
    box.origin.x = x - box.size.width;
  paint_line (snapshot, ground, form, x, area);
  gsk_rounded_rect_init_from_rect (&round, &box, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, form == HEDDLE_FLAG_GUESS ? &palette->lane : ground, &box);
  gtk_snapshot_pop (snapshot);
  if (form == HEDDLE_FLAG_GUESS)
    gtk_snapshot_append_border (snapshot, &round, widths, colours);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (box.origin.x + PADDING), roundf (box.origin.y + 2)));
  gtk_snapshot_append_layout (snapshot, text, colour);
  gtk_snapshot_restore (snapshot);
  return box;
}
