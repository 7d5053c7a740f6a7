/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts as a picture for slides, side by side. A series has a colour and a mark of its own.
 * Threads: one.
 */
#include "export/chart-svg.h"

#include "export/output.h"
#include "trace/numbering.h"

#define WIDTH 640.0
#define HEIGHT 400.0
#define LEFT 70.0
#define RIGHT 20.0
#define TOP 50.0
#define BOTTOM 50.0
#define LINE_HEIGHT 18.0
#define N_MARKS 4
#define INK "#2e3436"

typedef struct {
  HeddleOutput output;
  const HeddleChart *chart;
  double left;
} Picture;

static double
x_of (const Picture *self, double x)
{
  return self->left + LEFT + heddle_chart_get_x (self->chart, x) * (WIDTH - LEFT - RIGHT);
}

static double
y_of (const Picture *self, double y)
{
  return HEIGHT - BOTTOM - heddle_chart_get_y (self->chart, y) * (HEIGHT - TOP - BOTTOM);
}

/* Numbers have a point, whatever the language. */
static void
add_shape (Picture *self,
           const char *element,
           const char *const *names,
           const double *values,
           guint n,
           const char *look)
{
  heddle_output_addf (&self->output, "<%s", element);
  for (guint i = 0; i < n; i++) {
    heddle_output_addf (&self->output, " %s=\"", names[i]);
    heddle_output_add_double (&self->output, "%.2f", values[i]);
    heddle_output_add (&self->output, "\"");
  }
  heddle_output_addf (&self->output, " %s/>\n", look);
}

static void
add_line (Picture *self, double x1, double y1, double x2, double y2, const char *look)
{
  static const char *const names[] = { "x1", "y1", "x2", "y2" };

  add_shape (self, "line", names, (const double[]){ x1, y1, x2, y2 }, 4, look);
}

static void
add_text (Picture *self, double x, double y, const char *look, const char *text)
{
  heddle_output_add (&self->output, "<text x=\"");
  heddle_output_add_double (&self->output, "%.2f", x);
  heddle_output_add (&self->output, "\" y=\"");
  heddle_output_add_double (&self->output, "%.2f", y);
  heddle_output_addf (&self->output, "\" %s>", look);
  heddle_output_add_xml (&self->output, text);
  heddle_output_add (&self->output, "</text>\n");
}

static void
add_axes (Picture *self)
{
  const HeddleChart *chart = self->chart;
  double right = self->left + WIDTH - RIGHT, bottom = HEIGHT - BOTTOM;

  add_text (self, self->left + LEFT - 40, 24, "font-size=\"15\" font-weight=\"bold\" fill=\"" INK "\"", chart->title);
  for (guint i = 0; i < chart->y_ticks->len; i++) {
    double tick = g_array_index (chart->y_ticks, double, i);
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *label = g_strconcat (g_ascii_formatd (number, sizeof number, "%g", tick), chart->unit, NULL);

    add_line (self, self->left + LEFT, y_of (self, tick), right, y_of (self, tick), "stroke=\"#e6e6e6\"");
    add_text (self, self->left + LEFT - 8, y_of (self, tick) + 4,
              "font-size=\"12\" text-anchor=\"end\" fill=\"" INK "\"", label);
  }
  for (guint i = 0; i < chart->x_ticks->len; i++) {
    double tick = g_array_index (chart->x_ticks, double, i);
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    add_text (self, x_of (self, tick), bottom + 18, "font-size=\"12\" text-anchor=\"middle\" fill=\"" INK "\"",
              g_ascii_formatd (number, sizeof number, "%g", tick));
  }
  add_text (self, (self->left + LEFT + right) / 2, bottom + 38,
            "font-size=\"12\" text-anchor=\"middle\" fill=\"" INK "\"", chart->x_label);
  if (chart->has_ideal && chart->x_ticks->len > 1) {
    double first = g_array_index (chart->x_ticks, double, 0);
    double last = g_array_index (chart->x_ticks, double, chart->x_ticks->len - 1);

    add_line (self, x_of (self, first), y_of (self, 1), x_of (self, last), y_of (self, last / first),
              "stroke=\"#888888\" stroke-dasharray=\"2 3\"");
  }
}

static void
add_path (Picture *self, const GArray *points, gsize size, guint color, const char *look)
{
  if (points->len < 2)
    return;
  heddle_output_add (&self->output, "<polyline fill=\"none\" points=\"");
  for (guint i = 0; i < points->len; i++) {
    const char *at = points->data + i * size;
    double x = *(const double *) (gconstpointer) at;
    double y = size == sizeof (HeddleChartDot) ? ((const HeddleChartDot *) (gconstpointer) at)->y
                                               : ((const HeddleChartPoint *) (gconstpointer) at)->y.middle;

    heddle_output_add_double (&self->output, "%.2f,", x_of (self, x));
    heddle_output_add_double (&self->output, "%.2f ", y_of (self, y));
  }
  heddle_output_addf (&self->output, "\" stroke=\"#%06x\" %s/>\n", color, look);
}

