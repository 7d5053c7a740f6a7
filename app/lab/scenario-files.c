/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that a scenario is made of, in the order in which people want to see them.
 * Threads: any. Cost: reads folders, at most MAX_FILES names.
 */
#include "lab/scenario-files.h"

#include <string.h>

#define MAX_FILES 40
#define MAX_DEPTH 3

static gboolean
is_program (const char *name)
{
  return g_str_has_suffix (name, ".js") || g_str_has_suffix (name, ".mjs") || g_str_has_suffix (name, ".cjs");
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  int first_rank = strcmp (first, "scenario.ini") == 0 ? 2 : !is_program (first);
  int second_rank = strcmp (second, "scenario.ini") == 0 ? 2 : !is_program (second);

  return first_rank != second_rank ? first_rank - second_rank : strcmp (first, second);
}

static void
collect (const char *folder, const char *prefix, guint depth, GPtrArray *files)
{
  g_autoptr (GDir) dir = depth > MAX_DEPTH ? NULL : g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && files->len < MAX_FILES && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *relative = g_strconcat (prefix, name, NULL);

    if (*name == '.' || strcmp (name, "node_modules") == 0)
      continue;
    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      g_autofree char *inside = g_strconcat (relative, "/", NULL);

      collect (path, inside, depth + 1, files);
    } else {
      g_ptr_array_add (files, g_steal_pointer (&relative));
    }
  }
}

/**
 * heddle_scenario_dup_files:
 *
 * Returns: (transfer full): relative to its folder: the variants' programs in their order, the other programs, data files,
 *   and scenario.ini; for a single file just that one
 */
GStrv
heddle_scenario_dup_files (const HeddleScenario *self)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_variants; i++)
    if (g_hash_table_add (seen, self->variants[i].file))
      g_strv_builder_add (list, self->variants[i].file);
  if (!self->is_file)
    collect (self->folder, "", 1, others);
  g_ptr_array_sort (others, compare_files);
  for (guint i = 0; i < others->len; i++)
    if (g_hash_table_add (seen, others->pdata[i]))
      g_strv_builder_add (list, others->pdata[i]);
  return g_strv_builder_end (list);
}
