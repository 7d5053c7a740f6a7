/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SIGINT, SIGTERM and SIGHUP. Other than g_unix_signal_add(), a signal also ends a write that blocks.
 * Threads: main.
 */
#include "cli/signals.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

typedef struct {
  GFunc func;
  gpointer user_data;
} Watch;

static volatile sig_atomic_t received;
static int wake_fd = -1;

static void
on_signal (int number)
{
  int saved_errno = errno;
  guint64 one = 1;

  received = number;
  (void) !write (wake_fd, &one, sizeof one);
  errno = saved_errno;
}

static gboolean
on_wake (int fd, GIOCondition condition, gpointer data)
{
  Watch *watch = data;

  watch->func (GINT_TO_POINTER ((int) received), watch->user_data);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_cli_signals_watch:
 * @func: called in the default main context at the first signal, with its number
 * @user_data: for @func
 *
 * Returns: the source's id
 */
guint
heddle_cli_signals_watch (GFunc func, gpointer user_data)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = on_signal };
  Watch *watch = g_new (Watch, 1);

  *watch = (Watch){ func, user_data };
  wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sigaction (numbers[i], &action, NULL);
  return g_unix_fd_add_full (G_PRIORITY_HIGH, wake_fd, G_IO_IN, on_wake, watch, g_free);
}

/**
 * heddle_cli_signals_get:
 *
 * Returns: the number of the last signal, 0 for none
 */
int
heddle_cli_signals_get (void)
{
  return (int) received;
}
