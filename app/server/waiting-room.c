/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests whose answer has to wait: for a time, or until the client leaves.
 * Threads: the server's. Cost: a timer and an entry in one epoll set for each request that waits.
 *
 * A paused message of libsoup does not look at its connection, so the sockets are watched here. A guest belongs to its
 * message and goes with it, however it ends.
 */
#include "server/waiting-room.h"

#include "base/error.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define MAX_EVENTS 64

struct _HeddleWaitingRoom {
  HeddleDelays *delays;
  int epoll_fd;
  GSource *source;
};

typedef struct {
  HeddleWaitingRoom *room;
  SoupServerMessage *message;
  GSocket *socket;
  HeddleDelay delay;
} Guest;

static G_DEFINE_QUARK (heddle_waiting_room_guest, guest)

static void
stop_watching (Guest *guest)
{
  if (guest->socket == NULL)
    return;
  if (!g_socket_is_closed (guest->socket))
    epoll_ctl (guest->room->epoll_fd, EPOLL_CTL_DEL, g_socket_get_fd (guest->socket), NULL);
  g_clear_object (&guest->socket);
}

static void
guest_free (gpointer data)
{
  Guest *guest = data;

  heddle_delays_clear (guest->room->delays, &guest->delay);
  stop_watching (guest);
  g_free (guest);
}

static void
let_go (gpointer data)
{
  Guest *guest = data;
  SoupServerMessage *message = guest->message;

  g_object_set_qdata (G_OBJECT (message), guest_quark (), NULL);
  soup_server_message_unpause (message);
}

/* The answer cannot be sent any more: libsoup sees that as soon as it tries to, and ends the connection. */
static void
send_away (Guest *guest)
{
  g_socket_shutdown (guest->socket, TRUE, TRUE, NULL);
  let_go (guest);
}

static gboolean
on_departures (int fd, GIOCondition condition, gpointer data)
{
  struct epoll_event events[MAX_EVENTS];
  int n_events = epoll_wait (fd, events, MAX_EVENTS, 0);

  for (int i = 0; i < n_events; i++)
    send_away (events[i].data.ptr);
  return G_SOURCE_CONTINUE;
}

/**
 * heddle_waiting_room_new:
 * @delays: (transfer none): the timers; they must outlive the room
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): an empty room, or %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddleWaitingRoom *
heddle_waiting_room_new (HeddleDelays *delays, GError **error)
{
  HeddleWaitingRoom *self;
  int epoll_fd = epoll_create1 (EPOLL_CLOEXEC);

  if (epoll_fd < 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "clients cannot be watched: %s", g_strerror (errno));
    return NULL;
  }
  self = g_new0 (HeddleWaitingRoom, 1);
  self->delays = delays;
  self->epoll_fd = epoll_fd;
  self->source = g_unix_fd_source_new (epoll_fd, G_IO_IN);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_departures), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

/**
 * heddle_waiting_room_free:
 * @self: a room; nobody waits in it any more
 */
void
heddle_waiting_room_free (HeddleWaitingRoom *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->epoll_fd);
  g_free (self);
}

/**
 * heddle_waiting_room_hold:
 * @self: the room
 * @message: a request whose handler is running
 * @socket: (nullable): its connection
 * @duration_us: how long, or -1 for as long as the client stays
 *
 * Sends nothing of the answer before that time is over. A client that leaves earlier gets no answer.
 */
void
heddle_waiting_room_hold (HeddleWaitingRoom *self, SoupServerMessage *message, GSocket *socket, gint64 duration_us)
{
  Guest *guest = g_new0 (Guest, 1);
  struct epoll_event event = { .events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = guest };

  guest->room = self;
  guest->message = message;
  g_object_set_qdata_full (G_OBJECT (message), guest_quark (), guest, guest_free);
  if (socket != NULL && epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, g_socket_get_fd (socket), &event) == 0)
    guest->socket = g_object_ref (socket);
  if (duration_us >= 0)
    heddle_delays_set (self->delays, &guest->delay, g_get_monotonic_time () + duration_us, let_go, guest);
  soup_server_message_pause (message);
}
