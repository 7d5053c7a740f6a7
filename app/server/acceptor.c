/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accepts the connections to one listening socket, as many at once as there are.
 * Threads: the server's.
 *
 * libsoup accepts one connection for each turn of the main loop, which makes a burst slow, and stops listening for good
 * when accepting fails once. So a source of ours comes first. The socket is handed to libsoup nevertheless, because it
 * keeps connections alive only while it listens.
 */
#include "server/acceptor.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

/* A connection on which nothing moves for so long is closed. */
#define IDLE_TIMEOUT_S 300

/* When there are no more file descriptors, how long to wait for some to be closed. */
#define RETRY_US (50 * 1000)

struct _HeddleAcceptor {
  SoupServer *server;
  GSocket *socket;
  GSocketAddress *address;
  GSource *source;
};

typedef struct {
  GSource source;
  HeddleAcceptor *acceptor;
  gpointer tag;
} AcceptSource;

static G_DEFINE_QUARK (heddle-acceptor-socket, socket)

/* A connection that was handed to libsoup is only known by its address later on. */
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
  g_socket_set_timeout (socket, IDLE_TIMEOUT_S);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  address = g_socket_address_new_from_native ((gpointer) peer, peer_size);
  g_object_set_qdata_full (G_OBJECT (address), socket_quark (), g_object_ref (socket), g_object_unref);
  connection = g_socket_connection_factory_create_connection (socket);
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), self->address, address, NULL);
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  AcceptSource *accept_source = (AcceptSource *) source;
  HeddleAcceptor *self = accept_source->acceptor;

  g_source_set_ready_time (source, -1);
  g_source_modify_unix_fd (source, accept_source->tag, G_IO_IN);
  for (;;) {
    struct sockaddr_storage peer;
    socklen_t peer_size = sizeof peer;
    int fd = accept4 (g_socket_get_fd (self->socket), (struct sockaddr *) &peer, &peer_size,
                      SOCK_CLOEXEC | SOCK_NONBLOCK);

    if (fd >= 0) {
      adopt (self, fd, &peer, peer_size);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      g_source_modify_unix_fd (source, accept_source->tag, 0);
      g_source_set_ready_time (source, g_get_monotonic_time () + RETRY_US);
      return G_SOURCE_CONTINUE;
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return G_SOURCE_CONTINUE;
    }
  }
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

/**
 * heddle_acceptor_new:
 * @server: who answers
 * @socket: (transfer none): a socket that listens
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the acceptor; %NULL with an error of GIO when @socket does not listen
 */
HeddleAcceptor *
heddle_acceptor_new (SoupServer *server, GSocket *socket, GError **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, error);
  HeddleAcceptor *self;
  AcceptSource *accept_source;

  if (address == NULL || !soup_server_listen_socket (server, socket, 0, error))
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  self = g_new0 (HeddleAcceptor, 1);
  self->server = server;
  self->socket = g_object_ref (socket);
  self->address = g_steal_pointer (&address);
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
  g_free (self);
}

/**
 * heddle_acceptor_get_socket:
 * @message: a request
 *
 * Returns: (transfer none) (nullable): its connection
 */
GSocket *
heddle_acceptor_get_socket (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket == NULL && address != NULL)
    socket = g_object_get_qdata (G_OBJECT (address), socket_quark ());
  return socket;
}
