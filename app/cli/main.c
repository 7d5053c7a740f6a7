/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli: the command line. Each subcommand is a file of this folder.
 */
#include "cli/commands.h"

#include "base/error.h"
#include "lab/programs.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
  const char *name;
  int (*run) (int argc, char **argv);
} commands[] = {
  { "run", heddle_cli_run },       { "compare", heddle_cli_compare }, { "check", heddle_cli_check },
  { "at", heddle_cli_at },         { "sweep", heddle_cli_sweep },     { "merge", heddle_cli_merge },
  { "show", heddle_cli_show },     { "convert", heddle_cli_convert }, { "list", heddle_cli_list },
  { "lesson", heddle_cli_lesson }, { "serve", heddle_cli_serve },
};

/**
 * heddle_cli_fail:
 * @error: what went wrong
 *
 * Says it in one paragraph.
 *
 * Returns: the exit status for it
 */
int
heddle_cli_fail (const GError *error)
{
  gboolean is_system = g_error_matches (error, HEDDLE_ERROR, HEDDLE_ERROR_RUN);

  fprintf (stderr, "heddle-cli: %s\n", error->message);
  return is_system ? HEDDLE_EXIT_FAILED : HEDDLE_EXIT_USAGE;
}

/**
 * heddle_cli_take_arguments:
 * @argc: how many arguments
 * @argv: the arguments, the subcommand first
 * @n_arguments: how many it wants
 * @wanted: what they are, for the error
 * @error: where to put an error
 *
 * Returns: whether there are as many, and no options; else HEDDLE_ERROR_USAGE
 */
gboolean
heddle_cli_take_arguments (int argc, char **argv, guint n_arguments, const char *wanted, GError **error)
{
  for (int i = 1; i < argc; i++) {
    if (argv[i][0] != '-' || argv[i][1] == '\0')
      continue;
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“%s” has no option %s; see “heddle-cli %s --help”", argv[0],
                 argv[i], argv[0]);
    return FALSE;
  }
  if (argc == (int) n_arguments + 1)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "write: heddle-cli %s%s%s", argv[0], *wanted != '\0' ? " " : "",
               wanted);
  return FALSE;
}

static gboolean
wants_help (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0)
      return TRUE;
  return FALSE;
}

static int
run_command (int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (strcmp (argv[0], commands[i].name) != 0)
      continue;
    if (!wants_help (argc, argv))
      return commands[i].run (argc, argv);
    heddle_cli_print_help (argv[0]);
    return HEDDLE_EXIT_DONE;
  }
  fprintf (stderr, "heddle-cli: there is no command “%s”; “heddle-cli --help” lists them\n", argv[0]);
  return HEDDLE_EXIT_USAGE;
}

/* Else the first file that is opened takes the place of a closed standard stream, and is written to. */
static void
open_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDWR) != fd)
      abort ();
}

int
main (int argc, char **argv)
{
  open_standard_streams ();
  heddle_programs_speak ();
  /* Numbers for programs have a point, in every language. */
  setlocale (LC_NUMERIC, "C");
  signal (SIGPIPE, SIG_IGN);
  if (argc < 2) {
    fprintf (stderr, "heddle-cli: say what to do, such as “heddle-cli run FILE.js”; “heddle-cli --help” says more\n");
    return HEDDLE_EXIT_USAGE;
  }
  if (strcmp (argv[1], "--version") == 0) {
    printf ("heddle-cli %s\n", HEDDLE_VERSION);
    return HEDDLE_EXIT_DONE;
  }
  if (strcmp (argv[1], "help") == 0 && argc == 3) {
    argv[1] = argv[2];
    argv[2] = (char *) "--help";
  }
  if (strcmp (argv[1], "--help") != 0 && strcmp (argv[1], "-h") != 0 && strcmp (argv[1], "help") != 0)
    return run_command (argc - 1, argv + 1);
  heddle_cli_print_help (NULL);
  return HEDDLE_EXIT_DONE;
}
