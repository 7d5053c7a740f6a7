/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of sweeps: saved and read again, damaged in every place, summed up, and put into sentences; and what a run's time
 * went on.
 */
#include "base/error.h"
#include "lab/sweep-sentences.h"
#include "trace-maker.h"

#include <glib/gstdio.h>
#include <string.h>

/* A result of two variants on 1, 2 and 4 cores: the second one shares its work, 0.2 s of 1 s are serial. */
static HeddleSweepResult *
make_result (guint n_repeats, double noise)
{
  static const guint cores[] = { 1, 2, 4 };
  HeddleSweepResult *result = heddle_sweep_result_new ();
  double none = 0;

  result->scenario = g_strdup ("work");
  result->title = g_strdup ("Work");
  result->params = g_strdup ("{\"tasks\":8}");
  result->program = g_strdup ("abc");
  result->mode = g_strdup ("timed");
  result->cpus = g_strdup ("0,1,2,3");
  result->date = g_strdup ("2026-01-01T00:00:00Z");
  result->n_repeats = n_repeats;
  result->n_warm_ups = 1;
  result->seed = 7;
  result->machine = heddle_machine_facts_read ("/nowhere");
  g_ptr_array_add (result->variant_names, g_strdup ("alone"));
  g_ptr_array_add (result->variant_titles, g_strdup ("Alone"));
  g_ptr_array_add (result->variant_names, g_strdup ("shared"));
  g_ptr_array_add (result->variant_titles, g_strdup ("Shared"));
  g_array_append_vals (result->cores, cores, 3);
  g_array_append_val (result->values, none);
  for (guint i = 0; i < n_repeats * 6; i++) {
    guint n_cores = cores[i / 2 % 3];
    double factor = 1 + noise * ((double) ((i * 37) % 11) - 5);
    double wall_s = (i % 2 == 0 ? 1 : 0.2 + 0.8 / n_cores) * factor;
    HeddleMeasurement measurement = {
      .variant = i % 2,
      .n_cores = n_cores,
      .wall_ns = (gint64) (wall_s * 1e9),
      .cpu_ns = (gint64) 1e9,
      .split = { .several_ns = i % 2 ? (gint64) (0.8e9 / n_cores) : 0,
                 .one_thread_ns = i % 2 ? 200000000 : 1000000000 },
      .computing_at_once = i % 2 ? n_cores : 1,
      .n_workers = i % 2 ? 4 : 0,
    };

    g_array_append_val (result->measurements, measurement);
  }
  return result;
}

static char *
find_path (void)
{
  return g_build_filename (g_get_tmp_dir (), "heddle-test-sweep.json", NULL);
}

static void
test_save (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (6, 0.01);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = find_path ();
  const HeddleSweepResult *read;

  g_array_index (result->measurements, HeddleMeasurement, 3).failure = g_strdup ("it “failed”\n");
  g_ptr_array_add (result->warnings, g_strdup ("noisy"));
  g_assert_true (heddle_sweep_result_save (&result, 1, path, &error));
  again = heddle_sweep_result_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  read = g_ptr_array_index (again, 0);
  g_assert_true (heddle_sweep_result_check_same (result, read, NULL));
  g_assert_cmpuint (read->measurements->len, ==, 36);
  g_assert_cmpuint (read->seed, ==, 7);
  g_assert_cmpuint (read->cores->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (read->warnings, 0), ==, "noisy");
  for (guint i = 0; i < 36; i++) {
    const HeddleMeasurement *ours = &g_array_index (result->measurements, HeddleMeasurement, i);
    const HeddleMeasurement *theirs = &g_array_index (read->measurements, HeddleMeasurement, i);

    g_assert_cmpstr (ours->failure, ==, theirs->failure);
    g_assert_cmpuint (ours->variant, ==, theirs->variant);
    g_assert_cmpuint (ours->n_cores, ==, theirs->n_cores);
    if (ours->failure == NULL) {
      g_assert_cmpint (ours->wall_ns, ==, theirs->wall_ns);
      g_assert_cmpint (ours->split.several_ns, ==, theirs->split.several_ns);
    }
  }
  g_unlink (path);
}

