/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints the rows of a band.
 * Threads: the main one.
 */
#include "ui/timeline/lane-painter.h"

#include "ui/timeline/box.h"

#include <math.h>

/* Narrower boxes have no text but their number. */
#define LABEL_ROOM 28
/* More texts than this cannot be read, but would take long. */
#define MAX_TEXTS 1500

/* A text to be painted when all boxes are. */
typedef struct {
  graphene_rect_t box;
  const char *label;
  guint number;
} Text;

struct _HeddleLanePainter {
  HeddleTextCache *caches;
  HeddlePatterns *patterns;
  GArray *items; /* HeddleLayoutItem */
  GArray *written; /* Text */
};

/**
 * heddle_lane_painter_new:
 * @texts: (transfer none): where texts are kept; it outlives the painter
 */
HeddleLanePainter *
heddle_lane_painter_new (HeddleTextCache *texts)
{
  HeddleLanePainter *self = g_new0 (HeddleLanePainter, 1);

  self->caches = texts;
  self->patterns = heddle_patterns_new ();
  self->items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  self->written = g_array_new (FALSE, FALSE, sizeof (Text));
  return self;
}

void
heddle_lane_painter_free (HeddleLanePainter *self)
{
  heddle_patterns_free (self->patterns);
  g_array_unref (self->items);
  g_array_unref (self->written);
  g_free (self);
}

static void
write_later (HeddleLanePainter *self, const HeddleLayoutItem *item, const graphene_rect_t *box)
{
  Text text = { .box = *box, .label = item->label, .number = item->number };

  if (item->state != HEDDLE_STATE_COMPUTING || item->n_folded > 1 || self->written->len >= MAX_TEXTS)
    return;
  if (item->number > 0 ? box->size.width < 8 : item->label == NULL || box->size.width < LABEL_ROOM)
    return;
  g_array_append_val (self->written, text);
}

static void
paint_items (HeddleLanePainter *self, const HeddleSight *sight, const HeddlePalette *palette, const HeddlePlanRow *row,
             HeddleCanvas *canvas)
{
  g_array_set_size (self->items, 0);
  heddle_sight_get_items (sight, row, 0, sight->from_ns, sight->to_ns, (guint) sight->width, self->items);
  for (guint i = 0; i < self->items->len; i++) {
    const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);
    graphene_rect_t box = heddle_sight_get_box (sight, row, item);

    heddle_box_paint (canvas, self->patterns, palette, item->state, item->number, &box);
    write_later (self, item, &box);
  }
}

/* How many of a folded group are in a state, for each column of pixels. */
static void
count_items (HeddleLanePainter *self, const HeddleSight *sight, const HeddlePlanRow *row, int *counts[4], int n_columns)
{
  for (guint lane = 0; lane < row->lanes->len; lane++) {
    g_array_set_size (self->items, 0);
    heddle_sight_get_items (sight, row, lane, sight->from_ns, sight->to_ns, (guint) sight->width, self->items);
    for (guint i = 0; i < self->items->len; i++) {
      const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);
      int x0 = (int) (heddle_sight_get_x (sight, item->start_ns) - sight->left);
      int x1 = MAX ((int) (heddle_sight_get_x (sight, item->end_ns) - sight->left), x0 + 1);

      if (item->top > 0 && row->group != HEDDLE_GROUP_REQUESTS)
        continue; /* the strip of samples below the tasks */
      counts[item->state][CLAMP (x0, 0, n_columns)]++;
      counts[item->state][CLAMP (x1, 0, n_columns)]--;
    }
  }
  for (guint state = 0; state < 4; state++)
    for (int x = 1; x <= n_columns; x++)
      counts[state][x] += counts[state][x - 1];
}

static void
paint_column (HeddleLanePainter *self, const HeddlePalette *palette, const graphene_rect_t *box, int *counts[4], int x,
              int next, double unit, HeddleCanvas *canvas)
{
  static const HeddleState order[] = { HEDDLE_STATE_COMPUTING, HEDDLE_STATE_READY, HEDDLE_STATE_WAITING };
  double bottom = box->origin.y + box->size.height;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    double height = MIN (counts[order[i]][x] * unit, bottom - (double) box->origin.y);
    graphene_rect_t part = GRAPHENE_RECT_INIT (box->origin.x + (float) x, (float) (bottom - height),
                                               (float) (next - x), (float) height);

    if (height <= 0)
      continue;
    if (order[i] == HEDDLE_STATE_COMPUTING) {
      heddle_canvas_fill (canvas, &part, heddle_canvas_pixel (&palette->busy));
    } else {
      HeddleFill fill = heddle_patterns_get_fill (
        self->patterns, order[i] == HEDDLE_STATE_READY ? HEDDLE_PATTERN_HATCHED : HEDDLE_PATTERN_DOTTED);

      heddle_canvas_round (canvas, &part, 0, &fill);
    }
    bottom -= height;
  }
}

