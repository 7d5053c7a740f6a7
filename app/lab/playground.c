/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Playgrounds: which there are, and the opening of lessons. The copy of a lesson remembers in .heddle-origin what it is
 * the copy of. playground-make.c makes them, playground-deleted.c deletes them and brings them back.
 * Threads: one at a time.
 */
#include "lab/playground-private.h"

#include "base/error.h"
#include "lab/playground-files.h"
#include "lab/programs.h"
#include "lab/scenario.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (HeddlePlayground, heddle_playground, heddle_playground_ref, heddle_playground_unref)

HeddlePlayground *
heddle_playground_ref (HeddlePlayground *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
playground_clear (gpointer data)
{
  HeddlePlayground *self = data;

  g_free (self->folder);
  g_free (self->name);
  g_free (self->title);
  g_free (self->lesson);
}

void
heddle_playground_unref (HeddlePlayground *self)
{
  g_atomic_rc_box_release_full (self, playground_clear);
}

/* Where things are. */

/**
 * heddle_playground_dup_home:
 *
 * Returns: (transfer full): the folder of all playgrounds, which may not be there yet
 */
char *
heddle_playground_dup_home (void)
{
  return g_build_filename (g_get_user_data_dir (), "heddle", "playgrounds", NULL);
}

char *
heddle_playground_dup_lesson_folder (const char *lesson)
{
  g_autofree char *scenarios = heddle_programs_find_data ("scenarios");

  return g_build_filename (scenarios, lesson, NULL);
}

gboolean
heddle_playground_is_lesson (const char *name)
{
  g_autofree char *folder = heddle_playground_dup_lesson_folder (name);

  return *name != '\0' && *name != '.' && strchr (name, '/') == NULL && g_file_test (folder, G_FILE_TEST_IS_DIR);
}

gboolean
heddle_playground_fail_system (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "“%s”: %s", path, g_strerror (code));
  return FALSE;
}

gboolean
heddle_playground_make_folder (const char *path, GError **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || heddle_playground_fail_system (error, path);
}

/* Where a copy comes from. */

char *
heddle_playground_read_origin (const char *folder, const char *key)
{
  g_autofree char *path = g_build_filename (folder, HEDDLE_PLAYGROUND_ORIGIN, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  return g_key_file_get_string (file, "Origin", key, NULL);
}

/* Whether it is as it was when it was copied. */
static gboolean
is_as_copied (const char *folder)
{
  g_autofree char *then = heddle_playground_read_origin (folder, "Checksum");
  g_autofree char *now = heddle_playground_files_dup_checksum (folder);

  return g_strcmp0 (then, now) == 0;
}

static gboolean
differs_from_lesson (const char *folder, const char *lesson)
{
  g_autofree char *original = heddle_playground_dup_lesson_folder (lesson);
  g_autofree char *one = heddle_playground_files_dup_checksum (original);
  g_autofree char *other = heddle_playground_files_dup_checksum (folder);

  return strcmp (one, other) != 0;
}

/**
 * heddle_playground_load:
 * @folder: a playground's folder
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what is known about it; %NULL with HEDDLE_ERROR_NOT_FOUND when it is not there
 */
HeddlePlayground *
heddle_playground_load (const char *folder, GError **error)
{
  g_autoptr (HeddlePlayground) self = NULL;
  g_autoptr (HeddleScenario) scenario = heddle_scenario_load (folder, NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "there is no playground “%s”", folder);
    return NULL;
  }
  self = g_atomic_rc_box_new0 (HeddlePlayground);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->name = g_path_get_basename (self->folder);
  self->title = g_strdup (scenario != NULL ? scenario->title : self->name);
  self->lesson = heddle_playground_read_origin (self->folder, "Lesson");
  if (self->lesson != NULL && !heddle_playground_is_lesson (self->lesson))
    g_clear_pointer (&self->lesson, g_free); /* a lesson that Heddle no longer has: then it is the user's own */
  self->is_changed = self->lesson == NULL || differs_from_lesson (self->folder, self->lesson);
  self->changed_us = heddle_playground_files_get_changed_us (self->folder);
  return g_steal_pointer (&self);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const HeddlePlayground *first = *(HeddlePlayground *const *) a, *second = *(HeddlePlayground *const *) b;
  int order = g_utf8_collate (first->title, second->title);

  return order != 0 ? order : strcmp (first->name, second->name);
}

/**
 * heddle_playground_list:
 * @error: where to put an error
 *
 * The copies of lessons are in it too: those have a @lesson.
 *
 * Returns: (transfer full) (nullable) (element-type HeddlePlayground): all that there are, by title; %NULL with
 *   HEDDLE_ERROR_SYSTEM when their folder cannot be read
 */
GPtrArray *
heddle_playground_list (GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_playground_unref);
  g_autofree char *home = heddle_playground_dup_home ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = g_dir_open (home, 0, &failure);
  const char *name;

  if (dir == NULL && g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&list);
  if (dir == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s", failure->message);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *folder = g_build_filename (home, name, NULL);
    HeddlePlayground *playground = *name == '.' ? NULL : heddle_playground_load (folder, NULL);

    if (playground != NULL)
      g_ptr_array_add (list, playground);
  }
  g_ptr_array_sort (list, compare_titles);
  return g_steal_pointer (&list);
}

/**
 * heddle_playground_open_lesson:
 * @lesson: the name of a lesson that comes with Heddle
 * @error: where to put an error
 *
 * The editable copy of a lesson, which is made when there is none. A copy that nobody has changed follows the lesson when
 * a newer Heddle brings a newer one.
 *
 * Returns: (transfer full) (nullable): the copy; %NULL with HEDDLE_ERROR_NOT_FOUND or HEDDLE_ERROR_SYSTEM
 */
HeddlePlayground *
heddle_playground_open_lesson (const char *lesson, GError **error)
{
  g_autofree char *home = heddle_playground_dup_home ();
  g_autofree char *place = g_build_filename (home, lesson, NULL);

  if (!heddle_playground_is_lesson (lesson)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "there is no lesson “%s”", lesson);
    return NULL;
  }
  if (g_file_test (place, G_FILE_TEST_IS_DIR)) {
    if (!is_as_copied (place) || !differs_from_lesson (place, lesson))
      return heddle_playground_load (place, error);
    if (!heddle_playground_files_remove (place, error))
      return NULL;
  }
  return heddle_playground_copy_lesson (lesson, place, error);
}
