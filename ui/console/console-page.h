/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one variant printed.
 * Threads: the main one.
 */
#pragma once

#include "ui/console/console-lines.h"
#include "ui/run/variant-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CONSOLE_PAGE (heddle_console_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConsolePage, heddle_console_page, HEDDLE, CONSOLE_PAGE, GtkWidget)

GtkWidget *heddle_console_page_new (HeddleVariantRun *run);
HeddleConsoleLines *heddle_console_page_get_lines (HeddleConsolePage *self);
void heddle_console_page_filter (HeddleConsolePage *self, guint levels, const char *text);
gboolean heddle_console_page_has_errors (HeddleConsolePage *self);
char *heddle_console_page_dup_text (HeddleConsolePage *self);
char *heddle_console_page_dup_selected_text (HeddleConsolePage *self);

G_END_DECLS
