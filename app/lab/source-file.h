/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that is being edited, and its text on disk. Whatever happens to the one, what was typed is kept: text that cannot
 * be saved in its place is put aside ($XDG_STATE_HOME/heddle/unsaved, else $XDG_RUNTIME_DIR/heddle-unsaved) and comes back
 * when the file is opened again.
 * Threads: one; heddle_source_file_save_async() writes on another.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Larger files, and lines, are not for an editor of examples: laying them out would stop the window. */
#define HEDDLE_SOURCE_FILE_MAX_BYTES (8 * 1024 * 1024)
#define HEDDLE_SOURCE_FILE_MAX_LINE_BYTES (32 * 1024)

/**
 * HeddleDiskState:
 * @HEDDLE_DISK_SAME: it is as it was when it was last loaded or saved here
 * @HEDDLE_DISK_CHANGED: somebody else wrote another text
 * @HEDDLE_DISK_GONE: it is no longer there
 */
typedef enum {
  HEDDLE_DISK_SAME,
  HEDDLE_DISK_CHANGED,
  HEDDLE_DISK_GONE,
} HeddleDiskState;

#define HEDDLE_TYPE_SOURCE_FILE (heddle_source_file_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSourceFile, heddle_source_file, HEDDLE, SOURCE_FILE, GObject)

HeddleSourceFile *heddle_source_file_new (const char *path);
const char *heddle_source_file_get_path (HeddleSourceFile *self);
char *heddle_source_file_load (HeddleSourceFile *self, gboolean *was_put_aside, GError **error);
HeddleDiskState heddle_source_file_look (HeddleSourceFile *self);

gboolean heddle_source_file_save (HeddleSourceFile *self, const char *text, gboolean by_force, GError **error);
void
heddle_source_file_save_async (HeddleSourceFile *self, const char *text, GAsyncReadyCallback callback, gpointer data);
gboolean heddle_source_file_save_finish (HeddleSourceFile *self, GAsyncResult *result, GError **error);

gboolean heddle_source_file_is_safe (HeddleSourceFile *self);
gboolean heddle_source_file_put_aside (HeddleSourceFile *self, const char *text, GError **error);
void heddle_source_file_forget_aside (HeddleSourceFile *self);

G_END_DECLS
