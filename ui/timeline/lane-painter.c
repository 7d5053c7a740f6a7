/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints the rows of a band.
 * Threads: the main one.
 */
#include "ui/timeline/lane-painter.h"

#include "ui/timeline/box.h"
#include "ui/timeline/strip-painter.h"

#include <math.h>

/* Narrower boxes have no text but their number. */
#define LABEL_ROOM 28
/* More texts than this cannot be read, but would take long. */
#define MAX_TEXTS 1500
/* With more rows than this only wide spans are boxes of their own where there are many. */
#define MANY_ROWS 24

/* A text to be painted when all boxes are. */
typedef struct {
  graphene_rect_t box;
  const char *label;
  guint number;
} Text;

struct _HeddleLanePainter {
  HeddleTextCache *caches;
  HeddlePatterns *patterns;
  GArray *items;   /* HeddleLayoutItem */
  GArray *written; /* Text */
  GArray *wide;    /* HeddleStripSpan */
  GArray *columns; /* float */
  double wide_px;  /* from so many pixels on spans are boxes also where there are many */
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
  self->wide = g_array_new (FALSE, FALSE, sizeof (HeddleStripSpan));
  self->columns = g_array_new (FALSE, TRUE, sizeof (float));
  return self;
}

void
heddle_lane_painter_free (HeddleLanePainter *self)
{
  heddle_patterns_free (self->patterns);
  g_array_unref (self->items);
  g_array_unref (self->written);
  g_array_unref (self->wide);
  g_array_unref (self->columns);
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
paint_items (HeddleLanePainter *self,
             const HeddleSight *sight,
             const HeddlePalette *palette,
             const HeddlePlanRow *row,
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

static float *
get_columns (HeddleLanePainter *self,
             const HeddleSight *sight,
             const HeddlePlanRow *row,
             guint lane,
             gboolean is_no_core)
{
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->columns, (guint) sight->width + 1);
  g_array_set_size (self->wide, 0);
  heddle_strip_painter_get (sight, row, lane, is_no_core, is_no_core ? G_MAXDOUBLE : self->wide_px,
                            (float *) (gpointer) self->columns->data, self->wide);
  return (float *) (gpointer) self->columns->data;
}

static void
paint_wide (HeddleLanePainter *self,
            const HeddleSight *sight,
            const HeddlePalette *palette,
            const HeddlePlanRow *row,
            HeddleCanvas *canvas)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (sight->layout, sight->band);
  HeddleNumbering *numbering = heddle_layout_get_numbering (sight->layout);

  for (guint i = 0; i < self->wide->len; i++) {
    const HeddleStripSpan *wide = &g_array_index (self->wide, HeddleStripSpan, i);
    const HeddleSpan *span = heddle_trace_get_span (band->trace, wide->ref);
    const HeddleSite *site = heddle_trace_get_site (band->trace, span->site);
    HeddleLayoutItem item = { .start_ns = wide->start_ns - band->start_ns,
                              .end_ns = wide->end_ns - band->start_ns,
                              .bottom = 1,
                              .state = span->state,
                              .label = site != NULL ? site->label : NULL,
                              .number = heddle_numbering_get_number (numbering, sight->band, wide->ref),
                              .ref = wide->ref,
                              .n_folded = 1 };
    graphene_rect_t box = heddle_sight_get_box (sight, row, &item);

    heddle_box_paint (canvas, self->patterns, palette, item.state, item.number, &box);
    write_later (self, &item, &box);
  }
}

/* An event loop with more tasks than pixels: how busy it was; at its lower edge how long it had no core. */
static void
paint_strip (HeddleLanePainter *self,
             const HeddleSight *sight,
             const HeddlePalette *palette,
             const HeddlePlanRow *row,
             HeddleCanvas *canvas)
{
  graphene_rect_t box = heddle_sight_get_row_box (sight, row);
  int n_columns = (int) sight->width;
  float *columns = get_columns (self, sight, row, 0, FALSE);

  heddle_strip_painter_paint (canvas, &box, &palette->lane, &palette->busy, columns, n_columns);
  paint_wide (self, sight, palette, row, canvas);
  box.origin.y += box.size.height * 3 / 4;
  box.size.height /= 4;
  columns = get_columns (self, sight, row, 0, TRUE);
  heddle_strip_painter_paint (canvas, &box, &palette->ready_ground, &palette->ready, columns, n_columns);
}

/* Of a folded group one lane with more tasks than pixels. */
static void
count_columns (HeddleLanePainter *self,
               const HeddleSight *sight,
               const HeddlePlanRow *row,
               guint lane,
               int *counts,
               int n_columns)
{
  double wide_px = self->wide_px;
  const float *columns;

  self->wide_px = G_MAXDOUBLE;
  columns = get_columns (self, sight, row, lane, FALSE);
  self->wide_px = wide_px;
  for (int x = 0, last = 0; x <= n_columns; x++) {
    int busy = x < n_columns && columns[x] >= 0.5f;

    counts[x] += busy - last;
    last = busy;
  }
}

/* Whether a group's lanes have rows of their own, which count. */
static gboolean
has_rows (HeddleLaneGroup group)
{
  return group == HEDDLE_GROUP_REQUESTS || group == HEDDLE_GROUP_ASYNC;
}

