/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that is being edited. It is written beside its place and then renamed. Writers stand in line under the lock, each
 * with a number: a writer that is overtaken by a later text writes nothing.
 * Threads: one, but for write_locked() and what it calls. Cost: O(bytes), and the disk.
 */
#include "lab/source-file.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

struct _HeddleSourceFile {
  GObject parent_instance;

  char *path;
  guint64 number; /* of the last text that was to be saved */

  GMutex lock;
  /* Guarded by the lock. */
  guint64 written;  /* the number of the last text that was written */
  char *checksum;   /* of the text on disk as we know it; none when there was no file */
  gboolean is_lost; /* whether the last text to be saved is on no disk */
};

typedef struct {
  guint64 number;
  char *text;
} Order;

G_DEFINE_FINAL_TYPE (HeddleSourceFile, heddle_source_file, G_TYPE_OBJECT)

static void
heddle_source_file_finalize (GObject *object)
{
  HeddleSourceFile *self = HEDDLE_SOURCE_FILE (object);

  g_free (self->path);
  g_free (self->checksum);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (heddle_source_file_parent_class)->finalize (object);
}

static void
heddle_source_file_class_init (HeddleSourceFileClass *class)
{
  G_OBJECT_CLASS (class)->finalize = heddle_source_file_finalize;
}

static void
heddle_source_file_init (HeddleSourceFile *self)
{
  g_mutex_init (&self->lock);
}

/**
 * heddle_source_file_new:
 * @path: where it is; a link's target is written, not the link
 *
 * Returns: (transfer full): a file of which nothing is known yet
 */
HeddleSourceFile *
heddle_source_file_new (const char *path)
{
  HeddleSourceFile *self = g_object_new (HEDDLE_TYPE_SOURCE_FILE, NULL);
  char *real = realpath (path, NULL);

  self->path = g_strdup (real != NULL ? real : path);
  free (real);
  return self;
}

const char *
heddle_source_file_get_path (HeddleSourceFile *self)
{
  return self->path;
}

/* What is put aside. */

/* (transfer full): where its text is put aside, in the folder for it that has the given rank; %NULL when there is none */
static char *
dup_aside (HeddleSourceFile *self, guint rank)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->path, -1);
  g_autofree char *base = g_path_get_basename (self->path), *name = g_strdup_printf ("%.16s-%s", sum, base);

  if (rank == 0)
    return g_build_filename (g_get_user_state_dir (), "heddle", "unsaved", name, NULL);
  if (rank == 1)
    return g_build_filename (g_get_user_runtime_dir (), "heddle-unsaved", name, NULL);
  return NULL;
}

static gboolean
write_file (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s", failure->message);
  return FALSE;
}

/**
 * heddle_source_file_put_aside:
 * @text: what cannot be saved in its place
 * @error: where to put an error
 *
 * Returns: whether it is on some disk now; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_source_file_put_aside (HeddleSourceFile *self, const char *text, GError **error)
{
  g_autofree char *path = NULL;

  for (guint rank = 0; (path = dup_aside (self, rank)) != NULL; rank++) {
    g_autofree char *folder = g_path_get_dirname (path);

    g_clear_error (error);
    g_mkdir_with_parents (folder, 0700);
    if (write_file (path, text, error))
      return TRUE;
    g_clear_pointer (&path, g_free);
  }
  return FALSE;
}

/**
 * heddle_source_file_forget_aside:
 *
 * What was put aside is no longer wanted.
 */
void
heddle_source_file_forget_aside (HeddleSourceFile *self)
{
  g_autofree char *path = NULL;

  for (guint rank = 0; (path = dup_aside (self, rank)) != NULL; rank++) {
    g_unlink (path);
    g_clear_pointer (&path, g_free);
  }
}

/* (transfer full) (nullable): the newest text that was put aside */
static char *
read_aside (HeddleSourceFile *self)
{
  g_autofree char *path = NULL;
  char *newest = NULL;
  gint64 newest_s = -1;

  for (guint rank = 0; (path = dup_aside (self, rank)) != NULL; rank++) {
    GStatBuf status;
    char *text;

    if (g_stat (path, &status) == 0 && (gint64) status.st_mtime > newest_s &&
        g_file_get_contents (path, &text, NULL, NULL)) {
      g_free (newest);
      newest = text;
      newest_s = (gint64) status.st_mtime;
    }
    g_clear_pointer (&path, g_free);
  }
  return newest;
}

/* Loading. */

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "“%s” cannot be edited here: %s", name, why);
  return FALSE;
}

static gboolean
check_size (const char *path, GError **error)
{
  GStatBuf status;
  g_autofree char *size = NULL, *limit = NULL, *why = NULL;

  if (g_stat (path, &status) != 0) {
    int code = errno;

    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "“%s”: %s", path, g_strerror (code));
    return FALSE;
  }
  if (!S_ISREG (status.st_mode))
    return refuse (error, path, "it is not a file");
  if (status.st_size <= HEDDLE_SOURCE_FILE_MAX_BYTES)
    return TRUE;
  size = g_format_size_full ((guint64) status.st_size, G_FORMAT_SIZE_IEC_UNITS);
  limit = g_format_size_full (HEDDLE_SOURCE_FILE_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  why = g_strdup_printf ("it has %s, and the editor takes %s. It can still be run, and edited elsewhere", size, limit);
  return refuse (error, path, why);
}

