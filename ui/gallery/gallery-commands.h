/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions on playgrounds: new, duplicate, rename, delete, restore, undo, import, start afresh.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heddle_gallery_commands_install (GtkWidgetClass *window_class);

G_END_DECLS
