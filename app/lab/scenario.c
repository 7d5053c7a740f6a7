/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario: what it is made of, and how a target on the command line becomes one. scenario-file.c reads scenario.ini.
 * Threads: any, read-only.
 */
#include "lab/scenario.h"

#include "base/error.h"
#include "lab/programs.h"
#include "lab/scenario-file.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (HeddleScenario, heddle_scenario, heddle_scenario_ref, heddle_scenario_unref)

HeddleScenario *
heddle_scenario_ref (HeddleScenario *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
scenario_clear (gpointer data)
{
  HeddleScenario *self = data;

  for (guint i = 0; i < self->n_variants; i++) {
    g_free (self->variants[i].name);
    g_free (self->variants[i].title);
    g_free (self->variants[i].file);
  }
  for (guint i = 0; i < self->n_parameters; i++)
    heddle_parameter_clear (&self->parameters[i]);
  g_free (self->variants);
  g_free (self->parameters);
  g_free (self->clicks_ms);
  g_free (self->name);
  g_free (self->folder);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->lesson);
  g_free (self->lesson_file);
  g_free (self->chapter);
}

void
heddle_scenario_unref (HeddleScenario *self)
{
  g_atomic_rc_box_release_full (self, scenario_clear);
}

/**
 * heddle_scenario_load:
 * @folder: a folder with a scenario.ini
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the scenario; %NULL with HEDDLE_ERROR_NOT_FOUND when there is none, and with
 *   HEDDLE_ERROR_SYNTAX, which names file and line, when it is wrong
 */
HeddleScenario *
heddle_scenario_load (const char *folder, GError **error)
{
  g_autoptr (HeddleScenario) self = g_atomic_rc_box_new0 (HeddleScenario);
  g_autofree char *path = g_build_filename (folder, "scenario.ini", NULL);
  g_autoptr (HeddleKeyLines) file = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND,
                 "the folder “%s” has no scenario.ini, so it is not a scenario; name one of its .js files instead",
                 folder);
    return NULL;
  }
  self->folder = g_canonicalize_filename (folder, NULL);
  self->name = g_path_get_basename (self->folder);
  file = heddle_key_lines_load (path, error);
  if (file == NULL || !heddle_scenario_file_read (self, file, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * heddle_scenario_new_for_file:
 * @path: a .js file
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a scenario of that one program; %NULL with HEDDLE_ERROR_NOT_FOUND
 */
HeddleScenario *
heddle_scenario_new_for_file (const char *path, GError **error)
{
  g_autoptr (HeddleScenario) self = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "there is no file “%s”", path);
    return NULL;
  }
  self = g_atomic_rc_box_new0 (HeddleScenario);
  self->folder = g_path_get_dirname (absolute);
  self->name = g_path_get_basename (absolute);
  self->title = g_strdup (self->name);
  self->summary = g_strdup ("");
  self->lesson = g_strdup ("");
  self->is_file = TRUE;
  self->n_variants = 1;
  self->variants = g_new0 (HeddleVariant, 1);
  self->variants[0].name = g_strdup (self->name);
  self->variants[0].title = g_strdup (self->name);
  self->variants[0].file = g_strdup (self->name);
  return g_steal_pointer (&self);
}

static char *
dup_built_in_names (void)
{
  g_autoptr (GPtrArray) list = heddle_scenario_list_built_in (NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((HeddleScenario *) g_ptr_array_index (list, i))->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * heddle_scenario_open:
 * @target: a .js file, a scenario's folder, or the name of a lesson that comes with Heddle
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the scenario; %NULL with HEDDLE_ERROR_NOT_FOUND, which says what there is, or
 *   HEDDLE_ERROR_SYNTAX
 */
HeddleScenario *
heddle_scenario_open (const char *target, GError **error)
{
  g_autofree char *built_in = NULL;
  g_autofree char *names = NULL;

  if (g_file_test (target, G_FILE_TEST_IS_DIR))
    return heddle_scenario_load (target, error);
  if (g_file_test (target, G_FILE_TEST_EXISTS))
    return heddle_scenario_new_for_file (target, error);
  if (strchr (target, '/') == NULL && *target != '\0' && *target != '.') {
    g_autofree char *folder = heddle_programs_find_data ("scenarios");

    built_in = g_build_filename (folder, target, NULL);
    if (g_file_test (built_in, G_FILE_TEST_IS_DIR))
      return heddle_scenario_load (built_in, error);
  }
  names = dup_built_in_names ();
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND,
               "there is no file, folder or lesson “%s”; the lessons are: %s", target, names);
  return NULL;
}

/**
 * heddle_scenario_find_variant:
 * @name: a variant's name
 * @index: (out): where to put which one it is
 * @error: where to put an error
 *
 * Returns: whether there is such a variant; else HEDDLE_ERROR_NOT_FOUND, which says what there is
 */
gboolean
heddle_scenario_find_variant (const HeddleScenario *self, const char *name, guint *index, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->n_variants; i++) {
    if (strcmp (self->variants[i].name, name) == 0) {
      *index = i;
      return TRUE;
    }
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", self->variants[i].name);
  }
  if (self->is_file)
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND,
                 "“%s” is a single file and has no variant “%s”; only scenarios have variants", self->name, name);
  else
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "“%s” has no variant “%s”; it has: %s", self->name, name,
                 names->str);
  return FALSE;
}