/* A cut file is refused with a message that names it. */
static void
test_damaged (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (1, 0);
  g_autofree char *path = find_path ();
  g_autofree char *text = NULL;
  gsize n_bytes;

  g_assert_true (heddle_sweep_result_save (&result, 1, path, NULL));
  g_assert_true (g_file_get_contents (path, &text, &n_bytes, NULL));
  for (gsize cut = 0; cut + 1 < n_bytes; cut += 53) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, text, (gssize) cut, NULL));
    g_assert_null (heddle_sweep_result_load (path, &error));
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
    g_assert_nonnull (strstr (error->message, path));
  }
  /* Some numbers and texts become something else, one at a time: it is refused or read, never a crash. */
  for (gsize at = 0; at < n_bytes; at += 11) {
    g_autoptr (GPtrArray) read = NULL;
    g_autofree char *copy = g_strdup (text);

    if (!g_ascii_isalnum (copy[at]))
      continue;
    copy[at] = g_ascii_isdigit (copy[at]) ? '-' : '\x01';
    g_assert_true (g_file_set_contents (path, copy, (gssize) n_bytes, NULL));
    read = heddle_sweep_result_load (path, NULL);
  }
  g_unlink (path);
}

static const struct {
  const char *text;
  const char *message;
} wrong[] = {
  { "[]", "has no “format”" },
  { "{\"format\": \"heddle-trace\", \"version\": 1}", "its “format” is “heddle-trace”" },
  { "{\"format\": \"heddle-sweep\", \"version\": 99}", "a newer Heddle wrote this: version 99" },
  { "{\"format\": \"heddle-sweep\", \"version\": 1, \"results\": []}", "there is no result in it" },
  { "{\"format\": \"heddle-sweep\", \"version\": 1, \"results\": [7]}", "should hold objects" },
  { "{\"format\": \"heddle-sweep\", \"version\": 1, \"results\": [{}]}", "result 1: “scenario” should be a text" },
  { "\xff\xfe", "it is not text" },
};

static void
test_wrong (void)
{
  g_autofree char *path = find_path ();
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GError) too_deep = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, wrong[i].text, -1, NULL));
    g_assert_null (heddle_sweep_result_load (path, &error));
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
    g_assert_nonnull (strstr (error->message, wrong[i].message));
  }
  g_assert_true (g_file_set_contents (path, deep, -1, NULL));
  g_assert_null (heddle_sweep_result_load (path, &too_deep));
  g_assert_error (too_deep, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
  g_unlink (path);
}

static void
test_same (void)
{
  g_autoptr (HeddleSweepResult) one = make_result (1, 0), other = make_result (1, 0);
  g_autoptr (GError) error = NULL;

  g_free (other->params);
  other->params = g_strdup ("{\"tasks\":9}");
  g_assert_false (heddle_sweep_result_check_same (one, other, &error));
  g_assert_nonnull (strstr (error->message, "{\"tasks\":9}"));
}

static GStrv
make_sentences (HeddleSweepResult *result, GArray **groups)
{
  *groups = heddle_sweep_summarize (result);
  return heddle_sweep_sentences_make (result, *groups);
}

static void
assert_says (GStrv sentences, const char *text)
{
  for (guint i = 0; sentences[i] != NULL; i++)
    if (strstr (sentences[i], text) != NULL)
      return;
  g_test_message ("%s", sentences[0]);
  g_test_fail_printf ("nobody says: %s", text);
}

static void
test_gain (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (10, 0.004);
  g_autoptr (GArray) groups = NULL;
  g_auto (GStrv) sentences = make_sentences (result, &groups);
  const HeddleSweepGroup *last = heddle_sweep_find_group (groups, 1, 4, 0);
  HeddleFit fit;

  assert_says (sentences, "“Shared” gains 2.5");
  assert_says (sentences, "work on one thread");
  assert_says (sentences, "More cores change nothing for “Alone”, beyond the noise: it computes on one thread.");
  assert_says (sentences, "Amdahl’s law holds for “Shared”: ");
  g_assert_cmpfloat_with_epsilon (last->time_s.middle, 0.4, 0.01);
  g_assert_cmpint (heddle_sweep_fit (result, groups, 1, &fit), ==, HEDDLE_LAW_HOLDS);
  g_assert_cmpfloat (fit.serial.low, <=, 0.2);
  g_assert_cmpfloat (fit.serial.high, >=, 0.2);
  g_assert_cmpint (heddle_sweep_fit (result, groups, 0, &fit), ==, HEDDLE_LAW_ONE_THREAD);
}

