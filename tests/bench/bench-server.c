/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast the demo server answers /data1, as a ratio beside a bare SoupServer that sends the same text, in the same run.
 *
 *   bench-server HEDDLE-SERVER [SECONDS]
 *
 * Prints for 32 and for 1,000 connections the requests a second, and for a burst of 1,000 new connections the time
 * until all are answered. The rounds of the two servers alternate, and the best one of each counts.
 */
#include "base/loopback.h"

#include <errno.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <unistd.h>

#define BURST 1000
#define N_ROUNDS 3
#define MAX_ANSWER_BYTES 4096

typedef struct {
  int fd;
  gsize n_bytes;
  char buffer[MAX_ANSWER_BYTES];
} Connection;

typedef struct {
  guint16 port;
  char *request;
  int epoll_fd;
  Connection *connections;
  guint n_answers;
} Load;

static void
on_bare_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  const char *text = data;

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, text, strlen (text));
}

static void
run_bare_server (GSocket *socket, const char *text)
{
  g_autoptr (SoupServer) server = g_object_new (SOUP_TYPE_SERVER, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  soup_server_add_handler (server, NULL, on_bare_request, (gpointer) text, NULL);
  if (soup_server_listen_socket (server, socket, 0, NULL))
    g_main_loop_run (loop);
}

static void
fail (const char *what)
{
  fprintf (stderr, "bench-server: %s: %s\n", what, g_strerror (errno));
  exit (EXIT_FAILURE);
}

static void
ask (Load *load, Connection *connection)
{
  gsize length = strlen (load->request);

  connection->n_bytes = 0;
  if (send (connection->fd, load->request, length, MSG_NOSIGNAL) != (gssize) length)
    fail ("send");
}

static void
connect_one (Load *load, Connection *connection)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (load->port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };

  connection->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection->fd < 0 || connect (connection->fd, (struct sockaddr *) &address, sizeof address) != 0)
    fail ("connect");
  epoll_ctl (load->epoll_fd, EPOLL_CTL_ADD, connection->fd, &event);
}

/* Whether the answer is whole: what it says about its length has come. */
static gboolean
read_answer (Connection *connection)
{
  gssize n = recv (connection->fd, connection->buffer + connection->n_bytes,
                   sizeof connection->buffer - 1 - connection->n_bytes, 0);
  const char *end, *length;

  if (n <= 0)
    fail ("recv");
  connection->n_bytes += (gsize) n;
  connection->buffer[connection->n_bytes] = '\0';
  end = strstr (connection->buffer, "\r\n\r\n");
  if (end == NULL)
    return FALSE;
  length = strstr (connection->buffer, "Content-Length: ");
  if (length == NULL || !g_str_has_prefix (connection->buffer, "HTTP/1.1 200"))
    fail (connection->buffer);
  return connection->n_bytes - (gsize) (end + 4 - connection->buffer) >=
         strtoul (length + strlen ("Content-Length: "), NULL, 10);
}

static void
load_init (Load *load, guint16 port, guint n_connections)
{
  load->port = port;
  load->request = g_strdup_printf ("GET /data1 HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", port);
  load->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  load->connections = g_new0 (Connection, n_connections);
  load->n_answers = 0;
  for (guint i = 0; i < n_connections; i++) {
    connect_one (load, &load->connections[i]);
    ask (load, &load->connections[i]);
  }
}

static void
load_clear (Load *load, guint n_connections)
{
  for (guint i = 0; i < n_connections; i++)
    close (load->connections[i].fd);
  close (load->epoll_fd);
  g_free (load->connections);
  g_free (load->request);
}

/* Reads answers; asks again at once when a time is given. */
static void
pump (Load *load, gint64 until_us, guint n_wanted)
{
  struct epoll_event events[256];

  while (until_us > 0 ? g_get_monotonic_time () < until_us : load->n_answers < n_wanted) {
    int n_events = epoll_wait (load->epoll_fd, events, G_N_ELEMENTS (events), 5000);

    if (n_events <= 0)
      fail ("no answer for 5 s");
    for (int i = 0; i < n_events; i++) {
      Connection *connection = events[i].data.ptr;

      if (!read_answer (connection))
        continue;
      load->n_answers++;
      if (until_us > 0)
        ask (load, connection);
    }
  }
}

