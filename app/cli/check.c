/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli check: what is wrong with a scenario, without running it.
 */
#include "cli/commands.h"
#include "lab/scenario.h"

#include <stdio.h>

int
heddle_cli_check (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;

  if (!heddle_cli_take_arguments (argc, argv, 1, "FILE|FOLDER", &error))
    return heddle_cli_fail (error);
  scenario = heddle_scenario_open (argv[1], &error);
  if (scenario == NULL)
    return heddle_cli_fail (error);
  printf ("%s: %u variants, %u parameters, %u clicks: nothing wrong\n", argv[1], scenario->n_variants,
          scenario->n_parameters, scenario->n_clicks);
  return HEDDLE_EXIT_DONE;
}
