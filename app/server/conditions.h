/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditional requests and ranges: RFC 9110, sections 13 and 14.
 * Threads: any; plain values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleRange:
 * @HEDDLE_RANGE_ALL: no range was asked for, or none that has to be understood: send all
 * @HEDDLE_RANGE_PART: send a part
 * @HEDDLE_RANGE_OUTSIDE: nothing of what was asked for exists
 */
typedef enum {
  HEDDLE_RANGE_ALL,
  HEDDLE_RANGE_PART,
  HEDDLE_RANGE_OUTSIDE,
} HeddleRange;

gboolean heddle_conditions_match_etag (const char *list, const char *etag, gboolean weakly);
gboolean heddle_conditions_is_not_modified (const char *if_none_match,
                                            const char *if_modified_since,
                                            const char *etag,
                                            gint64 modified_s);
gboolean heddle_conditions_allow_range (const char *if_range, const char *etag, gint64 modified_s);
HeddleRange heddle_conditions_parse_range (const char *range, guint64 size_bytes, guint64 *first, guint64 *last);

G_END_DECLS
