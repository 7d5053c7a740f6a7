/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the variants printed, a page for each.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CONSOLE (heddle_console_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConsole, heddle_console, HEDDLE, CONSOLE, GtkWidget)

void heddle_console_set_runs (HeddleConsole *self, GListModel *runs);
GtkWidget *heddle_console_get_tools (HeddleConsole *self);
gboolean heddle_console_has_errors (HeddleConsole *self);
void heddle_console_show_variant (HeddleConsole *self, const char *variant);
void heddle_console_set_filter (HeddleConsole *self, const char *text);
char *heddle_console_dup_text (HeddleConsole *self, const char *variant);

G_END_DECLS
