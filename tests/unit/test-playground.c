/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Playgrounds: what is the user's own can be made, changed, deleted and brought back, and no lesson is ever changed.
 */
#include "lab/playground.h"

#include "base/error.h"
#include "lab/playground-files.h"
#include "lab/scenario.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define LESSON HEDDLE_SCENARIO_DEFAULT

static char *
read_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static guint
count_playgrounds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = heddle_playground_list (&error);

  g_assert_no_error (error);
  return list->len;
}

static HeddlePlayground *
open_lesson (void)
{
  g_autoptr (GError) error = NULL;
  HeddlePlayground *playground = heddle_playground_open_lesson (LESSON, &error);

  g_assert_no_error (error);
  return playground;
}

/* Records that the copy is as the lesson was when it was copied. */
static void
record_checksum (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".heddle-origin", NULL);
  g_autofree char *checksum = heddle_playground_files_dup_checksum (folder);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, "Origin", "Checksum", checksum);
  g_assert_true (g_key_file_save_to_file (file, path, NULL));
}

static void
test_lesson (void)
{
  g_autoptr (HeddlePlayground) copy = NULL, again = NULL;
  g_autoptr (HeddleScenario) original = heddle_scenario_open (LESSON, NULL), scenario = NULL;
  g_autofree char *text = NULL, *original_text = read_text (original->folder, "task.js");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_playgrounds (), ==, 0);
  copy = open_lesson ();
  g_assert_cmpstr (copy->lesson, ==, LESSON);
  g_assert_cmpstr (copy->title, ==, original->title);
  g_assert_false (copy->is_changed);
  g_assert_cmpstr (copy->folder, !=, original->folder);
  scenario = heddle_scenario_load (copy->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scenario->name, ==, LESSON);

  write_text (copy->folder, "task.js", "changed");
  again = open_lesson ();
  g_assert_true (again->is_changed);
  text = read_text (again->folder, "task.js");
  g_assert_cmpstr (text, ==, "changed");
  g_free (text);
  text = read_text (original->folder, "task.js");
  g_assert_cmpstr (text, ==, original_text);
  g_assert_cmpuint (count_playgrounds (), ==, 1);
}

static void
test_restore (void)
{
  g_autoptr (HeddlePlayground) copy = open_lesson (), back = NULL, restored = NULL;
  g_autofree char *undo = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  write_text (copy->folder, "task.js", "mine");
  write_text (copy->folder, "more.js", "more");
  g_assert_true (heddle_playground_restore (copy, &undo, &error));
  g_assert_no_error (error);
  restored = open_lesson ();
  g_assert_false (restored->is_changed);
  g_assert_cmpstr (restored->folder, ==, copy->folder);

  back = heddle_playground_undo (undo, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->folder, ==, copy->folder);
  g_assert_true (back->is_changed);
  text = read_text (back->folder, "more.js");
  g_assert_cmpstr (text, ==, "more");
}

/* A copy that nobody changed follows the lesson when that is a newer one; one that somebody changed never does. */
static void
test_new_version (void)
{
  g_autoptr (HeddlePlayground) copy = open_lesson (), kept = NULL, fresh = NULL;
  g_autofree char *text = NULL;

  write_text (copy->folder, "task.js", "changed");
  kept = open_lesson ();
  text = read_text (kept->folder, "task.js");
  g_assert_cmpstr (text, ==, "changed");

  /* As a Heddle left it whose lesson had this text. */
  record_checksum (copy->folder);
  fresh = open_lesson ();
  g_assert_false (fresh->is_changed);
}

static void
test_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) one = heddle_playground_new ("Mein Föhn & ich", &error), two = NULL, three = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (one->name, ==, "mein-fohn-ich");
  g_assert_cmpstr (one->title, ==, "Mein Föhn & ich");
  g_assert_null (one->lesson);
  scenario = heddle_scenario_load (one->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scenario->n_variants, ==, 1);
  two = heddle_playground_new ("Mein Föhn & ich", NULL);
  g_assert_cmpstr (two->name, ==, "mein-fohn-ich-2");
  three = heddle_playground_new (LESSON, NULL); /* never in a lesson's place */
  g_assert_cmpstr (three->name, ==, LESSON "-2");
  g_assert_cmpuint (count_playgrounds (), ==, 3);
}

