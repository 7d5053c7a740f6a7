/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which stretch of time all bands show: zoom and pan.
 * Threads: the main one.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_TIME_AXIS (heddle_time_axis_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTimeAxis, heddle_time_axis, HEDDLE, TIME_AXIS, GObject)

HeddleTimeAxis *heddle_time_axis_new (void);
gint64 heddle_time_axis_get_start_ns (HeddleTimeAxis *self);
gint64 heddle_time_axis_get_end_ns (HeddleTimeAxis *self);
gint64 heddle_time_axis_get_extent_ns (HeddleTimeAxis *self);
void heddle_time_axis_set_extent_ns (HeddleTimeAxis *self, gint64 extent_ns);
gboolean heddle_time_axis_is_fitted (HeddleTimeAxis *self);
void heddle_time_axis_show (HeddleTimeAxis *self, gint64 start_ns, gint64 end_ns);
void heddle_time_axis_fit (HeddleTimeAxis *self);
void heddle_time_axis_zoom (HeddleTimeAxis *self, double factor, double at);
void heddle_time_axis_pan (HeddleTimeAxis *self, double by);
double heddle_time_axis_get_x (HeddleTimeAxis *self, gint64 time_ns, double width);
gint64 heddle_time_axis_get_ns (HeddleTimeAxis *self, double x, double width);

G_END_DECLS
