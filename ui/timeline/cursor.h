/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A moment of one run: a line across its band with a flag that names both; faint lines at the same time of the others. A
 * widget of its own: moving it paints no lane again.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CURSOR (heddle_cursor_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCursor, heddle_cursor, HEDDLE, CURSOR, GtkWidget)

void heddle_cursor_show (HeddleCursor *self, double x, double top, double bottom, const char *text);
void heddle_cursor_hide (HeddleCursor *self);
const char *heddle_cursor_get_text (HeddleCursor *self);

G_END_DECLS
