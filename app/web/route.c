/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a request really goes.
 * Threads: any.
 */
#include "web/route.h"

#include "base/error.h"

#include <string.h>

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
has_default_port (GUri *uri)
{
  return get_port (uri) == (strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80);
}

static char *
dup_authority (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  const char *before = is_ipv6 ? "[" : "";
  const char *after = is_ipv6 ? "]" : "";

  if (has_default_port (uri))
    return g_strconcat (before, host, after, NULL);
  return g_strdup_printf ("%s%s%s:%d", before, host, after, get_port (uri));
}

static gboolean
is_loopback (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0;
}

static gboolean
is_own_origin (GUri *origin, GUri *uri)
{
  if (strcmp (g_uri_get_scheme (origin), g_uri_get_scheme (uri)) != 0 || get_port (origin) != get_port (uri))
    return FALSE;
  return g_ascii_strcasecmp (g_uri_get_host (origin), g_uri_get_host (uri)) == 0 ||
         (is_loopback (g_uri_get_host (origin)) && is_loopback (g_uri_get_host (uri)));
}

/**
 * heddle_route_is_example_name:
 * @host: a host name
 *
 * Whether @host is one of the names that are reserved for examples (RFC 2606, section 3), or below one.
 */
gboolean
heddle_route_is_example_name (const char *host)
{
  static const char *const names[] = { "example.com", "example.org", "example.net" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize n_host = strlen (host);
    gsize n_name = strlen (names[i]);

    if (n_host < n_name || g_ascii_strcasecmp (host + n_host - n_name, names[i]) != 0)
      continue;
    if (n_host == n_name || host[n_host - n_name - 1] == '.')
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_allowed (const HeddleNetworkSettings *settings, GUri *uri)
{
  g_autofree char *with_port = NULL;
  const char *host = g_uri_get_host (uri);

  if (settings->allow_all_net)
    return TRUE;
  with_port = g_strdup_printf (strchr (host, ':') ? "[%s]:%d" : "%s:%d", host, get_port (uri));
  for (gsize i = 0; settings->allow_net && settings->allow_net[i]; i++) {
    const char *entry = settings->allow_net[i];
    gsize n_entry = strlen (entry);
    gboolean is_bracketed = entry[0] == '[' && n_entry > 1 && entry[n_entry - 1] == ']';
    g_autofree char *bare = is_bracketed ? g_strndup (entry + 1, n_entry - 2) : g_strdup (entry);

    if (g_ascii_strcasecmp (bare, host) == 0 || g_ascii_strcasecmp (entry, with_port) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The same path and query, at the origin's scheme, host and port. */
static GUri *
move_to_origin (GUri *origin, GUri *uri)
{
  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (origin), NULL, g_uri_get_host (origin),
                      g_uri_get_port (origin), g_uri_get_path (uri), g_uri_get_query (uri), NULL);
}

static char *
dup_path (GUri *uri)
{
  const char *query = g_uri_get_query (uri);

  return query ? g_strconcat (g_uri_get_path (uri), "?", query, NULL) : g_strdup (g_uri_get_path (uri));
}

static void
route_to_origin (HeddleRoute *self, GUri *origin, GUri *uri)
{
  g_autofree char *authority = dup_authority (uri);
  g_autofree char *origin_authority = dup_authority (origin);

  self->target = move_to_origin (origin, uri);
  if (strcmp (authority, origin_authority) != 0)
    self->host_header = g_steal_pointer (&authority);
}

/**
 * heddle_route_init:
 * @self: a route, uninitialised
 * @settings: what the run may reach
 * @uri: an http or https URL with a host
 * @error: return location for an error
 *
 * Decides where a request for @uri goes: the run's own origin and the reserved example names to the origin's server,
 * an allowed host to itself.
 *
 * Returns: %FALSE with %HEDDLE_ERROR_FORBIDDEN and a message that names the flag when the host is not allowed
 */
gboolean
heddle_route_init (HeddleRoute *self, const HeddleNetworkSettings *settings, GUri *uri, GError **error)
{
  g_autoptr (GUri) origin = NULL;
  g_autofree char *authority = NULL;

  *self = (HeddleRoute){ 0 };
  if (settings->origin)
    origin = g_uri_parse (settings->origin, G_URI_FLAGS_ENCODED, NULL);
  if (origin && is_own_origin (origin, uri)) {
    route_to_origin (self, origin, uri);
    self->label = dup_path (uri);
    return TRUE;
  }
  if (origin && heddle_route_is_example_name (g_uri_get_host (uri))) {
    g_autofree char *written = g_uri_to_string_partial (uri, G_URI_HIDE_FRAGMENT | G_URI_HIDE_USERINFO);
    g_autofree char *real = dup_authority (origin);

    route_to_origin (self, origin, uri);
    self->label = g_strdup_printf ("%s → %s", written, real);
    return TRUE;
  }
  if (is_allowed (settings, uri)) {
    self->target = g_uri_ref (uri);
    self->label = g_uri_to_string_partial (uri, G_URI_HIDE_FRAGMENT | G_URI_HIDE_USERINFO);
    return TRUE;
  }
  authority = dup_authority (uri);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN,
               "%s is out of this program's reach; --allow-net=%s allows it", authority, authority);
  return FALSE;
}

/**
 * heddle_route_clear:
 * @self: a route
 *
 * Frees what @self holds.
 */
void
heddle_route_clear (HeddleRoute *self)
{
  g_clear_pointer (&self->target, g_uri_unref);
  g_clear_pointer (&self->host_header, g_free);
  g_clear_pointer (&self->label, g_free);
}
