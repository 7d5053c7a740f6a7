/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers with the files of a folder.
 * Threads: the server's. Cost: a large file is read by other threads, a piece at a time, as the client takes it.
 */
#include "server/files.h"

#include "server/answer.h"
#include "server/conditions.h"
#include "server/content-type.h"
#include "server/file-body.h"

#include <string.h>
#include <unistd.h>

static void
append_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), name, value);
}

static const char *
get_header (SoupServerMessage *message, const char *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (message), name);
}

static void
append_validators (SoupServerMessage *message, const struct stat *info, const char *etag)
{
  g_autoptr (GDateTime) modified = g_date_time_new_from_unix_utc (info->st_mtim.tv_sec);
  g_autofree char *date = modified != NULL ? soup_date_time_to_string (modified, SOUP_DATE_HTTP) : NULL;

  append_header (message, "ETag", etag);
  if (date != NULL)
    append_header (message, "Last-Modified", date);
  append_header (message, "Accept-Ranges", "bytes");
  append_header (message, "Cache-Control", "no-cache");
}

static void
answer_part (SoupServerMessage *message,
             GSocket *socket,
             int fd,
             const char *path,
             guint64 size_bytes,
             guint64 first,
             guint64 last)
{
  soup_server_message_set_status (message, SOUP_STATUS_PARTIAL_CONTENT, NULL);
  append_header (message, "Content-Type", heddle_content_type_for_name (path));
  soup_message_headers_set_content_range (soup_server_message_get_response_headers (message), (goffset) first,
                                          (goffset) last, (goffset) size_bytes);
  heddle_file_body_send (message, socket, fd, first, last - first + 1);
}

static void
answer_file (SoupServerMessage *message, GSocket *socket, int fd, const struct stat *info, const char *path)
{
  guint64 size_bytes = (guint64) info->st_size, first = 0, last = 0;
  g_autofree char *etag = NULL;
  g_autofree char *content_range = NULL;
  const char *range = NULL;

  etag = g_strdup_printf ("\"%" G_GINT64_MODIFIER "x-%lx-%" G_GINT64_MODIFIER "x\"", (gint64) info->st_mtim.tv_sec,
                          (gulong) info->st_mtim.tv_nsec, size_bytes);
  append_validators (message, info, etag);
  if (heddle_conditions_is_not_modified (get_header (message, "If-None-Match"),
                                         get_header (message, "If-Modified-Since"), etag, info->st_mtim.tv_sec)) {
    soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
    soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_NONE);
    close (fd);
    return;
  }
  if (soup_server_message_get_method (message) == SOUP_METHOD_GET &&
      heddle_conditions_allow_range (get_header (message, "If-Range"), etag, info->st_mtim.tv_sec))
    range = get_header (message, "Range");
  switch (heddle_conditions_parse_range (range, size_bytes, &first, &last)) {
  case HEDDLE_RANGE_PART:
    answer_part (message, socket, fd, path, size_bytes, first, last);
    break;
  case HEDDLE_RANGE_OUTSIDE:
    content_range = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, size_bytes);
    append_header (message, "Content-Range", content_range);
    heddle_answer_text (message, SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE,
                        "“%s” has %" G_GUINT64_FORMAT " bytes; the range “%s” is outside of it\n", path, size_bytes,
                        range);
    close (fd);
    break;
  case HEDDLE_RANGE_ALL:
  default:
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
    append_header (message, "Content-Type", heddle_content_type_for_name (path));
    heddle_file_body_send (message, socket, fd, 0, size_bytes);
  }
}

/* A folder is answered with its index.html; under a path that ends in a slash, so that relative links work. */
static gboolean
answer_folder (HeddleFolder *folder, SoupServerMessage *message, GSocket *socket, const char *path)
{
  g_autofree char *index = g_build_path ("/", path, "index.html", NULL);
  g_autofree char *location = NULL;
  const char *raw_path;
  struct stat info;
  int fd;

  if (heddle_folder_open (folder, index, &fd, &info) != HEDDLE_FOLDER_FILE)
    return FALSE;
  if (*path == '\0' || g_str_has_suffix (path, "/")) {
    answer_file (message, socket, fd, &info, index);
    return TRUE;
  }
  close (fd);
  raw_path = g_uri_get_path (soup_server_message_get_uri (message));
  location = g_strconcat ("/", raw_path + strspn (raw_path, "/"), "/", NULL);
  soup_server_message_set_status (message, SOUP_STATUS_MOVED_PERMANENTLY, NULL);
  append_header (message, "Location", location);
  return TRUE;
}

/**
 * heddle_files_answer:
 * @folder: a folder
 * @message: a GET or HEAD request
 * @socket: (nullable): its connection
 * @path: what it is for, without the first slash
 *
 * Answers with a file; or says why a file may not be read.
 *
 * Returns: whether there is an answer; else there is no such file
 */
gboolean
heddle_files_answer (HeddleFolder *folder, SoupServerMessage *message, GSocket *socket, const char *path)
{
  struct stat info;
  int fd;

  switch (heddle_folder_open (folder, path, &fd, &info)) {
  case HEDDLE_FOLDER_FILE:
    answer_file (message, socket, fd, &info, path);
    return TRUE;
  case HEDDLE_FOLDER_FOLDER:
    return answer_folder (folder, message, socket, path);
  case HEDDLE_FOLDER_OUTSIDE:
    heddle_answer_text (message, SOUP_STATUS_FORBIDDEN,
                        "“%s” is outside of the folder of this run; only files inside of it are served\n", path);
    return TRUE;
  case HEDDLE_FOLDER_UNREADABLE:
    heddle_answer_text (message, SOUP_STATUS_FORBIDDEN, "“%s” may not be read; look at its permissions\n", path);
    return TRUE;
  case HEDDLE_FOLDER_SPECIAL:
    heddle_answer_text (message, SOUP_STATUS_FORBIDDEN, "“%s” is a device, a pipe or a socket, not a file\n", path);
    return TRUE;
  case HEDDLE_FOLDER_MISSING:
  default:
    return FALSE;
  }
}
