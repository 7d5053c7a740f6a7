/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo server as its parent sees it: a process that is started when it is needed, and an origin for each run.
 * Threads: one; lazily opened origins want that thread's main context to run.
 *
 * The listening sockets are made here, so that a port is known, and connections to it wait, before there is a server.
 * The orders and their replies are described in server/control.h. The server ends when our end of the control socket
 * is closed, whatever the reason: the kernel closes it when this process dies.
 */
#include "lab/server-process.h"

#include "base/error.h"
#include "base/loopback.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONTROL_FD 3
#define MAX_REPLY_BYTES (64 * 1024)

/* The server replies within milliseconds; one that does not is stopped or broken. */
#define REPLY_TIMEOUT_MS 10000

struct _HeddleServerProcess {
  char *program_path;
  GSubprocess *process;
  int control_fd;
  guint n_unread_replies;
  char *cpus;

  /* port → Waiting: sockets that nobody has connected to yet. */
  GHashTable *waiting;
  GError *failure;
};

typedef struct {
  HeddleServerProcess *process;
  GSocket *socket;
  GSource *source;
  char *folder;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  if (waiting->source != NULL) {
    g_source_destroy (waiting->source);
    g_source_unref (waiting->source);
  }
  g_clear_object (&waiting->socket);
  g_free (waiting->folder);
  g_free (waiting);
}

static void
forget_process (HeddleServerProcess *self)
{
  if (self->control_fd >= 0)
    close (self->control_fd);
  self->control_fd = -1;
  self->n_unread_replies = 0;
  g_clear_object (&self->process);
}

static gboolean
fail (HeddleServerProcess *self, GError **error, const char *what, const char *why)
{
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the demo server “%s” %s: %s", self->program_path, what, why);
  forget_process (self);
  return FALSE;
}

static gboolean
spawn (HeddleServerProcess *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *control_fd = g_strdup_printf ("%d", CONTROL_FD);
  g_autoptr (GError) spawn_error = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return fail (self, error, "could not be started", g_strerror (errno));
  g_subprocess_launcher_take_fd (launcher, ends[1], CONTROL_FD);
  self->process = g_subprocess_launcher_spawn (launcher, &spawn_error, self->program_path, "--control-fd", control_fd,
                                               NULL);
  self->control_fd = ends[0];
  if (self->process == NULL)
    return fail (self, error, "could not be started", spawn_error->message);
  return TRUE;
}

