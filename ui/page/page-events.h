/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page's events: as text for the program, and as its trace tells of them.
 * Threads: the main one.
 */
#pragma once

#include "trace/trace.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

char *heddle_page_events_new_input (const char *text);
char *heddle_page_events_new_key (guint key, GdkModifierType modifiers);
gint64 heddle_page_events_find_delay (HeddleTrace *trace, gint64 sent_ns);

G_END_DECLS
