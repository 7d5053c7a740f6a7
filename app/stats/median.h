/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The middle of some numbers.
 * Threads: any. Cost: O(n log n).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 heddle_median (const gint64 *values, guint n_values);

G_END_DECLS
