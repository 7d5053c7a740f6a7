/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart as numbers: what stands where, from 0 to 1 in both directions. The window and SVG are painters of it.
 * Threads: one.
 */
#pragma once

#include "stats/interval.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleChartDot:
 * @x: where
 * @y: where
 */
typedef struct {
  double x;
  double y;
} HeddleChartDot;

/**
 * HeddleChartPoint:
 * @x: where
 * @y: an estimate and its interval
 */
typedef struct {
  double x;
  HeddleInterval y;
} HeddleChartPoint;

/**
 * HeddleChartSeries:
 * @label: what people read
 * @look: number of its colour and mark, from 0
 * @points: (element-type HeddleChartPoint): estimates, by ascending x, with a line through them
 * @dots: (element-type HeddleChartDot): every single measurement
 * @curve: (element-type HeddleChartDot): a law through them; empty without one
 */
typedef struct {
  char *label;
  guint look;
  GArray *points;
  GArray *dots;
  GArray *curve;
} HeddleChartSeries;

/**
 * HeddleChart:
 * @title: what is shown, with its unit
 * @x_label: what goes to the right
 * @unit: behind each number of the y axis
 * @is_doubling: whether each step up is a doubling, from 1; else it begins at 0
 * @has_ideal: whether x = y is drawn
 * @series: (element-type HeddleChartSeries): what is drawn
 * @x_ticks: (element-type double): all x that there are, ascending
 * @y_ticks: (element-type double): what stands at the y axis
 */
typedef struct {
  char *title;
  char *x_label;
  const char *unit;
  gboolean is_doubling;
  gboolean has_ideal;
  GPtrArray *series;
  GArray *x_ticks;
  GArray *y_ticks;
} HeddleChart;

HeddleChart *heddle_chart_new (const char *title, const char *x_label, const char *unit, gboolean is_doubling);
HeddleChartSeries *heddle_chart_add_series (HeddleChart *self, const char *label, guint look);
void heddle_chart_finish (HeddleChart *self);
double heddle_chart_get_x (const HeddleChart *self, double x);
double heddle_chart_get_y (const HeddleChart *self, double y);
void heddle_chart_free (HeddleChart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleChart, heddle_chart_free)

G_END_DECLS
