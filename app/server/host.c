/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which hosts an origin answers for.
 * Threads: any; plain values.
 */
#include "server/host.h"

#include <string.h>

#define HTTP_PORT 80

static const char *const loopback_names[] = { "127.0.0.1", "localhost", "::1" };

/* RFC 2606, section 3. */
static const char *const example_names[] = { "example.com", "example.org", "example.net" };

/**
 * heddle_host_is_example:
 * @host: the host that a request is for
 *
 * Returns: whether it is one of the names that are reserved for examples, or below one
 */
gboolean
heddle_host_is_example (const char *host)
{
  gsize length = strlen (host);

  if (length > 0 && host[length - 1] == '.')
    length--;
  for (gsize i = 0; i < G_N_ELEMENTS (example_names); i++) {
    gsize n = strlen (example_names[i]);

    if (length >= n && g_ascii_strncasecmp (host + length - n, example_names[i], n) == 0 &&
        (length == n || host[length - n - 1] == '.'))
      return TRUE;
  }
  return FALSE;
}

/**
 * heddle_host_is_ours:
 * @host: the host that a request is for, an IPv6 address without brackets
 * @port: its port, -1 when the request names none
 * @own_port: the port that the origin listens on
 *
 * An origin answers for this machine's loopback names with its own port, so that no web page can reach it under a name
 * of its own (DNS rebinding), and for the reserved example names, whatever their port.
 *
 * Returns: whether the origin should answer
 */
gboolean
heddle_host_is_ours (const char *host, int port, guint16 own_port)
{
  if ((port < 0 ? HTTP_PORT : port) == own_port)
    for (gsize i = 0; i < G_N_ELEMENTS (loopback_names); i++)
      if (g_ascii_strcasecmp (host, loopback_names[i]) == 0)
        return TRUE;
  return heddle_host_is_example (host);
}
