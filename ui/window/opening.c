/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a target becomes.
 * Threads: the main one.
 */
#include "ui/window/opening.h"

#include "export/export.h"
#include "lab/playground.h"
#include "ui/gallery/gallery-list.h"

#include <gtk/gtk.h>

static HeddleStage *
open_traces (const char *path, GError **error)
{
  g_autoptr (GPtrArray) traces = heddle_import_file (path, error);
  g_autofree char *name = g_path_get_basename (path);

  return traces == NULL ? NULL : heddle_stage_new_for_traces (name, traces);
}

static HeddleStage *
open_scenario (const char *target, GError **error)
{
  g_autoptr (HeddleScenario) scenario = heddle_scenario_open (target, error);

  return scenario == NULL ? NULL : heddle_stage_new (scenario);
}

/* Of a lesson its editable copy is shown. Where none can be made, the original is. */
static HeddleStage *
open_lesson (const char *lesson, char **warning, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (HeddlePlayground) copy = heddle_playground_open_lesson (lesson, &failure);

  if (copy != NULL)
    return open_scenario (copy->folder, error);
  *warning = g_strdup (failure->message);
  return open_scenario (lesson, error);
}

/**
 * heddle_opening_make_stage:
 * @target: a .js file, a scenario's folder, the name of a lesson, or a saved trace
 * @warning: (out): where to put what the user should know although it could be opened, or %NULL
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what to show
 */
HeddleStage *
heddle_opening_make_stage (const char *target, char **warning, GError **error)
{
  HeddleGalleryItem *item = heddle_gallery_list_find (target);

  *warning = NULL;
  if (g_str_has_suffix (target, ".json") || g_str_has_suffix (target, ".json.gz"))
    return open_traces (target, error);
  if (item != NULL && heddle_gallery_item_is_lesson (item))
    return open_lesson (target, warning, error);
  return open_scenario (target, error);
}

/**
 * heddle_opening_remember:
 * @target: what was opened
 *
 * The desktop remembers files and folders as recently used; a lesson is none.
 */
void
heddle_opening_remember (const char *target)
{
  g_autofree char *uri = g_path_is_absolute (target) ? g_filename_to_uri (target, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}
