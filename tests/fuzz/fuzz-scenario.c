/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario.ini from anywhere: it is refused with a reason that can be shown, or it is a scenario that can be run.
 */
#include "fuzz.h"

#include "base/error.h"
#include "lab/scenario.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;

static void
remove_folder (void)
{
  static const char *const names[] = { "scenario.ini", "one.js", "two.js" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static void
write_file (const char *name, const char *text, gsize n_bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (path, text, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    g_error ("%s", error->message);
}

/* Where the scenario lies, with two programs that its variants may name. */
static void
make_folder (void)
{
  g_autoptr (GError) error = NULL;

  if (folder != NULL)
    return;
  folder = g_dir_make_tmp ("heddle-fuzz-XXXXXX", &error);
  if (folder == NULL)
    g_error ("%s", error->message);
  atexit (remove_folder);
  write_file ("one.js", "", 0);
  write_file ("two.js", "", 0);
}

static void
check_parameters (const HeddleScenario *scenario)
{
  g_autofree double *values = heddle_scenario_dup_defaults (scenario);
  g_autofree char *json = heddle_scenario_values_to_json (scenario, values);

  if (json[0] != '{' || strstr (json, "nan") != NULL || strstr (json, "inf") != NULL)
    g_error ("not JSON: %s", json);
  for (guint i = 0; i < scenario->n_parameters; i++) {
    const HeddleParameter *parameter = &scenario->parameters[i];

    if (!(parameter->minimum <= values[i] && values[i] <= parameter->maximum && parameter->step > 0))
      g_error ("[Parameter %s] is %g, of %g to %g", parameter->name, values[i], parameter->minimum, parameter->maximum);
  }
}

static void
check_scenario (const HeddleScenario *scenario)
{
  if (!g_utf8_validate (scenario->title, -1, NULL) || !g_utf8_validate (scenario->lesson, -1, NULL))
    g_error ("a text that cannot be shown");
  if (scenario->n_variants == 0)
    g_error ("nothing to run");
  for (guint i = 0; i < scenario->n_variants; i++) {
    g_autofree char *path = g_build_filename (folder, scenario->variants[i].file, NULL);
    g_autoptr (GError) error = NULL;
    guint index;

    if (!heddle_scenario_find_variant (scenario, scenario->variants[i].name, &index, &error) || index != i)
      g_error ("“%s” is not found", scenario->variants[i].name);
    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      g_error ("there is no %s", path);
  }
  for (guint i = 1; i < scenario->n_clicks; i++)
    if (scenario->clicks_ms[i] < scenario->clicks_ms[i - 1])
      g_error ("clicks out of order");
  check_parameters (scenario);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario) scenario = NULL;

  make_folder ();
  write_file ("scenario.ini", (const char *) data, n_bytes);
  scenario = heddle_scenario_load (folder, &error);
  if (scenario != NULL)
    check_scenario (scenario);
  else if (error == NULL || error->domain != HEDDLE_ERROR || !g_utf8_validate (error->message, -1, NULL))
    g_error ("refused without a reason that can be shown");
  return 0;
}
