/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli list and lesson: what comes with Heddle.
 */
#include "cli/commands.h"
#include "lab/lesson-text.h"
#include "lab/scenario.h"

#include <stdio.h>
#include <string.h>

static int
longest_name (GPtrArray *list)
{
  gsize longest = 0;

  for (guint i = 0; i < list->len; i++)
    longest = MAX (longest, strlen (((const HeddleScenario *) g_ptr_array_index (list, i))->name));
  return (int) longest;
}

int
heddle_cli_list (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  const char *chapter = NULL;
  int width;

  if (!heddle_cli_take_arguments (argc, argv, 0, "", &error))
    return heddle_cli_fail (error);
  list = heddle_scenario_list_built_in (&error);
  if (list == NULL)
    return heddle_cli_fail (error);
  width = longest_name (list);
  for (guint i = 0; i < list->len; i++) {
    const HeddleScenario *scenario = g_ptr_array_index (list, i);

    if (scenario->chapter != NULL && g_strcmp0 (chapter, scenario->chapter) != 0)
      printf ("%s# %s\n\n", i > 0 ? "\n" : "", scenario->chapter);
    chapter = scenario->chapter;
    printf ("%-*s  %s\n%*s  %s\n", width, scenario->name, scenario->title, width, "", scenario->summary);
  }
  return HEDDLE_EXIT_DONE;
}

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

/* Without the marks of code blocks, and without what tells the right answer of a prediction. */
static void
print_text (const HeddleScenario *scenario)
{
  const HeddleLessonRuns runs = { .scenario = scenario };
  g_autofree char *text = heddle_lesson_fill (scenario->lesson, &runs);
  g_auto (GStrv) paragraphs = g_strsplit (g_strchomp (text), "\n", -1);
  gboolean is_prediction = FALSE;

  for (guint i = 0; paragraphs[i] != NULL; i++) {
    char *bar = is_prediction ? strrchr (paragraphs[i], '|') : NULL;

    if (bar != NULL)
      *bar = '\0';
    if (g_str_has_prefix (paragraphs[i], "```"))
      is_prediction = strcmp (paragraphs[i], "```predict") == 0;
    else
      print_paragraph (g_strchomp (paragraphs[i]));
  }
}

static void
print_lesson (const HeddleScenario *scenario)
{
  printf ("%s\n\n", scenario->title);
  print_text (scenario);
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

int
heddle_cli_lesson (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;

  if (!heddle_cli_take_arguments (argc, argv, 1, "NAME", &error))
    return heddle_cli_fail (error);
  scenario = heddle_scenario_open (argv[1], &error);
  if (scenario == NULL)
    return heddle_cli_fail (error);
  print_lesson (scenario);
  return HEDDLE_EXIT_DONE;
}
