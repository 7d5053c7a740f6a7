/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the timeline share: timeline.c (bands and their layout), timeline-look.c (what is selected, in words),
 * timeline-steps.c (from span to span), timeline-keys.c and timeline-input.c (what people do), timeline-replay.c. For these
 * alone.
 */
#pragma once

#include "ui/timeline/card.h"
#include "ui/timeline/cursor.h"
#include "ui/timeline/details.h"
#include "ui/timeline/glide.h"
#include "ui/timeline/timeline.h"

G_BEGIN_DECLS

struct _HeddleTimeline {
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *ruler;
  GtkWidget *scroller;
  GtkBox *bands;
  HeddleCursor *cursor;
  HeddleCard *card;
  HeddleDetails *details;
  GtkWidget *legend;
  GtkLabel *caption;
  GtkWidget *invitation;
  GtkLabel *question;
  GtkLabel *summary;
  GtkWidget *run_button;
  GtkWidget *search_bar;
  GtkEditable *search_entry;
  GtkLabel *search_count;

  GListModel *runs;
  HeddleTimeAxis *axis;
  HeddleGlide *glide;
  HeddleAttention *attention;
  HeddleLayout *layout;
  GPtrArray *laid_out;     /* the traces of the layout, in its order */
  GPtrArray *mark_indices; /* HeddleMarkIndex for each of them, or NULL as long as nobody asked */
  guint tick;
  gboolean follows_edge;

  gboolean has_pointer;
  double pointer_x;
  double pointer_y;
  guint found_at; /* which of what was found is selected, from 1 */

  guint replay_tick;
  double replay_rate; /* 0 when nothing is replayed */
  gboolean replay_rests;
  gint64 replay_ns;
  gint64 replay_last_us;
};

/* A place in one of the bands. */
typedef struct {
  guint band;
  HeddleBand *widget;
  double x; /* in its lanes */
  double y;
} HeddlePlace;

/* timeline.c */
HeddleMarkIndex *heddle_timeline_get_marks (HeddleTimeline *self, guint band);
gboolean heddle_timeline_find_place (HeddleTimeline *self, double x, double y, HeddlePlace *place);
double heddle_timeline_find_axis_place (HeddleTimeline *self, double x);
HeddleTrace *heddle_timeline_get_trace (HeddleTimeline *self, guint band);
gint64 heddle_timeline_find_longest_ns (HeddleTimeline *self);
gboolean heddle_timeline_is_running (HeddleTimeline *self);

/* timeline-look.c */
void heddle_timeline_look (HeddleTimeline *self, guint part);
void heddle_timeline_point_at (HeddleTimeline *self, double x, double y);
void heddle_timeline_point_nowhere (HeddleTimeline *self);
void heddle_timeline_ask_why (HeddleTimeline *self, const HeddlePlace *place);
void heddle_timeline_update_cursor (HeddleTimeline *self);

/* timeline-steps.c */
void heddle_timeline_step (HeddleTimeline *self, int by);
void heddle_timeline_step_lane (HeddleTimeline *self, int by);
void heddle_timeline_step_flow (HeddleTimeline *self, gboolean to_effect);
void heddle_timeline_zoom_to_selection (HeddleTimeline *self);
void heddle_timeline_activate (HeddleTimeline *self);
void heddle_timeline_find (HeddleTimeline *self, const char *text);
void heddle_timeline_step_found (HeddleTimeline *self, int by);

/* timeline-keys.c, timeline-input.c */
void heddle_timeline_connect_keys (HeddleTimeline *self);
void heddle_timeline_connect_pointer (HeddleTimeline *self);

/* timeline-replay.c */
void heddle_timeline_step_replay (HeddleTimeline *self, int by);
void heddle_timeline_offer_replay (HeddleTimeline *self);

G_END_DECLS
