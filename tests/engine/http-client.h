/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A client of raw bytes for the tests of the demo server: what is sent is what the test says, to the letter.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HttpAnswer:
 * @status: the status code, 0 when the connection was closed without an answer
 * @headers: the lines of the head, each ended by CR LF
 * @body: the body, its chunks joined
 * @body_bytes: its length
 * @n_chunks: how many chunks it had, 0 when it was not chunked
 */
typedef struct {
  guint status;
  char *headers;
  char *body;
  gsize body_bytes;
  guint n_chunks;
} HttpAnswer;

GSocketConnection *http_client_connect (guint16 port);
void http_client_send (GSocketConnection *connection, const char *bytes, gssize n_bytes);
HttpAnswer *http_client_read_to_end (GSocketConnection *connection);
HttpAnswer *http_client_ask (guint16 port, const char *method_and_target, const char *more_headers, const char *body);
gboolean http_answer_has_header (const HttpAnswer *answer, const char *line);
void http_answer_free (HttpAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpAnswer, http_answer_free)

G_END_DECLS
