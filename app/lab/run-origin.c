/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a run's relative requests go.
 * Threads: the server's.
 */
#include "lab/run-origin.h"

#include "base/error.h"

#include <string.h>

struct _HeddleRunOrigin {
  HeddleServerProcess *server;
  guint16 port;
  char *url;
};

/**
 * heddle_run_origin_open:
 * @server: the demo server; it outlives the origin
 * @folder: the folder that it serves
 * @lazily: whether the server is started by the first connection only
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): an origin of its own for a run, or %NULL with the error of the server
 */
HeddleRunOrigin *
heddle_run_origin_open (HeddleServerProcess *server, const char *folder, gboolean lazily, GError **error)
{
  HeddleRunOrigin *self;
  guint16 port;
  gboolean is_open = lazily ? heddle_server_process_open_lazily (server, folder, &port, error)
                            : heddle_server_process_open (server, folder, &port, error);

  if (!is_open)
    return NULL;
  self = g_new0 (HeddleRunOrigin, 1);
  self->server = server;
  self->port = port;
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  return self;
}

/**
 * heddle_run_origin_close:
 *
 * Closes the origin and its connections. A server that has died meanwhile has closed it already.
 */
void
heddle_run_origin_close (HeddleRunOrigin *self)
{
  heddle_server_process_close (self->server, self->port, NULL);
  g_free (self->url);
  g_free (self);
}

const char *
heddle_run_origin_get_url (HeddleRunOrigin *self)
{
  return self->url;
}

/**
 * heddle_run_origin_dup_host:
 * @url: the origin that a user named
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): its `HOST:PORT`, which the program may reach then; %NULL with HEDDLE_ERROR_USAGE
 *   when it is not http(s)://HOST[:PORT]
 */
char *
heddle_run_origin_dup_host (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  gboolean is_https = strcmp (scheme, "https") == 0;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  int port = uri != NULL ? g_uri_get_port (uri) : -1;

  if ((!is_https && strcmp (scheme, "http") != 0) || host == NULL || *host == '\0' || strcmp (path, "/") > 0 ||
      g_uri_get_query (uri) != NULL || g_uri_get_userinfo (uri) != NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "“%s” is not an origin; write http://HOST:PORT or https://HOST:PORT", url);
    return NULL;
  }
  if (port < 0)
    port = is_https ? 443 : 80;
  return strchr (host, ':') != NULL ? g_strdup_printf ("[%s]:%d", host, port) : g_strdup_printf ("%s:%d", host, port);
}