static double
measure_rate (guint16 port, guint n_connections, double seconds)
{
  gint64 started_us;
  double rate;
  Load load;

  /* First all are answered once: a bare SoupServer accepts so slowly that it would be measured with a few of them. */
  load_init (&load, port, n_connections);
  pump (&load, 0, n_connections);
  for (guint i = 0; i < n_connections; i++)
    ask (&load, &load.connections[i]);
  load.n_answers = 0;
  started_us = g_get_monotonic_time ();
  pump (&load, started_us + (gint64) (seconds * 1e6), 0);
  rate = load.n_answers * 1e6 / (double) (g_get_monotonic_time () - started_us);
  load_clear (&load, n_connections);
  return rate;
}

static double
measure_burst (guint16 port, guint n_connections, double seconds)
{
  gint64 started_us = g_get_monotonic_time ();
  double rate;
  Load load;

  load_init (&load, port, n_connections);
  pump (&load, 0, n_connections);
  rate = n_connections * 1e6 / (double) (g_get_monotonic_time () - started_us);
  load_clear (&load, n_connections);
  return rate;
}

static void
compare (const char *name,
         double (*measure) (guint16 port, guint n, double seconds),
         guint n,
         const guint16 ports[2],
         double seconds)
{
  double best[2] = { 0, 0 };

  for (guint round = 0; round < 2 * N_ROUNDS; round++)
    best[round % 2] = MAX (best[round % 2], measure (ports[round % 2], n, seconds / (2 * N_ROUNDS)));
  printf ("%-26s heddle-server %8.0f/s   bare SoupServer %8.0f/s   ratio %.2f\n", name, best[0], best[1],
          best[0] / best[1]);
  fflush (stdout);
}

/* The text that heddle-server sends, so that both send the same. */
static char *
fetch_text (guint16 port)
{
  const char *end;
  char *text;
  Load load;

  load_init (&load, port, 1);
  pump (&load, 0, 1);
  end = strstr (load.connections[0].buffer, "\r\n\r\n");
  text = g_strdup (end + 4);
  load_clear (&load, 1);
  return text;
}

/* No server outlives this program, however it ends. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GPid
start_heddle_server (const char *program, const char *folder, guint16 *port)
{
  const char *arguments[] = { program, "--folder", folder, NULL };
  char line[128] = "";
  GPid pid;
  int out;

  if (!g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, end_with_parent, NULL,
                                 &pid, NULL, &out, NULL, NULL) ||
      read (out, line, sizeof line - 1) <= 0)
    fail (program);
  *port = (guint16) strtoul (line + strlen ("http://127.0.0.1:"), NULL, 10);
  return pid;
}

static GPid
start_bare_server (const char *text, guint16 *port)
{
  GSocket *socket = heddle_loopback_listen (G_SOCKET_FAMILY_IPV4, 0, NULL);
  GPid pid;

  *port = heddle_loopback_get_port (socket);
  pid = fork ();
  if (pid == 0) {
    end_with_parent (NULL);
    run_bare_server (socket, text);
    _exit (EXIT_FAILURE);
  }
  g_object_unref (socket);
  return pid;
}

int
main (int argc, char **argv)
{
  double seconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 8;
  g_autofree char *folder = g_dir_make_tmp ("heddle-XXXXXX", NULL);
  g_autofree char *text = NULL;
  struct rlimit limit;
  guint16 ports[2];
  GPid servers[2];

  if (argc < 2) {
    fprintf (stderr, "usage: bench-server HEDDLE-SERVER [SECONDS]\n");
    return 2;
  }
  /* libsoup 3.2 leaks a descriptor for each connection that its client closes: the bare server wants many. */
  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
  servers[0] = start_heddle_server (argv[1], folder, &ports[0]);
  text = fetch_text (ports[0]);
  servers[1] = start_bare_server (text, &ports[1]);
  compare ("32 connections", measure_rate, 32, ports, seconds * 0.45);
  compare ("1,000 connections", measure_rate, 1000, ports, seconds * 0.45);
  compare ("a burst of 1,000", measure_burst, BURST, ports, seconds);
  for (guint i = 0; i < 2; i++)
    kill (servers[i], SIGKILL);
  rmdir (folder);
  return EXIT_SUCCESS;
}
