/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart as numbers.
 * Threads: one.
 */
#include "stats/chart.h"

#include <math.h>

/* Beyond so many steps up a chart of doublings is no chart. */
#define MAX_DOUBLINGS 16
#define MIN_DOUBLING (1.0 / 64)

/* The lowest doubling stands a little above the bottom. */
#define MARGIN 0.9

#define N_TICKS 4

static void
series_free (gpointer data)
{
  HeddleChartSeries *series = data;

  g_free (series->label);
  g_array_unref (series->points);
  g_array_unref (series->dots);
  g_array_unref (series->curve);
  g_free (series);
}

/**
 * heddle_chart_new:
 * @title: what is shown, with its unit
 * @x_label: what goes to the right
 * @unit: (transfer none): behind each number of the y axis; a constant
 * @is_doubling: whether each step up is a doubling
 *
 * Returns: (transfer full): a chart with nothing in it
 */
HeddleChart *
heddle_chart_new (const char *title, const char *x_label, const char *unit, gboolean is_doubling)
{
  HeddleChart *self = g_new0 (HeddleChart, 1);

  self->title = g_strdup (title);
  self->x_label = g_strdup (x_label);
  self->unit = unit;
  self->is_doubling = is_doubling;
  self->series = g_ptr_array_new_with_free_func (series_free);
  self->x_ticks = g_array_new (FALSE, FALSE, sizeof (double));
  self->y_ticks = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
heddle_chart_free (HeddleChart *self)
{
  g_free (self->title);
  g_free (self->x_label);
  g_ptr_array_unref (self->series);
  g_array_unref (self->x_ticks);
  g_array_unref (self->y_ticks);
  g_free (self);
}

/**
 * heddle_chart_add_series:
 * @label: what people read
 * @look: number of its colour and mark
 *
 * Returns: (transfer none): a series to fill
 */
HeddleChartSeries *
heddle_chart_add_series (HeddleChart *self, const char *label, guint look)
{
  HeddleChartSeries *series = g_new0 (HeddleChartSeries, 1);

  series->label = g_strdup (label);
  series->look = look;
  series->points = g_array_new (FALSE, FALSE, sizeof (HeddleChartPoint));
  series->dots = g_array_new (FALSE, FALSE, sizeof (HeddleChartDot));
  series->curve = g_array_new (FALSE, FALSE, sizeof (HeddleChartDot));
  g_ptr_array_add (self->series, series);
  return series;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
add_x (GArray *ticks, double x)
{
  for (guint i = 0; i < ticks->len; i++)
    if (g_array_index (ticks, double, i) == x)
      return;
  g_array_append_val (ticks, x);
}

/* The x of all points, and the least and the greatest y of all that is drawn. */
static double
find_extent (HeddleChart *self, double *least)
{
  double most = 0;

  *least = 1;

  for (guint i = 0; i < self->series->len; i++) {
    const HeddleChartSeries *series = g_ptr_array_index (self->series, i);

    for (guint j = 0; j < series->points->len; j++) {
      const HeddleChartPoint *point = &g_array_index (series->points, HeddleChartPoint, j);

      add_x (self->x_ticks, point->x);
      most = MAX (most, point->y.high);
      *least = MIN (*least, point->y.low);
    }
    for (guint j = 0; j < series->dots->len; j++) {
      most = MAX (most, g_array_index (series->dots, HeddleChartDot, j).y);
      *least = MIN (*least, g_array_index (series->dots, HeddleChartDot, j).y);
    }
  }
  g_array_sort (self->x_ticks, compare_numbers);
  return most;
}

/* Steps of 1, 2 or 5 times a power of ten. */
static double
find_step (double most)
{
  double rough = most / N_TICKS, power = pow (10, floor (log10 (rough))), digit = rough / power;

  return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

/**
 * heddle_chart_finish:
 *
 * All is in it: finds what stands at the axes.
 */
void
heddle_chart_finish (HeddleChart *self)
{
  double least, most = find_extent (self, &least), step;

  if (self->has_ideal && self->x_ticks->len > 0)
    most = MAX (most, g_array_index (self->x_ticks, double, self->x_ticks->len - 1));
  if (!(most > 0) || isinf (most))
    most = 1;
  if (self->is_doubling) {
    double tick = exp2 (floor (log2 (CLAMP (least * 1.001, MIN_DOUBLING, 1))));

    for (guint i = 0; i < MAX_DOUBLINGS && (i < 2 || tick < 2 * most - 1e-9); i++, tick *= 2)
      g_array_append_val (self->y_ticks, tick);
    return;
  }
  step = find_step (most);
  for (guint i = 0; i < 2 || (i - 1) * step < most; i++) {
    double tick = i * step;

    g_array_append_val (self->y_ticks, tick);
  }
}

/**
 * heddle_chart_get_x:
 * @x: a number of the x axis
 *
 * Returns: where it stands, from 0 at the left to 1; by its logarithm when all x are above 0
 */
double
heddle_chart_get_x (const HeddleChart *self, double x)
{
  double first, last;

  if (self->x_ticks->len < 2)
    return 0.5;
  first = g_array_index (self->x_ticks, double, 0);
  last = g_array_index (self->x_ticks, double, self->x_ticks->len - 1);
  return first > 0 ? log (x / first) / log (last / first) : (x - first) / (last - first);
}

/**
 * heddle_chart_get_y:
 * @y: a number of the y axis
 *
 * Returns: where it stands, from 0 at the bottom to 1; below and above for what is outside
 */
double
heddle_chart_get_y (const HeddleChart *self, double y)
{
  double last = g_array_index (self->y_ticks, double, self->y_ticks->len - 1);

  double first = g_array_index (self->y_ticks, double, 0) * MARGIN;

  if (self->is_doubling)
    return log (MAX (y, first) / first) / log (last / first);
  return y / last;
}
