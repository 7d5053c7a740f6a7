/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside the line numbers: a bar at each line that differs from the variant before, a disc at a mistake.
 * Threads: the main one. Cost: O(visible lines).
 */
#include "ui/editor/line-bars.h"

#include <adwaita.h>

#define WIDTH 12
#define BAR_WIDTH 4

struct _HeddleLineBars {
  GtkSourceGutterRenderer parent_instance;

  HeddleDocument *document;
};

G_DEFINE_FINAL_TYPE (HeddleLineBars, heddle_line_bars, GTK_SOURCE_TYPE_GUTTER_RENDERER)

static gboolean
has_mistake_at (HeddleLineBars *self, guint line)
{
  const HeddleMistake *mistake = heddle_document_get_mistake (self->document);

  return mistake != NULL && MAX (mistake->line, 1) == line + 1;
}

static void
snapshot_disc (GtkSnapshot *snapshot, int y, int height, gboolean is_dark)
{
  const GdkRGBA colour = is_dark ? (GdkRGBA){ 1.0f, 0.48f, 0.39f, 1.0f } : (GdkRGBA){ 0.75f, 0.11f, 0.16f, 1.0f };
  graphene_rect_t area = GRAPHENE_RECT_INIT (1, (float) y + (float) (height - WIDTH + 3) / 2, WIDTH - 3, WIDTH - 3);
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &area, (WIDTH - 3) / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &colour, &area);
  gtk_snapshot_pop (snapshot);
}

static void
heddle_line_bars_snapshot_line (GtkSourceGutterRenderer *renderer,
                                GtkSnapshot *snapshot,
                                GtkSourceGutterLines *lines,
                                guint line)
{
  HeddleLineBars *self = HEDDLE_LINE_BARS (renderer);
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GdkRGBA colour = is_dark ? (GdkRGBA){ 0.47f, 0.68f, 0.93f, 1.0f } : (GdkRGBA){ 0.10f, 0.37f, 0.71f, 1.0f };
  int y, height;

  gtk_source_gutter_lines_get_line_yrange (lines, line, GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_CELL, &y, &height);
  if (has_mistake_at (self, line))
    snapshot_disc (snapshot, y, height, is_dark);
  else if (heddle_document_differs_at (self->document, line))
    gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (3, (float) y, BAR_WIDTH, (float) height));
}

static gboolean
heddle_line_bars_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  HeddleLineBars *self = HEDDLE_LINE_BARS (widget);
  GtkSourceView *view = gtk_source_gutter_renderer_get_view (GTK_SOURCE_GUTTER_RENDERER (self));
  const HeddleMistake *mistake = heddle_document_get_mistake (self->document);
  GtkTextIter iter;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (view), GTK_TEXT_WINDOW_LEFT, 0, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (view), &iter, buffer_y, NULL);
  if (!has_mistake_at (self, (guint) gtk_text_iter_get_line (&iter)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, mistake->message);
  return TRUE;
}

static void
heddle_line_bars_dispose (GObject *object)
{
  g_clear_object (&HEDDLE_LINE_BARS (object)->document);
  G_OBJECT_CLASS (heddle_line_bars_parent_class)->dispose (object);
}

static void
heddle_line_bars_class_init (HeddleLineBarsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_line_bars_dispose;
  GTK_WIDGET_CLASS (class)->query_tooltip = heddle_line_bars_query_tooltip;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (class)->snapshot_line = heddle_line_bars_snapshot_line;
}

static void
heddle_line_bars_init (HeddleLineBars *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), WIDTH, -1);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * heddle_line_bars_new:
 * @document: what is shown beside it
 *
 * Returns: (transfer floating): the bars
 */
GtkSourceGutterRenderer *
heddle_line_bars_new (HeddleDocument *document)
{
  HeddleLineBars *self = g_object_new (HEDDLE_TYPE_LINE_BARS, NULL);

  g_set_object (&self->document, document);
  g_signal_connect_object (document, "differing", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::mistake", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_SOURCE_GUTTER_RENDERER (self);
}
