/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The palette that the system wants now.
 * Threads: the main one.
 */
#pragma once

#include "ui/style/palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const HeddlePalette *heddle_colours_get_palette (void);
void heddle_colours_set_high_contrast (gboolean wants);
void heddle_colours_follow_system (GtkWidget *widget);

G_END_DECLS
