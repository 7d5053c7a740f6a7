/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads scenario.ini. Whatever is wrong with it is one error: file, line, what is wrong, what is allowed.
 * Threads: one at a time.
 */
#include "lab/scenario-file.h"

#include "lab/lesson-text.h"

#include <math.h>
#include <string.h>

#define MAX_CLICK_MS 600000
#define MAX_POSITION 9999

static const HeddleKeyRule rules[] = {
  { "Scenario", "Title Summary Lesson Chapter Position Waiting Computing Clicks" },
  { "Variant", "Title File" },
  { "Parameter", "Label Minimum Maximum Default Step" },
};

/* The name in `[Variant name]`. */
static char *
dup_name (const char *group)
{
  const char *space = strchr (group, ' ');

  return g_strstrip (g_strdup (space != NULL ? space + 1 : ""));
}

static gboolean
is_plain_name (const char *name)
{
  const char *allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";

  return *name != '\0' && name[strspn (name, allowed)] == '\0';
}

/* A lesson of no chapter is right too: a playground need not have one. */
static gboolean
read_chapter (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  double position;

  if (heddle_key_lines_has (file, "Scenario", "Chapter")) {
    scenario->chapter = heddle_key_lines_dup_text (file, "Scenario", "Chapter", error);
    if (scenario->chapter == NULL)
      return FALSE;
  }
  if (!heddle_key_lines_has (file, "Scenario", "Position"))
    return TRUE;
  if (!heddle_key_lines_get_number (file, "Scenario", "Position", &position, error))
    return FALSE;
  if (position >= 1 && position <= MAX_POSITION && position == floor (position)) {
    scenario->position = (guint) position;
    return TRUE;
  }
  heddle_key_lines_fail (file, error, "Scenario", "Position", "Position has to be a whole number from 1 to %u",
                         MAX_POSITION);
  return FALSE;
}

