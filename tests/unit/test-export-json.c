/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces saved and opened again without loss; files that are not traces refused with a reason.
 */
#include "export/export.h"
#include "trace-maker.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static char *
to_json (HeddleTrace *const *traces, guint n_traces)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_export_json (traces, n_traces, stream, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static GPtrArray *
from_json (const char *json, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (json, (gssize) strlen (json), NULL);

  return heddle_import_json (stream, "t.json", error);
}

static void
assert_same_threads (HeddleTrace *a, HeddleTrace *b)
{
  g_assert_cmpuint (heddle_trace_get_n_threads (a), ==, heddle_trace_get_n_threads (b));
  for (guint i = 0; i < heddle_trace_get_n_threads (a); i++) {
    const HeddleThread *one = heddle_trace_get_thread (a, i), *other = heddle_trace_get_thread (b, i);

    g_assert_cmpuint (one->number, ==, other->number);
    g_assert_cmpint (one->role, ==, other->role);
    g_assert_cmpstr (one->name, ==, other->name);
    g_assert_cmpint (one->start_ns, ==, other->start_ns);
    g_assert_cmpint (one->cpu_ns, ==, other->cpu_ns);
    g_assert_cmpint (one->no_core_ns, ==, other->no_core_ns);
  }
}

/* A span stands in the same row of the same lane; lanes may be numbered in another order. */
static void
assert_same_span (HeddleTrace *a, HeddleTrace *b, HeddleSpanRef ref)
{
  const HeddleSpan *one = heddle_trace_get_span (a, ref), *other = heddle_trace_get_span (b, ref);
  const HeddleLane *lane = heddle_trace_get_lane (a, one->lane), *other_lane = heddle_trace_get_lane (b, other->lane);
  HeddleSpan moved = *other;

  moved.lane = one->lane;
  g_assert_cmpint (one->kind, ==, other->kind);
  g_assert_cmpint (one->start_ns, ==, other->start_ns);
  g_assert_cmpint (one->end_ns, ==, other->end_ns);
  g_assert_cmpuint (one->cause_thread, ==, other->cause_thread);
  g_assert_cmpuint (one->cause_counter, ==, other->cause_counter);
  g_assert_cmpuint (one->depth, ==, other->depth);
  g_assert_cmpmem (one, sizeof *one, &moved, sizeof moved);
  g_assert_cmpint (lane->type, ==, other_lane->type);
  g_assert_cmpuint (lane->thread, ==, other_lane->thread);
  g_assert_cmpuint (heddle_trace_get_span_value (a, ref), ==, heddle_trace_get_span_value (b, ref));
}

static void
assert_same_moments (HeddleTrace *a, HeddleTrace *b)
{
  g_assert_cmpuint (heddle_trace_get_n_marks (a), ==, heddle_trace_get_n_marks (b));
  for (guint64 i = 0; i < heddle_trace_get_n_marks (a); i++)
    g_assert_cmpmem (heddle_trace_get_mark (a, i), sizeof (HeddleMark), heddle_trace_get_mark (b, i),
                     sizeof (HeddleMark));
  g_assert_cmpuint (heddle_trace_get_n_console (a), ==, heddle_trace_get_n_console (b));
  for (guint i = 0; i < heddle_trace_get_n_console (a); i++) {
    const HeddleConsoleEntry *one = heddle_trace_get_console (a, i), *other = heddle_trace_get_console (b, i);

    g_assert_cmpint (one->time_ns, ==, other->time_ns);
    g_assert_cmpuint (one->thread, ==, other->thread);
    g_assert_cmpint (one->level, ==, other->level);
    g_assert_cmpuint (one->span, ==, other->span);
    g_assert_cmpstr (one->text, ==, other->text);
  }
}

static void
assert_same_info (HeddleTrace *a, HeddleTrace *b)
{
  GHashTableIter iter;
  gpointer key, value;

  g_assert_cmpuint (g_hash_table_size (heddle_trace_get_all_info (a)), ==,
                    g_hash_table_size (heddle_trace_get_all_info (b)));
  g_hash_table_iter_init (&iter, heddle_trace_get_all_info (a));
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_assert_cmpstr (heddle_trace_get_info (b, key), ==, value);
}

static void
assert_same (HeddleTrace *a, HeddleTrace *b)
{
  assert_same_threads (a, b);
  g_assert_cmpuint (heddle_trace_get_n_sites (a), ==, heddle_trace_get_n_sites (b));
  for (guint32 i = 1; i < heddle_trace_get_n_sites (a); i++) {
    const HeddleSite *one = heddle_trace_get_site (a, i), *other = heddle_trace_get_site (b, i);

    g_assert_cmpstr (one->label, ==, other->label);
    g_assert_cmpstr (one->file, ==, other->file);
    g_assert_cmpuint (one->line, ==, other->line);
    g_assert_cmpuint (one->column, ==, other->column);
  }
  g_assert_cmpuint (heddle_trace_get_n_spans (a), ==, heddle_trace_get_n_spans (b));
  for (guint i = 0; i < heddle_trace_get_n_threads (a); i++)
    for (guint32 n = 1; n <= heddle_trace_get_n_thread_spans (a, i); n++)
      assert_same_span (a, b, HEDDLE_SPAN_REF (i, n));
  assert_same_moments (a, b);
  assert_same_info (a, b);
  g_assert_cmpuint (heddle_trace_get_n_dropped (a), ==, heddle_trace_get_n_dropped (b));
  g_assert_cmpint (heddle_trace_get_origin_ns (a), ==, heddle_trace_get_origin_ns (b));
  g_assert_cmpint (heddle_trace_get_start_ns (a), ==, heddle_trace_get_start_ns (b));
  g_assert_cmpint (heddle_trace_get_end_ns (a), ==, heddle_trace_get_end_ns (b));
  g_assert_cmpint (heddle_trace_get_last_ns (a), ==, heddle_trace_get_last_ns (b));
  g_assert_cmpint (heddle_trace_is_closed (a), ==, heddle_trace_is_closed (b));
}

static void
assert_round_trip (HeddleTrace *const *traces, guint n_traces)
{
  g_autofree char *json = to_json (traces, n_traces);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = from_json (json, &error);
  g_autofree char *json_again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, n_traces);
  for (guint i = 0; i < n_traces; i++)
    assert_same (traces[i], g_ptr_array_index (again, i));
  json_again = to_json ((HeddleTrace *const *) again->pdata, again->len);
  g_assert_cmpstr (json, ==, json_again);
}

