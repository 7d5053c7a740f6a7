/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window remembers. A missing schema is no reason not to open: then nothing is remembered.
 * Threads: the main one.
 */
#include "ui/window/settings.h"

/* The schema of the build tree, when this program runs from there. */
static GSettingsSchema *
find_uninstalled_schema (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program == NULL ? NULL : g_path_get_dirname (program);
  g_autofree char *schemas = folder == NULL ? NULL : g_build_filename (folder, "..", "data", NULL);
  g_autoptr (GSettingsSchemaSource) source =
    schemas == NULL
      ? NULL
      : g_settings_schema_source_new_from_directory (schemas, g_settings_schema_source_get_default (), FALSE, NULL);

  return source == NULL ? NULL : g_settings_schema_source_lookup (source, HEDDLE_APPLICATION_ID, FALSE);
}

/**
 * heddle_settings_new:
 *
 * Returns: (transfer full) (nullable): the settings, or %NULL when their schema is not found
 */
GSettings *
heddle_settings_new (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema)
    schema = installed == NULL ? NULL : g_settings_schema_source_lookup (installed, HEDDLE_APPLICATION_ID, TRUE);

  if (schema == NULL)
    schema = find_uninstalled_schema ();
  return schema == NULL ? NULL : g_settings_new_full (schema, NULL, NULL);
}

/**
 * heddle_settings_get_default:
 *
 * Returns: (transfer none) (nullable): the settings that all windows share, or %NULL when their schema is not found
 */
GSettings *
heddle_settings_get_default (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = heddle_settings_new ();
  return settings;
}
