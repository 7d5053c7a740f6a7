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
  gint64 taken_ns;       /* when the task that it led to began; arrived_ns where there is none */
  gint64 latest_end_ns;  /* of this one and all before it: by it the first visible one is found */
  guint index;           /* in the numbering */
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

G_END_DECLS
