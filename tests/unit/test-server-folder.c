/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing outside of the folder of the demo server can be opened.
 */
#include "base/error.h"
#include "server/folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *root;
  HeddleFolder *folder;
} Fixture;

static char *
get_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->root, name, NULL);
}

static void
write_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = get_path (fixture, name);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
}

static void
make_link (Fixture *fixture, const char *target, const char *name)
{
  g_autofree char *path = get_path (fixture, name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *served = NULL;
  g_autofree char *inner = NULL;
  g_autofree char *pipe = NULL;
  g_autofree char *absolute = NULL;

  fixture->root = g_dir_make_tmp ("heddle-XXXXXX", NULL);
  served = get_path (fixture, "served");
  inner = get_path (fixture, "served/inner");
  pipe = get_path (fixture, "served/pipe");
  absolute = get_path (fixture, "served/inner/deep.txt");
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  write_file (fixture, "secret");
  write_file (fixture, "served-too");
  write_file (fixture, "served/plain.txt");
  write_file (fixture, "served/..dots");
  write_file (fixture, "served/inner/deep.txt");
  make_link (fixture, "../secret", "served/out");
  make_link (fixture, "../served-too", "served/same-prefix");
  make_link (fixture, "/", "served/root");
  make_link (fixture, "inner/deep.txt", "served/in");
  make_link (fixture, absolute, "served/in-absolute");
  make_link (fixture, "loop", "served/loop");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  fixture->folder = heddle_folder_new (served, NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *names[] = {
    "served/plain.txt", "served/..dots", "served/inner/deep.txt", "served/out",  "served/same-prefix",
    "served/root",      "served/in",     "served/in-absolute",    "served/loop", "served/pipe",
    "secret",           "served-too",    "served/inner",          "served",      ""
  };

  heddle_folder_free (fixture->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = get_path (fixture, names[i]);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_free (fixture->root);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  const struct {
    const char *path;
    HeddleFolderResult result;
  } cases[] = {
    { "plain.txt", HEDDLE_FOLDER_FILE },
    { "///plain.txt", HEDDLE_FOLDER_FILE },
    { "..dots", HEDDLE_FOLDER_FILE },
    { "./inner/./deep.txt", HEDDLE_FOLDER_FILE },
    { "in", HEDDLE_FOLDER_FILE },
    { "in-absolute", HEDDLE_FOLDER_FILE },
    { "", HEDDLE_FOLDER_FOLDER },
    { "inner", HEDDLE_FOLDER_FOLDER },
    { "inner/", HEDDLE_FOLDER_FOLDER },
    { "nothing", HEDDLE_FOLDER_MISSING },
    { "plain.txt/", HEDDLE_FOLDER_MISSING },
    { "plain.txt/x", HEDDLE_FOLDER_MISSING },
    { "loop", HEDDLE_FOLDER_MISSING },
    { "..", HEDDLE_FOLDER_OUTSIDE },
    { "../secret", HEDDLE_FOLDER_OUTSIDE },
    { "inner/../plain.txt", HEDDLE_FOLDER_OUTSIDE },
    { "inner/..", HEDDLE_FOLDER_OUTSIDE },
    { "out", HEDDLE_FOLDER_OUTSIDE },
    { "same-prefix", HEDDLE_FOLDER_OUTSIDE },
    { "root", HEDDLE_FOLDER_OUTSIDE },
    { "root/etc/passwd", HEDDLE_FOLDER_OUTSIDE },
    { "pipe", HEDDLE_FOLDER_SPECIAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    struct stat info;
    int fd = -1;

    g_test_message ("“%s”", cases[i].path);
    g_assert_cmpint (heddle_folder_open (fixture->folder, cases[i].path, &fd, &info), ==, cases[i].result);
    g_assert_cmpint (fd >= 0, ==, cases[i].result == HEDDLE_FOLDER_FILE);
    if (fd >= 0)
      close (fd);
  }
}

static void
test_missing_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (heddle_folder_new ("/nothing/here", &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nothing/here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/server/folder/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add_func ("/server/folder/missing", test_missing_folder);
  return g_test_run ();
}
