/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A client of raw bytes for the tests of the demo server: what is sent is what the test says, to the letter.
 */
#include "http-client.h"

#include <string.h>

#define WATCHDOG_S 30

GSocketConnection *
http_client_connect (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, WATCHDOG_S);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

void
http_client_send (GSocketConnection *connection, const char *bytes, gssize n_bytes)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes,
                             n_bytes < 0 ? strlen (bytes) : (gsize) n_bytes, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* RFC 9112, 7.1; the body is always whole here, because the connection has ended. */
static void
join_chunks (HttpAnswer *answer)
{
  GString *joined = g_string_new (NULL);
  char *p = answer->body;

  for (;;) {
    guint64 size = g_ascii_strtoull (p, &p, 16);

    g_assert_true (g_str_has_prefix (p, "\r\n"));
    if (size == 0)
      break;
    g_string_append_len (joined, p + 2, (gssize) size);
    p += 2 + size + 2;
    answer->n_chunks++;
  }
  g_free (answer->body);
  answer->body_bytes = joined->len;
  answer->body = g_string_free (joined, FALSE);
}

/**
 * http_client_read_to_end:
 * @connection: (transfer full): a connection on which the server sends one answer and then closes
 *
 * Returns: (transfer full): the answer
 */
HttpAnswer *
http_client_read_to_end (GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  HttpAnswer *answer = g_new0 (HttpAnswer, 1);
  GString *all = g_string_new (NULL);
  char buffer[65536];
  char *end;
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (all, buffer, n);
  g_object_unref (connection);
  end = strstr (all->str, "\r\n\r\n");
  if (end != NULL) {
    g_assert_true (g_str_has_prefix (all->str, "HTTP/1."));
    answer->status = (guint) g_ascii_strtoull (all->str + strlen ("HTTP/1.1 "), NULL, 10);
    answer->body_bytes = all->len - (gsize) (end + 4 - all->str);
    answer->body = g_memdup2 (end + 4, answer->body_bytes + 1);
    end[2] = '\0';
  }
  answer->headers = g_string_free (all, FALSE);
  if (http_answer_has_header (answer, "Transfer-Encoding: chunked") && answer->body_bytes > 0)
    join_chunks (answer);
  return answer;
}

/**
 * http_client_ask:
 * @port: the server's port
 * @method_and_target: such as `GET /data1`
 * @more_headers: (nullable): lines, each ended by CR LF; with a Host when it shall not be the usual one
 * @body: (nullable): the body
 *
 * Returns: (transfer full): the answer
 */
HttpAnswer *
http_client_ask (guint16 port, const char *method_and_target, const char *more_headers, const char *body)
{
  GSocketConnection *connection = http_client_connect (port);
  g_autoptr (GString) request = g_string_new (method_and_target);

  g_string_append (request, " HTTP/1.1\r\nConnection: close\r\n");
  if (more_headers == NULL || strstr (more_headers, "Host:") == NULL)
    g_string_append_printf (request, "Host: 127.0.0.1:%u\r\n", port);
  if (more_headers != NULL)
    g_string_append (request, more_headers);
  if (body != NULL)
    g_string_append_printf (request, "Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));
  g_string_append_printf (request, "\r\n%s", body != NULL ? body : "");
  http_client_send (connection, request->str, (gssize) request->len);
  return http_client_read_to_end (connection);
}

gboolean
http_answer_has_header (const HttpAnswer *answer, const char *line)
{
  g_autofree char *ended = g_strconcat (line, "\r\n", NULL);

  return strstr (answer->headers, ended) != NULL;
}

void
http_answer_free (HttpAnswer *answer)
{
  g_free (answer->headers);
  g_free (answer->body);
  g_free (answer);
}
