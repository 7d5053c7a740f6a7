/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a lesson: its numbers are those of the runs, its predictions are judged by them, and what is wrong with it is
 * named by line.
 */
#include "lab/lesson-text.h"

#include "base/clock.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static const char ini[] =
  "[Scenario]\nTitle=T\nSummary=S\n[Variant one]\nTitle=One\nFile=a.js\n[Variant two-by-two]\nTitle=Two\n"
  "File=a.js\n[Parameter delay]\nLabel=Delay\nMinimum=0\nMaximum=9\nDefault=3\nStep=1\n";

/* (transfer full): a scenario with a lesson */
static HeddleScenario *
make_scenario (const char *lesson)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-lesson-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "scenario.ini", NULL),
                  *program = g_build_filename (folder, "a.js", NULL);
  g_autofree char *text = g_build_filename (folder, "lesson.md", NULL);
  g_autoptr (GError) error = NULL;
  HeddleScenario *scenario;

  g_assert_true (g_file_set_contents (path, ini, -1, NULL));
  g_assert_true (g_file_set_contents (program, "let a;\nlet b;\n", -1, NULL));
  g_assert_true (g_file_set_contents (text, lesson, -1, NULL));
  scenario = heddle_scenario_load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scenario->lesson, ==, lesson);
  return scenario;
}

