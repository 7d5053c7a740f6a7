/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a program printed, to our stdout and stderr, in its order.
 * Threads: main. Cost: one write for about 64 KiB.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleCliOutput:
 * @n_printed: how many console entries were printed
 * @pending: what is to be written to @fd
 * @forgets: whether what was printed is dropped from the trace
 * @fd: stdout or stderr
 * @is_closed: whether nobody reads it any more
 * @errno_of_failure: why it could not be written, else 0
 *
 * Where the printing stands.
 */
typedef struct {
  guint64 n_printed;
  GString *pending;
  gboolean forgets;
  int fd;
  gboolean is_closed;
  int errno_of_failure;
} HeddleCliOutput;

void heddle_cli_output_init (HeddleCliOutput *self);
void heddle_cli_output_clear (HeddleCliOutput *self);
gboolean heddle_cli_output_print (HeddleCliOutput *self, HeddleTrace *trace);

G_END_DECLS
