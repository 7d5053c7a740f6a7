/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of the console.
 * Threads: the main one.
 */
#pragma once

#include "ui/console/console-line.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CONSOLE_ROW (heddle_console_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConsoleRow, heddle_console_row, HEDDLE, CONSOLE_ROW, GtkWidget)

GtkWidget *heddle_console_row_new (void);
void heddle_console_row_set_line (HeddleConsoleRow *self, HeddleConsoleLine *line);

G_END_DECLS
