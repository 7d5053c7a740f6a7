/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ruler over the bands: its steps are 1, 2 or 5 of a power of ten.
 * Threads: the main one. Cost: O(ticks) a frame, about one every 90 pixels.
 */
#include "ui/ruler.h"

#include "ui/colours.h"
#include "ui/time-text.h"

#include <adwaita.h>

#define TICK_PIXELS 90
#define TICK_HEIGHT 5

struct _HeddleRuler {
  GtkWidget parent_instance;

  HeddleTimeAxis *axis;
};

enum {
  PROP_0,
  PROP_AXIS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleRuler, heddle_ruler, GTK_TYPE_WIDGET)

/**
 * heddle_ruler_find_step_ns:
 * @axis: what is visible
 * @width: how wide it is drawn
 *
 * Returns: how far apart the ruler's ticks are
 */
gint64
heddle_ruler_find_step_ns (HeddleTimeAxis *axis, double width)
{
  static const int steps[] = { 1, 2, 5 };
  double wanted_ns = (double) (heddle_time_axis_get_end_ns (axis) - heddle_time_axis_get_start_ns (axis)) *
                     TICK_PIXELS / MAX (width, 1);

  for (gint64 power_ns = 1; power_ns < G_MAXINT64 / 100; power_ns *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      if ((double) (power_ns * steps[i]) >= wanted_ns)
        return power_ns * steps[i];
  return G_MAXINT64 / 10;
}

static void
draw_tick (HeddleRuler *self, GtkSnapshot *snapshot, gint64 time_ns, gint64 step_ns)
{
  const HeddlePalette *palette = heddle_colours_get_palette ();
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  float x = (float) heddle_time_axis_get_x (self->axis, time_ns, width);
  g_autofree char *text = heddle_time_text_format_tick (time_ns, step_ns);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int text_width, text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_append_color (snapshot, &palette->grid,
                             &GRAPHENE_RECT_INIT (x, (float) (height - TICK_HEIGHT), 1, TICK_HEIGHT));
  if (x + (float) text_width / 2 > (float) width)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT (x - (float) text_width / 2, (float) (height - TICK_HEIGHT - 1 - text_height)));
  gtk_snapshot_append_layout (snapshot, layout, &palette->dim_text);
  gtk_snapshot_restore (snapshot);
}

static void
heddle_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleRuler *self = HEDDLE_RULER (widget);
  gint64 step_ns, end_ns;

  if (self->axis == NULL || gtk_widget_get_width (widget) < 1)
    return;
  step_ns = heddle_ruler_find_step_ns (self->axis, gtk_widget_get_width (widget));
  end_ns = heddle_time_axis_get_end_ns (self->axis);
  for (gint64 time_ns = (heddle_time_axis_get_start_ns (self->axis) + step_ns - 1) / step_ns * step_ns;
       time_ns <= end_ns; time_ns += step_ns)
    draw_tick (self, snapshot, time_ns, step_ns);
}

static void
heddle_ruler_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0 s");
  int text_height;

  pango_layout_get_pixel_size (layout, NULL, &text_height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : text_height + TICK_HEIGHT + 5;
}

static void
heddle_ruler_dispose (GObject *object)
{
  heddle_ruler_set_axis (HEDDLE_RULER (object), NULL);
  G_OBJECT_CLASS (heddle_ruler_parent_class)->dispose (object);
}

static void
heddle_ruler_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_AXIS)
    g_value_set_object (value, HEDDLE_RULER (object)->axis);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_ruler_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_AXIS)
    heddle_ruler_set_axis (HEDDLE_RULER (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_ruler_class_init (HeddleRulerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = heddle_ruler_dispose;
  object_class->get_property = heddle_ruler_get_property;
  object_class->set_property = heddle_ruler_set_property;
  widget_class->snapshot = heddle_ruler_snapshot;
  widget_class->measure = heddle_ruler_measure;
  properties[PROP_AXIS] = g_param_spec_object ("axis", NULL, NULL, HEDDLE_TYPE_TIME_AXIS,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "ruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_ruler_init (HeddleRuler *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
  heddle_colours_follow_system (GTK_WIDGET (self));
}

void
heddle_ruler_set_axis (HeddleRuler *self, HeddleTimeAxis *axis)
{
  if (self->axis == axis)
    return;
  if (self->axis != NULL)
    g_signal_handlers_disconnect_by_data (self->axis, self);
  g_set_object (&self->axis, axis);
  if (axis != NULL)
    g_signal_connect_swapped (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AXIS]);
}
