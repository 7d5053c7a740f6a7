/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder, and the files in it; nothing outside of it can be opened.
 * Threads: any; the folder does not change. Cost: one system call for a file that is not there.
 */
#include "server/folder.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

struct _HeddleFolder {
  int fd;
};

/* Where an open file is, with no symbolic link in the path. */
static gboolean
get_real_path (int fd, char real_path[PATH_MAX])
{
  char link[32];
  gssize length;

  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, real_path, PATH_MAX - 1);
  if (length < 0)
    return FALSE;
  real_path[length] = '\0';
  return TRUE;
}

static gboolean
is_inside (HeddleFolder *self, int fd)
{
  char folder[PATH_MAX], path[PATH_MAX];
  gsize length;

  if (!get_real_path (self->fd, folder) || !get_real_path (fd, path))
    return FALSE;
  length = strlen (folder);
  if (strncmp (path, folder, length) != 0)
    return FALSE;
  return path[length] == '/' || path[length] == '\0' || folder[length - 1] == '/';
}

static gboolean
has_parent_segment (const char *path)
{
  for (const char *p = path; (p = strstr (p, "..")) != NULL; p += 2)
    if ((p == path || p[-1] == '/') && (p[2] == '/' || p[2] == '\0'))
      return TRUE;
  return FALSE;
}

/**
 * heddle_folder_new:
 * @path: the path of a folder
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the folder, or %NULL with HEDDLE_ERROR_NOT_FOUND
 */
HeddleFolder *
heddle_folder_new (const char *path, GError **error)
{
  int fd = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  HeddleFolder *self;

  if (fd < 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "the folder “%s” cannot be served: %s", path,
                 g_strerror (errno));
    return NULL;
  }
  self = g_new0 (HeddleFolder, 1);
  self->fd = fd;
  return self;
}

void
heddle_folder_free (HeddleFolder *self)
{
  close (self->fd);
  g_free (self);
}

/* A handle is opened first: it does nothing to a device or a pipe, and what it leads to cannot change any more. */
static HeddleFolderResult
open_handle (HeddleFolder *self, int handle, int *fd, struct stat *info)
{
  char link[32];

  if (!is_inside (self, handle))
    return HEDDLE_FOLDER_OUTSIDE;
  if (fstat (handle, info) != 0)
    return HEDDLE_FOLDER_UNREADABLE;
  if (S_ISDIR (info->st_mode))
    return HEDDLE_FOLDER_FOLDER;
  if (!S_ISREG (info->st_mode))
    return HEDDLE_FOLDER_SPECIAL;
  g_snprintf (link, sizeof link, "/proc/self/fd/%d", handle);
  *fd = open (link, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  return *fd >= 0 ? HEDDLE_FOLDER_FILE : HEDDLE_FOLDER_UNREADABLE;
}

/**
 * heddle_folder_open:
 * @self: a folder
 * @path: what in it; slashes at its start mean nothing
 * @fd: where to put the open file when there is one
 * @info: where to put what is known about it
 *
 * Symbolic links are followed as long as they end inside the folder.
 *
 * Returns: what was found
 */
HeddleFolderResult
heddle_folder_open (HeddleFolder *self, const char *path, int *fd, struct stat *info)
{
  HeddleFolderResult result;
  int handle;

  path += strspn (path, "/");
  if (has_parent_segment (path))
    return HEDDLE_FOLDER_OUTSIDE;
  handle = openat (self->fd, *path != '\0' ? path : ".", O_PATH | O_CLOEXEC);
  if (handle < 0)
    return errno == EACCES || errno == EPERM || errno == EMFILE || errno == ENFILE ? HEDDLE_FOLDER_UNREADABLE
                                                                                   : HEDDLE_FOLDER_MISSING;
  result = open_handle (self, handle, fd, info);
  close (handle);
  return result;
}
