/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawer below the timeline.
 */
#include "watch.h"

#include "ui/console/console-page.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_at_rest (gpointer data)
{
  return !heddle_stage_is_running (heddle_window_get_stage (data));
}

/* A low window folds it at first. */
static void
open_drawer (HeddleWindow *window)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (!gtk_widget_get_mapped (GTK_WIDGET (heddle_window_get_console (window))))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.console", NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
}

static HeddleWindow *
run_program (const char *source)
{
  g_autofree char *path = heddle_test_write_program (source);
  HeddleWindow *window = heddle_test_open_window (path);

  open_drawer (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL);
  heddle_test_wait_until (is_at_rest, window);
  return window;
}

static HeddleConsolePage *
get_page (HeddleWindow *window)
{
  return HEDDLE_CONSOLE_PAGE (heddle_test_find (GTK_WIDGET (heddle_window_get_console (window)),
                                                HEDDLE_TYPE_CONSOLE_PAGE));
}

static void
assert_shows (HeddleWindow *window, const char *expected)
{
  g_autofree char *text = heddle_console_page_dup_text (get_page (window));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_levels_and_text (void)
{
  HeddleWindow *window =
    run_program ("console.log('Éins'); console.warn('two'); console.debug('three'); console.log({ four: [4] });\n");
  HeddleConsolePage *page = get_page (window);

  assert_shows (window, "Éins\ntwo\nthree\n{ four: [ 4 ] }");
  heddle_console_page_filter (page, 1u << HEDDLE_LEVEL_WARN, NULL);
  assert_shows (window, "two");
  heddle_console_page_filter (page, HEDDLE_LEVELS_ALL, "É");
  assert_shows (window, "Éins");
  heddle_console_page_filter (page, HEDDLE_LEVELS_ALL, "T");
  assert_shows (window, "two\nthree");
  heddle_console_page_filter (page, HEDDLE_LEVELS_ALL, "");
  heddle_console_lines_clear (heddle_console_page_get_lines (page));
  assert_shows (window, "");
  heddle_test_close_window (window);
}

static void
note_line (HeddleConsole *console, const char *file, guint line, char **seen)
{
  g_free (*seen);
  *seen = g_strdup_printf ("%s:%u", file, line);
}

static void
test_links (void)
{
  HeddleWindow *window = run_program ("\nthrow new Error('boom');\n");
  HeddleConsole *console = heddle_window_get_console (window);
  HeddleConsoleLines *lines = heddle_console_page_get_lines (get_page (window));
  g_autoptr (HeddleConsoleLine) line = g_list_model_get_item (G_LIST_MODEL (lines), 0);
  g_autofree char *seen = NULL;

  g_assert_cmpuint (heddle_console_line_get_line (line), ==, 2);
  g_signal_connect (console, "show-line", G_CALLBACK (note_line), &seen);
  gtk_widget_activate_action (GTK_WIDGET (get_page (window)), "console.show-line", "(su)",
                              heddle_console_line_get_file (line), heddle_console_line_get_line (line));
  g_assert_cmpstr (seen, ==, "program.js:2");
  heddle_test_take_picture (window, "drawer-console.png");
  heddle_test_close_window (window);
}

typedef struct {
  HeddleConsoleLines *lines;
  guint n_items;
} Expected;

static gboolean
has_items (gpointer data)
{
  Expected *expected = data;

  return g_list_model_get_n_items (G_LIST_MODEL (expected->lines)) == expected->n_items;
}

static gboolean
is_at_end (gpointer data)
{
  GtkAdjustment *adjustment = data;

  return gtk_adjustment_get_upper (adjustment) > 100000 &&
         gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >=
           gtk_adjustment_get_upper (adjustment) - 4;
}

static void
test_many_lines (void)
{
  HeddleWindow *window = run_program ("for (let i = 0; i < 100000; i++) console.log(`line ${i}`);\n");
  HeddleConsolePage *page = get_page (window);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (heddle_test_find (GTK_WIDGET (page),
                                                                                GTK_TYPE_SCROLLED_WINDOW)));
  Expected expected = { heddle_console_page_get_lines (page), 100000 };

  heddle_test_wait_until (has_items, &expected);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  heddle_test_wait_until (is_at_end, adjustment);
  heddle_test_take_picture (window, "drawer-many-lines.png");
  heddle_console_page_filter (page, HEDDLE_LEVELS_ALL, "LINE 9999");
  expected.n_items = 11;
  heddle_test_wait_until (has_items, &expected);
  heddle_test_close_window (window);
}

/* What the trace leaves out does not come back, and is not counted twice. */
static void
test_left_out (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleConsoleLines) lines = heddle_console_lines_new ();
  HeddleThread thread = { .number = 1, .role = HEDDLE_ROLE_MAIN, .name = (char *) "main" };
  HeddleConsoleEntry entry = { .text = (char *) "a line that is long enough" };
  g_autoptr (HeddleConsoleLine) last = NULL;

  heddle_trace_add_thread (trace, &thread);
  heddle_trace_set_limit (trace, 64 * 1024);
  for (guint i = 0; i < 1000; i++) {
    heddle_trace_add_console (trace, &entry);
    heddle_console_lines_follow (lines, trace, NULL);
    if (i == 3)
      heddle_console_lines_clear (lines);
    heddle_trace_trim_console (trace);
  }
  entry.text = (char *) "the last";
  heddle_trace_add_console (trace, &entry);
  heddle_console_lines_follow (lines, trace, NULL);
  g_assert_cmpuint (heddle_trace_get_n_console_left_out (trace), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, heddle_trace_get_n_console (trace) - 4);
  last = g_list_model_get_item (G_LIST_MODEL (lines), g_list_model_get_n_items (G_LIST_MODEL (lines)) - 1);
  g_assert_cmpstr (heddle_console_line_get_text (last), ==, "the last");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heddle_test_get_application ();
  g_test_add_func ("/console/levels-and-text", test_levels_and_text);
  g_test_add_func ("/console/links", test_links);
  g_test_add_func ("/console/many-lines", test_many_lines);
  g_test_add_func ("/console/left-out", test_left_out);
  return g_test_run ();
}
