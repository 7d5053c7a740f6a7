/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows a band shows, in groups that fold, and where each stands.
 * Threads: the main one. Cost: an update O(lanes).
 */
#pragma once

#include "trace/cores.h"

G_BEGIN_DECLS

/**
 * HeddleLaneGroup:
 * @HEDDLE_GROUP_REQUESTS: what waits for the server
 * @HEDDLE_GROUP_ASYNC: calls of async functions, and whatever else the layout has
 * @HEDDLE_GROUP_MAIN: the main event loop; it does not fold
 * @HEDDLE_GROUP_WORKERS: the workers' event loops
 * @HEDDLE_GROUP_CORES: for each core what ran on it
 *
 * Groups, from top to bottom.
 */
typedef enum {
  HEDDLE_GROUP_REQUESTS,
  HEDDLE_GROUP_ASYNC,
  HEDDLE_GROUP_MAIN,
  HEDDLE_GROUP_WORKERS,
  HEDDLE_GROUP_CORES,
  HEDDLE_N_GROUPS,
} HeddleLaneGroup;

/**
 * HeddlePlanRow:
 * @group: to which group it belongs
 * @is_folded: whether it stands for its whole group
 * @has_fold: whether its group can be folded or unfolded here: it is the group's first row
 * @lanes: (element-type guint): the layout's lanes that it shows, or indices of cores
 * @title: what it is called
 * @y: its top
 * @height: its height
 *
 * A row of a band, in application pixels at scale 1.
 */
typedef struct {
  HeddleLaneGroup group;
  gboolean is_folded;
  gboolean has_fold;
  GArray *lanes;
  char *title;
  double y;
  double height;
} HeddlePlanRow;

typedef struct _HeddleLanePlan HeddleLanePlan;

HeddleLanePlan *heddle_lane_plan_new (void);
void heddle_lane_plan_free (HeddleLanePlan *self);
void heddle_lane_plan_update (HeddleLanePlan *self, HeddleLayout *layout, guint band, guint n_cores, double text_scale);
void heddle_lane_plan_clear (HeddleLanePlan *self);
guint heddle_lane_plan_get_n_rows (HeddleLanePlan *self);
const HeddlePlanRow *heddle_lane_plan_get_row (HeddleLanePlan *self, guint row);
double heddle_lane_plan_get_height (HeddleLanePlan *self);
gboolean heddle_lane_plan_is_folded (HeddleLanePlan *self, HeddleLaneGroup group);
void heddle_lane_plan_set_folded (HeddleLanePlan *self, HeddleLaneGroup group, gboolean is_folded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLanePlan, heddle_lane_plan_free)

G_END_DECLS