/* Differences that could be noise are called so, however large. */
static void
test_noise (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (10, 0.004);
  g_autoptr (GArray) groups = NULL;
  g_auto (GStrv) sentences = NULL;

  for (guint i = 0; i < result->measurements->len; i++) {
    HeddleMeasurement *measurement = &g_array_index (result->measurements, HeddleMeasurement, i);

    measurement->wall_ns = (gint64) 1e9 + (gint64) ((i * 7919) % 1000) * 1000000;
    measurement->split.several_ns = 1;
  }
  sentences = make_sentences (result, &groups);
  assert_says (sentences, "no difference beyond the noise between 1 and 4 cores");
  g_assert_cmpuint (g_strv_length (sentences), ==, 1);
}

static void
test_few (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (3, 0.001);
  g_autoptr (GArray) groups = NULL;
  g_auto (GStrv) sentences = make_sentences (result, &groups);

  assert_says (sentences, "too few measurements to tell");
  g_assert_cmpuint (g_strv_length (sentences), ==, 1);
}

/* A failed run is counted, and in no figure. */
static void
test_failed (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (6, 0.001);
  g_autoptr (GArray) groups = NULL;
  g_auto (GStrv) sentences = NULL;
  HeddleMeasurement failed = { .variant = 1, .n_cores = 4, .failure = g_strdup ("stopped"), .wall_ns = 1 };

  g_array_append_val (result->measurements, failed);
  sentences = make_sentences (result, &groups);
  assert_says (sentences, "1 run failed; it is not in the figures.");
  g_assert_cmpuint (heddle_sweep_find_group (groups, 1, 4, 0)->n_done, ==, 6);
  g_assert_cmpfloat (heddle_sweep_find_group (groups, 1, 4, 0)->time_s.low, >, 0.3);
}

/* On one core nobody gains: threads take turns. */
static void
test_one_core (void)
{
  g_autoptr (HeddleSweepResult) result = make_result (18, 0.004);
  g_autoptr (GArray) groups = NULL;
  g_auto (GStrv) sentences = NULL;

  g_array_set_size (result->cores, 1);
  sentences = make_sentences (result, &groups);
  assert_says (sentences, "“Shared” gains nothing over “Alone”: on one core its threads take turns.");
}

static void
test_split (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  guint main_thread = make_thread (trace, HEDDLE_ROLE_MAIN, "main"),
        worker = make_thread (trace, HEDDLE_ROLE_WORKER, "w");
  HeddleTimeSplit split;

  make_mark (trace, main_thread, HEDDLE_MARK_FIRST_STATEMENT, MS (10), 0);
  make_span (trace, main_thread, HEDDLE_KIND_TASK, "a", 0, MS (10), MS (30));
  make_span (trace, main_thread, HEDDLE_KIND_WORKER, "w.js", 0, MS (20), MS (200));
  make_span (trace, worker, HEDDLE_KIND_TASK, "b", 0, MS (35), MS (60));
  make_span (trace, main_thread, HEDDLE_KIND_TASK, "c", 0, MS (40), MS (55));
  make_span (trace, main_thread, HEDDLE_KIND_REQUEST, "GET", 0, MS (50), MS (90));
  make_span (trace, main_thread, HEDDLE_KIND_TASK, "d", 0, MS (95), MS (100));
  make_mark (trace, main_thread, HEDDLE_MARK_LAST_TASK, MS (110), 0);
  heddle_trace_close (trace, -1);
  heddle_time_split_find (trace, &split);
  g_assert_cmpint (split.several_ns, ==, MS (15));
  g_assert_cmpint (split.one_thread_ns, ==, MS (20 + 5 + 5 + 5));
  g_assert_cmpint (split.start_up_ns, ==, MS (5));
  g_assert_cmpint (split.waiting_ns, ==, MS (30));
  g_assert_cmpint (split.rest_ns, ==, MS (5 + 10));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/save", test_save);
  g_test_add_func ("/sweep/damaged", test_damaged);
  g_test_add_func ("/sweep/wrong", test_wrong);
  g_test_add_func ("/sweep/same", test_same);
  g_test_add_func ("/sweep/gain", test_gain);
  g_test_add_func ("/sweep/noise", test_noise);
  g_test_add_func ("/sweep/few", test_few);
  g_test_add_func ("/sweep/failed", test_failed);
  g_test_add_func ("/sweep/one-core", test_one_core);
  g_test_add_func ("/sweep/split", test_split);
  return g_test_run ();
}
