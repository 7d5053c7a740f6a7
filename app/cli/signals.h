/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SIGINT, SIGTERM and SIGHUP: they stop what runs, and what was recorded is kept.
 * Threads: main.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint heddle_cli_signals_watch (GFunc func, gpointer user_data);
int heddle_cli_signals_get (void);

G_END_DECLS
