/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a band is in sight, and where.
 * Threads: the main one.
 */
#include "ui/timeline/lane-sight.h"

/* Boxes end so far outside of what is in sight, so that their edges and corners are not seen there. */
#define OUTSIDE 8

double
heddle_sight_get_x (const HeddleSight *self, gint64 time_ns)
{
  return self->left + (double) (time_ns - self->from_ns) * self->width / (double) (self->to_ns - self->from_ns);
}

gint64
heddle_sight_get_ns (const HeddleSight *self, double x)
{
  return self->from_ns + (gint64) ((x - self->left) * (double) (self->to_ns - self->from_ns) / self->width);
}

graphene_rect_t
heddle_sight_get_row_box (const HeddleSight *self, const HeddlePlanRow *row)
{
  return GRAPHENE_RECT_INIT ((float) self->left, (float) (self->top + row->y * self->scale), (float) self->width,
                             (float) (row->height * self->scale));
}

/**
 * heddle_sight_get_box:
 * @item: something that the row shows
 *
 * Returns: where it is painted: a pixel of air is left behind and below it where there is room
 */
graphene_rect_t
heddle_sight_get_box (const HeddleSight *self, const HeddlePlanRow *row, const HeddleLayoutItem *item)
{
  double right_edge = self->left + self->width;
  double x0 = CLAMP (heddle_sight_get_x (self, item->start_ns), self->left - OUTSIDE, right_edge);
  double x1 = CLAMP (heddle_sight_get_x (self, item->end_ns), self->left, right_edge + OUTSIDE);
  double y0 = self->top + self->scale * (row->y + item->top * row->height);
  double y1 = self->top + self->scale * (row->y + item->bottom * row->height);
  double air_x = x1 - x0 >= 4 ? 1 : 0, air_y = y1 - y0 >= 4 ? 1 : 0;

  return GRAPHENE_RECT_INIT ((float) x0, (float) y0, (float) MAX (x1 - x0 - air_x, 1),
                             (float) MAX (y1 - y0 - air_y, 1));
}

gboolean
heddle_sight_shows_row (const HeddleSight *self, const HeddlePlanRow *row)
{
  graphene_rect_t box = heddle_sight_get_row_box (self, row);

  return box.origin.y + box.size.height > 0 && box.origin.y < self->height;
}

/**
 * heddle_sight_find_row:
 *
 * Returns: (transfer none) (nullable): the row at a height
 */
const HeddlePlanRow *
heddle_sight_find_row (const HeddleSight *self, double y)
{
  for (guint i = 0; i < heddle_lane_plan_get_n_rows (self->plan); i++) {
    const HeddlePlanRow *row = heddle_lane_plan_get_row (self->plan, i);
    graphene_rect_t box = heddle_sight_get_row_box (self, row);

    if (y >= box.origin.y && y < box.origin.y + box.size.height)
      return row;
  }
  return NULL;
}

/* What comes later than what is shown is not there yet. */
static void
cut_items (GArray *items, guint first, gint64 until_ns)
{
  guint n = first;

  for (guint i = first; i < items->len; i++) {
    HeddleLayoutItem item = g_array_index (items, HeddleLayoutItem, i);

    if (item.start_ns >= until_ns)
      continue;
    item.end_ns = MIN (item.end_ns, until_ns);
    g_array_index (items, HeddleLayoutItem, n++) = item;
  }
  g_array_set_size (items, n);
}

/**
 * heddle_sight_get_items:
 * @lane: which of the row's lanes
 * @from_ns: the left edge of what is wanted
 * @to_ns: its right edge
 * @width_px: how many pixels wide that is
 * @items: (element-type HeddleLayoutItem): where to append
 */
void
heddle_sight_get_items (const HeddleSight *self,
                        const HeddlePlanRow *row,
                        guint lane,
                        gint64 from_ns,
                        gint64 to_ns,
                        guint width_px,
                        GArray *items)
{
  guint index = g_array_index (row->lanes, guint, lane), first = items->len;

  if (row->group == HEDDLE_GROUP_CORES)
    heddle_cores_get_items (self->cores, heddle_cores_get_cpu (self->cores, index), self->layout, self->band, from_ns,
                            to_ns, MAX (width_px, 1), items);
  else
    heddle_layout_get_items (self->layout, self->band, index, from_ns, to_ns, MAX (width_px, 1), items);
  if (self->until_ns != G_MAXINT64)
    cut_items (items, first, self->until_ns);
}
