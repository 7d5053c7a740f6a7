/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A widget as a picture, painted by the window's own renderer.
 * Threads: the main one.
 */
#include "ui/window/picture.h"

/**
 * heddle_picture_new:
 * @widget: a widget that is shown
 * @scale: how many pixels of the picture one of its pixels becomes
 *
 * Returns: (transfer full) (nullable): the picture; %NULL when the widget is not shown
 */
GdkTexture *
heddle_picture_new (GtkWidget *widget, double scale)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GtkNative *native = gtk_widget_get_native (widget);
  GdkRGBA ground = { 1, 1, 1, 1 };

  if (native == NULL || !gtk_widget_get_mapped (widget) || width <= 0 || height <= 0)
    return NULL;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "window_bg_color", &ground);
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_to_node (snapshot);
  return node == NULL ? NULL : gsk_renderer_render_texture (gtk_native_get_renderer (native), node, NULL);
}
