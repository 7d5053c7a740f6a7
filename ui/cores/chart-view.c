/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart of a sweep, drawn: every run a dot, medians with their intervals, the ideal, a law. A series has a colour and a
 * mark of its own. The table beside it says the same in words.
 * Threads: the main one.
 */
#include "ui/cores/chart-view.h"

#include "ui/style/colours.h"

#include <math.h>

#define LEFT 62.0
#define RIGHT 18.0
#define TOP 34.0
#define BOTTOM 44.0
#define MARK 5.0
#define DOT 2.0

/* Names at the ends of more lines than this would lie over each other; the table has them. */
#define MAX_NAMED 12
#define NAME_HEIGHT 15.0

struct _HeddleChartView {
  GtkWidget parent_instance;

  HeddleChart *chart;
};

typedef struct {
  HeddleChartView *view;
  const HeddleChart *chart;
  const HeddlePalette *palette;
  cairo_t *cairo;
  double width;
  double height;
} Painter;

G_DEFINE_FINAL_TYPE (HeddleChartView, heddle_chart_view, GTK_TYPE_WIDGET)

static double
x_of (const Painter *self, double x)
{
  return LEFT + heddle_chart_get_x (self->chart, x) * (self->width - LEFT - RIGHT);
}

static double
y_of (const Painter *self, double y)
{
  return self->height - BOTTOM - heddle_chart_get_y (self->chart, y) * (self->height - TOP - BOTTOM);
}

/* @align: 0 from @x to the right, 0.5 around it, 1 to the left. */
static void
draw_text (Painter *self, double x, double y, double align, const GdkRGBA *colour, gboolean is_bold, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gdk_cairo_set_source_rgba (self->cairo, colour);
  cairo_move_to (self->cairo, x - align * width, y - height / 2.0);
  gdk_cairo_set_source_rgba (self->cairo, colour);
  pango_cairo_show_layout (self->cairo, layout);
}

static void
draw_line (Painter *self, double x1, double y1, double x2, double y2)
{
  cairo_move_to (self->cairo, x1, y1);
  cairo_line_to (self->cairo, x2, y2);
  cairo_stroke (self->cairo);
}

static void
draw_ideal (Painter *self)
{
  const GArray *ticks = self->chart->x_ticks;
  static const double dashes[] = { 2, 3 };
  double first, last;

  if (!self->chart->has_ideal || ticks->len < 2)
    return;
  first = g_array_index (ticks, double, 0);
  last = g_array_index (ticks, double, ticks->len - 1);
  gdk_cairo_set_source_rgba (self->cairo, &self->palette->dim_text);
  cairo_set_dash (self->cairo, dashes, 2, 0);
  draw_line (self, x_of (self, first), y_of (self, 1), x_of (self, last), y_of (self, last / first));
  cairo_set_dash (self->cairo, NULL, 0, 0);
}

static void
draw_axes (Painter *self)
{
  const HeddleChart *chart = self->chart;

  draw_text (self, 12, 14, 0, &self->palette->text, TRUE, chart->title);
  for (guint i = 0; i < chart->y_ticks->len; i++) {
    double tick = g_array_index (chart->y_ticks, double, i), y = floor (y_of (self, tick)) + 0.5;
    g_autofree char *label = g_strdup_printf ("%g%s", tick, chart->unit);

    gdk_cairo_set_source_rgba (self->cairo, &self->palette->grid);
    cairo_set_line_width (self->cairo, 1);
    draw_line (self, LEFT, y, self->width - RIGHT, y);
    draw_text (self, LEFT - 8, y, 1, &self->palette->dim_text, FALSE, label);
  }
  for (guint i = 0; i < chart->x_ticks->len; i++) {
    double tick = g_array_index (chart->x_ticks, double, i);
    g_autofree char *label = g_strdup_printf ("%g", tick);

    draw_text (self, x_of (self, tick), self->height - BOTTOM + 12, 0.5, &self->palette->dim_text, FALSE, label);
  }
  draw_text (self, (LEFT + self->width - RIGHT) / 2, self->height - 12, 0.5, &self->palette->dim_text, FALSE,
             chart->x_label);
  draw_ideal (self);
}

static void
trace_mark (cairo_t *cairo, guint look, double x, double y)
{
  static const double corners[][4][2] = {
    { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } },
    { { 0, -1.2 }, { 1.2, 1 }, { -1.2, 1 }, { 0, -1.2 } },
    { { 0, -1.3 }, { 1.3, 0 }, { 0, 1.3 }, { -1.3, 0 } },
  };

  cairo_new_path (cairo);
  if (look % 4 == 0) {
    cairo_arc (cairo, x, y, MARK, 0, 2 * G_PI);
    return;
  }
  for (guint i = 0; i < 4; i++)
    cairo_line_to (cairo, x + MARK * corners[look % 4 - 1][i][0], y + MARK * corners[look % 4 - 1][i][1]);
  cairo_close_path (cairo);
}

static void
draw_dots (Painter *self, const HeddleChartSeries *series, GdkRGBA colour)
{
  colour.alpha = 0.35f;
  gdk_cairo_set_source_rgba (self->cairo, &colour);
  for (guint i = 0; i < series->dots->len; i++) {
    const HeddleChartDot *dot = &g_array_index (series->dots, HeddleChartDot, i);

    /* Aside a little, by turns, so that equal ones show. */
    cairo_new_sub_path (self->cairo);
    cairo_arc (self->cairo, x_of (self, dot->x) + ((double) (i % 5) - 2) * 2, y_of (self, dot->y), DOT, 0, 2 * G_PI);
  }
  cairo_fill (self->cairo);
}

