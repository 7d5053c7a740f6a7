/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table below the charts: the same numbers.
 * Threads: the main one.
 */
#pragma once

#include "lab/sweep-summary.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heddle_cores_table_fill (GtkGrid *grid, HeddleSweepResult *const *results, guint n_results);

G_END_DECLS
