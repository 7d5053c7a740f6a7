/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bodies that are made piece by piece while they are sent.
 * Threads: the server's. Cost: memory for one piece, whatever the size of the body.
 */
#include "server/timed-body.h"

typedef struct {
  SoupServerMessage *message;
  HeddleDelays *delays;
  HeddleDelay delay;
  guint64 n_pieces, n_made;
  double interval_us;
  gint64 started_us;
  HeddlePieceFunc func;
  gpointer data;
  GDestroyNotify destroy;
} TimedBody;

static G_DEFINE_QUARK (heddle_timed_body, timed_body)

static void
timed_body_free (gpointer data)
{
  TimedBody *body = data;

  heddle_delays_clear (body->delays, &body->delay);
  if (body->destroy != NULL)
    body->destroy (body->data);
  g_free (body);
}

static void
append_piece (TimedBody *body)
{
  SoupMessageBody *sent = soup_server_message_get_response_body (body->message);

  if (body->n_made < body->n_pieces) {
    g_autoptr (GBytes) piece = body->func (body->n_made++, body->data);

    soup_message_body_append_bytes (sent, piece);
  } else {
    soup_message_body_complete (sent);
  }
}

static void
on_delay (gpointer data)
{
  TimedBody *body = data;

  append_piece (body);
  soup_server_message_unpause (body->message);
}

static void
on_wrote_headers (SoupServerMessage *message, TimedBody *body)
{
  body->started_us = g_get_monotonic_time ();
  append_piece (body);
}

/* The times are counted from the first piece, so that lateness does not add up. */
static void
on_wrote_chunk (SoupServerMessage *message, TimedBody *body)
{
  gint64 due_us = body->started_us + (gint64) (body->interval_us * (double) body->n_made);

  if (body->interval_us > 0 && body->n_made < body->n_pieces)
    heddle_delays_set (body->delays, &body->delay, due_us, on_delay, body);
  else
    append_piece (body);
}

/**
 * heddle_timed_body_send:
 * @message: a request whose answer has its status and headers
 * @delays: the timers
 * @n_pieces: how many pieces the body has
 * @interval_us: the time from one piece to the next; 0 for as fast as the client reads
 * @func: makes a piece
 * @data: (transfer full): for @func
 * @destroy: (nullable): frees @data
 *
 * The pieces are chunks of HTTP unless the headers say how long the body is.
 */
void
heddle_timed_body_send (SoupServerMessage *message,
                        HeddleDelays *delays,
                        guint64 n_pieces,
                        double interval_us,
                        HeddlePieceFunc func,
                        gpointer data,
                        GDestroyNotify destroy)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  TimedBody *body = g_new0 (TimedBody, 1);

  body->message = message;
  body->delays = delays;
  body->n_pieces = n_pieces;
  body->interval_us = interval_us;
  body->func = func;
  body->data = data;
  body->destroy = destroy;
  g_object_set_qdata_full (G_OBJECT (message), timed_body_quark (), body, timed_body_free);

  if (soup_message_headers_get_one (headers, "Content-Length") == NULL)
    soup_message_headers_set_encoding (headers, soup_server_message_get_http_version (message) == SOUP_HTTP_1_0
                                                  ? SOUP_ENCODING_EOF
                                                  : SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  if (soup_server_message_get_method (message) == SOUP_METHOD_HEAD)
    return;
  g_signal_connect (message, "wrote-headers", G_CALLBACK (on_wrote_headers), body);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), body);
}
