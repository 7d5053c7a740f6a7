/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accepts the connections to one listening socket, as many at once as there are.
 * Threads: the server's.
 *
 * libsoup accepts one connection for each turn of the main loop, which makes a burst slow, and stops listening for good
 * when accepting fails once. So it is done here. But libsoup keeps connections alive only while it listens itself: it
 * gets a socket of its own to which nobody can connect.
 */
#include "server/acceptor.h"

#include "base/error.h"
#include "server/connection.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* So many file descriptors are left for the files that are served. */
#define N_RESERVED_FDS 64

/* When there are no more file descriptors, how long to wait for some to be closed. */
#define RETRY_US (50 * 1000)

struct _HeddleAcceptor {
  SoupServer *server;
  GSocket *socket;
  GSocketAddress *address;
  HeddleConnections *connections;
  GSource *source;
  int max_fd;
};

typedef struct {
  GSource source;
  HeddleAcceptor *acceptor;
  gpointer tag;
} AcceptSource;

static void
adopt (HeddleAcceptor *self, int fd, const struct sockaddr_storage *peer, socklen_t peer_size)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  if (socket == NULL) {
    close (fd);
    return;
  }
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  address = g_socket_address_new_from_native ((gpointer) peer, peer_size);
  heddle_connections_add (self->connections, socket, address);
  connection = g_socket_connection_factory_create_connection (socket);
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), self->address, address, NULL);
}

/* Whether there may be more to accept. The lowest free descriptor is always taken, so a high one says that few are left. */
static gboolean
accept_one (HeddleAcceptor *self, gboolean *is_full)
{
  struct sockaddr_storage peer;
  socklen_t peer_size = sizeof peer;
  int fd = accept4 (g_socket_get_fd (self->socket), (struct sockaddr *) &peer, &peer_size,
                    SOCK_CLOEXEC | SOCK_NONBLOCK);

  if (fd >= 0)
    adopt (self, fd, &peer, peer_size);
  else if (errno == EINTR || errno == ECONNABORTED)
    return TRUE;
  *is_full = fd >= self->max_fd || (fd < 0 && errno != EAGAIN);
  return fd >= 0 && !*is_full;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  AcceptSource *accept_source = (AcceptSource *) source;
  gboolean is_full = FALSE;

  while (accept_one (accept_source->acceptor, &is_full))
    ;
  g_source_modify_unix_fd (source, accept_source->tag, is_full ? 0 : G_IO_IN);
  g_source_set_ready_time (source, is_full ? g_get_monotonic_time () + RETRY_US : -1);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

/* A Unix socket with a name that the kernel makes up, shut down at once: libsoup gives up accepting from it. */
static gboolean
listen_to_nobody (SoupServer *server, GError **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_autoptr (GSocket) nobody = NULL;

  if (fd < 0 || bind (fd, (struct sockaddr *) &address, sizeof address.sun_family) != 0 || listen (fd, 1) != 0 ||
      shutdown (fd, SHUT_RDWR) != 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the server cannot listen: %s", g_strerror (errno));
    if (fd >= 0)
      close (fd);
    return FALSE;
  }
  nobody = g_socket_new_from_fd (fd, error);
  if (nobody != NULL)
    g_socket_set_blocking (nobody, FALSE);
  return nobody != NULL && soup_server_listen_socket (server, nobody, 0, error);
}

/**
 * heddle_acceptor_new:
 * @server: who answers
 * @socket: (transfer none): a socket that listens
 * @delays: (transfer none): the timers
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the acceptor; or %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddleAcceptor *
heddle_acceptor_new (SoupServer *server, GSocket *socket, HeddleDelays *delays, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);
  g_autoptr (HeddleConnections) connections = heddle_connections_new (delays, error);
  HeddleAcceptor *self;
  AcceptSource *accept_source;

  if (address == NULL || connections == NULL || !listen_to_nobody (server, error))
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  self = g_new0 (HeddleAcceptor, 1);
  self->max_fd = (int) MIN (sysconf (_SC_OPEN_MAX), G_MAXINT) - N_RESERVED_FDS;
  self->server = server;
  self->socket = g_object_ref (socket);
  self->address = g_steal_pointer (&address);
  self->connections = g_steal_pointer (&connections);
  self->source = g_source_new (&source_funcs, sizeof (AcceptSource));
  accept_source = (AcceptSource *) self->source;
  accept_source->acceptor = self;
  accept_source->tag = g_source_add_unix_fd (self->source, g_socket_get_fd (socket), G_IO_IN);
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT - 1);
  g_source_attach (self->source, NULL);
  return self;
}

void
heddle_acceptor_free (HeddleAcceptor *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->socket);
  g_object_unref (self->address);
  heddle_connections_unref (self->connections);
  g_free (self);
}
