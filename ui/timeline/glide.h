/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moves the time axis smoothly, and remembers where it was. Where the system wants no animations, or nobody sees it, it
 * jumps.
 * Threads: the main one. Cost: O(1) a frame, and only while it moves.
 */
#pragma once

#include "ui/timeline/time-axis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleGlideWay:
 *
 * How one gets from one stretch to another. Steps of one way, but for jumps, are one step of the history.
 */
typedef enum {
  HEDDLE_GLIDE_JUMP,
  HEDDLE_GLIDE_ZOOM,
  HEDDLE_GLIDE_PAN,
} HeddleGlideWay;

typedef struct _HeddleGlide HeddleGlide;

HeddleGlide *heddle_glide_new (GtkWidget *widget, HeddleTimeAxis *axis);
void heddle_glide_free (HeddleGlide *self);
void heddle_glide_show (HeddleGlide *self, gint64 start_ns, gint64 end_ns, HeddleGlideWay way);
void heddle_glide_fit (HeddleGlide *self);
void heddle_glide_zoom (HeddleGlide *self, double factor, double at);
void heddle_glide_pan (HeddleGlide *self, double by);
void heddle_glide_grab (HeddleGlide *self, HeddleGlideWay way);
void heddle_glide_fling (HeddleGlide *self, double parts_per_second);
gboolean heddle_glide_back (HeddleGlide *self);
gboolean heddle_glide_forward (HeddleGlide *self);

G_END_DECLS
