/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers from the query of a request, checked.
 * Threads: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_query_get_number (GHashTable *query, const char *name, double maximum, double *value, GError **error);
gboolean
heddle_query_get_integer (GHashTable *query, const char *name, guint64 maximum, guint64 *value, GError **error);
gboolean heddle_query_parse_integer (const char *text,
                                     const char *name,
                                     guint64 minimum,
                                     guint64 maximum,
                                     guint64 *value,
                                     GError **error);

G_END_DECLS
