/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lines of one text another does not have.
 * Threads: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint heddle_line_diff (const char *older, const char *newer, GArray *lines);

G_END_DECLS