/**
 * heddle_scenario_dup_defaults:
 *
 * Returns: (transfer full) (array): the default of each parameter
 */
double *
heddle_scenario_dup_defaults (const HeddleScenario *self)
{
  double *values = g_new0 (double, MAX (self->n_parameters, 1));

  for (guint i = 0; i < self->n_parameters; i++)
    values[i] = self->parameters[i].default_value;
  return values;
}

static void
fail_unknown_parameter (const HeddleScenario *self, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->n_parameters; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", self->parameters[i].name);
  if (self->n_parameters == 0)
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND,
                 "“%s” has no parameter “%s”: it has none; a scenario.ini declares them", self->name, name);
  else
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "“%s” has no parameter “%s”; it has: %s", self->name,
                 name, names->str);
}

/**
 * heddle_scenario_set_value:
 * @assignment: NAME=VALUE
 * @values: (array): what heddle_scenario_dup_defaults() gave; one of them is set
 * @error: where to put an error
 *
 * Returns: whether there is such a parameter and it may have that value; else HEDDLE_ERROR_USAGE or
 *   HEDDLE_ERROR_NOT_FOUND, which says what is allowed
 */
gboolean
heddle_scenario_set_value (const HeddleScenario *self, const char *assignment, double *values, GError **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = NULL;

  if (equals == NULL || equals == assignment) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“%s” is not a parameter's NAME=VALUE", assignment);
    return FALSE;
  }
  name = g_strndup (assignment, (gsize) (equals - assignment));
  for (guint i = 0; i < self->n_parameters; i++)
    if (strcmp (self->parameters[i].name, name) == 0)
      return heddle_parameter_parse (&self->parameters[i], equals + 1, &values[i], error);
  fail_unknown_parameter (self, name, error);
  return FALSE;
}

static gboolean
has_part (const HeddleScenario *self, HeddlePart part)
{
  for (guint i = 0; i < self->n_parameters; i++)
    if (self->parameters[i].part == part)
      return TRUE;
  return FALSE;
}

/**
 * heddle_scenario_has_parts:
 *
 * Returns: whether it can be run with only its waiting, and with only its computing
 */
gboolean
heddle_scenario_has_parts (const HeddleScenario *self)
{
  return has_part (self, HEDDLE_PART_WAITING) && has_part (self, HEDDLE_PART_COMPUTING);
}

/**
 * heddle_scenario_take_out:
 * @part: which part of the work
 * @values: (array): the value of each parameter; those that are the amount of @part become 0
 */
void
heddle_scenario_take_out (const HeddleScenario *self, HeddlePart part, double *values)
{
  for (guint i = 0; part != HEDDLE_PART_NONE && i < self->n_parameters; i++)
    if (self->parameters[i].part == part)
      values[i] = 0;
}

/**
 * heddle_scenario_values_to_json:
 * @values: (array): the value of each parameter
 *
 * Returns: (transfer full): what the program gets as `params`
 */
char *
heddle_scenario_values_to_json (const HeddleScenario *self, const double *values)
{
  return heddle_parameters_to_json (self->parameters, self->n_parameters, values);
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  const HeddleScenario *first = *(HeddleScenario *const *) a, *second = *(HeddleScenario *const *) b;

  /* Who has no position stands last. */
  if (first->position != second->position)
    return first->position - 1 < second->position - 1 ? -1 : 1;
  return strcmp (first->name, second->name);
}

/**
 * heddle_scenario_list_built_in:
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable) (element-type HeddleScenario): the lessons that come with Heddle, by position;
 *   %NULL with an error when they are not there or one of them is wrong
 */
GPtrArray *
heddle_scenario_list_built_in (GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_scenario_unref);
  g_autofree char *folder = heddle_programs_find_data ("scenarios");
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &failure);
  const char *name;

  if (dir == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "the lessons are not there (%s); install Heddle anew",
                 failure->message);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    HeddleScenario *scenario;

    if (!g_file_test (path, G_FILE_TEST_IS_DIR))
      continue;
    scenario = heddle_scenario_load (path, error);
    if (scenario == NULL)
      return NULL;
    g_ptr_array_add (list, scenario);
  }
  g_ptr_array_sort (list, compare_rank);
  return g_steal_pointer (&list);
}
