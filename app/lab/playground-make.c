/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making playgrounds: new ones, copies of lessons and of anything else. A folder is made beside its place and then
 * renamed, so that no half of one is ever seen.
 * Threads: one at a time.
 */
#include "lab/playground-private.h"

#include "base/error.h"
#include "lab/playground-files.h"
#include "lab/scenario.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_NAME 40

/* A place for a new folder beside the others, hidden until it is whole. */
static char *
make_draft (GError **error)
{
  g_autofree char *home = heddle_playground_dup_home ();
  char *draft;

  if (!heddle_playground_make_folder (home, error))
    return NULL;
  draft = g_build_filename (home, ".draft-XXXXXX", NULL);
  if (g_mkdtemp (draft) != NULL)
    return draft;
  heddle_playground_fail_system (error, draft);
  g_free (draft);
  return NULL;
}

/* Letters and digits of a title in small letters, hyphens between; `playground` when there are none. */
static char *
dup_slug (const char *title)
{
  g_autofree char *plain = g_str_to_ascii (title, NULL);
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *at = plain; *at != '\0' && slug->len < MAX_NAME; at++) {
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return slug->len > 0 ? g_string_free (g_steal_pointer (&slug), FALSE) : g_strdup ("playground");
}

/* A folder that is not there yet, and not called as a lesson is. */
char *
heddle_playground_dup_free_place (const char *name)
{
  g_autofree char *home = heddle_playground_dup_home ();

  for (guint number = 1;; number++) {
    g_autofree char *numbered = number == 1 ? g_strdup (name) : g_strdup_printf ("%s-%u", name, number);
    g_autofree char *place = g_build_filename (home, numbered, NULL);

    if (!heddle_playground_is_lesson (numbered) && !g_file_test (place, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&place);
  }
}

/* The draft moves to its place; or goes, with an error. */
static HeddlePlayground *
settle (const char *draft, const char *place, GError **error)
{
  if (g_rename (draft, place) == 0)
    return heddle_playground_load (place, error);
  heddle_playground_fail_system (error, place);
  heddle_playground_files_remove (draft, NULL);
  return NULL;
}

static gboolean
set_title (const char *folder, const char *title, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "scenario.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv) keys = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &failure))
    keys = g_key_file_get_keys (file, "Scenario", NULL, &failure);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], "Title["))
      g_key_file_remove_key (file, "Scenario", keys[i], NULL);
  if (keys != NULL)
    g_key_file_set_string (file, "Scenario", "Title", title);
  if (keys != NULL && g_key_file_save_to_file (file, path, &failure))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "“%s”: %s", path, failure->message);
  return FALSE;
}

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents (path, text, -1, &failure))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s", failure->message);
  return FALSE;
}

static gboolean
write_scenario (const char *folder, const char *title, const char *file, GError **error)
{
  g_autoptr (GKeyFile) ini = g_key_file_new ();
  g_autofree char *text = NULL;

  g_key_file_set_string (ini, "Scenario", "Title", title);
  g_key_file_set_string (ini, "Scenario", "Summary", file);
  g_key_file_set_string (ini, "Scenario", "Lesson", "Write here what this playground is about.");
  g_key_file_set_string (ini, "Variant main", "Title", title);
  g_key_file_set_string (ini, "Variant main", "File", file);
  text = g_key_file_to_data (ini, NULL, NULL);
  return write_file (folder, "scenario.ini", text, error);
}

/* An empty draft folder filled with a copy. */
static char *
make_copy (const char *source, GError **error)
{
  g_autofree char *draft = make_draft (error);

  if (draft == NULL)
    return NULL;
  g_rmdir (draft);
  if (heddle_playground_files_copy (source, draft, error))
    return g_steal_pointer (&draft);
  heddle_playground_files_remove (draft, NULL);
  return NULL;
}

static gboolean
write_origin (const char *folder, const char *lesson, GError **error)
{
  g_autofree char *path = g_build_filename (folder, HEDDLE_PLAYGROUND_ORIGIN, NULL);
  g_autofree char *checksum = heddle_playground_files_dup_checksum (folder);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;

  g_key_file_set_string (file, "Origin", "Lesson", lesson);
  g_key_file_set_string (file, "Origin", "Checksum", checksum);
  if (g_key_file_save_to_file (file, path, &failure))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "“%s”: %s", path, failure->message);
  return FALSE;
}

