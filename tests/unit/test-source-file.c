/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are edited: what was typed is never lost, and nobody else's text is overwritten.
 */
#include "lab/source-file.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *path;
  HeddleSourceFile *file;
} Fixture;

static void
write_text (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_on_disk (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* As the next start of Heddle finds it. */
static void
assert_loads (Fixture *fixture, const char *expected, gboolean expected_aside)
{
  g_autoptr (HeddleSourceFile) file = heddle_source_file_new (fixture->path);
  g_autoptr (GError) error = NULL;
  gboolean was_put_aside;
  g_autofree char *text = heddle_source_file_load (file, &was_put_aside, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (was_put_aside, ==, expected_aside);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gboolean was_put_aside;
  g_autofree char *text = NULL;

  fixture->folder = g_dir_make_tmp ("heddle-source-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "main.js", NULL);
  write_text (fixture->path, "one\n");
  fixture->file = heddle_source_file_new (fixture->path);
  text = heddle_source_file_load (fixture->file, &was_put_aside, NULL);
  g_assert_cmpstr (text, ==, "one\n");
  g_assert_false (was_put_aside);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_chmod (fixture->folder, 0700);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_true (heddle_source_file_save (fixture->file, "two\n", FALSE, &error));
  g_assert_no_error (error);
  assert_on_disk (fixture, "two\n");
  g_assert_cmpint (heddle_source_file_look (fixture->file), ==, HEDDLE_DISK_SAME);
  g_assert_true (heddle_source_file_save (fixture->file, "", FALSE, &error));
  assert_on_disk (fixture, "");
}

/* A text that another program wrote is neither overwritten, nor is ours lost. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_text (fixture->path, "theirs\n");
  g_assert_cmpint (heddle_source_file_look (fixture->file), ==, HEDDLE_DISK_CHANGED);
  g_assert_false (heddle_source_file_save (fixture->file, "ours\n", FALSE, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN);
  assert_on_disk (fixture, "theirs\n");
  assert_loads (fixture, "ours\n", TRUE);
  g_clear_error (&error);
  g_assert_true (heddle_source_file_save (fixture->file, "ours\n", TRUE, &error));
  assert_on_disk (fixture, "ours\n");
  assert_loads (fixture, "ours\n", FALSE);
}

static void
test_touched (Fixture *fixture, gconstpointer data)
{
  write_text (fixture->path, "one\n");
  g_assert_cmpint (heddle_source_file_look (fixture->file), ==, HEDDLE_DISK_SAME);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (heddle_source_file_look (fixture->file), ==, HEDDLE_DISK_GONE);
  g_assert_true (heddle_source_file_save (fixture->file, "still here\n", FALSE, &error));
  assert_on_disk (fixture, "still here\n");
}

/* The folder is gone, so the text has no place: it is put aside and comes back. */
static void
test_put_aside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_assert_false (heddle_source_file_save (fixture->file, "precious\n", FALSE, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
  g_assert_nonnull (strstr (error->message, "main.js"));
  assert_loads (fixture, "precious\n", TRUE);

  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  write_text (fixture->path, "older\n");
  assert_loads (fixture, "precious\n", TRUE);
  heddle_source_file_forget_aside (fixture->file);
  assert_loads (fixture, "older\n", FALSE);
}

/* As on a full disk: the first place for what is put aside cannot be written either. */
static void
test_second_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "heddle", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_state_dir (), 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  write_text (state, "in the way");
  g_assert_true (heddle_source_file_put_aside (fixture->file, "precious\n", NULL));
  assert_loads (fixture, "precious\n", TRUE);
  heddle_source_file_forget_aside (fixture->file);
  assert_loads (fixture, "one\n", FALSE);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint *n_left = data;

  g_assert_true (heddle_source_file_save_finish (HEDDLE_SOURCE_FILE (source), result, &error));
  g_assert_no_error (error);
  (*n_left)--;
}

/* A later text is never replaced by an earlier one, in whichever order the disk is done with them. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  guint n_left = 20;

  for (guint i = 0; i < 20; i++) {
    g_autofree char *text = g_strdup_printf ("%u\n", i);

    heddle_source_file_save_async (fixture->file, text, on_saved, &n_left);
  }
  g_assert_true (heddle_source_file_save (fixture->file, "last\n", FALSE, NULL));
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  assert_on_disk (fixture, "last\n");
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.js", NULL);
  g_autoptr (HeddleSourceFile) file = NULL;

  g_assert_cmpint (symlink ("main.js", link), ==, 0);
  file = heddle_source_file_new (link);
  g_assert_true (heddle_source_file_save (file, "through the link\n", TRUE, NULL));
  assert_on_disk (fixture, "through the link\n");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_unlink (link);
}

static void
assert_refused (Fixture *fixture, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gboolean was_put_aside;

  g_assert_null (heddle_source_file_load (fixture->file, &was_put_aside, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
  if (strstr (error->message, reason) == NULL)
    g_error ("“%s” does not contain “%s”", error->message, reason);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *line = g_strnfill (HEDDLE_SOURCE_FILE_MAX_LINE_BYTES + 1, 'x');
  g_autofree char *first = g_strconcat ("short\n", line, "\n", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "\x89PNG\r\n\x1a\n\0\0", 10, NULL));
  assert_refused (fixture, "not text");
  write_text (fixture->path, first);
  assert_refused (fixture, "a line of more than");
  g_assert_cmpint (truncate (fixture->path, 50 * 1024 * 1024), ==, 0);
  assert_refused (fixture, "50.0");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("/source-file/save", test_save);
  add ("/source-file/changed", test_changed);
  add ("/source-file/touched", test_touched);
  add ("/source-file/gone", test_gone);
  add ("/source-file/put-aside", test_put_aside);
  add ("/source-file/second-place", test_second_place);
  add ("/source-file/order", test_order);
  add ("/source-file/link", test_link);
  add ("/source-file/refused", test_refused);
  return g_test_run ();
}
