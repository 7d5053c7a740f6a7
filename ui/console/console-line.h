/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thing that a program printed, or a value in it that was unfolded. Made when a row shows it.
 * Threads: the main one.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_CONSOLE_LINE (heddle_console_line_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConsoleLine, heddle_console_line, HEDDLE, CONSOLE_LINE, GObject)

HeddleConsoleLine *heddle_console_line_new (HeddleTrace *trace, const HeddleConsoleEntry *entry);
HeddleConsoleLine *heddle_console_line_new_reason (const char *reason);
const char *heddle_console_line_get_text (HeddleConsoleLine *self);
HeddleLevel heddle_console_line_get_level (HeddleConsoleLine *self);
const char *heddle_console_line_get_file (HeddleConsoleLine *self);
guint heddle_console_line_get_line (HeddleConsoleLine *self);
const char *heddle_console_line_get_thread (HeddleConsoleLine *self);
gboolean heddle_console_line_is_unfolded (HeddleConsoleLine *self);
void heddle_console_line_set_unfolded (HeddleConsoleLine *self, gboolean is_unfolded);
gint64 heddle_console_line_get_time_ns (HeddleConsoleLine *self);

G_END_DECLS