HeddlePlayground *
heddle_playground_copy_lesson (const char *lesson, const char *place, GError **error)
{
  g_autofree char *original = heddle_playground_dup_lesson_folder (lesson);
  g_autofree char *draft = make_copy (original, error);

  if (draft == NULL)
    return NULL;
  if (write_origin (draft, lesson, error))
    return settle (draft, place, error);
  heddle_playground_files_remove (draft, NULL);
  return NULL;
}

/**
 * heddle_playground_new:
 * @title: what people read
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a playground with a first program; %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddlePlayground *
heddle_playground_new (const char *title, GError **error)
{
  static const char program[] = "// Runs as in a browser or in Node. The server answers /data/NAME.\n"
                                "const requests = ['/data/one', '/data/two'].map((url) => fetch(`${url}?delay=300`));\n"
                                "const responses = await Promise.all(requests);\n"
                                "\n"
                                "for (const response of responses)\n"
                                "  console.log(await response.json());\n";
  g_autofree char *slug = dup_slug (title), *place = heddle_playground_dup_free_place (slug);
  g_autofree char *draft = make_draft (error);

  if (draft == NULL)
    return NULL;
  if (write_file (draft, "main.js", program, error) && write_scenario (draft, title, "main.js", error))
    return settle (draft, place, error);
  heddle_playground_files_remove (draft, NULL);
  return NULL;
}

/**
 * heddle_playground_duplicate:
 * @folder: a playground's folder, or any scenario's
 * @title: what people read
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a copy of it which is the user's own; %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddlePlayground *
heddle_playground_duplicate (const char *folder, const char *title, GError **error)
{
  g_autofree char *slug = dup_slug (title), *place = heddle_playground_dup_free_place (slug);
  g_autofree char *draft = make_copy (folder, error);

  if (draft == NULL)
    return NULL;
  if (set_title (draft, title, error))
    return settle (draft, place, error);
  heddle_playground_files_remove (draft, NULL);
  return NULL;
}

static HeddlePlayground *
import_program (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *text = NULL;
  g_autofree char *slug = dup_slug (name), *place = heddle_playground_dup_free_place (slug);
  g_autofree char *draft = NULL;
  g_autoptr (GError) failure = NULL;

  if (!g_str_has_suffix (name, ".js") && !g_str_has_suffix (name, ".mjs")) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“%s” is neither a .js file nor a folder with a scenario.ini",
                 path);
    return NULL;
  }
  if (!g_file_get_contents (path, &text, NULL, &failure)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "%s", failure->message);
    return NULL;
  }
  draft = make_draft (error);
  if (draft == NULL)
    return NULL;
  if (write_file (draft, name, text, error) && write_scenario (draft, name, name, error))
    return settle (draft, place, error);
  heddle_playground_files_remove (draft, NULL);
  return NULL;
}

/**
 * heddle_playground_import:
 * @path: a .js file, or a folder with a scenario.ini
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a copy of it as a playground; %NULL with HEDDLE_ERROR_NOT_FOUND,
 *   HEDDLE_ERROR_SYNTAX, HEDDLE_ERROR_USAGE or HEDDLE_ERROR_SYSTEM
 */
HeddlePlayground *
heddle_playground_import (const char *path, GError **error)
{
  g_autoptr (HeddleScenario) scenario = NULL;
  g_autofree char *slug = NULL, *place = NULL, *draft = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return import_program (path, error);
  scenario = heddle_scenario_load (path, error);
  if (scenario == NULL)
    return NULL;
  slug = dup_slug (scenario->name);
  place = heddle_playground_dup_free_place (slug);
  draft = make_copy (path, error);
  return draft == NULL ? NULL : settle (draft, place, error);
}

/**
 * heddle_playground_rename:
 * @title: what people read from now on
 * @error: where to put an error
 *
 * Gives it another title. Its folder stays where it is, so that what is open stays open.
 *
 * Returns: whether it is called that now; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_playground_rename (HeddlePlayground *self, const char *title, GError **error)
{
  if (!set_title (self->folder, title, error))
    return FALSE;
  g_free (self->title);
  self->title = g_strdup (title);
  return TRUE;
}