static void
test_random (void)
{
  for (guint32 seed = 0; seed < 300; seed++) {
    g_autoptr (HeddleTrace) one = make_random (seed, seed % 80);
    g_autoptr (HeddleTrace) other = make_random (seed + 1000, 40);
    HeddleTrace *traces[] = { one, other };

    assert_round_trip (traces, 2);
  }
}

static void
test_ways (void)
{
  g_autoptr (HeddleTrace) one = make_one_after_another (8);
  g_autoptr (HeddleTrace) concurrent = make_concurrent (8);
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleTrace *traces[] = { one, concurrent, parallel };
  g_autofree char *json = to_json (traces, 3);
  g_autoptr (GPtrArray) again = from_json (json, NULL);

  assert_round_trip (traces, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (heddle_trace_get_waiting_at_once (g_ptr_array_index (again, i)), ==,
                      heddle_trace_get_waiting_at_once (traces[i]));
}

/* Numbers keep their point where the locale writes a comma. */
static void
test_locale (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (2);
  g_autofree char *plain = to_json (&trace, 1);
  g_autofree char *local = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL) {
    g_test_skip ("the locale de_DE.UTF-8 is not installed");
    return;
  }
  local = to_json (&trace, 1);
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpstr (plain, ==, local);
}

static void
test_files (void)
{
  static const char *const names[] = { "a.json", "a.json.gz", "a.csv", "a.svg" };
  g_autofree char *folder = g_dir_make_tmp ("heddle-export-XXXXXX", NULL);
  g_autoptr (HeddleTrace) trace = make_concurrent (3);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (heddle_export_file (&trace, 1, path, &error));
    g_assert_no_error (error);
    if (i < 2) {
      g_autoptr (GPtrArray) again = heddle_import_file (path, &error);

      g_assert_no_error (error);
      assert_same (trace, g_ptr_array_index (again, 0));
    }
    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
test_unwritable (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "missing", "a.json", NULL);
  g_autoptr (HeddleTrace) trace = make_concurrent (1);
  g_autoptr (GError) error = NULL;

  g_assert_false (heddle_export_file (&trace, 1, path, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_false (heddle_export_file (&trace, 1, "/tmp/a.xls", &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, ".json.gz"));
  g_clear_error (&error);
  g_assert_null (heddle_import_file (path, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, path));
  g_rmdir (folder);
}

#define HEAD "{\"otherData\":{\"heddle\":1},\"traceEvents\":[\n"
#define RUN                                                                                                            \
  "{\"ph\":\"M\",\"pid\":1,\"name\":\"heddle_run\",\"args\":{\"origin\":0,\"dropped\":0,\"closed\":0,\"end\":-1}},\n"
#define THREAD                                                                                                         \
  "{\"ph\":\"M\",\"pid\":1,\"name\":\"heddle_thread\",\"args\":{\"index\":0,\"number\":1,\"role\":\"main\","           \
  "\"start\":0,\"cpu\":-1,\"no_core\":-1,\"label\":\"main\"}}"
#define SPAN(id, more)                                                                                                 \
  HEAD RUN THREAD ",\n{\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":1,\"dur\":1,\"cat\":\"task\","                          \
                  "\"args\":{\"state\":\"ready\",\"id\":\"" id "\"" more "}}]}"

static void
test_refused (void)
{
  const struct {
    const char *json;
    const char *message;
  } cases[] = {
    { "", "t.json: line 1, byte 0: the file ends here" },
    { "[1]", "expected an object" },
    { "{\"a\":1}", "not a trace that Heddle saved" },
    { "{\"traceEvents\":[]}", "not a trace that Heddle saved" },
    { "{\"otherData\":{\"heddle\":2}}", "a newer Heddle" },
    { HEAD RUN "{]", "t.json: line 3, byte" },
    { HEAD RUN, "the file ends" },
    { HEAD THREAD "]}", "run that has not begun" },
    { HEAD RUN RUN "]}", "begins twice" },
    { HEAD RUN THREAD "," THREAD "]}", "index of the next thread" },
    { SPAN ("1.1", ""), "does not name a thread" },
    { SPAN ("0.2", ""), "next counter" },
    { SPAN ("0.1", ",\"site\":1"), "site or cause" },
    { SPAN ("0.1", ",\"cause\":\"7.1\""), "site or cause" },
    { SPAN ("0.1", ",\"cause\":\"-1.1\""), "site or cause" },
    { SPAN ("0.1", ",\"cpu\":-3"), "queued, cpu or value" },
    { SPAN ("0.1", "}}]} x"), "nothing after the end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].json);
    g_assert_null (from_json (cases[i].json, &error));
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
    g_assert_true (g_str_has_prefix (error->message, "t.json: line "));
    g_assert_nonnull (strstr (error->message, cases[i].message));
  }
}

/* What another program has written anew: other order, other form of numbers, more members. */
static void
test_rewritten (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    traces = from_json ("{ \"more\": [null, {\"x\": [true]}], \"traceEvents\" : [" RUN THREAD ",\n"
                        "{\"args\":{\"deep\":{\"id\":1},\"state\":\"computing\",\"id\":\"0.1\"},\"dur\":2.5e0,\"ts\":"
                        "1000.5,\"tid\":1,"
                        "\"pid\":1,\"cat\":\"task\",\"ph\":\"X\"}, {\"ph\":\"X\",\"pid\":77,\"ts\":0,\"dur\":1}]"
                        ", \"otherData\": {\"heddle\":1}}",
                        &error);
  const HeddleSpan *span;

  g_assert_no_error (error);
  span = heddle_trace_get_span (g_ptr_array_index (traces, 0), HEDDLE_SPAN_REF (0, 1));
  g_assert_cmpint (span->start_ns, ==, 1000500);
  g_assert_cmpint (span->end_ns, ==, 1003000);
}

static void
test_truncated (void)
{
  g_autoptr (HeddleTrace) trace = make_random (5, 30);
  g_autofree char *json = to_json (&trace, 1);
  gsize n_bytes = strlen (g_strchomp (json));

  for (gsize n = 0; n < n_bytes; n++) {
    g_autofree char *part = g_strndup (json, n);
    g_autoptr (GError) error = NULL;

    g_assert_null (from_json (part, &error));
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/json/random", test_random);
  g_test_add_func ("/export/json/ways", test_ways);
  g_test_add_func ("/export/json/locale", test_locale);
  g_test_add_func ("/export/json/files", test_files);
  g_test_add_func ("/export/json/unwritable", test_unwritable);
  g_test_add_func ("/export/json/refused", test_refused);
  g_test_add_func ("/export/json/rewritten", test_rewritten);
  g_test_add_func ("/export/json/truncated", test_truncated);
  return g_test_run ();
}
