/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawer below the timeline.
 */
#include "watch.h"

#include "ui/console/console-page.h"
#include "ui/drawer/drawer.h"
#include "ui/page/page-events.h"
#include "ui/page/page-strip.h"

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

/* Events. */

static HeddleEvents *
show_events (HeddleWindow *window)
{
  HeddleDrawer *drawer = HEDDLE_DRAWER (heddle_test_find (GTK_WIDGET (window), HEDDLE_TYPE_DRAWER));

  heddle_drawer_show_page (drawer, "events");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  return heddle_drawer_get_events (drawer);
}

static gboolean
is_complete (gpointer data)
{
  return !heddle_event_list_is_busy (data);
}

static guint
count_events (HeddleEvents *events)
{
  heddle_test_wait_until (is_complete, heddle_events_get_list (events));
  return g_list_model_get_n_items (G_LIST_MODEL (heddle_events_get_list (events)));
}

static HeddleTrace *
get_trace (HeddleWindow *window)
{
  return heddle_variant_run_get_trace (
    heddle_band_get_run (heddle_timeline_get_band (heddle_window_get_timeline (window), 0)));
}

static void
test_events (void)
{
  HeddleWindow *window =
    run_program ("for (let i = 1; i <= 40; i++) setTimeout(function due() { performance.mark('m'); }, i);\n");
  HeddleEvents *events = show_events (window);
  HeddleTrace *trace = get_trace (window);
  gint64 last_ns = G_MININT64;
  guint n_events = count_events (events);

  g_assert_cmpuint (n_events, ==, heddle_trace_get_n_spans (trace) + heddle_trace_get_n_marks (trace));
  for (guint i = 0; i < n_events; i++) {
    g_autoptr (HeddleEventItem) item = g_list_model_get_item (G_LIST_MODEL (heddle_events_get_list (events)), i);
    g_autofree char *time = heddle_event_item_dup_time (item);

    g_assert_cmpstr (time, !=, "");
    last_ns = MAX (last_ns, heddle_event_item_get_start_ns (item));
  }
  g_assert_cmpint (last_ns, >, 0);
  heddle_events_filter (events, HEDDLE_KIND_TIMER, NULL, NULL);
  g_assert_cmpuint (count_events (events), ==, 40);
  heddle_events_filter (events, HEDDLE_KIND_TIMER, "main thread", NULL);
  g_assert_cmpuint (count_events (events), ==, 0);
  heddle_events_filter (events, 0, NULL, "no such label");
  g_assert_cmpuint (count_events (events), ==, 0);
  heddle_events_filter (events, 0, "main thread", NULL);
  g_assert_cmpuint (count_events (events), >=, 40);
  heddle_events_filter (events, 0, NULL, NULL);
  g_assert_cmpuint (count_events (events), ==, n_events);
  heddle_test_close_window (window);
}

static guint
find_task (HeddleEvents *events, guint number)
{
  for (guint i = 0; i < count_events (events); i++) {
    g_autoptr (HeddleEventItem) item = g_list_model_get_item (G_LIST_MODEL (heddle_events_get_list (events)), i);

    if (heddle_event_item_get_kind (item) == HEDDLE_KIND_TASK && number-- == 0)
      return i;
  }
  g_assert_not_reached ();
}

static gboolean
is_scrolled (gpointer data)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (data)) > 0;
}

static void
test_events_in_step (void)
{
  HeddleWindow *window = run_program ("for (let i = 1; i <= 200; i++) setTimeout(function due() {}, i % 7);\n");
  HeddleEvents *events = show_events (window);
  HeddleAttention *attention = heddle_timeline_get_attention (heddle_window_get_timeline (window));
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (heddle_events_get_selection (events));
  guint position = find_task (events, 150), other = find_task (events, 120);
  g_autoptr (HeddleEventItem) item = g_list_model_get_item (G_LIST_MODEL (heddle_events_get_list (events)), position);
  g_autoptr (HeddleEventItem) another = g_list_model_get_item (G_LIST_MODEL (heddle_events_get_list (events)), other);
  gint64 cursor_ns;

  gtk_single_selection_set_selected (selection, position);
  g_assert_cmpuint (heddle_attention_get_selection (attention).band, ==, 0);
  g_assert_cmpuint (heddle_attention_get_selection (attention).ref, ==, heddle_event_item_get_ref (item));
  g_assert_cmpuint (heddle_attention_get_cursor (attention, &cursor_ns), ==, 0);
  g_assert_cmpint (cursor_ns, ==, heddle_event_item_get_start_ns (item));
  heddle_attention_select (attention, 0, heddle_event_item_get_ref (another));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, other);
  heddle_test_wait_until (is_scrolled, heddle_test_find (GTK_WIDGET (events), GTK_TYPE_SCROLLED_WINDOW));
  heddle_test_take_picture (window, "drawer-events.png");
  heddle_test_close_window (window);
}

/* The page strip. */

static gboolean
waits_for_input (gpointer data)
{
  HeddleTrace *trace = get_trace (data);

  return trace != NULL && heddle_trace_is_waiting_for_input (trace);
}

static gboolean
has_answer (gpointer data)
{
  return g_str_has_prefix (heddle_page_strip_get_answer (data), "Answered after ");
}

static void
test_page_strip (void)
{
  g_autofree char *path =
    heddle_test_write_program ("addEventListener('click', () => console.log('clicked'));\n"
                               "addEventListener('input', (e) => console.log(e.data));\n"
                               "addEventListener('keydown', (e) => console.log(e.key, e.code));\n");
  HeddleWindow *window = heddle_test_open_window (path);
  HeddlePageStrip *strip = HEDDLE_PAGE_STRIP (heddle_test_find (GTK_WIDGET (window), HEDDLE_TYPE_PAGE_STRIP));
  g_autofree char *key = heddle_page_events_new_key (GDK_KEY_a, 0);

  open_drawer (window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL);
  heddle_test_wait_until (waits_for_input, window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (strip)));
  heddle_page_strip_click (strip);
  heddle_test_wait_until (has_answer, strip);
  assert_shows (window, "clicked");
  heddle_stage_send_input (heddle_window_get_stage (window), key);
  gtk_editable_set_text (GTK_EDITABLE (heddle_test_find (GTK_WIDGET (strip), GTK_TYPE_ENTRY)), "say \"ü\"");
  heddle_test_wait_until (has_answer, strip);
  assert_shows (window, "clicked\na KeyA\nsay \"ü\"");
  heddle_test_take_picture (window, "drawer-page-strip.png");
  heddle_stage_stop (heddle_window_get_stage (window));
  heddle_test_wait_until (is_at_rest, window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (strip)));
  heddle_test_close_window (window);
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
  g_test_add_func ("/page-strip/answers", test_page_strip);
  g_test_add_func ("/events/all", test_events);
  g_test_add_func ("/events/in-step", test_events_in_step);
  return g_test_run ();
}
