/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The big picture: a band for each variant, on one time axis.
 * Threads: the main one.
 */
#pragma once

#include "ui/timeline/attention.h"
#include "ui/timeline/band.h"
#include "ui/timeline/time-axis.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_TIMELINE (heddle_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTimeline, heddle_timeline, HEDDLE, TIMELINE, GtkWidget)

void heddle_timeline_set_runs (HeddleTimeline *self, GListModel *runs);
void heddle_timeline_set_question (HeddleTimeline *self, const char *question, const char *summary);
HeddleTimeAxis *heddle_timeline_get_axis (HeddleTimeline *self);
HeddleAttention *heddle_timeline_get_attention (HeddleTimeline *self);
guint heddle_timeline_get_n_bands (HeddleTimeline *self);
HeddleBand *heddle_timeline_get_band (HeddleTimeline *self, guint index);

void heddle_timeline_reveal (HeddleTimeline *self, guint band, HeddleSpanRef ref);
guint heddle_timeline_select_site (HeddleTimeline *self, const char *file, guint line);
const char *heddle_timeline_get_details (HeddleTimeline *self);
const char *heddle_timeline_get_why (HeddleTimeline *self);

/* Replaying what ran. */
void heddle_timeline_replay (HeddleTimeline *self, double rate);
void heddle_timeline_end_replay (HeddleTimeline *self);
gboolean heddle_timeline_is_replaying (HeddleTimeline *self);

G_END_DECLS
