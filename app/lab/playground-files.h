/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders of playgrounds: copied, compared, removed. For playground.c alone.
 * Threads: one at a time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_playground_files_copy (const char *source, const char *target, GError **error);
gboolean heddle_playground_files_remove (const char *folder, GError **error);
char *heddle_playground_files_dup_checksum (const char *folder);
gint64 heddle_playground_files_get_changed_us (const char *folder);

G_END_DECLS
