/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditional requests and ranges: RFC 9110, sections 13 and 14.
 * Threads: any; plain values.
 */
#include "server/conditions.h"

#include <libsoup/soup.h>
#include <string.h>

static gboolean
parse_date (const char *text, gint64 *seconds)
{
  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (text);

  if (date == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (date);
  return TRUE;
}

/**
 * heddle_conditions_match_etag:
 * @list: the value of If-Match or If-None-Match: entity tags with commas between them, or `*`
 * @etag: the strong entity tag of what there is, with its quotes
 * @weakly: whether a weak tag in @list can match
 *
 * Returns: whether @etag is in @list
 */
gboolean
heddle_conditions_match_etag (const char *list, const char *etag, gboolean weakly)
{
  const char *p = list + strspn (list, " \t");
  gsize etag_length = strlen (etag);

  if (p[0] == '*' && p[1 + strspn (p + 1, " \t")] == '\0')
    return TRUE;
  while (*p != '\0') {
    gboolean is_weak = g_str_has_prefix (p, "W/");
    const char *opening = is_weak ? p + 2 : p;
    const char *closing = *opening == '"' ? strchr (opening + 1, '"') : NULL;

    if (closing == NULL)
      return FALSE;
    if ((weakly || !is_weak) && (gsize) (closing + 1 - opening) == etag_length &&
        strncmp (opening, etag, etag_length) == 0)
      return TRUE;
    p = closing + 1 + strspn (closing + 1, ", \t");
  }
  return FALSE;
}

/**
 * heddle_conditions_is_not_modified:
 * @if_none_match: (nullable): the value of that header
 * @if_modified_since: (nullable): the value of that header; it only counts without the other one
 * @etag: the entity tag of what there is
 * @modified_s: when it was modified, in seconds since 1970
 *
 * Returns: whether the answer to GET and HEAD is 304
 */
gboolean
heddle_conditions_is_not_modified (const char *if_none_match,
                                   const char *if_modified_since,
                                   const char *etag,
                                   gint64 modified_s)
{
  gint64 since_s;

  if (if_none_match != NULL)
    return heddle_conditions_match_etag (if_none_match, etag, TRUE);
  return if_modified_since != NULL && parse_date (if_modified_since, &since_s) && modified_s <= since_s;
}

/**
 * heddle_conditions_allow_range:
 * @if_range: (nullable): the value of If-Range
 * @etag: the entity tag of what there is
 * @modified_s: when it was modified, in seconds since 1970
 *
 * Returns: whether a part may be sent: the client's other parts are of the same thing
 */
gboolean
heddle_conditions_allow_range (const char *if_range, const char *etag, gint64 modified_s)
{
  gint64 date_s;

  if (if_range == NULL || *if_range == '"')
    return if_range == NULL || strcmp (if_range, etag) == 0;
  return parse_date (if_range, &date_s) && date_s == modified_s;
}

/* Digits as a number; the largest one when there are too many. */
static gboolean
parse_position (const char **text, guint64 *position)
{
  char *end;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  *position = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  return TRUE;
}

/**
 * heddle_conditions_parse_range:
 * @range: (nullable): the value of Range
 * @size_bytes: the size of what there is
 * @first: where to put the first byte of the part
 * @last: where to put its last byte
 *
 * Understands one range of bytes. Several at once are answered with all, as RFC 9110 (14.2) allows.
 *
 * Returns: what to send
 */
HeddleRange
heddle_conditions_parse_range (const char *range, guint64 size_bytes, guint64 *first, guint64 *last)
{
  const char *p = range;
  gboolean has_first, has_last;

  if (range == NULL || g_ascii_strncasecmp (range, "bytes=", 6) != 0)
    return HEDDLE_RANGE_ALL;
  p += 6;
  p += strspn (p, " \t");
  has_first = parse_position (&p, first);
  if (*p++ != '-')
    return HEDDLE_RANGE_ALL;
  has_last = parse_position (&p, last);
  p += strspn (p, " \t");
  if (*p != '\0' || (!has_first && !has_last) || (has_first && has_last && *last < *first))
    return HEDDLE_RANGE_ALL;
  if (!has_first) {
    if (*last == 0 || size_bytes == 0)
      return HEDDLE_RANGE_OUTSIDE;
    *first = size_bytes - MIN (*last, size_bytes);
    *last = size_bytes - 1;
    return HEDDLE_RANGE_PART;
  }
  if (*first >= size_bytes)
    return HEDDLE_RANGE_OUTSIDE;
  *last = has_last ? MIN (*last, size_bytes - 1) : size_bytes - 1;
  return HEDDLE_RANGE_PART;
}
