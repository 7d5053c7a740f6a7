/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run is to run.
 * Threads: see program.h.
 */
#include "probe/program.h"

#include "base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/**
 * heddle_program_new:
 * @folder: the program's folder
 * @main: the file that is started, relative to @folder
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the program, or %NULL with HEDDLE_ERROR_NOT_FOUND when there is no such folder
 */
HeddleProgram *
heddle_program_new (const char *folder, const char *main, GError **error)
{
  g_autoptr (HeddleProgram) self = g_new0 (HeddleProgram, 1);
  char *real = realpath (folder, NULL);

  if (real == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "the folder “%s”: %s", folder, g_strerror (errno));
    return NULL;
  }
  self->folder = g_strdup (real);
  self->main = g_strdup (main);
  self->n_cores = 1;
  free (real);
  return g_steal_pointer (&self);
}

void
heddle_program_free (HeddleProgram *self)
{
  g_free (self->folder);
  g_free (self->main);
  g_free (self->origin);
  g_free (self->params);
  g_strfreev (self->allow_read);
  g_strfreev (self->allow_net);
  g_free (self);
}

static gboolean
is_inside (const char *path, const char *folder)
{
  gsize n = strlen (folder);

  if (n > 0 && folder[n - 1] == '/')
    n--;
  return strncmp (path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

static gboolean
is_allowed (HeddleProgram *self, const char *real)
{
  if (self->allow_all_read || is_inside (real, self->folder))
    return TRUE;
  for (guint i = 0; self->allow_read != NULL && self->allow_read[i] != NULL; i++) {
    char *allowed = realpath (self->allow_read[i], NULL);
    gboolean inside = allowed != NULL && is_inside (real, allowed);

    free (allowed);
    if (inside)
      return TRUE;
  }
  return FALSE;
}

/**
 * heddle_program_resolve:
 * @base: (nullable): the folder that a relative @path counts from, relative to the program's folder; %NULL for that
 *   itself
 * @path: what the program wrote
 * @error: where to put an error
 *
 * Follows `..` and symbolic links and looks where the path really leads.
 *
 * Returns: (transfer full) (nullable): the real, absolute path; %NULL with HEDDLE_ERROR_NOT_FOUND when there is none, and
 *   with HEDDLE_ERROR_FORBIDDEN when it lies outside of what the program may read
 */
char *
heddle_program_resolve (HeddleProgram *self, const char *base, const char *path, GError **error)
{
  g_autofree char *joined = g_path_is_absolute (path)
                              ? g_strdup (path)
                              : g_build_filename (self->folder, base != NULL ? base : "", path, NULL);
  char *real = realpath (joined, NULL);
  g_autofree char *copy = NULL;

  if (real == NULL) {
    int code = errno;
    g_autofree char *plain = g_canonicalize_filename (joined, "/");

    if (!is_allowed (self, plain))
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN,
                   "“%s” lies outside of the program's folder; --allow-read=%s allows it", path, plain);
    else
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "“%s”: %s", path, g_strerror (code));
    return NULL;
  }
  copy = g_strdup (real);
  free (real);
  if (is_allowed (self, copy))
    return g_steal_pointer (&copy);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN,
               "“%s” lies outside of the program's folder; --allow-read=%s allows it", path, copy);
  return NULL;
}

/**
 * heddle_program_load:
 * @path: a file of the program, relative to its folder
 * @n_bytes: (out): its length
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the file's text, with a NUL behind it; %NULL with the errors of
 *   heddle_program_resolve(), or HEDDLE_ERROR_SYSTEM when it cannot be read
 */
char *
heddle_program_load (HeddleProgram *self, const char *path, gsize *n_bytes, GError **error)
{
  g_autofree char *real = heddle_program_resolve (self, NULL, path, error);
  g_autoptr (GError) failure = NULL;
  char *text;

  if (real == NULL)
    return NULL;
  if (g_file_get_contents (real, &text, n_bytes, &failure))
    return text;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "“%s” cannot be read: %s", path, failure->message);
  return NULL;
}
