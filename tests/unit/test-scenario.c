/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scenario files: what they hold, and what each wrong one is told.
 */
#include "lab/scenario.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "[Scenario]\nTitle=A title\nSummary=A line\nLesson=First.\\n\\nSecond.\n"
#define VARIANT "[Variant one]\nTitle=One\nFile=one.js\n"
#define PARAMETER "[Parameter delay]\nLabel=Delay\nMinimum=0\nMaximum=1000\nDefault=300\nStep=0.5\n"

typedef struct {
  char *folder;
  char *ini;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = NULL;

  fixture->folder = g_dir_make_tmp ("heddle-XXXXXX", NULL);
  fixture->ini = g_build_filename (fixture->folder, "scenario.ini", NULL);
  program = g_build_filename (fixture->folder, "one.js", NULL);
  g_assert_true (g_file_set_contents (program, "", 0, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_build_filename (fixture->folder, "one.js", NULL);

  g_unlink (program);
  g_unlink (fixture->ini);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->ini);
}

static HeddleScenario *
load (Fixture *fixture, const char *text, GError **error)
{
  g_assert_true (g_file_set_contents (fixture->ini, text, -1, NULL));
  return heddle_scenario_load (fixture->folder, error);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario)
    scenario = load (fixture, "# a comment\n" HEAD "Clicks=200;400\nTitle[xx]=Not ours\n\n" VARIANT PARAMETER, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->title, ==, "A title");
  g_assert_cmpstr (scenario->lesson, ==, "First.\n\nSecond.");
  g_assert_cmpuint (scenario->n_variants, ==, 1);
  g_assert_cmpstr (scenario->variants[0].name, ==, "one");
  g_assert_cmpstr (scenario->variants[0].file, ==, "one.js");
  g_assert_cmpuint (scenario->n_parameters, ==, 1);
  g_assert_cmpstr (scenario->parameters[0].name, ==, "delay");
  g_assert_cmpfloat (scenario->parameters[0].step, ==, 0.5);
  g_assert_cmpuint (scenario->n_clicks, ==, 2);
  g_assert_cmpuint (scenario->clicks_ms[1], ==, 400);
}

static const struct {
  const char *text;
  guint line;
  const char *message;
} wrong[] = {
  { "Title=x\n" HEAD VARIANT, 1, "before the first [Group]" },
  { HEAD VARIANT "nonsense\n", 8, "“nonsense” is neither" },
  { HEAD "[Variant one\n", 5, "not the head of a group" },
  { HEAD "Colour=red\n" VARIANT, 5, "knows no key “Colour”; it has Title, Summary, Lesson, Chapter, Position" },
  { HEAD VARIANT "Path=x\n", 8, "knows no key “Path”; it has Title, File" },
  { HEAD VARIANT "[Variants]\n", 8, "there are [Scenario], [Variant], [Parameter]" },
  { HEAD VARIANT VARIANT, 8, "for the second time; line 5 has it too" },
  { HEAD "Title=again\n" VARIANT, 5, "for the second time; line 2" },
  { "# nothing\n" VARIANT, 1, "there is no group [Scenario]" },
  { "[Scenario]\nTitle=x\nSummary=y\n" VARIANT, 1, "needs Lesson=" },
  { "[Scenario]\nTitle=\nSummary=y\nLesson=z\n" VARIANT, 2, "needs Title=" },
  { "[Scenario]\nTitle=a\\qb\nSummary=y\nLesson=z\n" VARIANT, 2, "backslash" },
  { HEAD, 1, "no [Variant NAME]" },
  { HEAD "[Variant One]\nTitle=One\nFile=one.js\n", 5, "small letters" },
  { HEAD "[Variant]\nTitle=One\nFile=one.js\n", 5, "small letters" },
  { HEAD "[Variant one]\nTitle=One\nFile=two.js\n", 7, "no file “two.js”" },
  { HEAD "[Variant one]\nTitle=One\nFile=../one.js\n", 7, "outside" },
  { HEAD "[Variant one]\nTitle=One\nFile=/etc/passwd\n", 7, "outside" },
  { HEAD "[Variant one]\nTitle=One\n", 5, "needs File=" },
  { HEAD VARIANT "[Parameter 1st]\nLabel=x\n", 8, "params.NAME" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=one\n", 10, "a number such as 8 or 0.5, not “one”" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=1e999\n", 10, "a number" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=nan\n", 10, "a number" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=1,5\n", 10, "a number" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=1\n", 8, "needs Maximum=" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=1\nMaximum=1\nDefault=1\nStep=1\n", 11, "more than Minimum" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=1\nMaximum=9\nDefault=10\nStep=1\n", 12, "from 1 to 9" },
  { HEAD VARIANT "[Parameter n]\nLabel=x\nMinimum=1\nMaximum=9\nDefault=2\nStep=0\n", 13, "more than 0" },
  { HEAD "Chapter=\n" VARIANT, 5, "[Scenario] needs Chapter=… with a text" },
  { HEAD "Position=0\n" VARIANT, 5, "Position has to be a whole number from 1" },
  { HEAD "Position=1.5\n" VARIANT, 5, "Position has to be a whole number from 1" },
  { HEAD "Waiting=pause\n" VARIANT PARAMETER, 5, "there is no [Parameter pause]" },
  { HEAD "Waiting=delay\nComputing=delay\n" VARIANT PARAMETER, 6, "in one of Waiting and Computing only" },
  { HEAD "Waiting=delay\n" VARIANT "[Parameter delay]\nLabel=D\nMinimum=1\nMaximum=9\nDefault=3\nStep=1\n", 5,
    "a parameter that can be 0" },
  { HEAD "Clicks=200;soon\n" VARIANT, 5, "“soon” is no time of a click" },
  { HEAD "Clicks=200;100\n" VARIANT, 5, "ascending" },
  { HEAD "Clicks=-1\n" VARIANT, 5, "“-1”" },
  { HEAD "Clicks=1.5\n" VARIANT, 5, "whole milliseconds" },
  { "[Scenario]\nTitle=\xff\n", 2, "UTF-8" },
};

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *start = g_strdup_printf ("%s:%u: ", fixture->ini, wrong[i].line);

    g_test_message ("%s", wrong[i].text);
    g_assert_null (load (fixture, wrong[i].text, &error));
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX);
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, start));
    g_assert_nonnull (strstr (error->message, wrong[i].message));
  }
}

