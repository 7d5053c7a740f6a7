/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real window, with the real runner and the real server.
 */
#include "watch.h"

#include "export/export.h"
#include "ui/style/colours.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_at_rest (gpointer data)
{
  return !heddle_stage_is_running (heddle_window_get_stage (data));
}

static void
run_all (HeddleWindow *window)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL));
  g_assert_true (heddle_stage_is_running (heddle_window_get_stage (window)));
}

static HeddleWindow *
open_small_lesson (void)
{
  HeddleWindow *window = heddle_test_open_window (HEDDLE_SCENARIO_DEFAULT);
  static const char *const values[] = { "tasks=4", "delay=600", "work=2" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    heddle_stage_set_value (heddle_window_get_stage (window), values[i], &error);
    g_assert_no_error (error);
  }
  return window;
}

static HeddleBand *
get_band (HeddleWindow *window, guint index)
{
  return heddle_timeline_get_band (heddle_window_get_timeline (window), index);
}

static const char *
get_flag (HeddleBand *band)
{
  static char flag[64];
  g_autofree char *text = NULL;

  g_object_get (heddle_test_find (GTK_WIDGET (band), HEDDLE_TYPE_LANES), "flag", &text, NULL);
  g_strlcpy (flag, text != NULL ? text : "", sizeof flag);
  return flag;
}

static void
assert_contains (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("“%s” does not contain “%s”", text, part);
}

/* What is seen, and what a screen reader says. */
static void
assert_finished (HeddleBand *band, const char *title, guint waiting_at_once)
{
  HeddleVariantRun *run = heddle_band_get_run (band);
  const char *description = heddle_band_get_description (band);
  g_autofree char *start = g_strdup_printf ("%s: finished in %s, waiting at once %u, computing at once ", title,
                                            get_flag (band), waiting_at_once);

  g_assert_cmpint (heddle_variant_run_get_phase (run), ==, HEDDLE_PHASE_DONE);
  g_assert_cmpuint (heddle_trace_get_waiting_at_once (heddle_variant_run_get_trace (run)), ==, waiting_at_once);
  g_assert_cmpstr (get_flag (band), !=, "");
  assert_contains (description, start);
  gtk_test_accessible_assert_role (band, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (band, GTK_ACCESSIBLE_PROPERTY_LABEL, description);
}

static void
test_never_run (void)
{
  HeddleWindow *window = heddle_test_open_window (HEDDLE_SCENARIO_DEFAULT);

  g_assert_null (heddle_variant_run_get_trace (heddle_band_get_run (get_band (window, 0))));
  g_assert_cmpstr (heddle_band_get_description (get_band (window, 1)), ==, "Concurrent: not run yet");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (heddle_window_get_timeline (window))));
  heddle_test_take_picture (window, "window-never-run.png");
  heddle_test_close_window (window);
}

static void
test_run_all (void)
{
  HeddleWindow *window = open_small_lesson ();
  g_autofree char *console = NULL;

  run_all (window);
  heddle_test_wait_until (is_at_rest, window);
  g_assert_cmpuint (heddle_timeline_get_n_bands (heddle_window_get_timeline (window)), ==, 3);
  assert_finished (get_band (window, 0), "One after another", 1);
  assert_finished (get_band (window, 1), "Concurrent", 4);
  assert_finished (get_band (window, 2), "Parallel", 4);
  g_assert_cmpstr (heddle_window_get_sentence (window), !=, "");
  g_assert_false (g_str_has_prefix (heddle_window_get_sentence (window), "Running"));
  console = heddle_console_dup_text (heddle_window_get_console (window), "concurrent");
  assert_contains (console, "results:");
  g_assert_false (heddle_console_has_errors (heddle_window_get_console (window)));
  heddle_test_take_picture (window, "window.png");
  heddle_test_close_window (window);
}