/* A folded group: how many of its lanes are busy, as a hill. */
static void
paint_folded (HeddleLanePainter *self, const HeddleSight *sight, const HeddlePalette *palette, const HeddlePlanRow *row,
              HeddleCanvas *canvas)
{
  int n_columns = (int) sight->width, most = 1;
  g_autofree int *room = g_new0 (int, 4 * (gsize) (n_columns + 1));
  int *counts[4] = { room, room + n_columns + 1, room + 2 * (n_columns + 1), room + 3 * (n_columns + 1) };
  graphene_rect_t box = heddle_sight_get_row_box (sight, row);

  count_items (self, sight, row, counts, n_columns);
  for (int x = 0; x < n_columns; x++)
    most = MAX (most, counts[1][x] + counts[2][x] + counts[3][x]);
  if (row->group != HEDDLE_GROUP_REQUESTS)
    most = (int) row->lanes->len;
  for (int x = 0, next; x < n_columns; x = next) {
    for (next = x + 1; next < n_columns; next++)
      if (counts[1][next] != counts[1][x] || counts[2][next] != counts[2][x] || counts[3][next] != counts[3][x])
        break;
    paint_column (self, palette, &box, counts, x, next, (double) box.size.height / most, canvas);
  }
}

static void
paint_text (HeddleLanePainter *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const Text *text)
{
  char number[12];
  const char *label = text->number > 0 ? number : text->label;
  PangoLayout *layout;
  int width, height;
  float x, y;

  g_snprintf (number, sizeof number, "%u", text->number);
  layout = text->number > 0 ? heddle_text_cache_get (self->caches, HEDDLE_TEXT_NUMBER, label)
                            : heddle_text_cache_get_narrow (self->caches, HEDDLE_TEXT_LABEL, label,
                                                            (int) text->box.size.width - 6);
  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) width + 1 > text->box.size.width || (float) height > text->box.size.height + 4)
    return;
  x = text->number > 0 ? text->box.origin.x + (text->box.size.width - (float) width) / 2 : text->box.origin.x + 4;
  y = text->box.origin.y + (text->box.size.height - (float) height) / 2;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (y)));
  gtk_snapshot_append_layout (snapshot, layout, &palette->task_text);
  gtk_snapshot_restore (snapshot);
}

static void
paint_row (HeddleLanePainter *self, const HeddleSight *sight, const HeddlePalette *palette, const HeddlePlanRow *row,
           HeddleCanvas *canvas)
{
  graphene_rect_t box = heddle_sight_get_row_box (sight, row);

  heddle_canvas_fill (canvas, &box, heddle_canvas_pixel (&palette->lane));
  if (row->is_folded)
    paint_folded (self, sight, palette, row, canvas);
  else
    paint_items (self, sight, palette, row, canvas);
}

/**
 * heddle_lane_painter_paint:
 * @sight: what is in sight
 * @scale: device pixels for each application pixel
 * @snapshot: where to paint; its origin is that of the sight
 */
void
heddle_lane_painter_paint (HeddleLanePainter *self, const HeddleSight *sight, const HeddlePalette *palette, int scale,
                           GtkSnapshot *snapshot)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) sight->left, 0, (float) sight->width, (float) sight->height);
  HeddleSight shifted = *sight;
  HeddleCanvas *canvas = heddle_canvas_new ((int) sight->width, (int) sight->height, scale);
  g_autoptr (GdkTexture) texture = NULL;

  shifted.left = 0;
  g_array_set_size (self->written, 0);
  heddle_patterns_set_palette (self->patterns, palette, scale);
  for (guint i = 0; i < heddle_lane_plan_get_n_rows (sight->plan); i++) {
    const HeddlePlanRow *row = heddle_lane_plan_get_row (sight->plan, i);

    if (heddle_sight_shows_row (&shifted, row))
      paint_row (self, &shifted, palette, row, canvas);
  }
  texture = heddle_canvas_free_to_texture (canvas);
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (area.origin.x, 0, (float) gdk_texture_get_width (texture) / (float) scale,
                                                    (float) gdk_texture_get_height (texture) / (float) scale));
  gtk_snapshot_push_clip (snapshot, &area);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area.origin);
  for (guint i = 0; i < self->written->len; i++)
    paint_text (self, snapshot, palette, &g_array_index (self->written, Text, i));
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}
