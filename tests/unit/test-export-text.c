/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timelines for people: in a terminal, on a slide, in a table.
 */
#include "export/export.h"
#include "trace-maker.h"

#include <string.h>

typedef gboolean (*ExportFunc) (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error);

static char *
write_text (ExportFunc export, HeddleTrace *const *traces, guint n_traces)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (export(traces, n_traces, stream, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_terminal (void)
{
  g_autoptr (HeddleTrace) concurrent = make_concurrent (4);
  g_autoptr (HeddleTrace) parallel = make_parallel (4, 2);
  HeddleTrace *traces[] = { concurrent, parallel };
  HeddleTerminalOptions options = { .width = 58, .utf8 = TRUE };
  g_autofree char *text = heddle_export_terminal (traces, 2, &options);

  g_assert_cmpstr (text, ==,
                   "             ╷0.0 s    ╷0.2 s    ╷0.4 s    ╷0.6 s\n"
                   "\n"
                   "Concurrent · 1 thread\n"
                   "             ···············                    │\n"
                   "             ···············▒▒▒▒▒               │\n"
                   "  4 requests ···············▒▒▒▒▒▒▒▒▒▒          │\n"
                   "             ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒     │\n"
                   " main thread ▏              ██1████2████3████4██│ 0.70 s\n"
                   "             waiting at once 4 · computing at once 1 · CPU 0.12 s\n"
                   "\n"
                   "Parallel · main thread and 2 workers\n"
                   "             ···············           │\n"
                   "             ···············           │\n"
                   "  4 requests ···············▒▒▒▒▒▒     │\n"
                   "             ···············▒▒▒▒▒▒     │\n"
                   " main thread ▏              ▏          │\n"
                   "    worker 1                ██1████3██▏│\n"
                   "    worker 2                ██2████4██▏│ 0.50 s\n"
                   "             waiting at once 4 · computing at once 1 · CPU 0.12 s\n"
                   "\n"
                   "·· waiting   ▒▒ ready, but its thread is taken   ██ computing (number = task)\n");
}

static glong
longest_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  glong longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (lines[i], -1));
  return longest;
}

/* No line is longer than the terminal is wide, whatever is in the trace. */
static void
test_terminal_width (void)
{
  g_autoptr (HeddleTrace) parallel = make_parallel (100, 12);
  g_autoptr (HeddleTrace) random = make_random (7, 500);
  g_autoptr (HeddleTrace) empty = heddle_trace_new ();
  HeddleTrace *traces[] = { parallel, random, empty };

  for (guint width = 80; width <= 200; width += 40) {
    HeddleTerminalOptions options = { .width = width, .utf8 = TRUE };
    g_autofree char *text = heddle_export_terminal (traces, 3, &options);

    g_assert_cmpint (longest_line (text), <=, width);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_null (strchr (text, '\033'));
  }
}

static void
test_terminal_ascii (void)
{
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleTerminalOptions options = { .width = 80 };
  g_autofree char *text = heddle_export_terminal (&parallel, 1, &options);

  g_assert_true (g_str_is_ascii (text));
}

static void
test_terminal_color (void)
{
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleTerminalOptions options = { .width = 80, .utf8 = TRUE, .color = TRUE };
  g_autofree char *text = heddle_export_terminal (&parallel, 1, &options);
  g_autoptr (GRegex) escapes = g_regex_new ("\033\\[[0-9;]*m", 0, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (escapes, text, -1, 0, "", 0, NULL);
  g_autofree char *plain = NULL;

  options.color = FALSE;
  plain = heddle_export_terminal (&parallel, 1, &options);
  g_assert_cmpstr (bare, ==, plain);
  g_assert_cmpstr (text, !=, plain);
}

static void
count_element (GMarkupParseContext *context,
               const char *name,
               const char **names,
               const char **values,
               gpointer counts,
               GError **error)
{
  gpointer count = g_hash_table_lookup (counts, name);

  g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
}

static void
test_svg (void)
{
  const GMarkupParser parser = { .start_element = count_element };
  g_autoptr (HeddleTrace) concurrent = make_concurrent (8);
  g_autoptr (HeddleTrace) random = make_random (3, 300);
  HeddleTrace *traces[] = { concurrent, random };
  g_autofree char *svg = write_text (heddle_export_svg, traces, 2);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, counts, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, svg, -1, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "pattern")), ==, 2);
  /* 8 waiting, 7 ready, 8 tasks, the script: each has a rectangle. */
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "rect")), >, 24);
  g_assert_nonnull (strstr (svg, ">Concurrent</text>"));
  g_assert_nonnull (strstr (svg, ">1.1 s</text>"));
  g_assert_nonnull (strstr (svg, ">Zufall &quot;1&quot;</text>"));
  g_assert_null (strstr (svg, "nan"));
}

