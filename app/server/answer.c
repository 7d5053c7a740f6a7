/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Short answers to requests.
 * Threads: the server's.
 */
#include "server/answer.h"

#include "server/json.h"

#include <string.h>

#define METHODS "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"

static void
set_body (SoupServerMessage *message, guint status, const char *content_type, char *text, gsize length_bytes)
{
  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Content-Type", content_type);
  soup_message_body_append_take (soup_server_message_get_response_body (message), (guchar *) text, length_bytes);
}

/**
 * heddle_answer_allow_all_origins:
 * @message: a request that has no answer yet
 *
 * Lets pages of every origin read the answer, and all of its headers (Fetch, "CORS protocol").
 */
void
heddle_answer_allow_all_origins (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_append (headers, "Access-Control-Allow-Origin", "*");
  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Origin") != NULL)
    soup_message_headers_append (headers, "Access-Control-Expose-Headers", "*");
}

/**
 * heddle_answer_hide_from_other_origins:
 * @message: a request that is answered from the run's folder
 *
 * Takes heddle_answer_allow_all_origins() back when a page of another origin asks: no page in the user's browser may read
 * the files beside a program.
 */
void
heddle_answer_hide_from_other_origins (SoupServerMessage *message)
{
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  const char *asking = soup_message_headers_get_one (request, "Origin");
  g_autofree char *own = g_strconcat ("http://", soup_message_headers_get_one (request, "Host"), NULL);

  if (asking != NULL && strcmp (asking, own) != 0)
    soup_message_headers_remove (soup_server_message_get_response_headers (message), "Access-Control-Allow-Origin");
}

/**
 * heddle_answer_json:
 * @message: a request
 * @status: the status
 * @json: (transfer full): the body
 */
void
heddle_answer_json (SoupServerMessage *message, guint status, GString *json)
{
  gsize length_bytes = json->len;

  set_body (message, status, "application/json", g_string_free (json, FALSE), length_bytes);
}

/**
 * heddle_answer_text:
 * @message: a request
 * @status: the status
 * @format: the body, as for printf()
 * @...: what goes into it
 */
void
heddle_answer_text (SoupServerMessage *message, guint status, const char *format, ...)
{
  char *text;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  set_body (message, status, "text/plain; charset=utf-8", text, strlen (text));
}

/**
 * heddle_answer_error:
 * @message: a request
 * @status: the status
 * @text: what was wrong and what to do
 *
 * Answers with `{"error": text}`.
 */
void
heddle_answer_error (SoupServerMessage *message, guint status, const char *text)
{
  GString *json = g_string_new ("{\"error\":");

  heddle_json_append_string (json, text, -1);
  g_string_append (json, "}\n");
  heddle_answer_json (message, status, json);
}

/**
 * heddle_answer_preflight:
 * @message: an OPTIONS request
 *
 * Allows every method and every header that the browser asks about.
 */
void
heddle_answer_preflight (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *wanted = soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                                      "Access-Control-Request-Headers");

  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  soup_message_headers_append (headers, "Allow", METHODS);
  soup_message_headers_append (headers, "Access-Control-Allow-Methods", METHODS);
  soup_message_headers_append (headers, "Access-Control-Allow-Headers", wanted != NULL ? wanted : "*");
  soup_message_headers_append (headers, "Access-Control-Max-Age", "600");
}
