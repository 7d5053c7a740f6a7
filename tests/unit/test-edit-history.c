/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps that led to a text: taken back, kept, forgotten when they do not fit, and limited.
 */
#include "lab/edit-history.h"

#include <glib/gstdio.h>
#include <string.h>

static const char path[] = "/no/such/folder/main.js";

static void
test_rewind (void)
{
  g_autoptr (HeddleEditHistory) history = heddle_edit_history_new (path);
  g_autofree char *earlier = NULL, *wrong = NULL;

  heddle_edit_history_add (history, TRUE, TRUE, 1, "éé");  /* aééb */
  heddle_edit_history_add (history, TRUE, FALSE, 2, "éb"); /* aé */
  heddle_edit_history_add (history, FALSE, TRUE, 2, "c");  /* aéc */
  earlier = heddle_edit_history_rewind (history, "aéc");
  g_assert_cmpstr (earlier, ==, "ab");
  wrong = heddle_edit_history_rewind (history, "something else");
  g_assert_null (wrong);
  g_assert_cmpuint (heddle_edit_history_get_n_steps (history), ==, 0);
}

static void
test_kept (void)
{
  g_autoptr (HeddleEditHistory) history = heddle_edit_history_new (path), again = heddle_edit_history_new (path);

  heddle_edit_history_add (history, TRUE, TRUE, 0, "text");
  g_assert_true (heddle_edit_history_save (history, "text"));
  heddle_edit_history_load (again, "text");
  g_assert_cmpuint (heddle_edit_history_get_n_steps (again), ==, 1);
  g_assert_cmpstr (heddle_edit_history_get_step (again, 0)->text, ==, "text");
  heddle_edit_history_load (again, "other");
  g_assert_cmpuint (heddle_edit_history_get_n_steps (again), ==, 0);
}

/* A file that is anything else is no history, and no harm. */
static void
test_hostile (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "heddle", "undo", NULL);
  g_autoptr (HeddleEditHistory) history = heddle_edit_history_new (path);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *file = NULL;

  heddle_edit_history_add (history, TRUE, TRUE, 0, "text");
  g_assert_true (heddle_edit_history_save (history, "text"));
  dir = g_dir_open (folder, 0, NULL);
  file = g_build_filename (folder, g_dir_read_name (dir), NULL);
  for (guint length = 0; length < 90; length++) {
    g_autofree char *noise = g_malloc (length + 1), *earlier = NULL;

    for (guint i = 0; i < length; i++)
      noise[i] = (char) (i * 37 + length * 101);
    g_assert_true (g_file_set_contents (file, noise, (gssize) length, NULL));
    heddle_edit_history_load (history, "text");
    earlier = heddle_edit_history_rewind (history, "text");
    g_assert_true (earlier == NULL || strcmp (earlier, "text") == 0);
  }
}

/* Old actions go as a whole. */
static void
test_limits (void)
{
  g_autoptr (HeddleEditHistory) history = heddle_edit_history_new (path);
  g_autofree char *large = g_strnfill (HEDDLE_EDIT_HISTORY_MAX_BYTES + 1, 'x');

  for (guint i = 0; i < HEDDLE_EDIT_HISTORY_MAX_STEPS + 1; i++)
    heddle_edit_history_add (history, i % 2 == 0, TRUE, 0, "a");
  g_assert_cmpuint (heddle_edit_history_get_n_steps (history), ==, HEDDLE_EDIT_HISTORY_MAX_STEPS - 1);
  g_assert_true (heddle_edit_history_get_step (history, 0)->is_first);
  heddle_edit_history_add (history, TRUE, TRUE, 0, large);
  g_assert_cmpuint (heddle_edit_history_get_n_steps (history), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/edit-history/rewind", test_rewind);
  g_test_add_func ("/edit-history/kept", test_kept);
  g_test_add_func ("/edit-history/hostile", test_hostile);
  g_test_add_func ("/edit-history/limits", test_limits);
  return g_test_run ();
}
