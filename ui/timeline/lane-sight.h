/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a band is in sight, and where: the arithmetic between times, rows and pixels.
 * Threads: the main one. Cost: O(1), but for the items: see trace/layout.h.
 */
#pragma once

#include "ui/timeline/lane-plan.h"
#include "ui/timeline/lane-strips.h"

#include <graphene.h>

G_BEGIN_DECLS

/**
 * HeddleSight:
 * @layout: (transfer none): where everything stands in time
 * @cores: (transfer none): what ran on which core
 * @strips: (transfer none): how busy the event loops are
 * @plan: (transfer none): the rows
 * @band: which band of the layout
 * @from_ns: the left edge of what is in sight
 * @to_ns: its right edge
 * @until_ns: nothing after this is shown
 * @left: where the time axis begins, in pixels
 * @width: how wide it is
 * @top: where the first row begins; above 0 when it is scrolled out of sight
 * @height: how high the sight is
 * @scale: how much the plan is pressed or stretched
 *
 * What is in sight.
 */
typedef struct {
  HeddleLayout *layout;
  HeddleCores *cores;
  HeddleLaneStrips *strips;
  HeddleLanePlan *plan;
  guint band;
  gint64 from_ns;
  gint64 to_ns;
  gint64 until_ns;
  double left;
  double width;
  double top;
  double height;
  double scale;
} HeddleSight;

double heddle_sight_get_x (const HeddleSight *self, gint64 time_ns);
gint64 heddle_sight_get_ns (const HeddleSight *self, double x);
graphene_rect_t heddle_sight_get_row_box (const HeddleSight *self, const HeddlePlanRow *row);
graphene_rect_t heddle_sight_get_box (const HeddleSight *self, const HeddlePlanRow *row, const HeddleLayoutItem *item);
gboolean heddle_sight_shows_row (const HeddleSight *self, const HeddlePlanRow *row);
const HeddlePlanRow *heddle_sight_find_row (const HeddleSight *self, double y);
void heddle_sight_get_items (const HeddleSight *self,
                             const HeddlePlanRow *row,
                             guint lane,
                             gint64 from_ns,
                             gint64 to_ns,
                             guint width_px,
                             GArray *items);

G_END_DECLS
