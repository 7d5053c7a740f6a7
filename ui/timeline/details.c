/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strip below the bands.
 * Threads: the main one.
 */
#include "ui/timeline/details.h"

struct _HeddleDetails {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *body;
  GtkLabel *why;
  GtkButton *source;
  GtkWidget *zoom;
  GtkWidget *close;
};

enum {
  SOURCE_ACTIVATED,
  ZOOM_ACTIVATED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleDetails, heddle_details, GTK_TYPE_WIDGET)

static void
on_source (HeddleDetails *self)
{
  g_signal_emit (self, signals[SOURCE_ACTIVATED], 0);
}

static void
on_zoom (HeddleDetails *self)
{
  g_signal_emit (self, signals[ZOOM_ACTIVATED], 0);
}

static void
on_close (HeddleDetails *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
heddle_details_dispose (GObject *object)
{
  g_clear_pointer (&HEDDLE_DETAILS (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_details_parent_class)->dispose (object);
}

static void
heddle_details_class_init (HeddleDetailsClass *class)
{
  static const char *const names[N_SIGNALS] = { "source-activated", "zoom-activated", "closed" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_details_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], HEDDLE_TYPE_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/details.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, box);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, state);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, body);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, why);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, source);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, zoom);
  gtk_widget_class_bind_template_child (widget_class, HeddleDetails, close);
  gtk_widget_class_set_css_name (widget_class, "details");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
heddle_details_init (HeddleDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->source, "clicked", G_CALLBACK (on_source), self);
  g_signal_connect_swapped (self->zoom, "clicked", G_CALLBACK (on_zoom), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (on_close), self);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/**
 * heddle_details_show:
 * @title: what it is about
 * @state: (nullable): what that is
 * @body: lines about it
 * @source: (nullable): its place in the source
 * @can_zoom: whether one can zoom to it
 */
void
heddle_details_show (HeddleDetails *self,
                     const char *title,
                     const char *state,
                     const char *body,
                     const char *source,
                     gboolean can_zoom)
{
  set_text (self->title, title);
  set_text (self->state, state);
  set_text (self->body, body);
  set_text (self->why, NULL);
  gtk_button_set_label (self->source, source != NULL ? source : "");
  gtk_widget_set_visible (GTK_WIDGET (self->source), source != NULL);
  gtk_widget_set_visible (self->zoom, can_zoom);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * heddle_details_show_why:
 * @why: (nullable): why something is as it is, below the rest
 */
void
heddle_details_show_why (HeddleDetails *self, const char *why)
{
  set_text (self->why, why);
}

void
heddle_details_hide (HeddleDetails *self)
{
  set_text (self->body, NULL);
  set_text (self->why, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
heddle_details_get_body (HeddleDetails *self)
{
  return gtk_label_get_text (self->body);
}

const char *
heddle_details_get_why (HeddleDetails *self)
{
  return gtk_label_get_text (self->why);
}
