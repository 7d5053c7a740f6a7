/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli show and convert: a saved trace again.
 */
#include "cli/commands.h"
#include "cli/picture.h"
#include "cli/table.h"
#include "export/export.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static GArray *
collect_results (GPtrArray *traces)
{
  GArray *results = g_array_new (FALSE, FALSE, sizeof (HeddleSentenceRun));

  for (guint i = 0; i < traces->len; i++) {
    HeddleTrace *trace = g_ptr_array_index (traces, i);
    const char *title = heddle_trace_get_info (trace, "title");
    const char *cores = heddle_trace_get_info (trace, "cores");
    const char *outcome = heddle_trace_get_info (trace, "outcome");
    HeddleSentenceRun result = {
      .title = title != NULL ? title
                             : _("Run"), .n_cores = cores != NULL ? (guint) g_ascii_strtoull (cores, NULL, 10) : 0,
                                  .is_whole = outcome == NULL || strcmp (outcome, "done") == 0,
      };

    heddle_trace_summarize (trace, &result.summary);
    g_array_append_val (results, result);
  }
  return results;
}

int
heddle_cli_show (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) traces = NULL;
  g_autoptr (GArray) results = NULL;
  g_autofree char *table = NULL;

  if (!heddle_cli_take_arguments (argc, argv, 1, "TRACE", &error))
    return heddle_cli_fail (error);
  traces = heddle_import_file (argv[1], &error);
  if (traces == NULL)
    return heddle_cli_fail (error);
  results = collect_results (traces);
  table = heddle_cli_table_format ((const HeddleSentenceRun *) (gpointer) results->data, results->len);
  fputs (table, stdout);
  heddle_cli_picture_print ((HeddleTrace *const *) (gpointer) traces->pdata, traces->len, stdout);
  return HEDDLE_EXIT_DONE;
}

int
heddle_cli_convert (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) traces = NULL;

  if (!heddle_cli_take_arguments (argc, argv, 2, "TRACE OUTPUT", &error) || !heddle_export_check_path (argv[2], &error))
    return heddle_cli_fail (error);
  traces = heddle_import_file (argv[1], &error);
  if (traces == NULL ||
      !heddle_export_file ((HeddleTrace *const *) (gpointer) traces->pdata, traces->len, argv[2], &error))
    return heddle_cli_fail (error);
  return HEDDLE_EXIT_DONE;
}