static guint
count_parts (const char *text, const char *part)
{
  guint n = 0;

  for (const char *found = text; (found = strstr (found, part)) != NULL; found += strlen (part))
    n++;
  return n;
}

/* What a program calls things is text, also in a page. */
static void
test_html (void)
{
  g_autoptr (HeddleTrace) concurrent = make_concurrent (8);
  g_autoptr (HeddleTrace) hostile = make_random (3, 300);
  HeddleTrace *traces[] = { concurrent, hostile };
  g_autofree char *html = NULL;
  guint thread;

  heddle_trace_set_info (hostile, "title", "<img src=x onerror=alert(1)>");
  heddle_trace_set_info (concurrent, "scenario", "</title><script>alert(2)</script>");
  thread = make_thread (hostile, HEDDLE_ROLE_WORKER, "</script><!-- \"<script>");
  make_span (hostile, thread, HEDDLE_KIND_TASK, "</script><script>alert(3)</script>", 0, MS (1), MS (900));
  html = write_text (heddle_export_html, traces, 2);
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  g_assert_true (g_str_has_suffix (html, "</html>\n"));
  g_assert_cmpuint (count_parts (html, "<script"), ==, 2);
  g_assert_cmpuint (count_parts (html, "</script"), ==, 2);
  g_assert_cmpuint (count_parts (html, "<img"), ==, 0);
  g_assert_cmpuint (count_parts (html, "\\u003c/script>\\u003cscript>alert(3)"), ==, 1);
  g_assert_nonnull (strstr (html, "&lt;img src=x onerror=alert(1)&gt;"));
  g_assert_cmpuint (count_parts (html, "content=\"default-src 'none';"), ==, 1);
  g_assert_cmpuint (count_parts (html, "<link") + count_parts (html, "href") + count_parts (html, "url("), ==, 0);
  g_assert_nonnull (strstr (html, "<td>Concurrent</td>"));
  g_assert_nonnull (strstr (html, "<td>1.1 s</td>"));
}

static void
test_csv (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autofree char *csv = NULL;
  HeddleSpanRef request;
  HeddleSpan span = { .start_ns = MS (2),
                      .end_ns = MS (4.5),
                      .kind = HEDDLE_KIND_TASK,
                      .state = HEDDLE_STATE_COMPUTING,
                      .queued_s = 0.5f,
                      .cpu_s = 0.25f,
                      .cause_thread = 1,
                      .cause_counter = 1 };

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  make_mark (trace, 0, HEDDLE_MARK_FIRST_STATEMENT, MS (1), 0);
  heddle_trace_set_info (trace, "title", "a \"b\", c");
  request = make_span (trace, 1, HEDDLE_KIND_REQUEST, "GET /data/3", 0, MS (1), HEDDLE_TIME_OPEN);
  span.site = heddle_trace_add_site (trace, "x\ny", "main.js", 12, 3);
  heddle_trace_add_span (trace, 0, &span, 0);
  g_assert_cmpuint (request, ==, HEDDLE_SPAN_REF (1, 1));
  csv = write_text (heddle_export_csv, &trace, 1);
  g_assert_cmpstr (csv, ==,
                   "run,span,lane,thread,kind,state,label,number,start_ms,duration_ms,cpu_ms,queued_ms,cause,file,line,"
                   "column\r\n"
                   "\"a \"\"b\"\", c\",0.1,loop,main thread,task,computing,\"x\ny\",3,1.000000,2.500000,250.000000,"
                   "500.000000,1.1,main.js,12,3\r\n"
                   "\"a \"\"b\"\", c\",1.1,requests,network,request,waiting,GET /data/3,3,0.000000,,,0.000000,,,,\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/terminal", test_terminal);
  g_test_add_func ("/export/terminal/width", test_terminal_width);
  g_test_add_func ("/export/terminal/ascii", test_terminal_ascii);
  g_test_add_func ("/export/terminal/color", test_terminal_color);
  g_test_add_func ("/export/svg", test_svg);
  g_test_add_func ("/export/html", test_html);
  g_test_add_func ("/export/csv", test_csv);
  return g_test_run ();
}
