/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Cores page in the real window: a sweep is measured, stopped and continued; results of another machine lie over it, and
 * those of something else are refused.
 */
#include "watch.h"

#include "lab/sweep-result.h"
#include "ui/window/workspace.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_REPEATS 4

static HeddleCoresPage *
open_page (HeddleWindow **window)
{
  static const char *const values[] = { "tasks=2", "delay=0", "work=1" };
  HeddleWorkspace *workspace;

  *window = heddle_test_open_window (HEDDLE_SCENARIO_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_true (heddle_stage_set_value (heddle_window_get_stage (*window), values[i], NULL));
  workspace = HEDDLE_WORKSPACE (heddle_test_find (GTK_WIDGET (*window), HEDDLE_TYPE_WORKSPACE));
  return heddle_workspace_show_cores (workspace);
}

static gboolean
is_at_rest (gpointer page)
{
  return !heddle_cores_page_is_running (page);
}

static guint
count_dots (HeddleCoresPage *page)
{
  const HeddleChart *chart = heddle_chart_view_get_chart (heddle_cores_page_get_times (page));
  guint n = 0;

  for (guint i = 0; chart != NULL && i < chart->series->len; i++)
    n += ((const HeddleChartSeries *) g_ptr_array_index (chart->series, i))->dots->len;
  return n;
}

static gboolean
has_dots (gpointer page)
{
  return count_dots (page) >= 2;
}

static guint
count_planned (void)
{
  guint n_counts = 1;

  for (guint n = 1; n < g_get_num_processors (); n *= 2)
    n_counts++;
  return 3 * N_REPEATS * n_counts;
}

static void
test_sweep (void)
{
  HeddleWindow *window;
  HeddleCoresPage *page = open_page (&window);

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  g_assert_null (heddle_chart_view_get_chart (heddle_cores_page_get_times (page)));
  heddle_cores_page_set_repeats (page, N_REPEATS);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "cores.run", NULL));
  g_assert_true (heddle_cores_page_is_running (page));
  heddle_test_wait_until (has_dots, page);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "cores.run", NULL));
  heddle_test_wait_until (is_at_rest, page);
  /* What is measured stays, and the sweep goes on where it was. */
  g_assert_cmpuint (count_dots (page), >=, 2);
  g_assert_cmpuint (count_dots (page), <, count_planned ());
  heddle_cores_page_run (page);
  g_assert_cmpuint (count_dots (page), >=, 2);
  heddle_test_wait_until (is_at_rest, page);
  g_assert_cmpstr (heddle_cores_page_get_message (page), ==, "");
  g_assert_cmpuint (count_dots (page), ==, count_planned ());
  g_assert_cmpstr (heddle_cores_page_get_sentences (page), !=, "");
  heddle_test_take_picture (window, "cores.png");
  heddle_test_close_window (window);
}

/* A saved result, with something else in the place of one of its texts. */
static char *
write_result (const char *text, const char *replacement)
{
  g_autoptr (HeddleSweepResult) result = heddle_sweep_result_new ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "heddle-test-cores.json", NULL);
  g_autofree char *saved = NULL;
  g_autoptr (GString) changed = NULL;
  double none = 0;

  result->scenario = g_strdup ("class");
  result->title = g_strdup ("Class");
  result->params = g_strdup ("{}");
  result->program = g_strdup ("abc");
  result->mode = g_strdup ("timed");
  result->cpus = g_strdup ("0,1");
  result->date = g_strdup ("2026-01-01T00:00:00Z");
  result->n_repeats = 5;
  result->machine = heddle_machine_facts_read ("/nowhere");
  g_array_append_val (result->values, none);
  g_ptr_array_add (result->variant_names, g_strdup ("a"));
  g_ptr_array_add (result->variant_titles, g_strdup ("A"));
  for (guint n_cores = 1; n_cores <= 2; n_cores++) {
    g_array_append_val (result->cores, n_cores);
    for (guint i = 0; i < 5; i++) {
      HeddleMeasurement measurement = { .n_cores = n_cores, .wall_ns = 1000000000 / n_cores + i };

      g_array_append_val (result->measurements, measurement);
    }
  }
  g_assert_true (heddle_sweep_result_save (&result, 1, path, NULL));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  changed = g_string_new (saved);
  g_string_replace (changed, text, replacement, 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
  return g_steal_pointer (&path);
}

static void
test_overlay (void)
{
  HeddleWindow *window;
  HeddleCoresPage *page = open_page (&window);
  g_autofree char *first = write_result ("nothing", "nothing");
  g_autofree char *path = NULL;

  g_assert_true (heddle_cores_page_open (page, first));
  g_assert_cmpuint (count_dots (page), ==, 10);
  path = write_result ("\"cpus\" : \"0,1\"", "\"cpus\" : \"2,3\"");
  g_assert_true (heddle_cores_page_open (page, path));
  g_assert_cmpuint (count_dots (page), ==, 20);
  g_assert_nonnull (strstr (heddle_cores_page_get_sentences (page), "“A” gains 2.00×"));
  heddle_test_take_picture (window, "cores-overlay.png");

  g_free (path);
  path = write_result ("\"params\" : \"{}\"", "\"params\" : \"{1}\"");
  g_assert_false (heddle_cores_page_open (page, path));
  g_assert_nonnull (strstr (heddle_cores_page_get_message (page), "a parameter differs"));
  g_free (path);
  path = write_result ("\"wall\"", "\"wal\"");
  g_assert_false (heddle_cores_page_open (page, path));
  g_assert_nonnull (strstr (heddle_cores_page_get_message (page), "“wall” should be a whole number"));
  g_assert_cmpuint (count_dots (page), ==, 20);
  g_unlink (path);
  heddle_test_close_window (window);
}

/* Closing the window in the middle of a sweep ends it. */
static void
test_close (void)
{
  HeddleWindow *window;
  HeddleCoresPage *page = open_page (&window);

  heddle_cores_page_set_repeats (page, N_REPEATS);
  heddle_cores_page_run (page);
  heddle_test_wait_until (has_dots, page);
  heddle_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cores/sweep", test_sweep);
  g_test_add_func ("/cores/overlay", test_overlay);
  g_test_add_func ("/cores/close", test_close);
  return g_test_run ();
}
