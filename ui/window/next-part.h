/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By one key from part to part of the window: sidebar, code, lesson, timeline, drawer.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heddle_next_part_install (GtkWidgetClass *window_class);

G_END_DECLS
