/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The connections of an origin: which are in use, and closing those that are not any more.
 * Threads: the server's. Cost: an entry in an epoll set and a timer for each connection; next to nothing for a request.
 *
 * When a client closes a connection between two requests, libsoup 3.2 stops reading it but never closes its own end
 * (3.6 does), and the same happens after a timeout of the socket. So both is done here. A connection is known by the
 * address object of its client, which libsoup hands back with each message and frees with the connection.
 */
#include "server/connection.h"

#include "base/error.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_EVENTS 64

/* A connection without a request under way is closed after so long. */
#define IDLE_TIMEOUT_US (G_GINT64_CONSTANT (120) * G_USEC_PER_SEC)

struct _HeddleConnections {
  HeddleDelays *delays;
  int epoll_fd;
  GSource *source;
};

typedef struct {
  HeddleConnections *connections;
  GSocket *socket;
  guint n_requests;
  gboolean client_has_left;
  gint64 idle_since_us;
  HeddleDelay idle_timer;
  guint closing;
} Connection;

static G_DEFINE_QUARK (heddle_connection, connection)
static G_DEFINE_QUARK (heddle_connection_request, request)

static void
connection_clear (gpointer data)
{
  Connection *connection = data;

  heddle_delays_clear (connection->connections->delays, &connection->idle_timer);
  if (connection->closing != 0)
    g_source_remove (connection->closing);
  if (!g_socket_is_closed (connection->socket))
    epoll_ctl (connection->connections->epoll_fd, EPOLL_CTL_DEL, g_socket_get_fd (connection->socket), NULL);
  g_object_unref (connection->socket);
  heddle_connections_unref (connection->connections);
}

static void
connection_unref (gpointer data)
{
  g_rc_box_release_full (data, connection_clear);
}

/* What the client sent before it left is still answered; libsoup has read it all when only the end is left to read. */
static gboolean
close_if_done (gpointer data)
{
  Connection *connection = data;
  char byte;

  connection->closing = 0;
  if (connection->n_requests == 0 && !g_socket_is_closed (connection->socket) &&
      recv (g_socket_get_fd (connection->socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
    g_socket_close (connection->socket, NULL);
  return G_SOURCE_REMOVE;
}

/* After libsoup, which has a higher priority, has read what there is to read. */
static void
close_soon (Connection *connection)
{
  if (connection->closing == 0 && connection->n_requests == 0)
    connection->closing = g_idle_add_full (G_PRIORITY_LOW, close_if_done, connection, NULL);
}

static void
on_idle_timer (gpointer data)
{
  Connection *connection = data;
  gint64 due_us = connection->idle_since_us + IDLE_TIMEOUT_US;
  gint64 now_us = g_get_monotonic_time ();

  if (g_socket_is_closed (connection->socket))
    return;
  if (connection->n_requests > 0 || now_us < due_us)
    heddle_delays_set (connection->connections->delays, &connection->idle_timer,
                       connection->n_requests > 0 ? now_us + IDLE_TIMEOUT_US : due_us, on_idle_timer, connection);
  else
    g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
}

static gboolean
on_departures (int fd, GIOCondition condition, gpointer data)
{
  struct epoll_event events[MAX_EVENTS];
  int n_events = epoll_wait (fd, events, MAX_EVENTS, 0);

  for (int i = 0; i < n_events; i++) {
    Connection *connection = events[i].data.ptr;

    connection->client_has_left = TRUE;
    close_soon (connection);
  }
  return G_SOURCE_CONTINUE;
}

/**
 * heddle_connections_new:
 * @delays: (transfer none): the timers; they must outlive the connections
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): no connections yet, or %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddleConnections *
heddle_connections_new (HeddleDelays *delays, GError **error)
{
  HeddleConnections *self;
  int epoll_fd = epoll_create1 (EPOLL_CLOEXEC);

  if (epoll_fd < 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "connections cannot be watched: %s", g_strerror (errno));
    return NULL;
  }
  self = g_rc_box_new0 (HeddleConnections);
  self->delays = delays;
  self->epoll_fd = epoll_fd;
  self->source = g_unix_fd_source_new (epoll_fd, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_departures), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

static void
connections_clear (gpointer data)
{
  HeddleConnections *self = data;

  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->epoll_fd);
}

void
heddle_connections_unref (HeddleConnections *self)
{
  g_rc_box_release_full (self, connections_clear);
}

/**
 * heddle_connections_add:
 * @self: the connections
 * @socket: (transfer none): one more
 * @address: the address object of its client; the connection is watched for as long as this object lives
 */
void
heddle_connections_add (HeddleConnections *self, GSocket *socket, GSocketAddress *address)
{
  Connection *connection = g_rc_box_new0 (Connection);
  struct epoll_event event = { .events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = connection };

  connection->connections = g_rc_box_acquire (self);
  connection->socket = g_object_ref (socket);
  connection->idle_since_us = g_get_monotonic_time ();
  g_object_set_qdata_full (G_OBJECT (address), connection_quark (), connection, connection_unref);
  epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, g_socket_get_fd (socket), &event);
  heddle_delays_set (self->delays, &connection->idle_timer, connection->idle_since_us + IDLE_TIMEOUT_US, on_idle_timer,
                     connection);
}

static Connection *
get_connection (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_object_get_qdata (G_OBJECT (address), connection_quark ()) : NULL;
}

static void
end_request (gpointer data)
{
  Connection *connection = data;

  connection->n_requests--;
  connection->idle_since_us = g_get_monotonic_time ();
  if (connection->client_has_left)
    close_soon (connection);
  connection_unref (connection);
}

/**
 * heddle_connection_begin_request:
 * @message: a request whose headers have come
 *
 * Its connection is in use until @message is freed.
 */
void
heddle_connection_begin_request (SoupServerMessage *message)
{
  Connection *connection = get_connection (message);

  if (connection == NULL)
    return;
  connection->n_requests++;
  g_object_set_qdata_full (G_OBJECT (message), request_quark (), g_rc_box_acquire (connection), end_request);
}

/**
 * heddle_connection_get_socket:
 * @message: a request
 *
 * Returns: (transfer none) (nullable): its connection
 */
GSocket *
heddle_connection_get_socket (SoupServerMessage *message)
{
  Connection *connection = get_connection (message);

  return connection != NULL ? connection->socket : NULL;
}
