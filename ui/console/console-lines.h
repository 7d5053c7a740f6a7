/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run printed, as a list for a view: those entries of its trace that are asked for.
 * Threads: the main one.
 */
#pragma once

#include "ui/console/console-line.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A set of levels is a bit for each HeddleLevel. */
#define HEDDLE_LEVELS_ALL ((1u << (HEDDLE_LEVEL_ERROR + 1)) - 1)

#define HEDDLE_TYPE_CONSOLE_LINES (heddle_console_lines_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConsoleLines, heddle_console_lines, HEDDLE, CONSOLE_LINES, GObject)

HeddleConsoleLines *heddle_console_lines_new (void);
void heddle_console_lines_follow (HeddleConsoleLines *self, HeddleTrace *trace, const char *reason);
void heddle_console_lines_filter (HeddleConsoleLines *self, guint levels, const char *text);
void heddle_console_lines_clear (HeddleConsoleLines *self);
guint heddle_console_lines_get_n_hidden (HeddleConsoleLines *self);
char *heddle_console_lines_dup_text (HeddleConsoleLines *self);

G_END_DECLS
