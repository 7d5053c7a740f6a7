/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a program printed, to our stdout and stderr, in its order.
 * Threads: main.
 */
#include "cli/output.h"

#include "cli/signals.h"

#include <errno.h>
#include <unistd.h>

#define FLUSH_BYTES (64 * 1024)

void
heddle_cli_output_init (HeddleCliOutput *self)
{
  *self = (HeddleCliOutput){ .pending = g_string_sized_new (4096), .fd = STDOUT_FILENO };
}

void
heddle_cli_output_clear (HeddleCliOutput *self)
{
  g_string_free (self->pending, TRUE);
}

/* A reader that does not read blocks us here; a signal ends that. */
static void
flush (HeddleCliOutput *self)
{
  gsize n_written = 0;

  while (n_written < self->pending->len && !self->is_closed) {
    gssize n = write (self->fd, self->pending->str + n_written, self->pending->len - n_written);

    if (n >= 0)
      n_written += (gsize) n;
    else if (errno != EINTR || heddle_cli_signals_get () != 0) {
      self->is_closed = TRUE;
      self->errno_of_failure = errno;
    }
  }
  g_string_truncate (self->pending, 0);
}

/**
 * heddle_cli_output_print:
 * @trace: a run's trace
 *
 * Prints what has come since the last time.
 *
 * Returns: whether there is still someone who reads it
 */
gboolean
heddle_cli_output_print (HeddleCliOutput *self, HeddleTrace *trace)
{
  guint64 shift = heddle_trace_get_console_shift (trace);
  guint64 n_entries = heddle_trace_get_n_console (trace) + shift;

  for (; self->n_printed < n_entries && !self->is_closed; self->n_printed++) {
    const HeddleConsoleEntry *entry = heddle_trace_get_console (trace, (guint) (self->n_printed - shift));
    int fd = entry->level >= HEDDLE_LEVEL_WARN ? STDERR_FILENO : STDOUT_FILENO;

    if (fd != self->fd || self->pending->len >= FLUSH_BYTES)
      flush (self);
    self->fd = fd;
    g_string_append (self->pending, entry->text);
    g_string_append_c (self->pending, '\n');
  }
  flush (self);
  if (self->forgets) {
    heddle_trace_clear_console (trace);
    self->n_printed = 0;
  }
  return !self->is_closed;
}
