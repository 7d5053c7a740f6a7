/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli lesson: its text, with the numbers of saved runs where there are some.
 */
#include "cli/commands.h"
#include "export/export.h"
#include "lab/lesson-text.h"

#include <stdio.h>
#include <string.h>

/* The width that is pleasant to read. */
#define TEXT_COLUMNS 78

static void
print_paragraph (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong column = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    glong n = g_utf8_strlen (words[i], -1);

    if (column > 0 && column + 1 + n > TEXT_COLUMNS) {
      putchar ('\n');
      column = 0;
    }
    printf ("%s%s", column > 0 ? " " : "", words[i]);
    column += n + (column > 0);
  }
  putchar ('\n');
}

/* Without what tells the right answer; that one is ticked when the runs are there. */
static void
print_prediction (const char *block, const HeddleLessonRuns *runs)
{
  g_autoptr (HeddlePrediction) prediction = heddle_prediction_parse (block, runs, NULL);

  if (prediction == NULL)
    return;
  print_paragraph (prediction->question);
  for (guint i = 0; i < prediction->n_answers; i++)
    printf ("  %s %s\n", prediction->is_known && prediction->holds[i] ? "✓" : "-", prediction->answers[i]);
}

static void
print_text (const HeddleLessonRuns *runs)
{
  g_autofree char *text = heddle_lesson_fill (runs->scenario->lesson, runs);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_autoptr (GString) block = g_string_new (NULL);
  gboolean is_prediction = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "```")) {
      if (is_prediction)
        print_prediction (block->str, runs);
      is_prediction = !is_prediction && strcmp (lines[i], "```predict") == 0;
      g_string_truncate (block, 0);
    } else if (is_prediction) {
      g_string_append_printf (block, "%s\n", lines[i]);
    } else {
      print_paragraph (lines[i]);
    }
  }
}

static void
print_lesson (const HeddleLessonRuns *runs)
{
  const HeddleScenario *scenario = runs->scenario;

  printf ("%s\n\n", scenario->title);
  print_text (runs);
  printf ("\nVariants:\n");
  for (guint i = 0; i < scenario->n_variants; i++)
    printf ("  %-16s %s (%s)\n", scenario->variants[i].name, scenario->variants[i].title, scenario->variants[i].file);
  if (scenario->n_parameters > 0)
    printf ("\nParameters:\n");
  for (guint i = 0; i < scenario->n_parameters; i++) {
    const HeddleParameter *parameter = &scenario->parameters[i];

    printf ("  %-16s %s: %g to %g, by itself %g\n", parameter->name, parameter->label, parameter->minimum,
            parameter->maximum, parameter->default_value);
  }
  printf ("\nThe programs are in %s\n", scenario->folder);
}

/* For the author: a link that shows nothing. */
static void
check_links (const HeddleLessonRuns *runs)
{
  const char *at = runs->scenario->lesson;

  while ((at = strstr (at, "](span:")) != NULL) {
    gsize length = strcspn (at += strlen ("](span:"), ")");
    g_autofree char *variant = g_uri_unescape_segment (at, at + length, NULL);
    char *what = variant == NULL ? NULL : strchr (variant, ':');

    if (what == NULL)
      continue;
    *what++ = '\0';
    for (guint i = 0; i < runs->scenario->n_variants; i++)
      if (strcmp (runs->scenario->variants[i].name, variant) == 0 && runs->traces[i] != NULL &&
          heddle_lesson_facts_find_span (runs->traces[i], what) == 0)
        fprintf (stderr, "heddle-cli: span:%s:%s: this run has no such span\n", variant, what);
  }
}

/* The latest run of each variant. */
static GPtrArray *
sort_traces (const HeddleScenario *scenario, GPtrArray *traces)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_set_size (sorted, (int) scenario->n_variants);
  for (guint i = 0; traces != NULL && i < traces->len; i++)
    for (guint k = 0; k < scenario->n_variants; k++)
      if (g_strcmp0 (heddle_trace_get_info (traces->pdata[i], "variant"), scenario->variants[k].name) == 0)
        sorted->pdata[k] = traces->pdata[i];
  return sorted;
}

int
heddle_cli_lesson (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;
  g_autoptr (GPtrArray) traces = NULL, sorted = NULL;
  HeddleLessonRuns runs;

  if (!heddle_cli_take_arguments (argc, argv, argc > 2 ? 2 : 1, "NAME [TRACE]", &error))
    return heddle_cli_fail (error);
  scenario = heddle_scenario_open (argv[1], &error);
  if (scenario == NULL || (argc > 2 && (traces = heddle_import_file (argv[2], &error)) == NULL))
    return heddle_cli_fail (error);
  sorted = sort_traces (scenario, traces);
  runs = (HeddleLessonRuns){ scenario, (HeddleTrace *const *) sorted->pdata };
  print_lesson (&runs);
  check_links (&runs);
  return HEDDLE_EXIT_DONE;
}
