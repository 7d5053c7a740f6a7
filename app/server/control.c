/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parent's orders to the server: which origins there are.
 * Threads: the server's.
 */
#include "server/control.h"

#include "base/cpu-set.h"
#include "base/error.h"
#include "server/origin.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_ORDER_BYTES (64 * 1024)

struct _HeddleControl {
  int fd;
  GSource *source;
  HeddleDelays *delays;
  HeddleWaitingRoom *waiting_room;
  GMainLoop *loop;
  GHashTable *origins;
};

/* Takes over the socket. */
static char *
do_listen (HeddleControl *self, const char *escaped_folder, int fd, GError **error)
{
  g_autofree char *folder = g_uri_unescape_string (escaped_folder, NULL);
  g_autoptr (GSocket) socket = fd >= 0 ? g_socket_new_from_fd (fd, error) : NULL;
  g_autoptr (HeddleOrigin) origin = NULL;
  guint port;

  if (folder == NULL || fd < 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“listen” wants a folder, escaped, and a listening socket");
    return NULL;
  }
  if (socket == NULL)
    return NULL;
  origin = heddle_origin_new (folder, self->delays, self->waiting_room, error);
  if (origin == NULL || !heddle_origin_listen (origin, socket, error))
    return NULL;
  port = heddle_origin_get_port (origin);
  g_hash_table_replace (self->origins, GUINT_TO_POINTER (port), g_steal_pointer (&origin));
  return g_strdup_printf ("port %u", port);
}

static char *
do_close (HeddleControl *self, const char *text, GError **error)
{
  guint64 port;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, error))
    return NULL;
  if (!g_hash_table_remove (self->origins, GUINT_TO_POINTER ((guint) port))) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "no origin listens on port %u", (guint) port);
    return NULL;
  }
  return g_strdup_printf ("closed %u", (guint) port);
}

static char *
do_cpus (const char *text, GError **error)
{
  g_autoptr (HeddleCpuSet) cpus = heddle_cpu_set_parse (text, error);

  if (cpus == NULL || !heddle_cpu_set_apply (cpus, error))
    return NULL;
  return g_strdup_printf ("cpus %s", text);
}

/* Takes over the socket. */
static char *
do_order (HeddleControl *self, const char *order, int fd, GError **error)
{
  if (g_str_has_prefix (order, "listen "))
    return do_listen (self, order + strlen ("listen "), fd, error);
  if (fd >= 0)
    close (fd);
  if (g_str_has_prefix (order, "close "))
    return do_close (self, order + strlen ("close "), error);
  if (g_str_has_prefix (order, "cpus "))
    return do_cpus (order + strlen ("cpus "), error);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "there is no order “%s”", order);
  return NULL;
}

/* The length of the order, 0 when the parent has gone. */
static gssize
receive (int control_fd, char *order, gsize size_bytes, int *fd)
{
  union {
    char buffer[CMSG_SPACE (sizeof (int))];
    struct cmsghdr alignment;
  } ancillary;
  struct iovec vector = { .iov_base = order, .iov_len = size_bytes - 1 };
  struct msghdr message = {
    .msg_iov = &vector, .msg_iovlen = 1, .msg_control = ancillary.buffer, .msg_controllen = sizeof ancillary.buffer
  };
  gssize length = recvmsg (control_fd, &message, MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = length > 0 ? CMSG_FIRSTHDR (&message) : NULL;

  *fd = -1;
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
    memcpy (fd, CMSG_DATA (header), sizeof (int));
  order[MAX (length, 0)] = '\0';
  return length;
}

static gboolean
on_order (int control_fd, GIOCondition condition, gpointer data)
{
  HeddleControl *self = data;
  g_autofree char *order = g_malloc (MAX_ORDER_BYTES);
  g_autofree char *reply = NULL;
  g_autoptr (GError) error = NULL;
  gssize length;
  int fd;

  length = receive (control_fd, order, MAX_ORDER_BYTES, &fd);
  if (length <= 0) {
    g_main_loop_quit (self->loop);
    return G_SOURCE_REMOVE;
  }
  if (order[length - 1] == '\n')
    order[length - 1] = '\0';
  reply = do_order (self, order, fd, &error);
  if (reply == NULL)
    reply = g_strconcat ("error ", error->message, NULL);
  if (send (control_fd, reply, strlen (reply), MSG_NOSIGNAL) >= 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_control_new:
 * @fd: (transfer full): the control socket
 * @delays: (transfer none): the timers
 * @waiting_room: (transfer none): where requests wait
 * @loop: the loop to end when the parent has gone
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the control, or %NULL with HEDDLE_ERROR_USAGE when @fd is no socket
 */
HeddleControl *
heddle_control_new (int fd, HeddleDelays *delays, HeddleWaitingRoom *waiting_room, GMainLoop *loop, GError **error)
{
  HeddleControl *self;
  socklen_t size = sizeof (int);
  int type;

  if (getsockopt (fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "--control-fd %d: that must be one end of a socket pair of type SOCK_SEQPACKET", fd);
    return NULL;
  }
  fcntl (fd, F_SETFD, FD_CLOEXEC);
  self = g_new0 (HeddleControl, 1);
  self->fd = fd;
  self->delays = delays;
  self->waiting_room = waiting_room;
  self->loop = loop;
  self->origins = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) heddle_origin_free);
  self->source = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_priority (self->source, G_PRIORITY_HIGH);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_order), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

void
heddle_control_free (HeddleControl *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_hash_table_unref (self->origins);
  close (self->fd);
  g_free (self);
}