static const struct {
  const char *assignment;
  const char *json;
  const char *message;
} assignments[] = {
  { "delay=0", "{\"delay\":0}", NULL },
  { "delay=1000", "{\"delay\":1000}", NULL },
  { "delay=0.1", "{\"delay\":0.1}", NULL },
  { "delay=1e2", "{\"delay\":100}", NULL },
  { "delay=1000.5", NULL, "may be 0 to 1000; 1000.5 is out of that range" },
  { "delay=-1", NULL, "may be 0 to 1000" },
  { "delay=", NULL, "a number from 0 to 1000, not “”" },
  { "delay=3x", NULL, "not “3x”" },
  { "delay=nan", NULL, "not “nan”" },
  { "work=1", NULL, "has no parameter “work”; it has: delay" },
  { "delay", NULL, "NAME=VALUE" },
};

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HeddleScenario) scenario = load (fixture, HEAD VARIANT PARAMETER, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (assignments); i++) {
    g_autofree double *values = heddle_scenario_dup_defaults (scenario);
    g_autoptr (GError) error = NULL;
    gboolean fine = heddle_scenario_set_value (scenario, assignments[i].assignment, values, &error);
    g_autofree char *json = heddle_scenario_values_to_json (scenario, values);

    g_test_message ("%s", assignments[i].assignment);
    g_assert_cmpint (fine, ==, assignments[i].message == NULL);
    if (fine)
      g_assert_cmpstr (json, ==, assignments[i].json);
    else
      g_assert_nonnull (strstr (error->message, assignments[i].message));
  }
}

static void
test_variants (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HeddleScenario) scenario = load (fixture, HEAD VARIANT "[Variant two]\nTitle=Two\nFile=one.js\n", NULL);
  g_autoptr (GError) error = NULL;
  guint index = 9;

  g_assert_true (heddle_scenario_find_variant (scenario, "two", &index, NULL));
  g_assert_cmpuint (index, ==, 1);
  g_assert_false (heddle_scenario_find_variant (scenario, "three", &index, &error));
  g_assert_nonnull (strstr (error->message, "has no variant “three”; it has: one, two"));
}

static void
test_targets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_build_filename (fixture->folder, "one.js", NULL);
  g_autoptr (HeddleScenario) file = heddle_scenario_open (program, &error);

  g_assert_no_error (error);
  g_assert_true (file->is_file);
  g_assert_cmpstr (file->folder, ==, fixture->folder);
  g_assert_cmpstr (file->variants[0].file, ==, "one.js");

  g_assert_null (heddle_scenario_open (fixture->folder, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "has no scenario.ini"));
  g_clear_error (&error);

  g_assert_null (heddle_scenario_open ("no-such-lesson", &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, HEDDLE_SCENARIO_DEFAULT));
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HeddleScenario) none = load (fixture, HEAD VARIANT PARAMETER, NULL);
  g_autoptr (HeddleScenario)
    both = load (fixture,
                 HEAD "Chapter=Waits\nPosition=3\nWaiting=delay\nComputing=work\n" VARIANT PARAMETER
                      "[Parameter work]\nLabel=Work\nMinimum=0\nMaximum=9\nDefault=5\nStep=1\n",
                 NULL);
  g_autofree double *values = heddle_scenario_dup_defaults (both);

  g_assert_false (heddle_scenario_has_parts (none));
  g_assert_null (none->chapter);
  g_assert_true (heddle_scenario_has_parts (both));
  g_assert_cmpstr (both->chapter, ==, "Waits");
  g_assert_cmpuint (both->position, ==, 3);
  heddle_scenario_take_out (both, HEDDLE_PART_COMPUTING, values);
  g_assert_cmpfloat (values[0], ==, 300);
  g_assert_cmpfloat (values[1], ==, 0);
  heddle_scenario_take_out (both, HEDDLE_PART_WAITING, values);
  g_assert_cmpfloat (values[0], ==, 0);
}

/* All lessons that come with Heddle are right and belong to a chapter, whose lessons stand together. */
static void
test_built_in (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = heddle_scenario_list_built_in (&error);
  g_autoptr (GHashTable) chapters = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 4);
  for (guint i = 0; i < list->len; i++) {
    const HeddleScenario *lesson = g_ptr_array_index (list, i), *last = i > 0 ? g_ptr_array_index (list, i - 1) : NULL;

    g_assert_nonnull (lesson->chapter);
    g_assert_cmpuint (lesson->position, >, last != NULL ? last->position : 0);
    if (last == NULL || strcmp (last->chapter, lesson->chapter) != 0)
      g_assert_true (g_hash_table_add (chapters, lesson->chapter));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scenario/whole", Fixture, NULL, set_up, test_whole, tear_down);
  g_test_add ("/scenario/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/scenario/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/scenario/variants", Fixture, NULL, set_up, test_variants, tear_down);
  g_test_add ("/scenario/targets", Fixture, NULL, set_up, test_targets, tear_down);
  g_test_add ("/scenario/parts", Fixture, NULL, set_up, test_parts, tear_down);
  g_test_add_func ("/scenario/built-in", test_built_in);
  return g_test_run ();
}
