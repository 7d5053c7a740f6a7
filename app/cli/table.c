/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of some runs as a table for a terminal: columns as wide as they need to be, numbers to the right.
 * Threads: any.
 */
#include "cli/table.h"

#include "base/clock.h"

#include <glib/gi18n.h>

#define N_COLUMNS 6

/* (transfer full): a duration, or a dash when nobody measured it */
static char *
format_duration (gint64 time_ns)
{
  if (time_ns < 0)
    return g_strdup ("–");
  if (time_ns < HEDDLE_NS_PER_S)
    return g_strdup_printf (_("%.1f ms"), (double) time_ns / HEDDLE_NS_PER_MS);
  return g_strdup_printf (_("%.3f s"), (double) time_ns / HEDDLE_NS_PER_S);
}

static void
add_row (GPtrArray *cells, const HeddleSentenceRun *run)
{
  const HeddleSummary *summary = &run->summary;

  g_ptr_array_add (cells,
                   run->is_whole ? g_strdup (run->title) : g_strdup_printf (_("%s (not compared)"), run->title));
  g_ptr_array_add (cells, format_duration (summary->wall_ns));
  g_ptr_array_add (cells, format_duration (summary->cpu_ns));
  g_ptr_array_add (cells, g_strdup_printf ("%u", summary->waiting_at_once));
  g_ptr_array_add (cells, g_strdup_printf ("%u", summary->computing_at_once));
  g_ptr_array_add (cells, format_duration (summary->longest_block_ns));
}

static void
append_cell (GString *text, const char *cell, glong width, gboolean is_first)
{
  int padding = (int) (width - g_utf8_strlen (cell, -1));

  if (is_first)
    g_string_append_printf (text, "%s%*s", cell, padding, "");
  else
    g_string_append_printf (text, "  %*s%s", padding, "", cell);
}

/**
 * heddle_cli_table_format:
 * @runs: (array length=n_runs): runs
 * @n_runs: how many
 *
 * Returns: (transfer full): the table, a line for each run
 */
char *
heddle_cli_table_format (const HeddleSentenceRun *runs, guint n_runs)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *heads[N_COLUMNS] = { "",
                                   _("wall time"), _("CPU time"), _("waiting at once"),
                                                                       _("computing at once"),
                                                                          _("longest block of the main loop") };
  glong widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < N_COLUMNS; i++)
    g_ptr_array_add (cells, g_strdup (heads[i]));
  for (guint i = 0; i < n_runs; i++)
    add_row (cells, &runs[i]);
  for (guint i = 0; i < cells->len; i++)
    widths[i % N_COLUMNS] = MAX (widths[i % N_COLUMNS], g_utf8_strlen (g_ptr_array_index (cells, i), -1));
  for (guint i = 0; i < cells->len; i++) {
    append_cell (text, g_ptr_array_index (cells, i), widths[i % N_COLUMNS], i % N_COLUMNS == 0);
    if (i % N_COLUMNS == N_COLUMNS - 1)
      g_string_append_c (text, '\n');
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
