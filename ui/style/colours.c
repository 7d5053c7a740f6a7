/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which palette the system wants: light or dark, high contrast or not.
 * Threads: the main one.
 */
#include "ui/style/colours.h"

#include <adwaita.h>

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

  if (adw_style_manager_get_high_contrast (style))
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