/* A file of its own, where there is one. */
static gboolean
read_lesson (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  g_autoptr (GError) failure = NULL;

  scenario->lesson = heddle_lesson_load (scenario->folder, &scenario->lesson_file, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (scenario->lesson == NULL)
    scenario->lesson = heddle_key_lines_dup_text (file, "Scenario", "Lesson", error);
  return scenario->lesson != NULL;
}

static gboolean
read_scenario (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  g_auto (GStrv) groups = heddle_key_lines_dup_groups (file, "Scenario");

  if (groups[0] == NULL || strcmp (groups[0], "Scenario") != 0) {
    heddle_key_lines_fail (file, error, groups[0] != NULL ? groups[0] : "Scenario", NULL,
                           "there is no group [Scenario], which has to hold Title, Summary and Lesson");
    return FALSE;
  }
  scenario->title = heddle_key_lines_dup_text (file, "Scenario", "Title", error);
  if (scenario->title == NULL)
    return FALSE;
  scenario->summary = heddle_key_lines_dup_text (file, "Scenario", "Summary", error);
  if (scenario->summary == NULL)
    return FALSE;
  return read_lesson (scenario, file, error) && read_chapter (scenario, file, error);
}

static gboolean
check_file (HeddleScenario *scenario, HeddleKeyLines *file, const char *group, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (scenario->folder, name, NULL);
  g_autofree char *plain = g_canonicalize_filename (path, NULL);
  g_autofree char *inside = g_strconcat (scenario->folder, "/", NULL);

  if (g_path_is_absolute (name) || !g_str_has_prefix (plain, inside)) {
    heddle_key_lines_fail (file, error, group, "File", "“%s” lies outside of the scenario's folder; name a file in it",
                           name);
    return FALSE;
  }
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    heddle_key_lines_fail (file, error, group, "File", "the folder has no file “%s”", name);
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_variant (HeddleScenario *scenario, HeddleVariant *variant, HeddleKeyLines *file, const char *group, GError **error)
{
  variant->name = dup_name (group);
  if (!is_plain_name (variant->name)) {
    heddle_key_lines_fail (file, error, group, NULL,
                           "a variant is called [Variant NAME], with a NAME of small letters, digits and hyphens");
    return FALSE;
  }
  variant->title = heddle_key_lines_dup_text (file, group, "Title", error);
  if (variant->title == NULL)
    return FALSE;
  variant->file = heddle_key_lines_dup_text (file, group, "File", error);
  return variant->file != NULL && check_file (scenario, file, group, variant->file, error);
}

static gboolean
read_variants (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  g_auto (GStrv) groups = heddle_key_lines_dup_groups (file, "Variant");
  guint n = g_strv_length (groups);

  if (n == 0) {
    heddle_key_lines_fail (file, error, "Scenario", NULL, "there is no [Variant NAME]; a scenario needs at least one");
    return FALSE;
  }
  scenario->variants = g_new0 (HeddleVariant, n);
  for (guint i = 0; i < n; i++) {
    scenario->n_variants = i + 1;
    if (!read_variant (scenario, &scenario->variants[i], file, groups[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_parameter (const HeddleParameter *parameter, HeddleKeyLines *file, const char *group, GError **error)
{
  g_autofree char *minimum = heddle_parameter_format (parameter->minimum);
  g_autofree char *maximum = heddle_parameter_format (parameter->maximum);

  if (parameter->maximum <= parameter->minimum)
    heddle_key_lines_fail (file, error, group, "Maximum", "Maximum has to be more than Minimum, which is %s", minimum);
  else if (parameter->default_value < parameter->minimum || parameter->default_value > parameter->maximum)
    heddle_key_lines_fail (file, error, group, "Default", "Default has to be from %s to %s", minimum, maximum);
  else if (parameter->step <= 0 || parameter->step > parameter->maximum - parameter->minimum)
    heddle_key_lines_fail (file, error, group, "Step", "Step has to be more than 0 and fit between %s and %s", minimum,
                           maximum);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_parameter (HeddleParameter *parameter, HeddleKeyLines *file, const char *group, GError **error)
{
  parameter->name = dup_name (group);
  if (!heddle_parameter_is_name (parameter->name)) {
    heddle_key_lines_fail (file, error, group, NULL,
                           "a parameter is called [Parameter NAME], with a NAME of letters, digits and _, as in "
                           "params.NAME");
    return FALSE;
  }
  parameter->label = heddle_key_lines_dup_text (file, group, "Label", error);
  return parameter->label != NULL && heddle_key_lines_get_number (file, group, "Minimum", &parameter->minimum, error) &&
         heddle_key_lines_get_number (file, group, "Maximum", &parameter->maximum, error) &&
         heddle_key_lines_get_number (file, group, "Default", &parameter->default_value, error) &&
         heddle_key_lines_get_number (file, group, "Step", &parameter->step, error) &&
         check_parameter (parameter, file, group, error);
}

static gboolean
read_parameters (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  g_auto (GStrv) groups = heddle_key_lines_dup_groups (file, "Parameter");
  guint n = g_strv_length (groups);

  scenario->parameters = g_new0 (HeddleParameter, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    scenario->n_parameters = i + 1;
    if (!read_parameter (&scenario->parameters[i], file, groups[i], error))
      return FALSE;
  }
  return TRUE;
}

static HeddleParameter *
find_parameter (HeddleScenario *scenario, const char *name)
{
  for (guint i = 0; i < scenario->n_parameters; i++)
    if (g_strcmp0 (scenario->parameters[i].name, name) == 0)
      return &scenario->parameters[i];
  return NULL;
}

/* Which parameters are the amount of a part of the work; each can be 0, as that takes the part out. */
static gboolean
read_part (HeddleScenario *scenario, HeddleKeyLines *file, const char *key, HeddlePart part, GError **error)
{
  g_auto (GStrv) names = heddle_key_lines_dup_list (file, "Scenario", key);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    HeddleParameter *parameter = find_parameter (scenario, g_strstrip (names[i]));

    if (parameter == NULL) {
      heddle_key_lines_fail (file, error, "Scenario", key, "there is no [Parameter %s]", names[i]);
      return FALSE;
    }
    if (parameter->part != HEDDLE_PART_NONE || parameter->minimum > 0 || parameter->maximum < 0) {
      heddle_key_lines_fail (file, error, "Scenario", key,
                             "“%s” has to be a parameter that can be 0, and in one of Waiting and Computing only",
                             names[i]);
      return FALSE;
    }
    parameter->part = part;
  }
  return TRUE;
}

static gboolean
read_parts (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  return read_part (scenario, file, "Waiting", HEDDLE_PART_WAITING, error) &&
         read_part (scenario, file, "Computing", HEDDLE_PART_COMPUTING, error);
}

static gboolean
read_clicks (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  g_auto (GStrv) times = heddle_key_lines_dup_list (file, "Scenario", "Clicks");
  guint n = times != NULL ? g_strv_length (times) : 0;

  scenario->clicks_ms = g_new0 (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    guint64 earliest = i > 0 ? scenario->clicks_ms[i - 1] : 0, time_ms;

    if (!g_ascii_string_to_unsigned (g_strstrip (times[i]), 10, earliest, MAX_CLICK_MS, &time_ms, NULL)) {
      heddle_key_lines_fail (file, error, "Scenario", "Clicks",
                             "“%s” is no time of a click; Clicks are whole milliseconds from 0 to %u, ascending, "
                             "separated by ; as in 200;400",
                             times[i], MAX_CLICK_MS);
      return FALSE;
    }
    scenario->clicks_ms[scenario->n_clicks++] = (guint) time_ms;
  }
  return TRUE;
}

/**
 * heddle_scenario_file_read:
 * @scenario: a scenario of which folder and name are known
 * @file: its scenario.ini
 * @error: where to put an error
 *
 * Returns: whether all of it is right; else HEDDLE_ERROR_SYNTAX, which names file and line
 */
gboolean
heddle_scenario_file_read (HeddleScenario *scenario, HeddleKeyLines *file, GError **error)
{
  return heddle_key_lines_check (file, rules, G_N_ELEMENTS (rules), error) && read_scenario (scenario, file, error) &&
         read_variants (scenario, file, error) && read_parameters (scenario, file, error) &&
         read_parts (scenario, file, error) && read_clicks (scenario, file, error);
}