/* What was saved looks as it did when it ran. */
static void
test_saved_traces (void)
{
  HeddleWindow *window = open_small_lesson (), *again;
  g_autofree char *path = heddle_test_write_program ("");
  g_autofree char *saved = g_strconcat (path, ".json", NULL);
  HeddleTrace *traces[3];
  g_autoptr (GError) error = NULL;

  run_all (window);
  heddle_test_wait_until (is_at_rest, window);
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    traces[i] = heddle_variant_run_get_trace (heddle_band_get_run (get_band (window, i)));
  heddle_export_file (traces, G_N_ELEMENTS (traces), saved, &error);
  g_assert_no_error (error);
  again = heddle_test_open_window (saved);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (heddle_window_get_timeline (again))));
  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_cmpstr (heddle_band_get_description (get_band (again, i)), ==,
                     heddle_band_get_description (get_band (window, i)));
  gtk_widget_activate_action (GTK_WIDGET (again), "win.run-all", NULL);
  g_assert_false (heddle_stage_is_running (heddle_window_get_stage (again)));
  heddle_test_close_window (again);
  heddle_test_close_window (window);
  g_unlink (saved);
  g_unlink (path);
}

/* The second time everything starts anew. */
static void
test_run_again (void)
{
  HeddleWindow *window = open_small_lesson ();
  g_autoptr (HeddleTrace) first = NULL;

  run_all (window);
  heddle_test_wait_until (is_at_rest, window);
  first = g_object_ref (heddle_variant_run_get_trace (heddle_band_get_run (get_band (window, 0))));
  run_all (window);
  g_assert_cmpstr (heddle_band_get_description (get_band (window, 2)), ==, "Parallel: runs next");
  g_assert_cmpstr (get_flag (get_band (window, 2)), ==, "");
  assert_contains (heddle_window_get_sentence (window), "Running “One after another”, 1 of 3");
  heddle_test_wait_until (is_at_rest, window);
  g_assert_true (first != heddle_variant_run_get_trace (heddle_band_get_run (get_band (window, 0))));
  assert_finished (get_band (window, 2), "Parallel", 4);
  heddle_test_close_window (window);
}

static gboolean
is_blocked (gpointer data)
{
  return heddle_variant_run_get_blocked_ns (heddle_band_get_run (get_band (data, 0))) > 0;
}

static void
test_stop (void)
{
  g_autofree char *program = heddle_test_write_program ("console.log('begun'); for (;;);");
  HeddleWindow *window = heddle_test_open_window (program);
  HeddleVariantRun *run = heddle_band_get_run (get_band (window, 0));
  g_autofree char *console = NULL;

  run_all (window);
  heddle_test_wait_until (is_blocked, window);
  g_assert_cmpint (heddle_variant_run_get_phase (run), ==, HEDDLE_PHASE_RUNNING);
  heddle_test_take_picture (window, "window-blocked.png");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL));
  heddle_test_wait_until (is_at_rest, window);
  g_assert_cmpint (heddle_variant_run_get_phase (run), ==, HEDDLE_PHASE_FAILED);
  assert_contains (heddle_band_get_description (get_band (window, 0)), "stopped");
  console = heddle_console_dup_text (heddle_window_get_console (window), heddle_variant_run_get_name (run));
  assert_contains (console, "begun");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL));
  heddle_test_close_window (window);
  g_unlink (program);
}

static void
test_failure (void)
{
  g_autofree char *program = heddle_test_write_program ("function f() { throw new Error('boom'); }\nf();");
  HeddleWindow *window = heddle_test_open_window (program);
  HeddleVariantRun *run = heddle_band_get_run (get_band (window, 0));
  g_autofree char *console = NULL;

  run_all (window);
  heddle_test_wait_until (is_at_rest, window);
  g_assert_cmpint (heddle_variant_run_get_phase (run), ==, HEDDLE_PHASE_FAILED);
  g_assert_true (heddle_console_has_errors (heddle_window_get_console (window)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (heddle_window_get_console (window))));
  console = heddle_console_dup_text (heddle_window_get_console (window), heddle_variant_run_get_name (run));
  assert_contains (console, "boom");
  assert_contains (console, "program.js:1");
  heddle_test_take_picture (window, "window-failed.png");
  heddle_test_close_window (window);
  g_unlink (program);
}