static void
test_duplicate (void)
{
  g_autoptr (HeddlePlayground) copy = open_lesson (), own = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  own = heddle_playground_duplicate (copy->folder, "My own", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (own->name, ==, "my-own");
  g_assert_null (own->lesson);
  scenario = heddle_scenario_load (own->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scenario->title, ==, "My own");
  g_assert_cmpuint (scenario->n_variants, ==, 3);
}

static void
test_rename (void)
{
  g_autoptr (HeddlePlayground) own = heddle_playground_new ("First", NULL), loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *ini = NULL;

  write_text (own->folder, "scenario.ini",
              "# mine\n[Scenario]\nTitle=First\nTitle[de]=Erstes\nSummary=s\nLesson=l\n[Variant "
              "a]\nTitle=A\nFile=main.js\n");
  g_assert_true (heddle_playground_rename (own, "Second; third", &error));
  g_assert_no_error (error);
  loaded = heddle_playground_load (own->folder, &error);
  g_assert_cmpstr (loaded->title, ==, "Second; third");
  ini = read_text (own->folder, "scenario.ini");
  g_assert_nonnull (strstr (ini, "# mine"));
  g_assert_null (strstr (ini, "Erstes"));
}

static void
test_delete (void)
{
  g_autoptr (HeddlePlayground) own = heddle_playground_new ("Gone", NULL), usurper = NULL, back = NULL, again = NULL;
  g_autofree char *undo = NULL;
  g_autoptr (GError) error = NULL;
  guint n = count_playgrounds ();

  write_text (own->folder, "main.js", "precious");
  g_assert_true (heddle_playground_delete (own, &undo, &error));
  g_assert_cmpuint (count_playgrounds (), ==, n - 1);
  usurper = heddle_playground_new ("Gone", NULL);
  g_assert_cmpstr (usurper->name, ==, "gone");
  back = heddle_playground_undo (undo, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->name, ==, "gone-2");
  g_assert_cmpuint (count_playgrounds (), ==, n + 1);
  again = heddle_playground_undo (undo, &error);
  g_assert_null (again);
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
}

static void
test_import (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-import-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "my program.js", NULL);
  g_autofree char *link = g_build_filename (folder, "link.js", NULL);
  g_autoptr (HeddlePlayground) one = NULL, two = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  write_text (folder, "my program.js", "console.log (1);\n");
  one = heddle_playground_import (program, &error);
  g_assert_no_error (error);
  scenario = heddle_scenario_load (one->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scenario->variants[0].file, ==, "my program.js");

  n = count_playgrounds ();
  g_assert_null (heddle_playground_import (folder, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  write_text (folder, "scenario.ini",
              "[Scenario]\nTitle=t\nSummary=s\nLesson=l\n[Variant a]\nTitle=A\nFile=my program.js\n");
  two = heddle_playground_import (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (two->title, ==, "t");

  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_null (heddle_playground_import (folder, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
  g_assert_nonnull (strstr (error->message, "link.js"));
  g_assert_cmpuint (count_playgrounds (), ==, n + 1);
}

/* One that cannot be read as a scenario is still in the list, so that it can be mended. */
static void
test_broken (void)
{
  g_autoptr (HeddlePlayground) own = heddle_playground_new ("Fine", NULL), broken = NULL;

  write_text (own->folder, "scenario.ini", "nonsense");
  broken = heddle_playground_load (own->folder, NULL);
  g_assert_cmpstr (broken->title, ==, "fine");
}

static void
test_unwritable (void)
{
  g_autofree char *heddle = g_build_filename (g_get_user_data_dir (), "heddle", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (heddle, "a file is in the way", -1, NULL));
  g_assert_null (heddle_playground_open_lesson (LESSON, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
  g_assert_nonnull (strstr (error->message, heddle));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/playground/lesson", test_lesson);
  g_test_add_func ("/playground/restore", test_restore);
  g_test_add_func ("/playground/new-version", test_new_version);
  g_test_add_func ("/playground/own", test_own);
  g_test_add_func ("/playground/duplicate", test_duplicate);
  g_test_add_func ("/playground/rename", test_rename);
  g_test_add_func ("/playground/delete", test_delete);
  g_test_add_func ("/playground/import", test_import);
  g_test_add_func ("/playground/broken", test_broken);
  g_test_add_func ("/playground/unwritable", test_unwritable);
  return g_test_run ();
}
