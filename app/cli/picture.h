/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline of some runs: drawn in the terminal, or saved in files.
 * Threads: main.
 */
#pragma once

#include "lab/comparison.h"

#include <stdio.h>

G_BEGIN_DECLS

gboolean heddle_cli_picture_check_folder (const char *path, GError **error);
gboolean heddle_cli_picture_check_paths (const char *const *paths, GError **error);
void heddle_cli_picture_print (HeddleTrace *const *traces, guint n_traces, FILE *stream);
void heddle_cli_picture_print_comparison (HeddleComparison *comparison, FILE *stream);
gboolean heddle_cli_picture_save (HeddleComparison *comparison, const char *const *paths, GError **error);

G_END_DECLS
