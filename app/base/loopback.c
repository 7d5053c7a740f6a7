/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listening sockets on this machine's loopback.
 * Threads: any.
 */
#include "base/loopback.h"

#include "base/error.h"

/* A burst of connections waits here until they are accepted; GLib's 10 and libsoup's own let bursts fail. */
#define BACKLOG 4096

/**
 * heddle_loopback_listen:
 * @family: %G_SOCKET_FAMILY_IPV4 for 127.0.0.1, %G_SOCKET_FAMILY_IPV6 for ::1
 * @port: the port, 0 for any that is free
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): a socket that listens, or %NULL with HEDDLE_ERROR_SYSTEM
 */
GSocket *
heddle_loopback_listen (GSocketFamily family, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GError) system_error = NULL;
  g_autoptr (GSocket) socket = NULL;

  socket = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &system_error);
  if (socket != NULL) {
    g_socket_set_listen_backlog (socket, BACKLOG);
    g_socket_set_blocking (socket, FALSE);
    if (g_socket_bind (socket, address, TRUE, &system_error) && g_socket_listen (socket, &system_error))
      return g_steal_pointer (&socket);
  }
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "port %u of this machine cannot be listened on: %s", port,
               system_error->message);
  return NULL;
}

/**
 * heddle_loopback_get_port:
 * @socket: a socket from heddle_loopback_listen(), or another one that is bound to a port
 *
 * Returns: its port, 0 when it has none
 */
guint16
heddle_loopback_get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return 0;
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}
