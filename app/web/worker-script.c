/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a worker's script is.
 * Threads: any.
 */
#include "web/worker-script.h"

#include "base/error.h"

#include <string.h>

/* The rest of @url behind @prefix, which ends where a path, a query or the string ends. */
static const char *
skip_origin (const char *url, const char *prefix)
{
  gsize n = prefix == NULL ? 0 : strlen (prefix);

  if (n == 0 || strncmp (url, prefix, n) != 0 || (url[n] != '/' && url[n] != '\0'))
    return NULL;
  return url + n;
}

static char *
decode_path (const char *path)
{
  g_autofree char *plain = g_strndup (path, strcspn (path, "?#"));
  char *decoded = g_uri_unescape_string (plain, NULL);

  return decoded != NULL ? decoded : g_steal_pointer (&plain);
}

/* A path from the root of the origin is one from the program's folder; but for a file that is there. */
static char *
relative_to_folder (HeddleProgram *program, const char *path)
{
  gsize n = strlen (program->folder);

  if (strncmp (path, program->folder, n) == 0 && path[n] == '/')
    return g_strdup (path + n + 1);
  if (path[0] == '/') {
    g_autofree char *inside = g_build_filename (program->folder, path, NULL);

    if (g_file_test (inside, G_FILE_TEST_EXISTS) || !g_file_test (path, G_FILE_TEST_EXISTS))
      return g_strdup (path + strspn (path, "/"));
  }
  return g_strdup (path);
}

static char *
join (const char *base, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *joined = g_build_filename ("/", folder, path, NULL);
  g_autofree char *canonical = g_canonicalize_filename (joined, "/");

  return g_strdup (canonical + (base[0] == '/' ? 0 : 1));
}

static gboolean
has_no_folder (const char *base)
{
  return g_str_has_prefix (base, "blob:") || g_str_has_prefix (base, "data:");
}

/**
 * heddle_worker_script_resolve:
 * @program: what is run
 * @base: the script that asks, relative to the program's folder
 * @url: what it wrote: relative to @base, or absolute and of the run's own origin or a file
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the file, relative to the program's folder where it is inside; %NULL with
 *   HEDDLE_ERROR_FORBIDDEN when it would have to come from a network, HEDDLE_ERROR_NOT_FOUND when nothing is there
 */
char *
heddle_worker_script_resolve (HeddleProgram *program, const char *base, const char *url, GError **error)
{
  const char *path = skip_origin (url, program->origin);
  g_autofree char *scheme = NULL;
  g_autofree char *decoded = NULL;

  if (path == NULL)
    path = skip_origin (url, "file://");
  if (path == NULL) {
    scheme = g_uri_parse_scheme (url);
    if (g_strcmp0 (scheme, "blob") == 0 || g_strcmp0 (scheme, "data") == 0) {
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "“%s”: there is nothing behind this URL", url);
      return NULL;
    }
    if (scheme == NULL && has_no_folder (base)) {
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND,
                   "“%s”: a script from a blob: or data: URL has no folder; name the whole URL, as in location.origin "
                   "+ '/%s'",
                   url, url);
      return NULL;
    }
    if (scheme != NULL) {
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN,
                   "“%s”: scripts come from the program's own folder; put the file there", url);
      return NULL;
    }
    path = url;
  }
  decoded = decode_path (path);
  if (decoded[0] == '/')
    return relative_to_folder (program, decoded);
  return join (base, decoded);
}
