/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where everything stands in the picture of some runs: bands, lanes, rows, items. Window, SVG and terminal paint it.
 * Threads: the traces'. Cost: an update O(new spans + requests); a lane's items O(pixels · log spans) for an event
 * loop, O(visible requests) for requests.
 */
#pragma once

#include "trace/numbering.h"
#include "trace/summary.h"

G_BEGIN_DECLS

typedef struct _HeddleLayout HeddleLayout;

/* Lengths are in the units of a picture in which text is 12 high. */
#define HEDDLE_LAYOUT_REQUEST_ROWS 12  /* more rows of requests are squeezed into the height of so many */
#define HEDDLE_LAYOUT_DENSITY_ROWS 200 /* more are shown as a density */
#define HEDDLE_LAYOUT_ASYNC_ROWS 24    /* more rows of a thread's async calls are squeezed into one lane */

/**
 * HeddleLayoutLaneKind:
 * @HEDDLE_LAYOUT_LANE_REQUESTS: requests, a row each: waiting, then ready
 * @HEDDLE_LAYOUT_LANE_LOOP: the tasks of an event loop
 * @HEDDLE_LAYOUT_LANE_ASYNC: calls of async functions, one after another: running stretches, thin waits, and between the
 *   two where the wait was over but the thread was taken
 */
typedef enum {
  HEDDLE_LAYOUT_LANE_REQUESTS,
  HEDDLE_LAYOUT_LANE_LOOP,
  HEDDLE_LAYOUT_LANE_ASYNC,
} HeddleLayoutLaneKind;

/**
 * HeddleLayoutLane:
 * @kind: what it shows
 * @thread: the index of its thread in the trace; not used for requests
 * @title: what it is called
 * @n_rows: how many rows it has
 * @first_row: for async calls, the row of the thread's calls that it begins with
 * @is_density: whether its rows are too many to be told apart: items are then the parts of a histogram
 * @y: its top in its band
 * @height: its height
 */
typedef struct {
  HeddleLayoutLaneKind kind;
  guint thread;
  char *title;
  guint n_rows;
  guint first_row;
  gboolean is_density;
  double y;
  double height;
} HeddleLayoutLane;

/**
 * HeddleLayoutBand:
 * @trace: (transfer none): the run
 * @title: what it is called
 * @subtitle: on which threads it ran
 * @summary: its figures
 * @lanes: (element-type HeddleLayoutLane): from top to bottom
 * @start_ns: where its time is zero on the common axis, from the run's origin
 * @now_ns: the end of what is open, from the run's origin
 * @is_over: whether the run has ended, so that @summary.wall_ns is its finish
 * @y: its top in the picture
 * @height: its height
 *
 * One run.
 */
typedef struct {
  HeddleTrace *trace;
  char *title;
  char *subtitle;
  HeddleSummary summary;
  GArray *lanes;
  gint64 start_ns;
  gint64 now_ns;
  gboolean is_over;
  double y;
  double height;
} HeddleLayoutBand;

/**
 * HeddleLayoutItem:
 * @start_ns: where it begins on the common axis
 * @end_ns: where it ends
 * @top: its upper edge in the lane, from 0 to 1
 * @bottom: its lower edge in the lane, from 0 to 1
 * @state: computing, ready or waiting
 * @number: of its piece of work, or 0
 * @label: (nullable) (transfer none): what it is
 * @ref: its span; the first one when it stands for several, 0 in a density
 * @n_folded: how many spans it stands for: those narrower than a pixel are folded into one item
 *
 * Something to draw.
 */
typedef struct {
  gint64 start_ns;
  gint64 end_ns;
  double top;
  double bottom;
  HeddleState state;
  guint number;
  const char *label;
  HeddleSpanRef ref;
  guint n_folded;
} HeddleLayoutItem;

/**
 * HeddleLayoutTick:
 * @time_ns: where on the axis
 * @label: what stands there
 */
typedef struct {
  gint64 time_ns;
  char label[24];
} HeddleLayoutTick;

HeddleLayout *heddle_layout_new (HeddleTrace *const *traces, guint n_traces);
void heddle_layout_free (HeddleLayout *self);
void heddle_layout_update (HeddleLayout *self, gint64 clock_ns);

guint heddle_layout_get_n_bands (HeddleLayout *self);
const HeddleLayoutBand *heddle_layout_get_band (HeddleLayout *self, guint band);
guint heddle_layout_get_n_lanes (HeddleLayout *self, guint band);
const HeddleLayoutLane *heddle_layout_get_lane (HeddleLayout *self, guint band, guint lane);
HeddleNumbering *heddle_layout_get_numbering (HeddleLayout *self);
gint64 heddle_layout_get_length_ns (HeddleLayout *self);
double heddle_layout_get_height (HeddleLayout *self);

void heddle_layout_get_items (HeddleLayout *self,
                              guint band,
                              guint lane,
                              gint64 from_ns,
                              gint64 to_ns,
                              guint width_px,
                              GArray *items);
void heddle_layout_get_ticks (gint64 from_ns, gint64 to_ns, guint n_max, GArray *ticks);
char *heddle_layout_format_time (gint64 time_ns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLayout, heddle_layout_free)

G_END_DECLS
