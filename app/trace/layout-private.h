/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What layout.c (bands and lanes) and layout-items.c (what to draw in a lane) share. For these two alone.
 */
#pragma once

#include "trace/layout.h"

G_BEGIN_DECLS

/* A request in its row. Times are from the run's origin. */
typedef struct {
  gint64 start_ns;
  gint64 arrived_ns;
  gint64 taken_ns;      /* when the task that it led to began; arrived_ns where there is none */
  gint64 latest_end_ns; /* of this one and all before it: by it the first visible one is found */
  guint index;          /* in the numbering */
} LayoutRequest;

typedef struct {
  HeddleLayoutBand public;
  GArray *requests; /* LayoutRequest, by start */
} LayoutBand;

struct _HeddleLayout {
  GPtrArray *bands; /* LayoutBand */
  HeddleNumbering *numbering;
  gint64 length_ns;
  double height;
};

/* What is in sight. Times are from the run's origin, but `zero_ns`, which is the axis' zero there. */
typedef struct {
  gint64 from_ns;
  gint64 to_ns;
  gint64 zero_ns;
  gint64 now_ns;
  double pixel_ns;
  guint width_px;
} HeddleSight;

const HeddleLane *heddle_layout_find_lane (HeddleTrace *trace, HeddleLaneType type, guint thread);
const char *heddle_layout_get_label (HeddleTrace *trace, const HeddleSpan *span);
guint heddle_layout_first_from (HeddleTrace *trace, const HeddleLane *lane, guint row, guint first, gint64 time_ns);
HeddleLayoutItem
heddle_layout_fold (HeddleTrace *trace, const HeddleLane *lane, guint row, const HeddleSight *sight, guint *index);
void heddle_layout_add_item (GArray *items, const HeddleSight *sight, HeddleLayoutItem item);
void heddle_layout_add_async_items (HeddleTrace *trace,
                                    const HeddleLayoutLane *lane,
                                    const HeddleSight *sight,
                                    GArray *items);

G_END_DECLS
