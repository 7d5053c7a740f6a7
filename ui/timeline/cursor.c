/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A moment of one run, and faintly the same time of the others.
 * Threads: the main one.
 */
#include "ui/timeline/cursor.h"

#include "ui/style/colours.h"

#include <math.h>

#define PADDING 8.0f
#define DOT 3.0f

struct _HeddleCursor {
  GtkWidget parent_instance;

  float x;
  float top;
  float bottom;
  PangoLayout *text;
};

G_DEFINE_FINAL_TYPE (HeddleCursor, heddle_cursor, GTK_TYPE_WIDGET)

static void
paint_faint_line (HeddleCursor *self, GtkSnapshot *snapshot, const GdkRGBA *colour, float from, float to)
{
  GdkRGBA faint = *colour;

  faint.alpha = 0.35f;
  for (int i = 0; from + 2 * DOT * (float) i < to; i++) {
    float y = from + 2 * DOT * (float) i;

    gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (self->x, y, 1, MIN (DOT, to - y)));
  }
}

static void
paint_flag (HeddleCursor *self, GtkSnapshot *snapshot, const HeddlePalette *palette)
{
  float widget_width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float widget_height = (float) gtk_widget_get_height (GTK_WIDGET (self)), left, top, width;
  GskRoundedRect round;
  int text_width, text_height;

  pango_layout_get_pixel_size (self->text, &text_width, &text_height);
  width = (float) text_width + 2 * PADDING;
  left = CLAMP (self->x - width / 2, 0, MAX (widget_width - width, 0));
  top = MIN (self->bottom, widget_height) - (float) text_height - 4;
  gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT (left, top, width, (float) text_height + 4), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &palette->cursor, &round.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (left + PADDING), roundf (top + 2)));
  gtk_snapshot_append_layout (snapshot, self->text, &palette->stop_text);
  gtk_snapshot_restore (snapshot);
}

static void
heddle_cursor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleCursor *self = HEDDLE_CURSOR (widget);
  const HeddlePalette *palette = heddle_colours_get_palette ();
  float height = (float) gtk_widget_get_height (widget);

  if (self->text == NULL)
    return;
  paint_faint_line (self, snapshot, &palette->cursor, 0, self->top);
  paint_faint_line (self, snapshot, &palette->cursor, self->bottom, height);
  gtk_snapshot_append_color (snapshot, &palette->cursor,
                             &GRAPHENE_RECT_INIT (self->x, self->top, 1.5f, MAX (self->bottom - self->top, 0)));
  paint_flag (self, snapshot, palette);
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
 * @top: where the band of its run begins
 * @bottom: where that ends
 * @text: which run and which time
 */
void
heddle_cursor_show (HeddleCursor *self, double x, double top, double bottom, const char *text)
{
  if (self->text == NULL)
    self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_text (self->text, text, -1);
  self->x = roundf ((float) x);
  self->top = (float) top;
  self->bottom = (float) bottom;
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

/**
 * heddle_cursor_get_text:
 *
 * Returns: (transfer none) (nullable): what stands on its flag; none when it is hidden
 */
const char *
heddle_cursor_get_text (HeddleCursor *self)
{
  return self->text == NULL ? NULL : pango_layout_get_text (self->text);
}
