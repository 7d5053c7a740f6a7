/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints the lanes of one band, and its finish flag.
 * Threads: the main one.
 */
#pragma once

#include "ui/timeline/lane-sight.h"
#include "ui/timeline/time-axis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleLanePick:
 * @row: (nullable) (transfer none): the row, until the lanes change
 * @is_name: whether it is the row's name, beside the time axis
 * @time_ns: when, on the common axis
 * @has_item: whether there is an item
 * @item: the item
 * @box: where it is painted
 *
 * What is at a place.
 */
typedef struct {
  const HeddlePlanRow *row;
  gboolean is_name;
  gint64 time_ns;
  gboolean has_item;
  HeddleLayoutItem item;
  graphene_rect_t box;
} HeddleLanePick;

#define HEDDLE_TYPE_LANES (heddle_lanes_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLanes, heddle_lanes, HEDDLE, LANES, GtkWidget)

void heddle_lanes_set_axis (HeddleLanes *self, HeddleTimeAxis *axis);
void heddle_lanes_set_layout (HeddleLanes *self, HeddleLayout *layout, guint band);
void heddle_lanes_set_flag (HeddleLanes *self, const char *text, gboolean is_stop, gboolean is_running);
void heddle_lanes_set_until_ns (HeddleLanes *self, gint64 until_ns);
gboolean heddle_lanes_get_sight (HeddleLanes *self, HeddleSight *sight);
gboolean heddle_lanes_pick (HeddleLanes *self, double x, double y, HeddleLanePick *pick);
gboolean heddle_lanes_find_span (HeddleLanes *self, HeddleSpanRef ref, HeddleLanePick *pick);
void heddle_lanes_toggle_fold (HeddleLanes *self, HeddleLaneGroup group);
void heddle_lanes_set_all_folded (HeddleLanes *self, gboolean is_folded);
GtkAdjustment *heddle_lanes_get_adjustment (HeddleLanes *self);
void heddle_lanes_scroll_to (HeddleLanes *self, const HeddlePlanRow *row);

G_END_DECLS
