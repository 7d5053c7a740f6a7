/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The session comes back as it was; a broken file is set aside.
 */
#include "lab/session.h"

#include <glib/gstdio.h>
#include <string.h>

static void
write_session (const char *text, gssize n_bytes)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "heddle", NULL);
  g_autofree char *path = g_build_filename (folder, "session.ini", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, n_bytes, NULL));
}

static void
test_first (void)
{
  g_autofree char *broken = NULL;
  g_autoptr (HeddleSession) session = heddle_session_load (&broken);

  g_assert_null (broken);
  g_assert_null (session->target);
  g_assert_true (session->wants_code);
}

static void
test_again (void)
{
  g_autoptr (HeddleSession) session = heddle_session_new (), again = NULL;
  g_autofree char *broken = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;
  guint line = 0, column = 0;

  path = g_build_filename (g_get_user_state_dir (), "[odd] = name.js", NULL);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_state_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  session->target = g_strdup ("/some where/ä");
  session->file = g_strdup ("concurrent.js");
  session->wants_code = FALSE;
  session->code_height = 240;
  session->text_size = 12.5;
  heddle_session_set_cursor (session, path, 7, 3);
  heddle_session_set_cursor (session, "/no/longer/there.js", 1, 1);
  g_assert_true (heddle_session_save (session, &error));
  g_assert_no_error (error);

  again = heddle_session_load (&broken);
  g_assert_null (broken);
  g_assert_cmpstr (again->target, ==, "/some where/ä");
  g_assert_cmpstr (again->file, ==, "concurrent.js");
  g_assert_false (again->wants_code);
  g_assert_cmpint (again->code_height, ==, 240);
  g_assert_cmpfloat (again->text_size, ==, 12.5);
  g_assert_true (heddle_session_get_cursor (again, path, &line, &column));
  g_assert_cmpuint (line, ==, 7);
  g_assert_cmpuint (column, ==, 3);
  g_assert_false (heddle_session_get_cursor (again, "/no/longer/there.js", &line, &column));
}

static void
test_broken (void)
{
  g_autofree char *broken = NULL, *text = NULL, *none = NULL;
  g_autoptr (HeddleSession) session = NULL, next = NULL;

  write_session ("\x7f"
                 "ELF nonsense",
                 -1);
  session = heddle_session_load (&broken);
  g_assert_null (session->target);
  g_assert_nonnull (broken);
  g_assert_true (g_file_get_contents (broken, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "nonsense"));
  next = heddle_session_load (&none);
  g_assert_null (none);
}

/* Numbers that no window has. */
static void
test_hostile (void)
{
  g_autofree char *broken = NULL;
  g_autoptr (HeddleSession) session = NULL;

  write_session ("[Window]\nCodeHeight=-5\nCodeWidth=99999999999\nTextSize=huge\n[File 1]\nLine=3\n", -1);
  session = heddle_session_load (&broken);
  g_assert_cmpint (session->code_height, ==, 0);
  g_assert_cmpint (session->code_width, ==, 0);
  g_assert_cmpfloat (session->text_size, ==, 0);
  g_assert_cmpuint (g_hash_table_size (session->cursors), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/first", test_first);
  g_test_add_func ("/session/again", test_again);
  g_test_add_func ("/session/broken", test_broken);
  g_test_add_func ("/session/hostile", test_hostile);
  return g_test_run ();
}
