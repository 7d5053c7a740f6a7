/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions on files: open, export, copy the picture; what is dropped onto it.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heddle_file_commands_install (GtkWidgetClass *window_class);
void heddle_file_commands_accept_drops (GtkWidget *window);

G_END_DECLS
