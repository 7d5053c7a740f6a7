/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of sweeps as charts and as rows, one result or several over each other.
 * Threads: one.
 */
#pragma once

#include "lab/sweep-summary.h"
#include "stats/chart.h"

G_BEGIN_DECLS

HeddleChart *heddle_sweep_charts_make_times (HeddleSweepResult *const *results, guint n_results);
HeddleChart *heddle_sweep_charts_make_speed_ups (HeddleSweepResult *const *results, guint n_results);
gboolean heddle_sweep_charts_write_csv (HeddleSweepResult *const *results,
                                        guint n_results,
                                        GOutputStream *stream,
                                        GError **error);
gboolean heddle_sweep_charts_check_path (const char *path, GError **error);
gboolean
heddle_sweep_charts_save (HeddleSweepResult *const *results, guint n_results, const char *path, GError **error);

G_END_DECLS
