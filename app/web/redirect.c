/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a redirect does to a request. The standard: Fetch, "HTTP-redirect fetch" (section 4.4).
 * Threads: the network's thread.
 */
#include "web/exchange-private.h"

#include <string.h>

/* Whether the response is a redirect that is not handed to the program as it is. */
gboolean
heddle_exchange_is_redirect (HeddleExchange *self)
{
  if (self->request.redirect == HEDDLE_REDIRECT_MANUAL ||
      !soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location"))
    return FALSE;
  switch (soup_message_get_status (self->message)) {
  case 301:
  case 302:
  case 303:
  case 307:
  case 308:
    return TRUE;
  default:
    return FALSE;
  }
}

static void
remove_headers (HeddleRequest *self, const char *const *names)
{
  GStrv headers = self->headers;
  gsize n_kept = 0;

  for (gsize i = 0; headers[i]; i += 2) {
    g_autofree char *lower = g_ascii_strdown (headers[i], -1);

    if (g_strv_contains (names, lower)) {
      g_free (headers[i]);
      g_free (headers[i + 1]);
      continue;
    }
    headers[n_kept++] = headers[i];
    headers[n_kept++] = headers[i + 1];
  }
  headers[n_kept] = NULL;
}

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return strcmp (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 && g_uri_get_port (a) == g_uri_get_port (b);
}

/* A POST that is answered with 301 or 302, and anything but GET and HEAD with 303, becomes a GET. */
static void
change_method (HeddleRequest *self, guint status)
{
  static const char *const body_headers[] = { "content-encoding", "content-language", "content-location",
                                              "content-type",     "content-length",   NULL };
  gboolean is_post = strcmp (self->method, "POST") == 0;
  gboolean is_safe = strcmp (self->method, "GET") == 0 || strcmp (self->method, "HEAD") == 0;

  if (!((status == 301 || status == 302) && is_post) && !(status == 303 && !is_safe))
    return;
  g_free (self->method);
  self->method = g_strdup ("GET");
  g_clear_pointer (&self->body, g_bytes_unref);
  self->is_stream = FALSE;
  remove_headers (self, body_headers);
}

/**
 * heddle_request_redirect:
 * @self: a request that was answered with a redirect
 * @status: its status
 * @location: where it leads
 * @problem: (out) (optional): why it cannot be followed
 *
 * Changes @self into the request that follows it.
 *
 * Returns: whether there is one
 */
gboolean
heddle_request_redirect (HeddleRequest *self, guint status, const char *location, const char **problem)
{
  static const char *const secret_headers[] = { "authorization", "proxy-authorization", "cookie", "host", NULL };
  g_autoptr (GUri)
    uri = g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (!uri)
    *problem = "invalid redirect location";
  else if ((strcmp (g_uri_get_scheme (uri), "http") != 0 && strcmp (g_uri_get_scheme (uri), "https") != 0) ||
           !g_uri_get_host (uri))
    *problem = "URL scheme must be a HTTP(S) scheme";
  else if (status != 303 && self->body && self->is_stream)
    *problem = "a streamed body cannot be sent again";
  else {
    change_method (self, status);
    if (!is_same_origin (self->uri, uri))
      remove_headers (self, secret_headers);
    g_uri_unref (self->uri);
    self->uri = g_steal_pointer (&uri);
    return TRUE;
  }
  return FALSE;
}
