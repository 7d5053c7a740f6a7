/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The media type of a file, from its name.
 * Threads: any; plain values.
 */
#include "server/content-type.h"

#include <string.h>

static const struct {
  const char *ending;
  const char *type;
} types[] = {
  { "js", "text/javascript; charset=utf-8" },
  { "mjs", "text/javascript; charset=utf-8" },
  { "cjs", "text/javascript; charset=utf-8" },
  { "json", "application/json" },
  { "map", "application/json" },
  { "ndjson", "application/x-ndjson" },
  { "html", "text/html; charset=utf-8" },
  { "htm", "text/html; charset=utf-8" },
  { "css", "text/css; charset=utf-8" },
  { "txt", "text/plain; charset=utf-8" },
  { "md", "text/markdown; charset=utf-8" },
  { "csv", "text/csv; charset=utf-8" },
  { "xml", "application/xml" },
  { "svg", "image/svg+xml" },
  { "png", "image/png" },
  { "jpg", "image/jpeg" },
  { "jpeg", "image/jpeg" },
  { "gif", "image/gif" },
  { "webp", "image/webp" },
  { "ico", "image/x-icon" },
  { "wasm", "application/wasm" },
  { "pdf", "application/pdf" },
  { "gz", "application/gzip" },
  { "zip", "application/zip" },
  { "mp3", "audio/mpeg" },
  { "wav", "audio/wav" },
  { "mp4", "video/mp4" },
  { "webm", "video/webm" },
  { "woff2", "font/woff2" },
};

/**
 * heddle_content_type_for_name:
 * @name: the name or the path of a file
 *
 * Returns: the value of a Content-Type header; `application/octet-stream` when the ending is not known
 */
const char *
heddle_content_type_for_name (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *dot = strrchr (slash != NULL ? slash : name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (dot + 1, types[i].ending) == 0)
      return types[i].type;
  return "application/octet-stream";
}
