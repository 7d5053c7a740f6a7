/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a response: what is there at once goes with its head, the rest follows piece by piece as it arrives. It stops
 * at 1 MiB that nobody has read, and goes on when half of it was.
 * Threads: the network's thread, but for heddle_exchange_note_read (). Cost: each piece is copied once.
 */
#include "web/exchange-private.h"

#include "base/clock.h"

static gboolean on_readable (GObject *stream, gpointer user_data);

static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
}

void
heddle_exchange_stop_reading (HeddleExchange *self)
{
  if (self->readable) {
    g_source_destroy (self->readable);
    g_clear_pointer (&self->readable, g_source_unref);
  }
  if (self->stream)
    g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, on_closed, NULL);
  g_clear_object (&self->stream);
}

static void
wait_until_readable (HeddleExchange *self)
{
  if (self->readable)
    return;
  self->readable = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->stream), NULL);
  g_source_set_callback (self->readable, G_SOURCE_FUNC (on_readable), heddle_exchange_ref (self),
                         (GDestroyNotify) heddle_exchange_unref);
  g_source_attach (self->readable, g_main_context_get_thread_default ());
}

static void
stop_waiting (HeddleExchange *self)
{
  if (!self->readable)
    return;
  g_source_destroy (self->readable);
  g_clear_pointer (&self->readable, g_source_unref);
}

static char *
dup_response_headers (SoupMessage *message)
{
  GString *text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    g_string_append (text, name);
    g_string_append_c (text, '\n');
    g_string_append (text, value);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static void
add_head (HeddleExchange *self, HeddleResponsePart *part)
{
  const char *reason = soup_message_get_reason_phrase (self->message);

  part->status = soup_message_get_status (self->message);
  part->reason = g_strdup (reason ? reason : "");
  part->headers = dup_response_headers (self->message);
  if (self->n_redirects > 0)
    part->url = g_uri_to_string_partial (self->request.uri, G_URI_HIDE_FRAGMENT);
  self->is_head_sent = TRUE;
}

/* The loop that reads may have caught up just before the flag was set: then whoever clears the flag goes on. */
static gboolean
pause_if_full (HeddleExchange *self)
{
  if (g_atomic_int_get (&self->unread_bytes) < HEDDLE_EXCHANGE_UNREAD_MAX_BYTES)
    return FALSE;
  stop_waiting (self);
  g_atomic_int_set (&self->is_paused, TRUE);
  if (g_atomic_int_get (&self->unread_bytes) < HEDDLE_EXCHANGE_UNREAD_MAX_BYTES / 2 &&
      g_atomic_int_compare_and_exchange (&self->is_paused, TRUE, FALSE))
    return FALSE;
  self->is_holding = FALSE;
  heddle_loop_release (self->loop);
  return TRUE;
}

/* What has arrived, as far as it fits: its length, -1 when nothing more has arrived yet, 0 at the end. */
static gssize
fill (HeddleExchange *self, char *buffer, gsize n_buffer, gsize *n_filled, GError **error)
{
  gssize n_read = 1;

  *n_filled = 0;
  while (*n_filled < n_buffer && n_read > 0) {
    n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (self->stream), buffer + *n_filled,
                                                       n_buffer - *n_filled, NULL, error);
    if (n_read > 0)
      *n_filled += (gsize) n_read;
  }
  return n_read;
}

static void
deliver_piece (HeddleExchange *self, gconstpointer buffer, gsize n_bytes, gboolean is_last)
{
  gint64 now_ns = heddle_clock_now ();
  HeddleResponsePart *part;

  if (n_bytes == 0 && !is_last && self->is_head_sent)
    return;
  part = heddle_exchange_new_part (self, now_ns);
  if (!self->is_head_sent)
    add_head (self, part);
  if (n_bytes > 0) {
    part->bytes = g_bytes_new (buffer, n_bytes);
    heddle_recorder_mark (heddle_network_get_recorder (self->network), HEDDLE_MARK_CHUNK, 0, self->span, n_bytes);
  }
  part->is_last = is_last;
  if (is_last)
    heddle_exchange_finish (self, now_ns, part);
  else
    heddle_exchange_deliver (self, part);
}

/* Reads what is there. Afterwards the exchange is at its end, paused, or waiting for more. */
void
heddle_exchange_read (HeddleExchange *self)
{
  G_GNUC_UNUSED g_autoptr (HeddleExchange) alive = heddle_exchange_ref (self);
  g_autoptr (GError) error = NULL;
  gsize n_buffer;
  gsize n_filled;
  char *buffer = heddle_network_get_buffer (self->network, &n_buffer);
  gssize n_read = fill (self, buffer, n_buffer, &n_filled, &error);
  gboolean is_broken = n_read < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);

  deliver_piece (self, buffer, n_filled, n_read == 0);
  if (is_broken)
    heddle_exchange_fail_with_error (self, error);
  else if (n_read != 0 && !pause_if_full (self))
    wait_until_readable (self);
}

static gboolean
on_readable (GObject *stream, gpointer user_data)
{
  HeddleExchange *self = user_data;

  heddle_exchange_read (self);
  return self->readable ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * heddle_exchange_resume:
 * @self: an exchange
 *
 * Goes on reading, with the hold on the run that heddle_exchange_note_read () took.
 */
void
heddle_exchange_resume (HeddleExchange *self)
{
  if (self->is_done) {
    heddle_loop_release (self->loop);
    return;
  }
  self->is_holding = TRUE;
  wait_until_readable (self);
}

/**
 * heddle_exchange_note_read:
 * @self: an exchange
 * @n_bytes: so many bytes of its body were read by the program
 *
 * Makes room for more. Called on the loop's thread.
 */
void
heddle_exchange_note_read (HeddleExchange *self, gsize n_bytes)
{
  gint n_unread = g_atomic_int_add (&self->unread_bytes, -(gint) n_bytes) - (gint) n_bytes;

  if (n_unread >= HEDDLE_EXCHANGE_UNREAD_MAX_BYTES / 2 ||
      !g_atomic_int_compare_and_exchange (&self->is_paused, TRUE, FALSE))
    return;
  heddle_loop_hold (self->loop);
  heddle_network_send (self->network, self, HEDDLE_NETWORK_RESUME);
}
