/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders of playgrounds: copied, compared, removed. Files whose names start with a dot are not a playground's.
 * Threads: one at a time. Cost: O(bytes).
 */
#include "lab/playground-files.h"

#include "base/error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* More than this is no playground, but somebody's home. */
#define MAX_FILES 5000
#define MAX_BYTES (G_GINT64_CONSTANT (256) * 1024 * 1024)
#define MAX_DEPTH 16

typedef struct {
  const char *top;
  guint n_files;
  gint64 n_bytes;
} Size;

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "“%s”: %s", path, what);
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Its names in order; without those that start with a dot unless all are wanted. */
static GPtrArray *
list_names (const char *folder, gboolean all, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &failure);
  const char *name;

  if (dir == NULL) {
    fail (error, folder, failure->message);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (all || *name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static gboolean
check_size (Size *size, const char *path, GError **error)
{
  if (size->n_files <= MAX_FILES && size->n_bytes <= MAX_BYTES)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               "“%s” is too large for a playground: it may hold %d files and %d MiB; “%s” is one too many", size->top,
               MAX_FILES, (int) (MAX_BYTES / 1024 / 1024), path);
  return FALSE;
}

static gboolean copy_folder (Size *size, const char *source, const char *target, guint depth, GError **error);

static gboolean
copy_file (const char *source, const char *target, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (source), to = g_file_new_for_path (target);
  g_autoptr (GError) failure = NULL;

  /* The lessons may be read-only where they are installed, their copies are not. */
  if (g_file_copy (from, to, G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL,
                   &failure))
    return TRUE;
  return fail (error, target, failure->message);
}

static gboolean
copy_entry (Size *size, const char *source, const char *target, guint depth, GError **error)
{
  GStatBuf status;

  if (g_lstat (source, &status) != 0)
    return fail (error, source, g_strerror (errno));
  if (S_ISDIR (status.st_mode))
    return copy_folder (size, source, target, depth + 1, error);
  if (!S_ISREG (status.st_mode))
    return fail (error, source,
                 "a playground holds files and folders only, and this is a link or a device; leave it out");
  size->n_files++;
  size->n_bytes += status.st_size;
  return check_size (size, source, error) && copy_file (source, target, error);
}

static gboolean
copy_folder (Size *size, const char *source, const char *target, guint depth, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (depth > MAX_DEPTH)
    return fail (error, source, "folders in folders, too deep for a playground");
  names = list_names (source, FALSE, error);
  if (names == NULL)
    return FALSE;
  if (g_mkdir (target, 0700) != 0)
    return fail (error, target, g_strerror (errno));
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *from = g_build_filename (source, names->pdata[i], NULL);
    g_autofree char *to = g_build_filename (target, names->pdata[i], NULL);

    if (!copy_entry (size, from, to, depth, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * heddle_playground_files_copy:
 * @source: a folder
 * @target: where its copy goes; nothing is there yet
 * @error: where to put an error
 *
 * Returns: whether all was copied; else HEDDLE_ERROR_SYSTEM or HEDDLE_ERROR_USAGE, and a part of the copy may be there
 */
gboolean
heddle_playground_files_copy (const char *source, const char *target, GError **error)
{
  Size size = { .top = source };

  return copy_folder (&size, source, target, 0, error);
}

/**
 * heddle_playground_files_remove:
 * @folder: a folder
 * @error: where to put an error
 *
 * Returns: whether it is gone, with all that was in it; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_playground_files_remove (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (folder, TRUE, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
    GStatBuf status;

    if (g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode)) {
      if (!heddle_playground_files_remove (path, error))
        return FALSE;
    } else if (g_unlink (path) != 0) {
      return fail (error, path, g_strerror (errno));
    }
  }
  return g_rmdir (folder) == 0 || fail (error, folder, g_strerror (errno));
}

static void
add_to_checksum (GChecksum *checksum, const char *path, const char *name, guint depth)
{
  g_autofree char *text = NULL;
  gsize n_bytes = 0;

  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_autoptr (GPtrArray) names = depth < MAX_DEPTH ? list_names (path, FALSE, NULL) : NULL;

    for (guint i = 0; names != NULL && i < names->len; i++) {
      g_autofree char *inside = g_build_filename (path, names->pdata[i], NULL);

      add_to_checksum (checksum, inside, names->pdata[i], depth + 1);
    }
  } else if (g_file_get_contents (path, &text, &n_bytes, NULL)) {
    g_checksum_update (checksum, (const guchar *) text, (gssize) n_bytes);
  }
  g_checksum_update (checksum, (const guchar *) "", 1);
}

/**
 * heddle_playground_files_dup_checksum:
 * @folder: a folder
 *
 * Returns: (transfer full): the same for two folders if they hold the same files with the same text
 */
char *
heddle_playground_files_dup_checksum (const char *folder)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_to_checksum (checksum, folder, "", 0);
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * heddle_playground_files_get_changed_us:
 * @folder: a folder
 *
 * Returns: when it or one of the files in it last changed, in µs of wall-clock time; 0 when it is not there
 */
gint64
heddle_playground_files_get_changed_us (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder, FALSE, NULL);
  GStatBuf status;
  gint64 latest_s = g_stat (folder, &status) == 0 ? (gint64) status.st_mtime : 0;

  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

    if (g_stat (path, &status) == 0)
      latest_s = MAX (latest_s, (gint64) status.st_mtime);
  }
  return latest_s * G_USEC_PER_SEC;
}
