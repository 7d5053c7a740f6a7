/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows a band shows, and where each stands.
 * Threads: the main one.
 */
#include "ui/timeline/lane-plan.h"

#include <glib/gi18n.h>

#define GROUP_GAP 8.0
#define ROW_GAP 3.0
#define FOLDED_HEIGHT 16.0
#define CORE_HEIGHT 14.0

struct _HeddleLanePlan {
  GArray *rows; /* HeddlePlanRow */
  gboolean is_folded[HEDDLE_N_GROUPS];
  double text_scale;
  double height;
};

static void
clear_row (gpointer data)
{
  HeddlePlanRow *row = data;

  g_free (row->title);
  g_array_unref (row->lanes);
}

HeddleLanePlan *
heddle_lane_plan_new (void)
{
  HeddleLanePlan *self = g_new0 (HeddleLanePlan, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (HeddlePlanRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->is_folded[HEDDLE_GROUP_ASYNC] = TRUE;
  self->is_folded[HEDDLE_GROUP_CORES] = TRUE;
  return self;
}

void
heddle_lane_plan_free (HeddleLanePlan *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

static HeddleLaneGroup
find_group (HeddleLayout *layout, guint band, const HeddleLayoutLane *lane)
{
  HeddleTrace *trace = heddle_layout_get_band (layout, band)->trace;

  if (lane->kind == HEDDLE_LAYOUT_LANE_REQUESTS)
    return HEDDLE_GROUP_REQUESTS;
  if (lane->kind != HEDDLE_LAYOUT_LANE_LOOP)
    return HEDDLE_GROUP_ASYNC;
  return heddle_trace_get_thread (trace, lane->thread)->role == HEDDLE_ROLE_MAIN ? HEDDLE_GROUP_MAIN
                                                                                 : HEDDLE_GROUP_WORKERS;
}

static char *
describe_folded (HeddleLaneGroup group, guint n)
{
  switch (group) {
  case HEDDLE_GROUP_REQUESTS:
    return g_strdup_printf (ngettext ("%u request", "%u requests", n), n);
  case HEDDLE_GROUP_ASYNC:
    return g_strdup_printf (ngettext ("%u async", "%u async", n), n);
  case HEDDLE_GROUP_WORKERS:
    return g_strdup_printf (ngettext ("%u worker", "%u workers", n), n);
  case HEDDLE_GROUP_CORES:
    return g_strdup_printf (ngettext ("%u core", "%u cores", n), n);
  default:
    return g_strdup_printf (ngettext ("%u lane", "%u lanes", n), n);
  }
}

/* Appends a row below what is there. */
static HeddlePlanRow *
add_row (HeddleLanePlan *self, HeddleLaneGroup group, guint lane, char *title, double height)
{
  HeddlePlanRow row = { .group = group, .title = title, .height = height * self->text_scale };
  gboolean is_first = TRUE;

  if (self->rows->len > 0) {
    const HeddlePlanRow *last = &g_array_index (self->rows, HeddlePlanRow, self->rows->len - 1);
    gboolean loops = last->group == HEDDLE_GROUP_MAIN && group == HEDDLE_GROUP_WORKERS;

    is_first = last->group != group;
    row.y = last->y + last->height + (is_first && !loops ? GROUP_GAP : ROW_GAP);
  }
  row.has_fold = is_first && group != HEDDLE_GROUP_MAIN;
  row.lanes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (row.lanes, lane);
  g_array_append_val (self->rows, row);
  self->height = row.y + row.height;
  return &g_array_index (self->rows, HeddlePlanRow, self->rows->len - 1);
}

static guint
count_items (const HeddleLayoutLane *lane)
{
  return lane->kind != HEDDLE_LAYOUT_LANE_LOOP ? lane->n_rows : 1;
}

static void
add_group (HeddleLanePlan *self, HeddleLayout *layout, guint band, HeddleLaneGroup group)
{
  HeddlePlanRow *folded = NULL;
  guint n_items = 0;

  for (guint i = 0; i < heddle_layout_get_n_lanes (layout, band); i++) {
    const HeddleLayoutLane *lane = heddle_layout_get_lane (layout, band, i);

    if (find_group (layout, band, lane) != group)
      continue;
    n_items += count_items (lane);
    if (!self->is_folded[group]) {
      add_row (self, group, i, g_strdup (lane->title), lane->height);
    } else if (folded != NULL) {
      g_array_append_val (folded->lanes, i);
    } else {
      folded = add_row (self, group, i, NULL, FOLDED_HEIGHT);
      folded->is_folded = TRUE;
    }
  }
  if (folded != NULL)
    folded->title = describe_folded (group, n_items);
}

static void
add_cores (HeddleLanePlan *self, guint n_cores)
{
  HeddlePlanRow *folded = NULL;

  for (guint i = 0; i < n_cores; i++) {
    if (!self->is_folded[HEDDLE_GROUP_CORES]) {
      add_row (self, HEDDLE_GROUP_CORES, i, g_strdup_printf (_("core %u"), i + 1), CORE_HEIGHT);
    } else if (folded == NULL) {
      folded = add_row (self, HEDDLE_GROUP_CORES, i, describe_folded (HEDDLE_GROUP_CORES, n_cores), FOLDED_HEIGHT);
      folded->is_folded = TRUE;
    } else {
      g_array_append_val (folded->lanes, i);
    }
  }
}

void
heddle_lane_plan_clear (HeddleLanePlan *self)
{
  g_array_set_size (self->rows, 0);
  self->height = 0;
}

/**
 * heddle_lane_plan_update:
 * @layout: its lanes
 * @band: which band of it
 * @n_cores: how many cores were seen
 * @text_scale: how much larger than usual the text is
 *
 * Plans anew. What was folded stays so.
 */
void
heddle_lane_plan_update (HeddleLanePlan *self, HeddleLayout *layout, guint band, guint n_cores, double text_scale)
{
  heddle_lane_plan_clear (self);
  self->text_scale = text_scale;
  for (HeddleLaneGroup group = 0; group < HEDDLE_GROUP_CORES; group++)
    add_group (self, layout, band, group);
  add_cores (self, n_cores);
}

guint
heddle_lane_plan_get_n_rows (HeddleLanePlan *self)
{
  return self->rows->len;
}

const HeddlePlanRow *
heddle_lane_plan_get_row (HeddleLanePlan *self, guint row)
{
  return &g_array_index (self->rows, HeddlePlanRow, row);
}

/**
 * heddle_lane_plan_get_height:
 *
 * Returns: how high all rows are together, at scale 1
 */
double
heddle_lane_plan_get_height (HeddleLanePlan *self)
{
  return self->height;
}

gboolean
heddle_lane_plan_is_folded (HeddleLanePlan *self, HeddleLaneGroup group)
{
  return self->is_folded[group];
}

/**
 * heddle_lane_plan_set_folded:
 *
 * It counts from the next update on.
 */
void
heddle_lane_plan_set_folded (HeddleLanePlan *self, HeddleLaneGroup group, gboolean is_folded)
{
  self->is_folded[group] = is_folded && group != HEDDLE_GROUP_MAIN;
}