static void
drop_scenario (HeddleScenario *scenario)
{
  static const char *const names[] = { "scenario.ini", "a.js", "lesson.md" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (scenario->folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (scenario->folder);
  heddle_scenario_unref (scenario);
}

/* (transfer full): a run of so many milliseconds with one request in its first half */
static HeddleTrace *
make_trace (guint length_ms)
{
  HeddleTrace *trace = heddle_trace_new ();
  HeddleThread thread = {
    .number = 1, .role = HEDDLE_ROLE_MAIN, .name = (char *) "main", .cpu_ns = -1, .no_core_ns = -1
  };
  gint64 end_ns = (gint64) length_ms * HEDDLE_NS_PER_MS;
  guint main = heddle_trace_add_thread (trace, &thread);
  guint32 site = heddle_trace_add_site (trace, "GET /data", "a.js", 2, 1);
  HeddleSpan task = { .end_ns = end_ns, .kind = HEDDLE_KIND_TASK, .state = HEDDLE_STATE_COMPUTING, .queued_s = 0.004f };
  HeddleSpan request = {
    .end_ns = end_ns / 2, .kind = HEDDLE_KIND_REQUEST, .state = HEDDLE_STATE_WAITING, .site = site
  };

  heddle_trace_add_span (trace, main, &task, 0);
  heddle_trace_add_span (trace, main, &request, 0);
  heddle_trace_add_console (trace, &(HeddleConsoleEntry){ .thread = main, .text = (char *) "wrong: `50`" });
  heddle_trace_set_info (trace, "params", "{\"delay\":7}");
  heddle_trace_close (trace, end_ns);
  return trace;
}

static void
assert_filled (const HeddleLessonRuns *runs, const char *text, const char *expected)
{
  g_autofree char *filled = heddle_lesson_fill (text, runs);

  g_assert_cmpstr (filled, ==, expected);
}

static void
test_fill (void)
{
  HeddleScenario *scenario = make_scenario ("Text\n");
  g_autoptr (HeddleTrace) one = make_trace (800), two = make_trace (200);
  HeddleTrace *traces[] = { one, two };
  HeddleLessonRuns runs = { scenario, traces };

  assert_filled (&runs, "It took {=one.wall}, then {=two-by-two.wall}.", "It took 0.80 s, then 0.20 s.");
  assert_filled (&runs, "{=one.wall / two-by-two.wall} times", "4.0 times");
  assert_filled (&runs, "{=one.wall - two-by-two.wall}", "0.60 s");
  assert_filled (&runs, "{=one.longest-request} {=one.requests} {=one.tasks} {=one.longest-queue}",
                 "0.40 s 1 1 4.0 ms");
  assert_filled (&runs, "{=one.params.delay} `{=one.printed}`", "7 `wrong:  50 `");
  assert_filled (&runs, "{=one.first-number} {=one.last-number} {=one.place.wrong-50} {=one.place.right}", "50 50 1 …");
  assert_filled (&runs, "{=(one.wall + 200 ms) * 2}", "2.0 s");
  assert_filled (&runs, "left as it is: { x } {=three.wall} {=", "left as it is: { x } {=three.wall} {=");
  traces[1] = NULL;
  assert_filled (&runs, "{=one.wall} {=two-by-two.wall} {=one.wall / two-by-two.wall}", "0.80 s … …");
  drop_scenario (scenario);
}

static void
test_prediction (void)
{
  HeddleScenario *scenario = make_scenario ("Text\n");
  g_autoptr (HeddleTrace) one = make_trace (800), two = make_trace (200);
  HeddleTrace *traces[] = { one, two };
  HeddleLessonRuns runs = { scenario, traces };
  static const char block[] = "Which is\nfaster?\n- The first | one.wall < two-by-two.wall\n"
                              "- The second | two-by-two.wall < one.wall and one.requests = 1\n";
  g_autoptr (HeddlePrediction) known = heddle_prediction_parse (block, &runs, NULL), unknown = NULL;

  g_assert_cmpstr (known->question, ==, "Which is faster?");
  g_assert_cmpuint (known->n_answers, ==, 2);
  g_assert_cmpstr (known->answers[1], ==, "The second");
  g_assert_true (known->is_known);
  g_assert_false (known->holds[0]);
  g_assert_true (known->holds[1]);
  traces[0] = NULL;
  unknown = heddle_prediction_parse (block, &runs, NULL);
  g_assert_false (unknown->is_known);
  g_assert_false (unknown->holds[1]);
  drop_scenario (scenario);
}

static void
test_spans (void)
{
  g_autoptr (HeddleTrace) trace = make_trace (100);

  g_assert_cmpuint (heddle_lesson_facts_find_span (trace, "first-task"), ==, HEDDLE_SPAN_REF (0, 1));
  g_assert_cmpuint (heddle_lesson_facts_find_span (trace, "longest-request"), ==, HEDDLE_SPAN_REF (0, 2));
  g_assert_cmpuint (heddle_lesson_facts_find_span (trace, "\"get /DATA\""), ==, HEDDLE_SPAN_REF (0, 2));
  g_assert_cmpuint (heddle_lesson_facts_find_span (trace, "a.js:2"), ==, HEDDLE_SPAN_REF (0, 2));
  g_assert_cmpuint (heddle_lesson_facts_find_span (trace, "a.js:1"), ==, 0);
  g_assert_cmpuint (heddle_lesson_facts_find_span (trace, "first-worker"), ==, 0);
}

/* What is wrong with a lesson, and in which line. */
static void
test_check (void)
{
  static const struct {
    const char *lesson;
    const char *wrong; /* none when all is right */
  } cases[] = {
    { "# All right\n{=one.wall} [here](line:a.js:2) [there](span:one:first-task) [web](https://example.com)\n", NULL },
    { "```js\nlet a = {};\n```\n```predict\nWhich?\n- a | one.wall > 2 s\n- b | one.requests = 1\n```\n", NULL },
    { "\n{=three.wall}\n", "lesson.md:2: there is no [Variant three]" },
    { "{=one.speed}\n", "lesson.md:1: there is no fact “speed”" },
    { "{=one.params.work}\n", "lesson.md:1: there is no fact “params.work”" },
    { "{=one.wall\n", "lesson.md:1: {= has no }" },
    { "{=one.wall + 2}\n", "lesson.md:1: a time and a number" },
    { "{=one.wall * one.wall}\n", "lesson.md:1: it comes to neither" },
    { "{=one.printed * 2}\n", "lesson.md:1: one cannot reckon" },
    { "{=((((((((((1))))))))))}\n", "lesson.md:1: less depth" },
    { "a\nb [x](line:b.js:1)\n", "lesson.md:2: “line:b.js:1” leads nowhere" },
    { "[x](line:../a.js:1)\n", "lesson.md:1: “line:../a.js:1” leads nowhere" },
    { "[x](line:a.js:3)\n", "lesson.md:1: “a.js” has 2 lines, not 3" },
    { "[x](span:three:first-task)\n", "lesson.md:1: “span:three:first-task” leads nowhere" },
    { "[x](span:one:greatest)\n", "lesson.md:1: “greatest” names no span" },
    { "```predict\nWhich?\n- a | one.wall\n- b | one.wall > 1 s\n```\n",
      "lesson.md:1: one of < > <= >= = is expected" },
    { "```predict\nWhich?\n- a | one.wall > 1 s\n```\n", "lesson.md:1: a prediction is" },
    { "\n```predict\nWhich?\n", "lesson.md:2: the block has no end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    HeddleScenario *scenario = make_scenario (cases[i].lesson);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (heddle_lesson_check (scenario, &error), ==, cases[i].wrong == NULL);
    if (cases[i].wrong != NULL && strstr (error->message, cases[i].wrong) == NULL)
      g_error ("%s instead of %s", error->message, cases[i].wrong);
    drop_scenario (scenario);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/fill", test_fill);
  g_test_add_func ("/lesson/prediction", test_prediction);
  g_test_add_func ("/lesson/spans", test_spans);
  g_test_add_func ("/lesson/check", test_check);
  return g_test_run ();
}
