/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line at the pointer, over all bands, and its time.
 * Threads: the main one.
 */
#include "ui/timeline/cursor.h"

#include "ui/style/colours.h"

#define PADDING 6.0f

struct _HeddleCursor {
  GtkWidget parent_instance;

  double x;
  PangoLayout *text;
};

G_DEFINE_FINAL_TYPE (HeddleCursor, heddle_cursor, GTK_TYPE_WIDGET)

static void
heddle_cursor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleCursor *self = HEDDLE_CURSOR (widget);
  const HeddlePalette *palette = heddle_colours_get_palette ();
  GskRoundedRect round;
  int width, height;
  float left, label_width;

  if (self->text == NULL)
    return;
  pango_layout_get_pixel_size (self->text, &width, &height);
  label_width = (float) width + 2 * PADDING;
  left = CLAMP ((float) self->x - label_width / 2, 0, MAX ((float) gtk_widget_get_width (widget) - label_width, 0));
  gtk_snapshot_append_color (
    snapshot, &palette->cursor,
    &GRAPHENE_RECT_INIT ((float) self->x, 4, 1, MAX ((float) gtk_widget_get_height (widget) - 4, 0)));
  gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT (left, 3, label_width, (float) height + 4), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &palette->cursor, &round.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left + PADDING, 5));
  gtk_snapshot_append_layout (snapshot, self->text, &palette->stop_text);
}

static void
heddle_cursor_finalize (GObject *object)
{
  g_clear_object (&HEDDLE_CURSOR (object)->text);
  G_OBJECT_CLASS (heddle_cursor_parent_class)->finalize (object);
}

static void
heddle_cursor_class_init (HeddleCursorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = heddle_cursor_finalize;
  widget_class->snapshot = heddle_cursor_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_cursor_init (HeddleCursor *self)
{
  heddle_colours_follow_system (GTK_WIDGET (self));
}

/**
 * heddle_cursor_show:
 * @x: where
 * @text: which time that is
 */
void
heddle_cursor_show (HeddleCursor *self, double x, const char *text)
{
  if (self->text == NULL)
    self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_text (self->text, text, -1);
  self->x = x;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
heddle_cursor_hide (HeddleCursor *self)
{
  if (self->text == NULL)
    return;
  g_clear_object (&self->text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
