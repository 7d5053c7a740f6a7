/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of sweeps for people.
 * Threads: main.
 */
#include "cli/sweep-table.h"

#include "base/clock.h"
#include "cli/picture.h"
#include "lab/sentences.h"
#include "lab/sweep-charts.h"
#include "lab/sweep-sentences.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define N_COLUMNS 7
#define BAR_WIDTH 60
#define BAR_TITLE 20

static char *
format_cell (const HeddleSweepGroup *group, guint column)
{
  if (group->n_done == 0)
    return g_strdup (column == 0 && group->n_failed > 0 ? _("failed") : "–");
  switch (column) {
  case 0:
    return g_strdup_printf ("%.3f s [%.3f, %.3f]", group->time_s.middle, group->time_s.low, group->time_s.high);
  case 1:
    return g_strdup_printf ("%u%s", group->n_done, heddle_interval_is_trusted (&group->time_s) ? "" : "*");
  case 2:
    if (group->is_reference)
      return g_strdup ("1×");
    if (!heddle_interval_is_trusted (&group->speed_up))
      return g_strdup_printf ("%.2f×", group->speed_up.middle);
    return g_strdup_printf ("%.2f× [%.2f, %.2f]", group->speed_up.middle, group->speed_up.low, group->speed_up.high);
  case 3:
    return heddle_sweep_sentences_describe_split (group);
  default:
    return group->cpu_ns < 0 ? g_strdup ("–") : heddle_sentences_format_time (group->cpu_ns);
  }
}

static void
add_row (const HeddleSweepResult *result, const HeddleSweepGroup *group, GPtrArray *cells)
{
  g_ptr_array_add (cells, g_strdup (g_ptr_array_index (result->variant_titles, group->variant)));
  if (result->vary == NULL)
    g_ptr_array_add (cells, g_strdup_printf ("%u", group->n_cores));
  else
    g_ptr_array_add (cells, g_strdup_printf ("%u, %s %g", group->n_cores, result->vary, group->value));
  for (guint i = 0; i + 2 < N_COLUMNS; i++)
    g_ptr_array_add (cells, format_cell (group, i));
}

static void
print_table (const HeddleSweepResult *result, const GArray *groups)
{
  const char *heads[N_COLUMNS] = { "",
                                   _("cores"), _("median [95 % interval]"),
                                                   _("runs"), _("speed-up"), _("not to be shortened by cores"),
                                                                                  _("CPU time") };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  int widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < N_COLUMNS; i++)
    g_ptr_array_add (cells, g_strdup (heads[i]));
  for (guint i = 0; i < groups->len; i++)
    add_row (result, &g_array_index (groups, HeddleSweepGroup, i), cells);
  for (guint i = 0; i < cells->len; i++)
    widths[i % N_COLUMNS] = MAX (widths[i % N_COLUMNS], (int) g_utf8_strlen (g_ptr_array_index (cells, i), -1));
  for (guint i = 0; i < cells->len; i++) {
    const char *cell = g_ptr_array_index (cells, i);
    int padding = widths[i % N_COLUMNS] - (int) g_utf8_strlen (cell, -1);

    printf ("%s%*s%s", cell, padding, "", i % N_COLUMNS == N_COLUMNS - 1 ? "\n" : "  ");
  }
}

/* A bar for each median, with the interval at its end: [==|==]. */
static void
print_bars (const HeddleSweepResult *result, const GArray *groups)
{
  double most_s = 0;

  for (guint i = 0; i < groups->len; i++)
    most_s = MAX (most_s, g_array_index (groups, HeddleSweepGroup, i).time_s.high);
  for (guint i = 0; i < groups->len && most_s > 0; i++) {
    const HeddleSweepGroup *group = &g_array_index (groups, HeddleSweepGroup, i);
    const char *title = g_ptr_array_index (result->variant_titles, group->variant);
    int padding = (int) MAX (BAR_TITLE - g_utf8_strlen (title, -1), 0);
    guint low = (guint) (group->time_s.low / most_s * BAR_WIDTH),
          high = (guint) (group->time_s.high / most_s * BAR_WIDTH);
    guint middle = (guint) (group->time_s.middle / most_s * BAR_WIDTH);

    if (group->n_done == 0)
      continue;
    printf ("%s%*s %4g ", title, padding, "",
            result->vary == NULL || result->cores->len > 1 ? group->n_cores : group->value);
    for (guint column = 0; column <= high; column++)
      putchar (column == middle ? '|' : column == low ? '[' : column == high ? ']' : column < low ? '=' : '-');
    putchar ('\n');
  }
}

static gboolean
has_few (const GArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    if (!heddle_interval_is_trusted (&g_array_index (groups, HeddleSweepGroup, i).time_s))
      return TRUE;
  return FALSE;
}

/**
 * heddle_cli_sweep_print:
 * @result: a result
 * @groups: what heddle_sweep_summarize() found in it
 *
 * Prints the terms, a table, and what the numbers say.
 */
void
heddle_cli_sweep_print (const HeddleSweepResult *result, const GArray *groups)
{
  g_auto (GStrv) sentences = heddle_sweep_sentences_make (result, groups);
  g_autofree char *machine = heddle_machine_facts_describe (result->machine);

  printf (_("%s: %s, %u repeats in random order (seed %u), %u warm-up, CPUs %s%s%s\n"), result->title, result->mode,
             result->n_repeats, result->seed, result->n_warm_ups, result->cpus,
             *result->params != '\0' ? ", params " : "", result->params);
  printf ("%s\n\n", machine);
  print_table (result, groups);
  if (has_few (groups))
    printf (_("* fewer than 6 runs have no 95 %% interval: it goes from the least to the greatest time\n"));
  putchar ('\n');
  print_bars (result, groups);
  putchar ('\n');
  for (guint i = 0; sentences[i] != NULL; i++)
    printf ("%s\n", sentences[i]);
  for (guint i = 0; i < result->warnings->len; i++)
    printf (_("Beware: %s\n"), (const char *) g_ptr_array_index (result->warnings, i));
}

/**
 * heddle_cli_sweep_check_outputs:
 * @paths: (nullable): where results are to be saved
 * @error: where to put an error
 *
 * Returns: whether each has an ending that stands for a form, and a folder; so that nobody measures for nothing
 */
gboolean
heddle_cli_sweep_check_outputs (const char *const *paths, GError **error)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (!heddle_sweep_charts_check_path (paths[i], error) || !heddle_cli_picture_check_folder (paths[i], error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_cli_sweep_save:
 * @results: (array length=n_results): results
 * @n_results: how many
 * @paths: (nullable): where to save them
 * @error: where to put an error
 *
 * Returns: whether all was written; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_cli_sweep_save (HeddleSweepResult *const *results, guint n_results, const char *const *paths, GError **error)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (!heddle_sweep_charts_save (results, n_results, paths[i], error))
      return FALSE;
  return TRUE;
}
