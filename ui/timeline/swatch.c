/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one form of the timeline's boxes looks like, for the legend.
 * Threads: the main one.
 */
#include "ui/timeline/swatch.h"

#include "ui/timeline/box.h"
#include "ui/style/colours.h"

#define SWATCH_WIDTH 22
#define SWATCH_HEIGHT 12

struct _HeddleSwatch {
  GtkWidget parent_instance;

  HeddleSwatchForm form;
  HeddlePatterns *patterns;
};

enum {
  PROP_0,
  PROP_FORM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (HeddleSwatchForm,
                    heddle_swatch_form,
                    G_DEFINE_ENUM_VALUE (HEDDLE_SWATCH_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_SWATCH_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_SWATCH_COMPUTING, "computing"))

G_DEFINE_FINAL_TYPE (HeddleSwatch, heddle_swatch, GTK_TYPE_WIDGET)

static void
heddle_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const HeddleState states[] = { HEDDLE_STATE_WAITING, HEDDLE_STATE_READY, HEDDLE_STATE_COMPUTING };
  HeddleSwatch *self = HEDDLE_SWATCH (widget);
  const HeddlePalette *palette = heddle_colours_get_palette ();
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  HeddleCanvas *canvas = heddle_canvas_new (width, height, scale);

  heddle_patterns_set_palette (self->patterns, palette, scale);
  heddle_box_paint (canvas, self->patterns, palette, states[self->form], 1, &box);
  heddle_canvas_free_to_snapshot (canvas, snapshot, 0, 0);
}

static void
heddle_swatch_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? SWATCH_WIDTH : SWATCH_HEIGHT;
}

static void
heddle_swatch_finalize (GObject *object)
{
  heddle_patterns_free (HEDDLE_SWATCH (object)->patterns);
  G_OBJECT_CLASS (heddle_swatch_parent_class)->finalize (object);
}

static void
heddle_swatch_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_FORM)
    g_value_set_enum (value, HEDDLE_SWATCH (object)->form);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_swatch_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  HeddleSwatch *self = HEDDLE_SWATCH (object);

  if (id != PROP_FORM) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    return;
  }
  if (self->form == (HeddleSwatchForm) g_value_get_enum (value))
    return;
  self->form = (HeddleSwatchForm) g_value_get_enum (value);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, spec);
}

static void
heddle_swatch_class_init (HeddleSwatchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->finalize = heddle_swatch_finalize;
  object_class->get_property = heddle_swatch_get_property;
  object_class->set_property = heddle_swatch_set_property;
  widget_class->snapshot = heddle_swatch_snapshot;
  widget_class->measure = heddle_swatch_measure;
  properties[PROP_FORM] = g_param_spec_enum ("form", NULL, NULL, HEDDLE_TYPE_SWATCH_FORM, HEDDLE_SWATCH_WAITING,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_swatch_init (HeddleSwatch *self)
{
  self->patterns = heddle_patterns_new ();
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  heddle_colours_follow_system (GTK_WIDGET (self));
}