/* fd may be -1. The reply is left for later. */
static gboolean
send_packet (HeddleServerProcess *self, const char *order, int fd, GError **error)
{
  union {
    char buffer[CMSG_SPACE (sizeof (int))];
    struct cmsghdr alignment;
  } ancillary = { .buffer = { 0 } };
  struct iovec vector = { .iov_base = (char *) order, .iov_len = strlen (order) };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1 };
  struct cmsghdr *header;
  gssize n;

  if (fd >= 0) {
    message.msg_control = ancillary.buffer;
    message.msg_controllen = sizeof ancillary.buffer;
    header = CMSG_FIRSTHDR (&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN (sizeof (int));
    memcpy (CMSG_DATA (header), &fd, sizeof (int));
  }
  do
    n = sendmsg (self->control_fd, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return fail (self, error, "has ended", g_strerror (errno));
  self->n_unread_replies++;
  return TRUE;
}

/* (transfer full) (nullable): the next reply */
static char *
read_reply (HeddleServerProcess *self, GError **error)
{
  struct pollfd wait = { .fd = self->control_fd, .events = POLLIN };
  g_autofree char *reply = g_malloc (MAX_REPLY_BYTES);
  gssize n;
  int n_ready;

  do
    n_ready = poll (&wait, 1, REPLY_TIMEOUT_MS);
  while (n_ready < 0 && errno == EINTR);
  n = n_ready > 0 ? recv (self->control_fd, reply, MAX_REPLY_BYTES - 1, 0) : -1;
  if (n <= 0) {
    fail (self, error, n_ready == 0 ? "does not answer" : "has ended", n_ready == 0 ? "no reply" : "no connection");
    return NULL;
  }
  reply[n] = '\0';
  self->n_unread_replies--;
  return g_steal_pointer (&reply);
}

/* Waits for the reply to the last order. What went wrong with earlier ones is kept as the failure. */
static gboolean
read_last_reply (HeddleServerProcess *self, GError **error)
{
  for (;;) {
    gboolean is_last = self->n_unread_replies == 1;
    g_autofree char *reply = read_reply (self, error);
    const char *text;

    if (reply == NULL)
      return FALSE;
    text = g_str_has_prefix (reply, "error ") ? reply + strlen ("error ") : NULL;
    if (is_last && text != NULL)
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the demo server refused: %s", text);
    else if (text != NULL && self->failure == NULL)
      g_set_error (&self->failure, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the demo server refused: %s", text);
    if (is_last)
      return text == NULL;
  }
}

/* Starts the server when there is none; a server that has died unnoticed is replaced once. */
static gboolean
send_order (HeddleServerProcess *self, const char *order, int fd, GError **error)
{
  gboolean was_running = self->control_fd >= 0;
  g_autofree char *cpus = NULL;

  if (was_running && send_packet (self, order, fd, NULL))
    return TRUE;
  if (!spawn (self, error))
    return FALSE;
  cpus = self->cpus != NULL ? g_strconcat ("cpus ", self->cpus, NULL) : NULL;
  return (cpus == NULL || send_packet (self, cpus, -1, error)) && send_packet (self, order, fd, error);
}

static gboolean
hand_over (HeddleServerProcess *self, GSocket *socket, const char *folder, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (folder, "/", FALSE);
  g_autofree char *order = g_strconcat ("listen ", escaped, NULL);

  return send_order (self, order, g_socket_get_fd (socket), error);
}

/* Our copy of the socket is closed afterwards: closing the origin closes the last one. */
static gboolean
on_first_connection (GSocket *socket, GIOCondition condition, gpointer data)
{
  Waiting *waiting = data;
  HeddleServerProcess *self = waiting->process;

  g_clear_error (&self->failure);
  hand_over (self, socket, waiting->folder, &self->failure);
  g_hash_table_remove (self->waiting, GUINT_TO_POINTER ((guint) heddle_loopback_get_port (socket)));
  return G_SOURCE_REMOVE;
}

static gboolean
check_folder (const char *folder, GError **error)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "the folder “%s” does not exist", folder);
  return FALSE;
}

/**
 * heddle_server_process_new:
 * @program_path: where the program heddle-server is
 * @error: where to put an error
 *
 * Starts nothing yet.
 *
 * Returns: (transfer full) (nullable): a server to be, or %NULL with HEDDLE_ERROR_NOT_FOUND
 */
HeddleServerProcess *
heddle_server_process_new (const char *program_path, GError **error)
{
  HeddleServerProcess *self;

  if (!g_file_test (program_path, G_FILE_TEST_IS_EXECUTABLE)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND, "the demo server “%s” is not there; install Heddle anew",
                 program_path);
    return NULL;
  }
  self = g_new0 (HeddleServerProcess, 1);
  self->program_path = g_strdup (program_path);
  self->control_fd = -1;
  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, waiting_free);
  return self;
}

/**
 * heddle_server_process_free:
 * @self: a server
 *
 * Ends the process, if there is one, and closes all origins.
 */
void
heddle_server_process_free (HeddleServerProcess *self)
{
  g_hash_table_unref (self->waiting);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  forget_process (self);
  g_clear_error (&self->failure);
  g_free (self->cpus);
  g_free (self->program_path);
  g_free (self);
}

