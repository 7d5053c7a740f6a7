/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding spans: by what they are called, by where in the source they belong.
 * Threads: the trace's. Cost: O(sites + spans).
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

void heddle_find_by_label (HeddleTrace *trace, const char *text, GArray *refs);
void heddle_find_by_line (HeddleTrace *trace, const char *file, guint line, GArray *refs);

G_END_DECLS
