/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program heddle-server: HTTP on this machine's loopback, for the programs that Heddle runs.
 *
 *   heddle-server --control-fd N              orders come from the parent; see control.h
 *   heddle-server --folder DIR [--port N]     one origin, until a signal; its URL goes to stdout
 */
#include "base/error.h"
#include "base/loopback.h"
#include "server/control.h"
#include "server/origin.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define EXIT_USAGE 2

typedef struct {
  int control_fd;
  int port;
  char *folder;
} Options;

/* Each connection is a file descriptor. */
static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

static gboolean
check (const Options *options, int n_left, GError **error)
{
  if (n_left > 0 || (options->control_fd < 0 && options->folder == NULL))
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "usage: heddle-server --folder DIR [--port N] | --control-fd N");
  else if (options->port < 0 || options->port > G_MAXUINT16)
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "--port %d: a port is a number from 0 to 65535",
                 options->port);
  else
    return TRUE;
  return FALSE;
}

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "control-fd", 0, 0, G_OPTION_ARG_INT, &options->control_fd, "Take orders from this socket", "N" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options->folder, "Serve this folder", "DIR" },
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Listen on this port; 0 for any that is free", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, &argc, &argv, error) && check (options, argc - 1, error);
}

/* Browsers may take ::1 for localhost; the origin is there too when the port is free. */
static HeddleOrigin *
serve (const Options *options, HeddleDelays *delays, HeddleWaitingRoom *waiting_room, GError **error)
{
  g_autoptr (HeddleOrigin) origin = heddle_origin_new (options->folder, delays, waiting_room, error);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocket) second = NULL;

  if (origin == NULL)
    return NULL;
  socket = heddle_loopback_listen (G_SOCKET_FAMILY_IPV4, (guint16) options->port, error);
  if (socket == NULL || !heddle_origin_listen (origin, socket, error))
    return NULL;
  second = heddle_loopback_listen (G_SOCKET_FAMILY_IPV6, heddle_origin_get_port (origin), NULL);
  if (second != NULL)
    heddle_origin_listen (origin, second, NULL);
  printf ("http://127.0.0.1:%u/\n", heddle_origin_get_port (origin));
  fflush (stdout);
  return g_steal_pointer (&origin);
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (HeddleDelays) delays = heddle_delays_new (NULL);
  g_autoptr (HeddleWaitingRoom) waiting_room = heddle_waiting_room_new (delays, error);
  g_autoptr (HeddleControl) control = NULL;
  g_autoptr (HeddleOrigin) origin = NULL;

  if (waiting_room == NULL)
    return FALSE;
  if (options->control_fd >= 0) {
    control = heddle_control_new (options->control_fd, delays, waiting_room, loop, error);
    if (control == NULL)
      return FALSE;
  }
  if (options->folder != NULL) {
    origin = serve (options, delays, waiting_room, error);
    if (origin == NULL)
      return FALSE;
  }
  g_main_loop_run (loop);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = { .control_fd = -1 };
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  raise_file_limit ();
  is_done = parse_options (argc, argv, &options, &error) && run (&options, &error);
  g_free (options.folder);
  if (is_done)
    return EXIT_SUCCESS;
  g_printerr ("heddle-server: %s\n", error->message);
  return g_error_matches (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM) ? EXIT_FAILURE : EXIT_USAGE;
}
