/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Playgrounds that were deleted or replaced, and how they come back.
 * Threads: one at a time.
 */
#include "lab/playground-private.h"

#include "base/error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *
dup_deleted (void)
{
  return g_build_filename (g_get_user_data_dir (), "heddle", "deleted", NULL);
}

static gboolean
move_away (const char *folder, char **undo, GError **error)
{
  g_autofree char *deleted = dup_deleted (), *name = g_path_get_basename (folder), *room = NULL, *place = NULL;

  if (!heddle_playground_make_folder (deleted, error))
    return FALSE;
  room = g_build_filename (deleted, "XXXXXX", NULL);
  if (g_mkdtemp (room) == NULL)
    return heddle_playground_fail_system (error, room);
  place = g_build_filename (room, name, NULL);
  if (g_rename (folder, place) != 0) {
    heddle_playground_fail_system (error, folder);
    g_rmdir (room);
    return FALSE;
  }
  if (undo != NULL)
    *undo = g_steal_pointer (&place);
  return TRUE;
}

/**
 * heddle_playground_delete:
 * @undo: (out) (optional): where to put what heddle_playground_undo() takes
 * @error: where to put an error
 *
 * Returns: whether it is gone from the list; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_playground_delete (HeddlePlayground *self, char **undo, GError **error)
{
  return move_away (self->folder, undo, error);
}

/**
 * heddle_playground_restore:
 * @undo: (out) (optional): where to put what heddle_playground_undo() takes
 * @error: where to put an error
 *
 * Makes the copy of a lesson anew.
 *
 * Returns: whether it is the original again; else HEDDLE_ERROR_SYSTEM, or HEDDLE_ERROR_USAGE for what is no copy
 */
gboolean
heddle_playground_restore (HeddlePlayground *self, char **undo, GError **error)
{
  g_autoptr (HeddlePlayground) fresh = NULL;
  g_autofree char *away = NULL;

  if (self->lesson == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“%s” is not the copy of a lesson", self->title);
    return FALSE;
  }
  if (!move_away (self->folder, &away, error))
    return FALSE;
  fresh = heddle_playground_copy_lesson (self->lesson, self->folder, error);
  if (fresh == NULL) {
    HeddlePlayground *back = heddle_playground_undo (away, NULL);

    g_clear_pointer (&back, heddle_playground_unref);
    return FALSE;
  }
  if (undo != NULL)
    *undo = g_steal_pointer (&away);
  return TRUE;
}

/**
 * heddle_playground_undo:
 * @undo: what heddle_playground_delete() or heddle_playground_restore() gave
 * @error: where to put an error
 *
 * Brings back what was deleted or replaced. What replaced the copy of a lesson goes instead.
 *
 * Returns: (transfer full) (nullable): the playground that is back; %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddlePlayground *
heddle_playground_undo (const char *undo, GError **error)
{
  g_autofree char *home = heddle_playground_dup_home (), *name = g_path_get_basename (undo);
  g_autofree char *room = g_path_get_dirname (undo), *lesson = heddle_playground_read_origin (undo, "Lesson");
  g_autofree char *place = g_build_filename (home, name, NULL);

  if (g_file_test (place, G_FILE_TEST_EXISTS)) {
    if (lesson == NULL) {
      g_free (place);
      place = heddle_playground_dup_free_place (name);
    } else if (!move_away (place, NULL, error)) {
      return NULL;
    }
  }
  if (!heddle_playground_make_folder (home, error))
    return NULL;
  if (g_rename (undo, place) != 0) {
    heddle_playground_fail_system (error, place);
    return NULL;
  }
  g_rmdir (room);
  return heddle_playground_load (place, error);
}

/**
 * heddle_playground_trash_deleted:
 *
 * Moves what was deleted or replaced to the desktop's trash; it cannot be undone here any more. What cannot be moved
 * there stays where it is.
 */
void
heddle_playground_trash_deleted (void)
{
  g_autofree char *deleted = dup_deleted ();
  g_autoptr (GDir) dir = g_dir_open (deleted, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *room = g_build_filename (deleted, name, NULL);
    g_autoptr (GDir) inside = g_dir_open (room, 0, NULL);
    const char *entry;

    while (inside != NULL && (entry = g_dir_read_name (inside)) != NULL) {
      g_autoptr (GFile) file = g_file_new_build_filename (room, entry, NULL);

      g_file_trash (file, NULL, NULL);
    }
    g_rmdir (room);
  }
}
