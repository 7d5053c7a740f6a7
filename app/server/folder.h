/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder, and the files in it; nothing outside of it can be opened.
 * Threads: any; the folder does not change. Cost: one system call for a file that is not there.
 */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

typedef struct _HeddleFolder HeddleFolder;

/**
 * HeddleFolderResult:
 * @HEDDLE_FOLDER_FILE: a regular file; it is open now
 * @HEDDLE_FOLDER_FOLDER: a folder
 * @HEDDLE_FOLDER_MISSING: there is nothing of that name
 * @HEDDLE_FOLDER_OUTSIDE: the path leads out of the folder
 * @HEDDLE_FOLDER_UNREADABLE: this process may not read it
 * @HEDDLE_FOLDER_SPECIAL: a device, a pipe or a socket
 */
typedef enum {
  HEDDLE_FOLDER_FILE,
  HEDDLE_FOLDER_FOLDER,
  HEDDLE_FOLDER_MISSING,
  HEDDLE_FOLDER_OUTSIDE,
  HEDDLE_FOLDER_UNREADABLE,
  HEDDLE_FOLDER_SPECIAL,
} HeddleFolderResult;

HeddleFolder *heddle_folder_new (const char *path, GError **error);
void heddle_folder_free (HeddleFolder *self);
HeddleFolderResult heddle_folder_open (HeddleFolder *self, const char *path, int *fd, struct stat *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleFolder, heddle_folder_free)

G_END_DECLS