/**
 * heddle_server_process_open:
 * @self: a server; it is started when it does not run
 * @folder: the path of the folder that the origin serves
 * @port: where to put the origin's port
 * @error: where to put an error
 *
 * Opens an origin, and waits some milliseconds until it answers.
 *
 * Returns: whether it is open; else HEDDLE_ERROR_NOT_FOUND or HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_server_process_open (HeddleServerProcess *self, const char *folder, guint16 *port, GError **error)
{
  g_autoptr (GSocket) socket = NULL;

  if (!check_folder (folder, error))
    return FALSE;
  socket = heddle_loopback_listen (G_SOCKET_FAMILY_IPV4, 0, error);
  if (socket == NULL || !hand_over (self, socket, folder, error) || !read_last_reply (self, error))
    return FALSE;
  *port = heddle_loopback_get_port (socket);
  return TRUE;
}

/**
 * heddle_server_process_open_lazily:
 * @self: a server
 * @folder: the path of the folder that the origin serves
 * @port: where to put the origin's port
 * @error: where to put an error
 *
 * Opens an origin whose server is started by the first connection to it, as long as the calling thread's default main
 * context runs. Should that fail, the connection is closed and heddle_server_process_get_failure() says why.
 *
 * Returns: whether it is open; else HEDDLE_ERROR_NOT_FOUND or HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_server_process_open_lazily (HeddleServerProcess *self, const char *folder, guint16 *port, GError **error)
{
  g_autoptr (GSocket) socket = NULL;
  Waiting *waiting;

  if (!check_folder (folder, error))
    return FALSE;
  socket = heddle_loopback_listen (G_SOCKET_FAMILY_IPV4, 0, error);
  if (socket == NULL)
    return FALSE;
  *port = heddle_loopback_get_port (socket);
  waiting = g_new0 (Waiting, 1);
  waiting->process = self;
  waiting->folder = g_strdup (folder);
  waiting->source = g_socket_create_source (socket, G_IO_IN, NULL);
  waiting->socket = g_steal_pointer (&socket);
  g_source_set_callback (waiting->source, G_SOURCE_FUNC (on_first_connection), waiting, NULL);
  g_source_attach (waiting->source, g_main_context_get_thread_default ());
  g_hash_table_replace (self->waiting, GUINT_TO_POINTER ((guint) *port), waiting);
  return TRUE;
}

/**
 * heddle_server_process_close:
 * @self: a server
 * @port: the port of an origin that was opened
 * @error: where to put an error
 *
 * Closes an origin and its connections. When nobody ever connected to it, there may be no server yet, and none is
 * started.
 *
 * Returns: whether it was open; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_server_process_close (HeddleServerProcess *self, guint16 port, GError **error)
{
  g_autofree char *order = NULL;

  if (g_hash_table_remove (self->waiting, GUINT_TO_POINTER ((guint) port)))
    return TRUE;
  if (self->control_fd < 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "no origin listens on port %u", port);
    return FALSE;
  }
  order = g_strdup_printf ("close %u", port);
  return send_packet (self, order, -1, error) && read_last_reply (self, error);
}

/**
 * heddle_server_process_set_cpus:
 * @self: a server
 * @cpus: the CPUs that it may use
 * @error: where to put an error
 *
 * Keeps the server off the CPUs of a run; now, or as soon as it is started.
 *
 * Returns: whether that could be done; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_server_process_set_cpus (HeddleServerProcess *self, const HeddleCpuSet *cpus, GError **error)
{
  g_autofree char *order = NULL;

  g_free (self->cpus);
  self->cpus = heddle_cpu_set_to_string (cpus);
  if (self->control_fd < 0)
    return TRUE;
  order = g_strconcat ("cpus ", self->cpus, NULL);
  return send_packet (self, order, -1, error) && read_last_reply (self, error);
}

/**
 * heddle_server_process_is_running:
 * @self: a server
 *
 * Returns: whether the process was started
 */
gboolean
heddle_server_process_is_running (HeddleServerProcess *self)
{
  return self->process != NULL;
}

/**
 * heddle_server_process_get_pid:
 * @self: a server
 *
 * Returns: (nullable): the process id as text, %NULL when there is no process
 */
const char *
heddle_server_process_get_pid (HeddleServerProcess *self)
{
  return self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
}

/**
 * heddle_server_process_get_failure:
 * @self: a server
 *
 * Returns: (nullable): why the last lazily opened origin could not be served
 */
const GError *
heddle_server_process_get_failure (HeddleServerProcess *self)
{
  return self->failure;
}
