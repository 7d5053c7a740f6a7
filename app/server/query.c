/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers from the query of a request, checked.
 * Threads: any.
 */
#include "server/query.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/**
 * heddle_query_get_number:
 * @query: (nullable): names and texts of a query
 * @name: which
 * @maximum: the largest number that is allowed; the smallest is 0
 * @value: where to put the number; stays as it is when @query has no @name
 * @error: where to put an error
 *
 * Returns: whether there is a right number or none; else HEDDLE_ERROR_USAGE, which names what is allowed
 */
gboolean
heddle_query_get_number (GHashTable *query, const char *name, double maximum, double *value, GError **error)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  char *end = NULL;
  double number = NAN;

  if (text == NULL && (query == NULL || !g_hash_table_contains (query, name)))
    return TRUE;
  if (text != NULL && *text != '\0' && strspn (text, "0123456789.eE+-") == strlen (text))
    number = g_ascii_strtod (text, &end);
  if (end == NULL || *end != '\0' || !(number >= 0 && number <= maximum)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“%s” must be a number from 0 to %.15g, not “%s”", name,
                 maximum, text != NULL ? text : "");
    return FALSE;
  }
  *value = number;
  return TRUE;
}

/**
 * heddle_query_get_integer:
 * @query: (nullable): names and texts of a query
 * @name: which
 * @maximum: the largest number that is allowed; the smallest is 0
 * @value: where to put the number; stays as it is when @query has no @name
 * @error: where to put an error
 *
 * Returns: whether there is a right number or none; else HEDDLE_ERROR_USAGE, which names what is allowed
 */
gboolean
heddle_query_get_integer (GHashTable *query, const char *name, guint64 maximum, guint64 *value, GError **error)
{
  gpointer text = NULL;

  if (query == NULL || !g_hash_table_lookup_extended (query, name, NULL, &text))
    return TRUE;
  return heddle_query_parse_integer (text != NULL ? text : "", name, 0, maximum, value, error);
}

/**
 * heddle_query_parse_integer:
 * @text: what should be a number
 * @name: what to call it in the error
 * @minimum: the smallest number that is allowed
 * @maximum: the largest
 * @value: where to put the number
 * @error: where to put an error
 *
 * Returns: whether @text is a right number; else HEDDLE_ERROR_USAGE, which names what is allowed
 */
gboolean
heddle_query_parse_integer (const char *text,
                            const char *name,
                            guint64 minimum,
                            guint64 maximum,
                            guint64 *value,
                            GError **error)
{
  guint64 number;

  if (!g_ascii_isdigit (*text) || !g_ascii_string_to_unsigned (text, 10, minimum, maximum, &number, NULL)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "“%s” must be a whole number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT ", not “%s”", name,
                 minimum, maximum, text);
    return FALSE;
  }
  *value = number;
  return TRUE;
}
