/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of sweeps for people: a table and sentences on the terminal, and files.
 * Threads: main.
 */
#pragma once

#include "lab/sweep-summary.h"

G_BEGIN_DECLS

void heddle_cli_sweep_print (const HeddleSweepResult *result, const GArray *groups);
gboolean heddle_cli_sweep_check_outputs (const char *const *paths, GError **error);
gboolean
heddle_cli_sweep_save (HeddleSweepResult *const *results, guint n_results, const char *const *paths, GError **error);

G_END_DECLS
