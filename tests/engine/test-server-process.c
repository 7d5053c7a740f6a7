/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo server as its parent sees it: started when it is needed, gone with its parent.
 */
#include "base/error.h"
#include "http-client.h"
#include "lab/server-process.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WATCHDOG_MS 30000

static char *program;

static char *
make_folder (const char *text)
{
  char *folder = g_dir_make_tmp ("heddle é XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return folder;
}

static void
remove_folder (char *folder)
{
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static HeddleServerProcess *
make_server (void)
{
  g_autoptr (GError) error = NULL;
  HeddleServerProcess *server = heddle_server_process_new (g_getenv ("HEDDLE_SERVER"), &error);

  g_assert_no_error (error);
  return server;
}

static gboolean
can_connect (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  return connection != NULL;
}

static int
open_pid (const char *pid)
{
  int fd = (int) syscall (SYS_pidfd_open, atoi (pid), 0);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static void
assert_ends (int pid_fd)
{
  struct pollfd wait = { .fd = pid_fd, .events = POLLIN };

  g_assert_cmpint (poll (&wait, 1, WATCHDOG_MS), ==, 1);
  close (pid_fd);
}

/* Each origin has its own folder; closing one leaves the other. */
static void
test_open (void)
{
  g_autoptr (HeddleServerProcess) server = make_server ();
  g_autoptr (HttpAnswer) first = NULL;
  g_autoptr (HttpAnswer) second = NULL;
  g_autoptr (HttpAnswer) after = NULL;
  g_autoptr (GError) error = NULL;
  char *folders[2] = { make_folder ("one"), make_folder ("two") };
  guint16 ports[2];

  g_assert_false (heddle_server_process_is_running (server));
  for (guint i = 0; i < 2; i++)
    g_assert_true (heddle_server_process_open (server, folders[i], &ports[i], NULL));
  first = http_client_ask (ports[0], "GET /a.txt", NULL, NULL);
  second = http_client_ask (ports[1], "GET /a.txt", NULL, NULL);
  g_assert_cmpstr (first->body, ==, "one");
  g_assert_cmpstr (second->body, ==, "two");
  g_assert_true (heddle_server_process_close (server, ports[0], NULL));
  g_assert_false (can_connect (ports[0]));
  g_assert_false (heddle_server_process_close (server, ports[0], &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
  after = http_client_ask (ports[1], "GET /a.txt", NULL, NULL);
  g_assert_cmpstr (after->body, ==, "two");
  remove_folder (folders[0]);
  remove_folder (folders[1]);
}

/* Closing an origin ends the requests that wait in it. */
static void
test_close_while_waiting (void)
{
  g_autoptr (HeddleServerProcess) server = make_server ();
  g_autoptr (HttpAnswer) warm = NULL;
  g_autoptr (HttpAnswer) hung = NULL;
  g_autofree char *request = NULL;
  char *folder = make_folder ("");
  GSocketConnection *connection;
  guint16 port;

  g_assert_true (heddle_server_process_open (server, folder, &port, NULL));
  connection = http_client_connect (port);
  request = g_strdup_printf ("GET /hang HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", port);
  http_client_send (connection, request, -1);
  warm = http_client_ask (port, "GET /data1", NULL, NULL);
  g_assert_cmpuint (warm->status, ==, 200);
  g_assert_true (heddle_server_process_close (server, port, NULL));
  hung = http_client_read_to_end (connection);
  g_assert_cmpuint (hung->status, ==, 0);
  remove_folder (folder);
}

typedef struct {
  guint16 port;
  HttpAnswer *answer;
} Visit;

static gpointer
visit (gpointer data)
{
  Visit *self = data;

  self->answer = http_client_ask (self->port, "GET /a.txt", NULL, NULL);
  g_main_context_wakeup (NULL);
  return NULL;
}

/* There is no server before somebody connects, and none is started by an origin that nobody connects to. */
static void
test_open_lazily (void)
{
  g_autoptr (HeddleServerProcess) server = make_server ();
  char *folder = make_folder ("lazy");
  guint16 unused;
  Visit guest = { 0 };
  GThread *thread;

  g_assert_true (heddle_server_process_open_lazily (server, folder, &guest.port, NULL));
  g_assert_true (heddle_server_process_open_lazily (server, folder, &unused, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (heddle_server_process_is_running (server));
  g_assert_true (heddle_server_process_close (server, unused, NULL));
  g_assert_false (can_connect (unused));
  g_assert_false (heddle_server_process_is_running (server));
  thread = g_thread_new ("visit", visit, &guest);
  while (!heddle_server_process_is_running (server))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  g_assert_cmpstr (guest.answer->body, ==, "lazy");
  g_assert_null (heddle_server_process_get_failure (server));
  g_assert_true (heddle_server_process_close (server, guest.port, NULL));
  g_assert_false (can_connect (guest.port));
  http_answer_free (guest.answer);
  remove_folder (folder);
}

/* A server that has died is replaced. */
static void
test_replaced (void)
{
  g_autoptr (HeddleServerProcess) server = make_server ();
  g_autoptr (HttpAnswer) answer = NULL;
  char *folder = make_folder ("again");
  guint16 port;
  int pid_fd;

  g_assert_true (heddle_server_process_open (server, folder, &port, NULL));
  pid_fd = open_pid (heddle_server_process_get_pid (server));
  kill (atoi (heddle_server_process_get_pid (server)), SIGKILL);
  assert_ends (pid_fd);
  g_assert_true (heddle_server_process_open (server, folder, &port, NULL));
  answer = http_client_ask (port, "GET /a.txt", NULL, NULL);
  g_assert_cmpstr (answer->body, ==, "again");
  remove_folder (folder);
}

static void
test_cpus (void)
{
  g_autoptr (HeddleServerProcess) server = make_server ();
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();
  g_autoptr (HeddleCpuSet) one = heddle_cpu_set_take_first (allowed, 1, NULL);
  g_autofree char *expected = g_strdup_printf ("Cpus_allowed_list:\t%u\n", one->cpus[0]);
  g_autofree char *path = NULL;
  g_autofree char *status = NULL;
  char *folder = make_folder ("");
  guint16 port;

  g_assert_true (heddle_server_process_set_cpus (server, one, NULL));
  g_assert_true (heddle_server_process_open (server, folder, &port, NULL));
  path = g_strdup_printf ("/proc/%s/status", heddle_server_process_get_pid (server));
  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  g_assert_nonnull (strstr (status, expected));
  g_assert_true (heddle_server_process_set_cpus (server, allowed, NULL));
  remove_folder (folder);
}

static void
test_errors (void)
{
  g_autoptr (HeddleServerProcess) server = make_server ();
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) no_folder = NULL;
  guint16 port;

  g_assert_null (heddle_server_process_new ("/nothing/heddle-server", &missing));
  g_assert_error (missing, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
  g_assert_false (heddle_server_process_open (server, "/nothing/here", &port, &no_folder));
  g_assert_error (no_folder, HEDDLE_ERROR, HEDDLE_ERROR_NOT_FOUND);
}

static void
test_free_ends (void)
{
  HeddleServerProcess *server = make_server ();
  char *folder = make_folder ("");
  guint16 port;
  int pid_fd;

  g_assert_true (heddle_server_process_open (server, folder, &port, NULL));
  pid_fd = open_pid (heddle_server_process_get_pid (server));
  heddle_server_process_free (server);
  assert_ends (pid_fd);
  remove_folder (folder);
}

/* This program itself is the parent: it starts a server, says which, and is killed. */
static void
test_parent_killed (void)
{
  g_autoptr (GSubprocess)
    parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--be-a-parent", NULL);
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  g_autofree char *pid = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
  int pid_fd;

  g_assert_nonnull (pid);
  pid_fd = open_pid (pid);
  g_subprocess_force_exit (parent);
  g_subprocess_wait (parent, NULL, NULL);
  assert_ends (pid_fd);
}

static int
be_a_parent (void)
{
  HeddleServerProcess *server = make_server ();
  guint16 port;

  if (!heddle_server_process_open (server, "/", &port, NULL))
    return EXIT_FAILURE;
  printf ("%s\n", heddle_server_process_get_pid (server));
  fflush (stdout);
  pause ();
  return EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc > 1 && strcmp (argv[1], "--be-a-parent") == 0)
    return be_a_parent ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-process/open", test_open);
  g_test_add_func ("/server-process/close-while-waiting", test_close_while_waiting);
  g_test_add_func ("/server-process/open-lazily", test_open_lazily);
  g_test_add_func ("/server-process/replaced", test_replaced);
  g_test_add_func ("/server-process/cpus", test_cpus);
  g_test_add_func ("/server-process/errors", test_errors);
  g_test_add_func ("/server-process/free-ends", test_free_ends);
  g_test_add_func ("/server-process/parent-killed", test_parent_killed);
  return g_test_run ();
}
