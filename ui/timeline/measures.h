/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide the parts beside the time axis are, which all grow with the text.
 * Threads: the main one. Cost: O(depth of the widget).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double heddle_measures_get_text_scale (GtkWidget *widget);
int heddle_measures_get_names_width (GtkWidget *widget);
int heddle_measures_get_header_width (GtkWidget *widget);
gboolean heddle_measures_is_mirrored (GtkWidget *widget);

G_END_DECLS
