/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which palette the system wants: light or dark, high contrast or not.
 * Threads: the main one.
 */
#include "ui/style/colours.h"

#include <adwaita.h>

static gboolean wants_high_contrast;

/* Has what paints with the palette painted again. */
static void
repaint (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    repaint (child);
}

/**
 * heddle_colours_set_high_contrast:
 * @wants: whether high contrast is wanted whatever the system wants
 */
void
heddle_colours_set_high_contrast (gboolean wants)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  wants_high_contrast = wants;
  for (GList *window = windows; window != NULL; window = window->next)
    repaint (window->data);
}

/**
 * heddle_colours_get_palette:
 *
 * Returns: (transfer none): the palette to paint with now
 */
const HeddlePalette *
heddle_colours_get_palette (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  if (wants_high_contrast || adw_style_manager_get_high_contrast (style))
    return heddle_palette_get (dark ? HEDDLE_SCHEME_DARK_HIGH_CONTRAST : HEDDLE_SCHEME_LIGHT_HIGH_CONTRAST);
  return heddle_palette_get (dark ? HEDDLE_SCHEME_DARK : HEDDLE_SCHEME_LIGHT);
}

/**
 * heddle_colours_follow_system:
 * @widget: what paints with the palette
 *
 * Has @widget painted again, as long as it lives, when the system wants other colours.
 */
void
heddle_colours_follow_system (GtkWidget *widget)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), widget,
                           G_CONNECT_SWAPPED);
}
