/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The subcommands: each takes its own name as argv[0] and returns the exit status.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses. */
#define HEDDLE_EXIT_DONE 0
#define HEDDLE_EXIT_FAILED 1
#define HEDDLE_EXIT_USAGE 2

int heddle_cli_run (int argc, char **argv);
int heddle_cli_compare (int argc, char **argv);
int heddle_cli_sweep (int argc, char **argv);
int heddle_cli_merge (int argc, char **argv);
int heddle_cli_check (int argc, char **argv);
int heddle_cli_list (int argc, char **argv);
int heddle_cli_lesson (int argc, char **argv);
int heddle_cli_serve (int argc, char **argv);
int heddle_cli_at (int argc, char **argv);
int heddle_cli_show (int argc, char **argv);
int heddle_cli_convert (int argc, char **argv);

/* What they share. */
int heddle_cli_fail (const GError *error);
gboolean heddle_cli_take_arguments (int argc, char **argv, guint n_arguments, const char *wanted, GError **error);
void heddle_cli_print_help (const char *command);

G_END_DECLS
