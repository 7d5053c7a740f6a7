/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ruler over the bands: its steps are 1, 2 or 5 of a power of ten.
 * Threads: the main one. Cost: O(ticks) a frame, about one every 90 pixels.
 */
#include "ui/timeline/ruler.h"

#include "ui/style/colours.h"
#include "ui/timeline/measures.h"

#define TICK_PIXELS 72
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
 * heddle_ruler_get_ticks:
 * @axis: what is visible
 * @width: how wide it is drawn
 * @ticks: (element-type HeddleLayoutTick): where to put the ruler's ticks
 */
void
heddle_ruler_get_ticks (HeddleTimeAxis *axis, int width, GArray *ticks)
{
  g_array_set_size (ticks, 0);
  heddle_layout_get_ticks (heddle_time_axis_get_start_ns (axis), heddle_time_axis_get_end_ns (axis),
                           (guint) MAX (width / TICK_PIXELS, 1), ticks);
}

static void
draw_tick (HeddleRuler *self, GtkSnapshot *snapshot, const HeddleLayoutTick *tick)
{
  const HeddlePalette *palette = heddle_colours_get_palette ();
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  float x = (float) heddle_time_axis_get_x (self->axis, tick->time_ns, width);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), tick->label);
  int text_width, text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_append_color (snapshot, &palette->grid,
                             &GRAPHENE_RECT_INIT (x, (float) (height - TICK_HEIGHT), 1, TICK_HEIGHT));
  if (x + (float) text_width / 2 > (float) width)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - (float) text_width / 2,
                                                          (float) (height - TICK_HEIGHT - 1 - text_height)));
  gtk_snapshot_append_layout (snapshot, layout, &palette->dim_text);
  gtk_snapshot_restore (snapshot);
}

static void
heddle_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleRuler *self = HEDDLE_RULER (widget);
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutTick));

  if (self->axis == NULL || gtk_widget_get_width (widget) < 1)
    return;
  heddle_ruler_get_ticks (self->axis, gtk_widget_get_width (widget), ticks);
  for (guint i = 0; i < ticks->len; i++)
    draw_tick (self, snapshot, &g_array_index (ticks, HeddleLayoutTick, i));
}

static void
heddle_ruler_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0 s");
  int text_height;

  pango_layout_get_pixel_size (layout, NULL, &text_height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : text_height + TICK_HEIGHT + 5;
}

/* It begins where the lanes do, beside their names. */
static void
heddle_ruler_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  int names = heddle_measures_get_names_width (widget);
  gboolean is_mirrored = heddle_measures_is_mirrored (widget);

  GTK_WIDGET_CLASS (heddle_ruler_parent_class)->css_changed (widget, change);
  gtk_widget_set_margin_start (widget, is_mirrored ? 0 : names);
  gtk_widget_set_margin_end (widget, is_mirrored ? names : 0);
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
  widget_class->css_changed = heddle_ruler_css_changed;
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
