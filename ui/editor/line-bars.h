/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside the line numbers: a bar at each line that differs from the variant before, a disc at a mistake.
 * Threads: the main one.
 */
#pragma once

#include "ui/editor/document.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_LINE_BARS (heddle_line_bars_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLineBars, heddle_line_bars, HEDDLE, LINE_BARS, GtkSourceGutterRenderer)

GtkSourceGutterRenderer *heddle_line_bars_new (HeddleDocument *document);

G_END_DECLS
