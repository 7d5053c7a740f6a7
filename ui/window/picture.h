/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A widget as a picture.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *heddle_picture_new (GtkWidget *widget, double scale);

G_END_DECLS
