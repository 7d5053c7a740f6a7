/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts as a picture for slides: a painter of stats/chart.
 * Threads: one.
 */
#pragma once

#include "stats/chart.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean
heddle_export_charts_svg (const HeddleChart *const *charts, guint n_charts, GOutputStream *stream, GError **error);

G_END_DECLS
