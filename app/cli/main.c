/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli: the command line. Each subcommand is a file of this folder.
 */
#include "cli/commands.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  int (*run) (int argc, char **argv);
} commands[] = {
  { "run", heddle_cli_run },
};

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);
  fprintf (stderr, "heddle-cli: say what to do: heddle-cli run FILE.js\n");
  return 2;
}