/* Circle, square, triangle, diamond: whoever does not see colours tells them apart. */
static void
add_mark (Picture *self, double x, double y, guint look, guint color)
{
  static const char *const shapes[N_MARKS] = {
    "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0",
    "M-4.5,-4.5h9v9h-9z",
    "M0,-5.5L5.5,4.5H-5.5z",
    "M0,-6L6,0L0,6L-6,0z",
  };

  heddle_output_addf (&self->output, "<path d=\"%s\" fill=\"#%06x\" transform=\"translate(", shapes[look % N_MARKS],
                      color);
  heddle_output_add_double (&self->output, "%.2f,", x);
  heddle_output_add_double (&self->output, "%.2f", y);
  heddle_output_add (&self->output, ")\"/>\n");
}

static void
add_series (Picture *self, const HeddleChartSeries *series)
{
  static const char *const circle[] = { "cx", "cy", "r" };
  guint color = heddle_number_get_color (series->look + 1);
  g_autofree char *pale = g_strdup_printf ("fill=\"#%06x\" fill-opacity=\"0.35\"", color);
  g_autofree char *whisker = g_strdup_printf ("stroke=\"#%06x\" stroke-width=\"1.5\"", color);

  for (guint i = 0; i < series->dots->len; i++) {
    const HeddleChartDot *dot = &g_array_index (series->dots, HeddleChartDot, i);

    /* Aside a little, by turns, so that equal ones show. */
    add_shape (self, "circle", circle,
               (const double[]){ x_of (self, dot->x) + ((double) (i % 5) - 2) * 2, y_of (self, dot->y), 2 }, 3, pale);
  }
  add_path (self, series->curve, sizeof (HeddleChartDot), color, "stroke-dasharray=\"6 4\"");
  add_path (self, series->points, sizeof (HeddleChartPoint), color,
            series->curve->len > 0 ? "stroke-opacity=\"0.3\"" : "stroke-width=\"1.5\"");
  for (guint i = 0; i < series->points->len; i++) {
    const HeddleChartPoint *point = &g_array_index (series->points, HeddleChartPoint, i);

    add_line (self, x_of (self, point->x), y_of (self, point->y.low), x_of (self, point->x), y_of (self, point->y.high),
              whisker);
    add_mark (self, x_of (self, point->x), y_of (self, point->y.middle), series->look, color);
  }
}

static void
add_legend (Picture *self)
{
  for (guint i = 0; i < self->chart->series->len; i++) {
    const HeddleChartSeries *series = g_ptr_array_index (self->chart->series, i);
    double y = HEIGHT + i * LINE_HEIGHT;

    add_mark (self, LEFT, y, series->look, heddle_number_get_color (series->look + 1));
    add_text (self, LEFT + 14, y + 4, "font-size=\"13\" fill=\"" INK "\"", series->label);
  }
}

/**
 * heddle_export_charts_svg:
 * @charts: (array length=n_charts): charts of the same series
 * @n_charts: how many, at least one
 * @stream: where to
 * @error: where to put an error
 *
 * Writes them side by side, with one legend.
 *
 * Returns: whether all was written; else an error of @stream
 */
gboolean
heddle_export_charts_svg (const HeddleChart *const *charts, guint n_charts, GOutputStream *stream, GError **error)
{
  Picture self = { .chart = charts[0] };
  guint height = (guint) (HEIGHT + LINE_HEIGHT * charts[0]->series->len + 10);
  guint width = (guint) WIDTH * n_charts;

  heddle_output_init (&self.output, stream);
  heddle_output_addf (&self.output,
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\" "
                      "font-family=\"Noto Sans, DejaVu Sans, sans-serif\">\n"
                      "<rect width=\"%u\" height=\"%u\" fill=\"#ffffff\"/>\n",
                      width, height, width, height, width, height);
  for (guint i = 0; i < n_charts; i++) {
    self.chart = charts[i];
    self.left = i * WIDTH;
    add_axes (&self);
    for (guint j = 0; j < charts[i]->series->len; j++)
      add_series (&self, g_ptr_array_index (charts[i]->series, j));
  }
  add_legend (&self);
  heddle_output_add (&self.output, "</svg>\n");
  return heddle_output_finish (&self.output, error);
}
