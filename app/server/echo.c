/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `/echo`: what was sent.
 * Threads: the server's.
 */
#include "server/echo.h"

#include "server/answer.h"
#include "server/json.h"

#include <string.h>

/* Names in the order of their first value, with one value or, when there are several, an array of them. */
typedef struct {
  GPtrArray *names;
  GHashTable *values;
} Fields;

static void
fields_init (Fields *fields)
{
  fields->names = g_ptr_array_new ();
  fields->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static void
fields_clear (Fields *fields)
{
  g_ptr_array_unref (fields->names);
  g_hash_table_unref (fields->values);
}

static void
fields_take (Fields *fields, char *name, char *value)
{
  GPtrArray *values = g_hash_table_lookup (fields->values, name);

  if (values == NULL) {
    values = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (fields->values, name, values);
    g_ptr_array_add (fields->names, name);
  } else {
    g_free (name);
  }
  g_ptr_array_add (values, value);
}

static void
append_values (GString *json, GPtrArray *values)
{
  if (values->len > 1)
    g_string_append_c (json, '[');
  for (guint i = 0; i < values->len; i++) {
    if (i > 0)
      g_string_append_c (json, ',');
    heddle_json_append_string (json, g_ptr_array_index (values, i), -1);
  }
  if (values->len > 1)
    g_string_append_c (json, ']');
}

static void
append_fields (GString *json, Fields *fields)
{
  g_string_append_c (json, '{');
  for (guint i = 0; i < fields->names->len; i++) {
    const char *name = g_ptr_array_index (fields->names, i);

    if (i > 0)
      g_string_append_c (json, ',');
    heddle_json_append_string (json, name, -1);
    g_string_append_c (json, ':');
    append_values (json, g_hash_table_lookup (fields->values, name));
  }
  g_string_append_c (json, '}');
}

/* application/x-www-form-urlencoded (URL standard, 5.1); what cannot be decoded stays as it is. */
static char *
decode (const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, length);
  char *decoded;

  g_strdelimit (raw, "+", ' ');
  decoded = g_uri_unescape_string (raw, NULL);
  return decoded != NULL ? decoded : g_steal_pointer (&raw);
}

static void
append_query (GString *json, const char *query)
{
  Fields fields;

  fields_init (&fields);
  while (query != NULL && *query != '\0') {
    gsize length = strcspn (query, "&");
    gsize name_length = strcspn (query, "=&");

    if (length > 0)
      fields_take (&fields, decode (query, name_length),
                   name_length < length ? decode (query + name_length + 1, length - name_length - 1) : g_strdup (""));
    query += length + (query[length] == '&');
  }
  append_fields (json, &fields);
  fields_clear (&fields);
}

static void
append_headers (GString *json, SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  Fields fields;

  fields_init (&fields);
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    fields_take (&fields, g_ascii_strdown (name, -1), g_strdup (value));
  append_fields (json, &fields);
  fields_clear (&fields);
}

/* A body that is no text is sent in Base64, and "bodyEncoding" says so. */
static void
append_body (GString *json, SoupMessageBody *body)
{
  const char *data = body->length > 0 ? (const char *) body->data : "";

  if (g_utf8_validate_len (data, (gsize) body->length, NULL)) {
    heddle_json_append_string (json, data, (gssize) body->length);
    g_string_append (json, ",\"bodyEncoding\":\"utf-8\"");
  } else {
    g_autofree char *encoded = g_base64_encode ((const guchar *) data, (gsize) body->length);

    g_string_append_printf (json, "\"%s\",\"bodyEncoding\":\"base64\"", encoded);
  }
}

/**
 * heddle_echo_answer:
 * @request: any method
 * @error: where to put an error
 *
 * Answers with method, url, query, headers (their names in small letters) and body of the request.
 *
 * Returns: %TRUE
 */
gboolean
heddle_echo_answer (HeddleRequest *request, GError **error)
{
  GString *json = g_string_new ("{\"method\":");
  GUri *uri = soup_server_message_get_uri (request->message);

  heddle_json_append_string (json, soup_server_message_get_method (request->message), -1);
  g_string_append (json, ",\"url\":");
  heddle_json_append_string (json, request->target, -1);
  g_string_append (json, ",\"query\":");
  append_query (json, g_uri_get_query (uri));
  g_string_append (json, ",\"headers\":");
  append_headers (json, soup_server_message_get_request_headers (request->message));
  g_string_append (json, ",\"body\":");
  append_body (json, soup_server_message_get_request_body (request->message));
  g_string_append (json, "}\n");
  heddle_answer_json (request->message, SOUP_STATUS_OK, json);
  return TRUE;
}
