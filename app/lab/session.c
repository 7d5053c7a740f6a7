/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window was showing. A file that cannot be read is set aside, never a reason not to start.
 * Threads: one.
 */
#include "lab/session.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* As many files as are remembered. */
#define MAX_CURSORS 200

typedef struct {
  guint line;
  guint column;
} Cursor;

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "heddle", "session.ini", NULL);
}

/**
 * heddle_session_new:
 *
 * Returns: (transfer full): the session of a first start
 */
HeddleSession *
heddle_session_new (void)
{
  HeddleSession *self = g_new0 (HeddleSession, 1);

  self->wants_code = TRUE;
  self->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
heddle_session_free (HeddleSession *self)
{
  g_hash_table_unref (self->cursors);
  g_free (self->target);
  g_free (self->file);
  g_free (self);
}

static guint
read_number (GKeyFile *file, const char *group, const char *key)
{
  int number = g_key_file_get_integer (file, group, key, NULL);

  return number > 0 && number < 1000000 ? (guint) number : 0;
}

static void
read_cursors (HeddleSession *self, GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++) {
    g_autofree char *path = NULL;

    if (g_str_has_prefix (groups[i], "File ") && (path = g_key_file_get_string (file, groups[i], "Path", NULL)) != NULL)
      heddle_session_set_cursor (self, path, read_number (file, groups[i], "Line"),
                                 read_number (file, groups[i], "Column"));
  }
}

static HeddleSession *
read_session (GKeyFile *file)
{
  HeddleSession *self = heddle_session_new ();

  self->target = g_key_file_get_string (file, "Window", "Target", NULL);
  self->file = g_key_file_get_string (file, "Window", "File", NULL);
  if (g_key_file_has_key (file, "Window", "Code", NULL))
    self->wants_code = g_key_file_get_boolean (file, "Window", "Code", NULL);
  self->code_height = (int) read_number (file, "Window", "CodeHeight");
  self->code_width = (int) read_number (file, "Window", "CodeWidth");
  self->text_size = g_key_file_get_double (file, "Window", "TextSize", NULL);
  read_cursors (self, file);
  return self;
}

/**
 * heddle_session_load:
 * @broken: (out) (nullable): where to put where a file was set aside that cannot be read; %NULL when there is none
 *
 * Returns: (transfer full): what was saved, or the session of a first start
 */
HeddleSession *
heddle_session_load (char **broken)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  *broken = NULL;
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    return read_session (file);
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    *broken = g_strconcat (path, ".broken", NULL);
    if (g_rename (path, *broken) != 0)
      g_clear_pointer (broken, g_free);
  }
  return heddle_session_new ();
}

static void
write_cursors (HeddleSession *self, GKeyFile *file)
{
  GHashTableIter iter;
  gpointer path, cursor;
  guint number = 0;

  g_hash_table_iter_init (&iter, self->cursors);
  while (g_hash_table_iter_next (&iter, &path, &cursor) && number < MAX_CURSORS) {
    g_autofree char *group = NULL;

    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      continue;
    group = g_strdup_printf ("File %u", ++number);
    g_key_file_set_string (file, group, "Path", path);
    g_key_file_set_integer (file, group, "Line", (int) ((Cursor *) cursor)->line);
    g_key_file_set_integer (file, group, "Column", (int) ((Cursor *) cursor)->column);
  }
}

/**
 * heddle_session_save:
 * @error: where to put an error
 *
 * Returns: whether it is saved; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_session_save (HeddleSession *self, GError **error)
{
  g_autofree char *path = dup_path (), *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;

  if (self->target != NULL)
    g_key_file_set_string (file, "Window", "Target", self->target);
  if (self->file != NULL)
    g_key_file_set_string (file, "Window", "File", self->file);
  g_key_file_set_boolean (file, "Window", "Code", self->wants_code);
  g_key_file_set_integer (file, "Window", "CodeHeight", self->code_height);
  g_key_file_set_integer (file, "Window", "CodeWidth", self->code_width);
  g_key_file_set_double (file, "Window", "TextSize", self->text_size);
  write_cursors (self, file);
  g_mkdir_with_parents (folder, 0700);
  if (g_key_file_save_to_file (file, path, &failure))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s", failure->message);
  return FALSE;
}

/**
 * heddle_session_set_cursor:
 * @path: a file
 * @line: from 1
 * @column: from 1
 *
 * Remembers where the text cursor is in it.
 */
void
heddle_session_set_cursor (HeddleSession *self, const char *path, guint line, guint column)
{
  Cursor *cursor = g_new0 (Cursor, 1);

  cursor->line = line;
  cursor->column = column;
  g_hash_table_replace (self->cursors, g_strdup (path), cursor);
}

/**
 * heddle_session_get_cursor:
 * @path: a file
 * @line: (out): where to put the line
 * @column: (out): where to put the column
 *
 * Returns: whether it is known where the text cursor was in it
 */
gboolean
heddle_session_get_cursor (HeddleSession *self, const char *path, guint *line, guint *column)
{
  Cursor *cursor = g_hash_table_lookup (self->cursors, path);

  if (cursor == NULL)
    return FALSE;
  *line = cursor->line;
  *column = cursor->column;
  return TRUE;
}
