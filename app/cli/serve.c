/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli serve: the demo server alone. This process becomes it.
 */
#include "cli/commands.h"
#include "base/error.h"
#include "lab/programs.h"

#include <errno.h>
#include <unistd.h>

/* (transfer full) (nullable): the server's own command line */
static GPtrArray *
build_arguments (const char *program, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *port = NULL;
  g_auto (GStrv) rest = NULL;
  GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_STRING, &port, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char **moving = g_memdup2 (argv, sizeof (char *) * (gsize) (argc + 1));
  guint64 number = 0;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &moving, error))
    return NULL;
  if ((port != NULL && !g_ascii_string_to_unsigned (port, 10, 0, G_MAXUINT16, &number, NULL)) ||
      (rest != NULL && g_strv_length (rest) > 1)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "write: heddle-cli serve [FOLDER] [--port N], with N from 0 (any that is free) to 65535");
    return NULL;
  }
  g_ptr_array_add (arguments, g_strdup (program));
  g_ptr_array_add (arguments, g_strdup_printf ("--folder=%s", rest != NULL ? rest[0] : "."));
  g_ptr_array_add (arguments, g_strdup_printf ("--port=%u", (guint) number));
  g_ptr_array_add (arguments, NULL);
  return g_steal_pointer (&arguments);
}

int
heddle_cli_serve (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = heddle_programs_find ("heddle-server");
  g_autoptr (GPtrArray) arguments = build_arguments (program, argc, argv, &error);

  if (arguments == NULL)
    return heddle_cli_fail (error);
  execv (program, (char **) arguments->pdata);
  g_set_error (&error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM,
               "the demo server “%s” cannot be started: %s; install Heddle anew", program, g_strerror (errno));
  return heddle_cli_fail (error);
}
