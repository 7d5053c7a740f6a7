/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes down what changes a text, so that Undo works at the next start too.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _HeddleUndoLog HeddleUndoLog;

HeddleUndoLog *heddle_undo_log_new (GtkTextBuffer *buffer, const char *path);
void heddle_undo_log_free (HeddleUndoLog *self);
void heddle_undo_log_fill (HeddleUndoLog *self, const char *text);
void heddle_undo_log_save (HeddleUndoLog *self, const char *text);

G_END_DECLS