static void
test_zoom_and_pan (void)
{
  HeddleWindow *window = heddle_test_open_window (HEDDLE_SCENARIO_DEFAULT);
  HeddleTimeline *timeline = heddle_window_get_timeline (window);
  HeddleTimeAxis *axis = heddle_timeline_get_axis (timeline);
  gint64 extent_ns = heddle_time_axis_get_extent_ns (axis), start_ns, length_ns;

  heddle_test_press (timeline, GDK_KEY_w, 0);
  start_ns = heddle_time_axis_get_start_ns (axis);
  length_ns = heddle_time_axis_get_end_ns (axis) - start_ns;
  g_assert_cmpint (length_ns, <, extent_ns);
  g_assert_cmpint (start_ns, >, 0);
  heddle_test_press (timeline, GDK_KEY_d, 0);
  g_assert_cmpint (heddle_time_axis_get_start_ns (axis), >, start_ns);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis) - heddle_time_axis_get_start_ns (axis), ==, length_ns);
  heddle_test_press (timeline, GDK_KEY_Left, 0);
  heddle_test_press (timeline, GDK_KEY_a, 0);
  g_assert_cmpint (heddle_time_axis_get_start_ns (axis), <, start_ns);
  heddle_test_press (timeline, GDK_KEY_Up, 0);
  heddle_test_press (timeline, GDK_KEY_s, 0);
  heddle_test_press (timeline, GDK_KEY_0, 0);
  g_assert_cmpint (heddle_time_axis_get_start_ns (axis), ==, 0);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, extent_ns);
  heddle_test_close_window (window);
}

static void
test_bad_target (void)
{
  HeddleWindow *window = heddle_window_new (heddle_test_get_application ());

  g_assert_false (heddle_window_open (window, "/no/such/folder"));
  g_assert_null (heddle_window_get_stage (window));
  g_assert_true (heddle_window_open (window, HEDDLE_SCENARIO_DEFAULT));
  heddle_test_close_window (window);
}

/* Closing the window ends what runs. */
static void
test_close_while_running (void)
{
  g_autofree char *program = heddle_test_write_program ("for (;;);");
  HeddleWindow *window = heddle_test_open_window (program);
  HeddleStage *stage = heddle_window_get_stage (window);

  g_object_add_weak_pointer (G_OBJECT (stage), (gpointer *) &stage);
  run_all (window);
  heddle_test_wait_until (is_blocked, window);
  heddle_test_close_window (window);
  g_assert_null (stage);
  g_unlink (program);
}

/* On a projector: the bands alone, in text of 2 % of the height and more; the lesson's parts one by one. */
static void
test_presentation (void)
{
  HeddleWindow *window = open_small_lesson ();
  GtkWidget *timeline = GTK_WIDGET (heddle_window_get_timeline (window));
  GtkWidget *header = heddle_test_find (GTK_WIDGET (window), ADW_TYPE_HEADER_BAR);
  PangoFontDescription *font;

  run_all (window);
  heddle_test_wait_until (is_at_rest, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  gtk_test_widget_wait_for_draw (timeline);
  g_assert_false (gtk_widget_get_mapped (header));
  g_assert_true (heddle_colours_get_palette ()->is_high_contrast);
  font = pango_context_get_font_description (gtk_widget_get_pango_context (timeline));
  g_assert_cmpfloat (pango_font_description_get_size (font) / (double) PANGO_SCALE * 0.82, >=,
                     0.0195 * gtk_widget_get_height (GTK_WIDGET (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step", "i", 1);
  gtk_test_widget_wait_for_draw (timeline);
  heddle_test_take_picture (window, "window-presentation.png");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step", "i", -1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  gtk_test_widget_wait_for_draw (timeline);
  g_assert_true (gtk_widget_get_mapped (header));
  g_assert_false (heddle_colours_get_palette ()->is_high_contrast);
  heddle_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/never-run", test_never_run);
  g_test_add_func ("/window/run-all", test_run_all);
  g_test_add_func ("/window/saved-traces", test_saved_traces);
  g_test_add_func ("/window/run-again", test_run_again);
  g_test_add_func ("/window/stop", test_stop);
  g_test_add_func ("/window/failure", test_failure);
  g_test_add_func ("/window/zoom-and-pan", test_zoom_and_pan);
  g_test_add_func ("/window/bad-target", test_bad_target);
  g_test_add_func ("/window/presentation", test_presentation);
  g_test_add_func ("/window/close-while-running", test_close_while_running);
  return g_test_run ();
}
