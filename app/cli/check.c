/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli check: what is wrong with a program or a scenario, without running it.
 */
#include "cli/commands.h"
#include "lab/lesson-text.h"
#include "lab/programs.h"
#include "lab/scenario.h"

#include <gio/gio.h>
#include <stdio.h>

/* Adds all .js files below a folder, so that workers and modules are looked at too. */
static void
add_sources (GPtrArray *arguments, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      continue;
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      add_sources (arguments, path);
    else if (g_str_has_suffix (name, ".js") || g_str_has_suffix (name, ".mjs"))
      g_ptr_array_add (arguments, g_steal_pointer (&path));
  }
}

/* The runner parses: this program links no JavaScript engine. It writes to stderr itself. */
static gboolean
check_sources (GPtrArray *arguments, int *status, GError **error)
{
  g_autoptr (GSubprocess)
    process = g_subprocess_newv ((const char *const *) (gpointer) arguments->pdata, G_SUBPROCESS_FLAGS_NONE, error);

  if (process == NULL || !g_subprocess_wait (process, NULL, error))
    return FALSE;
  *status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                 : 128 + g_subprocess_get_term_sig (process);
  return TRUE;
}

int
heddle_cli_check (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  int status = HEDDLE_EXIT_DONE;

  if (!heddle_cli_take_arguments (argc, argv, 1, "FILE|FOLDER", &error))
    return heddle_cli_fail (error);
  scenario = heddle_scenario_open (argv[1], &error);
  if (scenario == NULL || !heddle_lesson_check (scenario, &error))
    return heddle_cli_fail (error);
  g_ptr_array_add (arguments, heddle_programs_find ("heddle-runner"));
  g_ptr_array_add (arguments, g_strdup ("--check"));
  if (scenario->is_file)
    g_ptr_array_add (arguments, g_strdup (argv[1]));
  else
    add_sources (arguments, scenario->folder);
  g_ptr_array_add (arguments, NULL);
  if (!check_sources (arguments, &status, &error))
    return heddle_cli_fail (error);
  if (status == HEDDLE_EXIT_DONE)
    printf ("%s: nothing wrong\n", argv[1]);
  return status;
}