static void
draw_curves (Painter *self, const HeddleChartSeries *series, GdkRGBA colour)
{
  static const double dashes[] = { 6, 4 };

  gdk_cairo_set_source_rgba (self->cairo, &colour);
  cairo_set_line_width (self->cairo, 1.5);
  cairo_set_dash (self->cairo, dashes, 2, 0);
  for (guint i = 0; i < series->curve->len; i++) {
    const HeddleChartDot *dot = &g_array_index (series->curve, HeddleChartDot, i);

    cairo_line_to (self->cairo, x_of (self, dot->x), y_of (self, dot->y));
  }
  cairo_stroke (self->cairo);
  cairo_set_dash (self->cairo, NULL, 0, 0);
  /* Where a law is drawn, what joins the medians steps back. */
  colour.alpha = series->curve->len > 0 ? 0.3f : 1;
  gdk_cairo_set_source_rgba (self->cairo, &colour);
  for (guint i = 0; i < series->points->len; i++) {
    const HeddleChartPoint *point = &g_array_index (series->points, HeddleChartPoint, i);

    cairo_line_to (self->cairo, x_of (self, point->x), y_of (self, point->y.middle));
  }
  cairo_stroke (self->cairo);
}

static void
draw_series (Painter *self, const HeddleChartSeries *series)
{
  GdkRGBA colour = heddle_palette_get_task_colour (self->palette, series->look + 1);

  draw_dots (self, series, colour);
  draw_curves (self, series, colour);
  gdk_cairo_set_source_rgba (self->cairo, &colour);
  for (guint i = 0; i < series->points->len; i++) {
    const HeddleChartPoint *last = &g_array_index (series->points, HeddleChartPoint, i);

    draw_line (self, x_of (self, last->x), y_of (self, last->y.low), x_of (self, last->x), y_of (self, last->y.high));
    trace_mark (self->cairo, series->look, x_of (self, last->x), y_of (self, last->y.middle));
    cairo_fill (self->cairo);
  }
}

typedef struct {
  const char *text;
  double x;
  double y;
} Name;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  double first = ((const Name *) a)->y, second = ((const Name *) b)->y;

  return (first > second) - (first < second);
}

/* Each series has its name at its end; where they would lie over each other, further down. */
static void
draw_names (Painter *self)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  double free_y = TOP;

  if (self->chart->series->len > MAX_NAMED)
    return;
  for (guint i = 0; i < self->chart->series->len; i++) {
    const HeddleChartSeries *series = g_ptr_array_index (self->chart->series, i);
    const HeddleChartPoint *last;
    Name name = { .text = series->label };

    if (series->points->len == 0)
      continue;
    last = &g_array_index (series->points, HeddleChartPoint, series->points->len - 1);
    name.x = x_of (self, last->x) - 10;
    name.y = y_of (self, last->y.middle) - NAME_HEIGHT;
    g_array_append_val (names, name);
  }
  g_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    Name *name = &g_array_index (names, Name, i);

    name->y = MAX (name->y, free_y);
    free_y = name->y + NAME_HEIGHT;
    draw_text (self, name->x, name->y, 1, &self->palette->text, FALSE, name->text);
  }
}

static void
heddle_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleChartView *self = HEDDLE_CHART_VIEW (widget);
  Painter painter = {
    .view = self,
    .chart = self->chart,
    .palette = heddle_colours_get_palette (),
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
  };

  if (self->chart == NULL || painter.width < LEFT + RIGHT || painter.height < TOP + BOTTOM)
    return;
  painter.cairo = gtk_snapshot_append_cairo (snapshot,
                                             &GRAPHENE_RECT_INIT (0, 0, (float) painter.width, (float) painter.height));
  draw_axes (&painter);
  for (guint i = 0; i < self->chart->series->len; i++)
    draw_series (&painter, g_ptr_array_index (self->chart->series, i));
  draw_names (&painter);
  cairo_destroy (painter.cairo);
}

static void
heddle_chart_view_finalize (GObject *object)
{
  g_clear_pointer (&HEDDLE_CHART_VIEW (object)->chart, heddle_chart_free);
  G_OBJECT_CLASS (heddle_chart_view_parent_class)->finalize (object);
}

static void
heddle_chart_view_class_init (HeddleChartViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = heddle_chart_view_finalize;
  widget_class->snapshot = heddle_chart_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
heddle_chart_view_init (HeddleChartView *self)
{
  heddle_colours_follow_system (GTK_WIDGET (self));
}

/**
 * heddle_chart_view_take_chart:
 * @chart: (transfer full) (nullable): what to draw
 */
void
heddle_chart_view_take_chart (HeddleChartView *self, HeddleChart *chart)
{
  g_clear_pointer (&self->chart, heddle_chart_free);
  self->chart = chart;
  if (chart != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, chart->title, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_chart_view_get_chart:
 *
 * Returns: (transfer none) (nullable): what is drawn
 */
const HeddleChart *
heddle_chart_view_get_chart (HeddleChartView *self)
{
  return self->chart;
}
