/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table below the charts: for each variant and core count the median with its interval, the speed-up, and what more
 * cores cannot shorten.
 * Threads: the main one.
 */
#include "ui/cores/cores-table.h"

#include "lab/sentences.h"
#include "lab/sweep-sentences.h"

#include <glib/gi18n.h>

/* Of a hundred machines nobody reads the rows; the file has them. */
#define MAX_ROWS 60

static void
add_cell (GtkGrid *grid, int column, int row, gboolean is_head, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, is_head ? "dim-label" : "numeric");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_time (GtkGrid *grid, int row, const HeddleSweepGroup *group)
{
  g_autofree char *text = NULL;

  if (group->n_done == 0)
    text = g_strdup (group->n_failed > 0 ? _("failed") : "–");
  else
    text = g_strdup_printf (_("%.3f s [%.3f, %.3f]"), group->time_s.middle, group->time_s.low, group->time_s.high);
  add_cell (grid, 2, row, FALSE, text);
}

static void
add_speed_up (GtkGrid *grid, int row, const HeddleSweepGroup *group)
{
  g_autofree char *text = NULL;

  if (group->is_reference || group->n_done == 0)
    text = g_strdup (group->n_done == 0 ? "–" : "1×");
  else if (heddle_interval_is_trusted (&group->speed_up))
    text = g_strdup_printf ("%.2f× [%.2f, %.2f]", group->speed_up.middle, group->speed_up.low, group->speed_up.high);
  else
    text = g_strdup_printf ("%.2f×", group->speed_up.middle);
  add_cell (grid, 4, row, FALSE, text);
}

static void
add_row (GtkGrid *grid, int row, const HeddleSweepResult *result, const HeddleSweepGroup *group, gboolean names_machine)
{
  const char *title = g_ptr_array_index (result->variant_titles, group->variant);
  g_autofree char *name = names_machine ? g_strdup_printf ("%s · %s", title, result->machine->host) : g_strdup (title);
  g_autofree char *cores = g_strdup_printf ("%u", group->n_cores);
  g_autofree char *condition = result->vary == NULL ? g_strdup (cores)
                                                    : g_strdup_printf ("%s, %s %g", cores, result->vary, group->value);
  g_autofree char *n_runs = g_strdup_printf ("%u", group->n_done);
  g_autofree char *split = group->n_done > 0 ? heddle_sweep_sentences_describe_split (group) : g_strdup ("");
  g_autofree char *cpu = group->cpu_ns > 0 ? heddle_sentences_format_time (group->cpu_ns) : g_strdup ("–");

  add_cell (grid, 0, row, FALSE, name);
  add_cell (grid, 1, row, FALSE, condition);
  add_time (grid, row, group);
  add_cell (grid, 3, row, FALSE, n_runs);
  add_speed_up (grid, row, group);
  add_cell (grid, 5, row, FALSE, split);
  add_cell (grid, 6, row, FALSE, cpu);
}

/**
 * heddle_cores_table_fill:
 * @grid: where the table is
 * @results: (array length=n_results): results
 * @n_results: how many
 *
 * Puts the numbers in place of those that are there.
 */
void
heddle_cores_table_fill (GtkGrid *grid, HeddleSweepResult *const *results, guint n_results)
{
  const char *heads[] = { "",
                          _("Cores"), _("Median [95 % interval]"), _("Runs"), _("Speed-up"),
                                                                                    _("Not to be shortened by cores"),
                                                                                       _("CPU time") };
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  for (int i = 0; i < (int) G_N_ELEMENTS (heads) && n_results > 0; i++)
    add_cell (grid, i, 0, TRUE, heads[i]);
  for (guint i = 0; i < n_results && row < MAX_ROWS; i++) {
    g_autoptr (GArray) groups = heddle_sweep_summarize (results[i]);

    for (guint j = 0; j < groups->len && row < MAX_ROWS; j++)
      add_row (grid, ++row, results[i], &g_array_index (groups, HeddleSweepGroup, j), n_results > 1);
  }
}