static gboolean
check_text (const char *path, const char *text, gsize n_bytes, GError **error)
{
  if (memchr (text, '\0', n_bytes) != NULL || !g_utf8_validate_len (text, n_bytes, NULL))
    return refuse (error, path, "it is not text in UTF-8");
  for (const char *line = text; line != NULL; line = strchr (line, '\n')) {
    line += *line == '\n';
    if (strcspn (line, "\n") > HEDDLE_SOURCE_FILE_MAX_LINE_BYTES) {
      g_autofree char *why = g_strdup_printf ("it has a line of more than %d characters. It can still be run",
                                              HEDDLE_SOURCE_FILE_MAX_LINE_BYTES);
      return refuse (error, path, why);
    }
    if (*line == '\0')
      break;
  }
  return TRUE;
}

/**
 * heddle_source_file_load:
 * @was_put_aside: (out): where to put whether the text is one that could not be saved
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): its text; %NULL with HEDDLE_ERROR_NOT_FOUND, with HEDDLE_ERROR_SYNTAX for what is no
 *   text or too much of it, or with HEDDLE_ERROR_SYSTEM
 */
char *
heddle_source_file_load (HeddleSourceFile *self, gboolean *was_put_aside, GError **error)
{
  g_autofree char *text = NULL, *aside = read_aside (self);
  g_autoptr (GError) failure = NULL;
  gsize n_bytes = 0;

  *was_put_aside = FALSE;
  if (!check_size (self->path, &failure)) {
    /* A file that went away while its text could not be saved: the text is still there. */
    if (aside == NULL || !g_error_matches (failure, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
    *was_put_aside = TRUE;
    return g_steal_pointer (&aside);
  }
  if (!g_file_get_contents (self->path, &text, &n_bytes, &failure)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s", failure->message);
    return NULL;
  }
  if (!check_text (self->path, text, n_bytes, error))
    return NULL;
  g_mutex_lock (&self->lock);
  g_free (self->checksum);
  self->checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_mutex_unlock (&self->lock);
  if (aside == NULL || strcmp (aside, text) == 0)
    return g_steal_pointer (&text);
  *was_put_aside = TRUE;
  return g_steal_pointer (&aside);
}

static HeddleDiskState
look_locked (HeddleSourceFile *self)
{
  g_autofree char *text = NULL, *checksum = NULL;
  gsize n_bytes = 0;

  if (!g_file_get_contents (self->path, &text, &n_bytes, NULL))
    return self->checksum == NULL ? HEDDLE_DISK_SAME : HEDDLE_DISK_GONE;
  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, n_bytes);
  return g_strcmp0 (checksum, self->checksum) == 0 ? HEDDLE_DISK_SAME : HEDDLE_DISK_CHANGED;
}

/**
 * heddle_source_file_look:
 *
 * Returns: what became of it since it was last loaded or saved here
 */
HeddleDiskState
heddle_source_file_look (HeddleSourceFile *self)
{
  HeddleDiskState state;

  g_mutex_lock (&self->lock);
  state = look_locked (self);
  g_mutex_unlock (&self->lock);
  return state;
}

/* Saving. */

static gboolean
write_locked (HeddleSourceFile *self, guint64 number, const char *text, gboolean by_force, GError **error)
{
  GStatBuf status;
  int mode = g_stat (self->path, &status) == 0 ? (int) (status.st_mode & 0777) : 0644;
  g_autoptr (GError) failure = NULL;

  if (number <= self->written)
    return TRUE;
  if (!by_force && look_locked (self) == HEDDLE_DISK_CHANGED) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN, "“%s” was changed by another program", self->path);
    return FALSE;
  }
  if (g_access (self->path, F_OK) == 0 && g_access (self->path, W_OK) != 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "“%s” may not be written: %s", self->path,
                 g_strerror (errno));
    return FALSE;
  }
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &failure)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s", failure->message);
    return FALSE;
  }
  self->written = number;
  g_free (self->checksum);
  self->checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return TRUE;
}

static gboolean
save (HeddleSourceFile *self, guint64 number, const char *text, gboolean by_force, GError **error)
{
  gboolean is_saved, is_aside;

  g_mutex_lock (&self->lock);
  is_saved = write_locked (self, number, text, by_force, error);
  g_mutex_unlock (&self->lock);
  if (is_saved)
    heddle_source_file_forget_aside (self);
  is_aside = !is_saved && heddle_source_file_put_aside (self, text, NULL);
  g_mutex_lock (&self->lock);
  self->is_lost = !is_saved && !is_aside;
  g_mutex_unlock (&self->lock);
  return is_saved;
}

/**
 * heddle_source_file_is_safe:
 *
 * Returns: whether the text that was last to be saved is on some disk: in its place, or put aside
 */
gboolean
heddle_source_file_is_safe (HeddleSourceFile *self)
{
  gboolean is_lost;

  g_mutex_lock (&self->lock);
  is_lost = self->is_lost;
  g_mutex_unlock (&self->lock);
  return !is_lost;
}

/**
 * heddle_source_file_save:
 * @text: what it is to hold
 * @by_force: whether to replace what another program wrote
 * @error: where to put an error
 *
 * Waits until it is written. What cannot be saved is put aside.
 *
 * Returns: whether it is saved; else HEDDLE_ERROR_SYSTEM, or HEDDLE_ERROR_FORBIDDEN when another program wrote another
 *   text
 */
gboolean
heddle_source_file_save (HeddleSourceFile *self, const char *text, gboolean by_force, GError **error)
{
  return save (self, ++self->number, text, by_force, error);
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->text);
  g_free (order);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;

  if (save (source, order->number, order->text, FALSE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * heddle_source_file_save_async:
 * @text: what it is to hold
 * @callback: called when it is saved, or put aside
 * @data: for @callback
 *
 * As heddle_source_file_save() without force, without waiting for the disk.
 */
void
heddle_source_file_save_async (HeddleSourceFile *self, const char *text, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Order *order = g_new0 (Order, 1);

  order->number = ++self->number;
  order->text = g_strdup (text);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
heddle_source_file_save_finish (HeddleSourceFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
