/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentences say what the numbers say, whatever they are.
 */
#include "lab/sentences.h"

#include "base/clock.h"

#include <string.h>

#define MS HEDDLE_NS_PER_MS

/* One after another, concurrent, parallel, as the lesson has them on two cores. */
static void
fill (HeddleSentenceRun runs[3])
{
  static const char *const titles[] = { "One after another", "Concurrent", "Parallel" };
  static const HeddleSummary summaries[] = {
    { .wall_ns = 3200 * MS,
      .cpu_ns = 800 * MS,
      .waiting_at_once = 1,
      .computing_at_once = 1,
      .longest_block_ns = 100 * MS },
    { .wall_ns = 1100 * MS,
      .cpu_ns = 806 * MS,
      .waiting_at_once = 8,
      .computing_at_once = 1,
      .longest_block_ns = 100 * MS },
    { .wall_ns = 700 * MS,
      .cpu_ns = 812 * MS,
      .waiting_at_once = 8,
      .computing_at_once = 2,
      .longest_block_ns = 2 * MS,
      .n_workers = 2 },
  };

  for (guint i = 0; i < 3; i++)
    runs[i] = (HeddleSentenceRun){ titles[i], summaries[i], 2, TRUE };
}

static char *
make (const HeddleSentenceRun *runs, guint n_runs)
{
  g_auto (GStrv) sentences = heddle_sentences_make (runs, n_runs);

  return g_strjoinv (" ", sentences);
}

