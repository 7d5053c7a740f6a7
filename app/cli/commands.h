/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The subcommands: each takes its own name as argv[0] and returns the exit status.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int heddle_cli_run (int argc, char **argv);

G_END_DECLS
