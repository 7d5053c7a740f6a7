/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is marked in a text: the mistake, and the line that runs.
 * Threads: the main one.
 */
#pragma once

#include "lab/source-checker.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

typedef struct _HeddleMarks HeddleMarks;

HeddleMarks *heddle_marks_new (GtkSourceBuffer *buffer);
void heddle_marks_free (HeddleMarks *self);
void heddle_marks_set_mistake (HeddleMarks *self, const HeddleMistake *mistake);
void heddle_marks_set_running_line (HeddleMarks *self, guint line);
void heddle_marks_get_position (GtkTextBuffer *buffer, guint line, guint column, GtkTextIter *position);

G_END_DECLS
