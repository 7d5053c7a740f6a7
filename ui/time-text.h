/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times as people read them, in their language.
 * Threads: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *heddle_time_text_format (gint64 time_ns);
char *heddle_time_text_format_tick (gint64 time_ns, gint64 step_ns);

G_END_DECLS