static void
assert_text (const HeddleSentenceRun *runs, guint n_runs, const char *expected)
{
  g_autofree char *text = make (runs, n_runs);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_lesson (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  assert_text (runs, 3,
               "Waiting together saved 2.1 s. Computing on 2 threads saved another 0.40 s. "
               "The computing itself is the same in all three: 0.81 s of CPU.");
}

static void
test_slower (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  runs[2].summary.wall_ns = 1500 * MS;
  assert_text (runs, 3,
               "Waiting together saved 2.1 s. “Parallel” took 0.40 s longer than “Concurrent”. "
               "The computing itself is the same in all three: 0.81 s of CPU.");
  /* More requests at once do not save anything by themselves. */
  runs[1].summary.wall_ns = 4200 * MS;
  assert_text (runs, 2,
               "“Concurrent” took 1.0 s longer than “One after another”. "
               "The computing itself is the same in both: 0.80 s of CPU.");
}

static void
test_noise (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  for (gint64 difference = -19; difference <= 19; difference++) {
    runs[2].summary.wall_ns = runs[1].summary.wall_ns + difference * MS;
    assert_text (runs + 1, 2,
                 "“Parallel” took as long as “Concurrent”, as far as these runs can tell. "
                 "The computing itself is the same in both: 0.81 s of CPU.");
  }
}

static void
test_one_core (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  for (guint i = 0; i < 3; i++)
    runs[i].n_cores = 1;
  runs[2].summary.computing_at_once = 1;
  runs[2].summary.wall_ns = 1110 * MS;
  runs[2].summary.no_core_ns = 400 * MS;
  assert_text (runs, 3,
               "Waiting together saved 2.1 s. On one core the threads of “Parallel” took turns: it saved nothing "
               "over “Concurrent”. The computing itself is the same in all three: 0.81 s of CPU.");
  runs[2].summary.wall_ns = 1300 * MS;
  assert_text (runs + 1, 2,
               "On one core the threads of “Parallel” took turns: it took 0.20 s longer than “Concurrent”. "
               "The computing itself is the same in both: 0.81 s of CPU.");
  /* Threads that hardly ever waited for a core did not take turns. */
  runs[2].summary.no_core_ns = 10 * MS;
  assert_text (runs + 1, 2,
               "“Parallel” took 0.20 s longer than “Concurrent”. "
               "The computing itself is the same in both: 0.81 s of CPU.");
}

/* A cause is not named when the numbers do not show it. */
static void
test_causes (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  runs[1].summary.waiting_at_once = 1;
  assert_text (runs, 2,
               "“Concurrent” took 2.1 s less than “One after another”. "
               "The computing itself is the same in both: 0.80 s of CPU.");
  fill (runs);
  runs[1].summary.cpu_ns = 400 * MS;
  assert_text (runs, 2,
               "“Concurrent” took 2.1 s less than “One after another”. "
               "The computing itself differs: from 0.40 s to 0.80 s of CPU.");
  fill (runs);
  runs[1].summary.cpu_ns = -1;
  assert_text (runs, 2, "“Concurrent” took 2.1 s less than “One after another”.");
  fill (runs);
  runs[1].summary.computing_at_once = 2;
  assert_text (runs, 2,
               "Waiting together and computing on 2 threads saved 2.1 s. "
               "The computing itself is the same in both: 0.80 s of CPU.");
  fill (runs);
  runs[1] = runs[2];
  assert_text (runs + 1, 1, "");
}

static void
test_failed (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  runs[1].is_whole = FALSE;
  assert_text (runs, 3,
               "“Concurrent” did not come to its end, so it is not compared. "
               "Waiting together and computing on 2 threads saved 2.5 s. "
               "The computing itself is the same in both: 0.81 s of CPU.");
  runs[0].is_whole = runs[2].is_whole = FALSE;
  assert_text (runs, 1, "“One after another” did not come to its end, so it is not compared.");
}

/* Nothing is explained by what other programs did. */
static void
test_disturbed (void)
{
  HeddleSentenceRun runs[3];

  fill (runs);
  runs[0].summary.no_core_ns = 500 * MS;
  assert_text (runs, 3,
               "“Concurrent” took 2.1 s less than “One after another”. Computing on 2 threads saved another 0.40 s. "
               "The computing itself is the same in all three: 0.81 s of CPU. "
               "Other programs kept the cores busy: “One after another” waited 0.50 s for one. "
               "Compare again when the machine is quiet.");
  /* A run's own threads that wait for each other are not other programs. */
  fill (runs);
  runs[2].summary.no_core_ns = 500 * MS;
  runs[2].summary.n_workers = 3;
  assert_text (runs, 3,
               "Waiting together saved 2.1 s. Computing on 2 threads saved another 0.40 s. "
               "The computing itself is the same in all three: 0.81 s of CPU.");
}

static void
test_block (void)
{
  HeddleSentenceRun runs[3];
  g_autofree char *text = NULL;

  fill (runs);
  runs[0].summary.longest_block_ns = 1200 * MS;
  text = make (runs, 3);
  g_assert_nonnull (strstr (text,
                            "The main event loop was blocked for up to 1.2 s in “One after another”, for up to 2.0 ms "
                            "in “Parallel”."));
}

/* However the numbers fall: nothing is saved that was not, and a saving is the difference of the walls. */
static void
test_perturbed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260101);

  for (guint i = 0; i < 5000; i++) {
    HeddleSentenceRun runs[3];
    g_autofree char *text = NULL;
    g_autofree char *saved = NULL;
    gint64 difference;

    fill (runs);
    for (guint j = 0; j < 2; j++) {
      runs[j].summary.wall_ns = g_rand_int_range (random, 0, 5000) * MS;
      runs[j].summary.cpu_ns = g_rand_int_range (random, -1, 1000) * MS;
      runs[j].summary.waiting_at_once = (guint) g_rand_int_range (random, 0, 4);
      runs[j].summary.computing_at_once = (guint) g_rand_int_range (random, 0, 4);
    }
    text = make (runs, 2);
    difference = runs[0].summary.wall_ns - runs[1].summary.wall_ns;
    saved = heddle_sentences_format_time (ABS (difference));
    g_assert_cmpint (strstr (text, "saved") != NULL || strstr (text, " less than ") != NULL, ==,
                     difference >= 20 * MS && (double) difference >= 0.05 * (double) runs[0].summary.wall_ns);
    if (strstr (text, "as long as") == NULL)
      g_assert_nonnull (strstr (text, saved));
    if (strstr (text, "Waiting together") != NULL)
      g_assert_cmpuint (runs[1].summary.waiting_at_once, >, runs[0].summary.waiting_at_once);
    if (strstr (text, "omputing on") != NULL)
      g_assert_cmpuint (runs[1].summary.computing_at_once, >, runs[0].summary.computing_at_once);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/lesson", test_lesson);
  g_test_add_func ("/sentences/slower", test_slower);
  g_test_add_func ("/sentences/noise", test_noise);
  g_test_add_func ("/sentences/one-core", test_one_core);
  g_test_add_func ("/sentences/causes", test_causes);
  g_test_add_func ("/sentences/failed", test_failed);
  g_test_add_func ("/sentences/disturbed", test_disturbed);
  g_test_add_func ("/sentences/block", test_block);
  g_test_add_func ("/sentences/perturbed", test_perturbed);
  return g_test_run ();
}
