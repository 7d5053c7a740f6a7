/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where Heddle's other programs, its data and its translations are.
 * Threads: any, but for heddle_programs_speak().
 */
#include "lab/programs.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* Up from the program that runs: `levels` folders. */
static char *
own_folder (guint levels)
{
  char *folder = g_file_read_link ("/proc/self/exe", NULL);

  for (guint i = 0; folder != NULL && i < levels; i++) {
    char *up = g_path_get_dirname (folder);

    g_free (folder);
    folder = up;
  }
  return folder != NULL ? folder : g_strdup ("/");
}

/**
 * heddle_programs_find:
 * @name: `heddle-runner` or `heddle-server`
 *
 * Returns: (transfer full): its path: in the build tree that this program was built in, else where it is installed
 */
char *
heddle_programs_find (const char *name)
{
  const char *room = name + strlen ("heddle-");

  for (guint levels = 1; levels <= 4; levels++) {
    g_autofree char *folder = own_folder (levels);
    g_autofree char *path = g_build_filename (folder, "app", room, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_build_filename (HEDDLE_LIBEXECDIR, name, NULL);
}

static gboolean
is_installed (void)
{
  g_autofree char *runner = heddle_programs_find ("heddle-runner");

  return g_str_has_prefix (runner, HEDDLE_LIBEXECDIR "/");
}

/**
 * heddle_programs_find_data:
 * @name: a file or folder of data/, such as `scenarios`
 *
 * Returns: (transfer full): its path: in the source tree when this program runs from its build tree, else where it is
 *   installed
 */
char *
heddle_programs_find_data (const char *name)
{
  return g_build_filename (is_installed () ? HEDDLE_PKGDATADIR : HEDDLE_SOURCE_DATADIR, name, NULL);
}

/**
 * heddle_programs_speak:
 *
 * Takes the user's language, from the environment, for the texts of this program. Call it first of all.
 */
void
heddle_programs_speak (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain ("heddle", is_installed () ? HEDDLE_LOCALEDIR : HEDDLE_BUILD_LOCALEDIR);
  bind_textdomain_codeset ("heddle", "UTF-8");
  textdomain ("heddle");
}