/* How many of a folded group are in a state, for each column of pixels. */
static void
count_items (HeddleLanePainter *self, const HeddleSight *sight, const HeddlePlanRow *row, int *counts[4], int n_columns)
{
  for (guint lane = 0; lane < row->lanes->len; lane++) {
    g_array_set_size (self->items, 0);
    if (heddle_strip_painter_wants (sight, row, lane))
      count_columns (self, sight, row, lane, counts[HEDDLE_STATE_COMPUTING], n_columns);
    else
      heddle_sight_get_items (sight, row, lane, sight->from_ns, sight->to_ns, (guint) sight->width, self->items);
    for (guint i = 0; i < self->items->len; i++) {
      const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);
      int x0 = (int) (heddle_sight_get_x (sight, item->start_ns) - sight->left);
      int x1 = MAX ((int) (heddle_sight_get_x (sight, item->end_ns) - sight->left), x0 + 1);

      if (item->top > 0 && !has_rows (row->group))
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
paint_column (HeddleLanePainter *self,
              const HeddlePalette *palette,
              const graphene_rect_t *box,
              int *counts[4],
              int x,
              int next,
              double unit,
              HeddleCanvas *canvas)
{
  static const HeddleState order[] = { HEDDLE_STATE_COMPUTING, HEDDLE_STATE_READY, HEDDLE_STATE_WAITING };
  double bottom = box->origin.y + box->size.height;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    double height = MIN (counts[order[i]][x] * unit, bottom - (double) box->origin.y);
    graphene_rect_t part = GRAPHENE_RECT_INIT (box->origin.x + (float) x, (float) (bottom - height), (float) (next - x),
                                               (float) height);

    if (height <= 0)
      continue;
    if (order[i] == HEDDLE_STATE_COMPUTING) {
      heddle_canvas_fill (canvas, &part, heddle_canvas_pixel (&palette->busy));
    } else {
      HeddleFill fill = heddle_patterns_get_fill (self->patterns, order[i] == HEDDLE_STATE_READY
                                                                    ? HEDDLE_PATTERN_HATCHED
                                                                    : HEDDLE_PATTERN_DOTTED);

      heddle_canvas_round (canvas, &part, 0, &fill);
    }
    bottom -= height;
  }
}

/* A folded group: how many of its lanes are busy, as a hill. */
static void
paint_folded (HeddleLanePainter *self,
              const HeddleSight *sight,
              const HeddlePalette *palette,
              const HeddlePlanRow *row,
              HeddleCanvas *canvas)
{
  int n_columns = (int) sight->width, most = 1;
  g_autofree int *room = g_new0 (int, 4 * (gsize) (n_columns + 1));
  int *counts[4] = { room, room + n_columns + 1, room + 2 * (n_columns + 1), room + 3 * (n_columns + 1) };
  graphene_rect_t box = heddle_sight_get_row_box (sight, row);

  count_items (self, sight, row, counts, n_columns);
  for (int x = 0; x < n_columns; x++)
    most = MAX (most, counts[1][x] + counts[2][x] + counts[3][x]);
  if (!has_rows (row->group))
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
  layout = text->number > 0
             ? heddle_text_cache_get (self->caches, HEDDLE_TEXT_NUMBER, label)
             : heddle_text_cache_get_narrow (self->caches, HEDDLE_TEXT_LABEL, label, (int) text->box.size.width - 6);
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
paint_row (HeddleLanePainter *self,
           const HeddleSight *sight,
           const HeddlePalette *palette,
           const HeddlePlanRow *row,
           HeddleCanvas *canvas)
{
  graphene_rect_t box = heddle_sight_get_row_box (sight, row);

  heddle_canvas_fill (canvas, &box, heddle_canvas_pixel (&palette->lane));
  if (row->is_folded)
    paint_folded (self, sight, palette, row, canvas);
  else if (heddle_strip_painter_wants (sight, row, 0))
    paint_strip (self, sight, palette, row, canvas);
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
heddle_lane_painter_paint (HeddleLanePainter *self,
                           const HeddleSight *sight,
                           const HeddlePalette *palette,
                           int scale,
                           GtkSnapshot *snapshot)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) sight->left, 0, (float) sight->width, (float) sight->height);
  HeddleSight shifted = *sight;
  HeddleCanvas *canvas = heddle_canvas_new ((int) sight->width, (int) sight->height, scale);

  shifted.left = 0;
  g_array_set_size (self->written, 0);
  self->wide_px = heddle_lane_plan_get_n_rows (sight->plan) > MANY_ROWS ? 3 : 1;
  heddle_patterns_set_palette (self->patterns, palette, scale);
  for (guint i = 0; i < heddle_lane_plan_get_n_rows (sight->plan); i++) {
    const HeddlePlanRow *row = heddle_lane_plan_get_row (sight->plan, i);

    if (heddle_sight_shows_row (&shifted, row))
      paint_row (self, &shifted, palette, row, canvas);
  }
  heddle_canvas_free_to_snapshot (canvas, snapshot, sight->left, 0);
  gtk_snapshot_push_clip (snapshot, &area);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area.origin);
  for (guint i = 0; i < self->written->len; i++)
    paint_text (self, snapshot, palette, &g_array_index (self->written, Text, i));
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}
