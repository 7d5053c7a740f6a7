/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli merge: results of several machines in one file.
 */
#include "base/error.h"
#include "cli/commands.h"
#include "cli/sweep-table.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean
read_arguments (int argc, char **argv, GStrv *files, GStrv *outputs, GError **error)
{
  GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, outputs, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, files, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) failure = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &failure)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "%s; see “heddle-cli merge --help”", failure->message);
    return FALSE;
  }
  if (*files != NULL && *outputs != NULL)
    return heddle_cli_sweep_check_outputs ((const char *const *) *outputs, error);
  g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "write: heddle-cli merge RESULT… --output FILE.json");
  return FALSE;
}

/* A file's results, when they can be compared with those that are there. */
static gboolean
add_file (GPtrArray *all, const char *path, GError **error)
{
  g_autoptr (GPtrArray) results = heddle_sweep_result_load (path, error);

  while (results != NULL && results->len > 0) {
    if (all->len > 0 &&
        !heddle_sweep_result_check_same (g_ptr_array_index (all, 0), g_ptr_array_index (results, 0), error)) {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
    g_ptr_array_add (all, g_ptr_array_steal_index (results, 0));
  }
  return results != NULL;
}

int
heddle_cli_merge (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) files = NULL;
  g_auto (GStrv) outputs = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_sweep_result_free);

  if (!read_arguments (argc, argv, &files, &outputs, &error))
    return heddle_cli_fail (error);
  for (guint i = 0; files[i] != NULL; i++)
    if (!add_file (all, files[i], &error))
      return heddle_cli_fail (error);
  if (!heddle_cli_sweep_save ((HeddleSweepResult *const *) all->pdata, all->len, (const char *const *) outputs, &error))
    return heddle_cli_fail (error);
  for (guint i = 0; i < all->len; i++) {
    const HeddleSweepResult *result = g_ptr_array_index (all, i);
    g_autofree char *machine = heddle_machine_facts_describe (result->machine);

    printf (ngettext ("%s (%u measurement)\n", "%s (%u measurements)\n", result->measurements->len), machine,
            result->measurements->len);
  }
  return HEDDLE_EXIT_DONE;
}
