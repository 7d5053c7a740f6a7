/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli list: what comes with Heddle.
 */
#include "cli/commands.h"
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
