/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of an exchange: started, sent, answered or failed, ended. It owns its request and the span that records it.
 * Threads: made on a loop's thread, lives on the network's thread.
 *
 * It holds the run from its making until its last part is queued, but not while it is paused because nobody reads.
 */
#include "web/exchange-private.h"

#include "base/clock.h"

#include <string.h>

static void
clear_request (HeddleRequest *request)
{
  g_free (request->method);
  g_clear_pointer (&request->uri, g_uri_unref);
  g_strfreev (request->headers);
  g_clear_pointer (&request->body, g_bytes_unref);
}

/**
 * heddle_exchange_new:
 * @network: the network that will carry it
 * @loop: who asks
 * @request: (transfer full): what to ask for; emptied
 * @id: a number by which @func tells it from others
 * @func: called on the loop's thread with each part of the response
 *
 * Returns: (transfer full): an exchange, to be sent with %HEDDLE_NETWORK_START
 */
HeddleExchange *
heddle_exchange_new (HeddleNetwork *network,
                     HeddleLoop *loop,
                     HeddleRequest *request,
                     guint id,
                     HeddleExchangeFunc func)
{
  HeddleExchange *self = g_new0 (HeddleExchange, 1);

  g_atomic_ref_count_init (&self->n_references);
  self->network = network;
  self->loop = heddle_loop_ref (loop);
  self->request = *request;
  *request = (HeddleRequest){ 0 };
  self->id = id;
  self->func = func;
  self->is_holding = TRUE;
  heddle_loop_hold (loop);
  return self;
}

HeddleExchange *
heddle_exchange_ref (HeddleExchange *self)
{
  g_atomic_ref_count_inc (&self->n_references);
  return self;
}

void
heddle_exchange_unref (HeddleExchange *self)
{
  if (!g_atomic_ref_count_dec (&self->n_references))
    return;
  if (self->is_holding)
    heddle_loop_release (self->loop);
  clear_request (&self->request);
  g_free (self->label);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  heddle_loop_unref (self->loop);
  g_free (self);
}

/**
 * heddle_exchange_get_id:
 * @self: an exchange
 *
 * Returns: the number it was made with
 */
guint
heddle_exchange_get_id (HeddleExchange *self)
{
  return self->id;
}

static void
run_part (HeddleTask *task, HeddleLoop *loop)
{
  HeddleResponsePart *part = (HeddleResponsePart *) task;

  part->exchange->func (part, loop);
}

static void
free_part (HeddleTask *task)
{
  HeddleResponsePart *part = (HeddleResponsePart *) task;

  g_free (part->reason);
  g_free (part->headers);
  g_free (part->url);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part->error_code);
  g_free (part->error_message);
  heddle_exchange_unref (part->exchange);
  g_free (part);
}

HeddleResponsePart *
heddle_exchange_new_part (HeddleExchange *self, gint64 time_ns)
{
  HeddleResponsePart *part = g_new0 (HeddleResponsePart, 1);

  part->task.source = HEDDLE_SOURCE_NETWORK;
  part->task.label = self->label;
  part->task.cause = self->span;
  part->task.queued_ns = time_ns;
  part->task.run = run_part;
  part->task.free = free_part;
  part->exchange = heddle_exchange_ref (self);
  return part;
}

/* The loop counts the task; so a last part is queued before its exchange lets go of the run. */
void
heddle_exchange_deliver (HeddleExchange *self, HeddleResponsePart *part)
{
  if (part->bytes)
    g_atomic_int_add (&self->unread_bytes, (gint) g_bytes_get_size (part->bytes));
  heddle_loop_queue (self->loop, &part->task);
}

void
heddle_exchange_leave_session (HeddleExchange *self)
{
  if (self->place)
    heddle_network_leave_session (self->network, g_steal_pointer (&self->place));
  if (self->message)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
}

/* Ends the span and everything that the exchange has under way, and delivers its last part: what was recorded is there
 * before the program goes on, and the run is held until the part is queued. */
void
heddle_exchange_finish (HeddleExchange *self, gint64 end_ns, HeddleResponsePart *last)
{
  HeddleRecorder *recorder = heddle_network_get_recorder (self->network);
  G_GNUC_UNUSED g_autoptr (HeddleExchange) alive = heddle_exchange_ref (self);

  if (self->is_done)
    return;
  self->is_done = TRUE;
  heddle_recorder_end_at (recorder, self->span, end_ns, 0);
  heddle_recorder_flush (recorder);
  if (last)
    heddle_exchange_deliver (self, last);
  heddle_exchange_stop_reading (self);
  heddle_exchange_leave_session (self);
  if (self->is_holding) {
    self->is_holding = FALSE;
    heddle_loop_release (self->loop);
  }
  heddle_network_forget (self->network, self);
}

void
heddle_exchange_fail (HeddleExchange *self, const char *code, const char *message)
{
  HeddleRecorder *recorder = heddle_network_get_recorder (self->network);
  gint64 now_ns = heddle_clock_now ();
  HeddleResponsePart *part = heddle_exchange_new_part (self, now_ns);

  part->is_last = TRUE;
  part->error_code = g_strdup (code);
  part->error_message = g_strdup (message);
  heddle_recorder_mark (recorder, HEDDLE_MARK_FAILED, heddle_recorder_site (recorder, message, NULL, 0, 0), self->span,
                        0);
  heddle_exchange_finish (self, now_ns, part);
}

void
heddle_exchange_fail_with_error (HeddleExchange *self, GError *error)
{
  g_autofree char *message = heddle_exchange_error_message (error, soup_message_get_uri (self->message));

  heddle_exchange_fail (self, heddle_exchange_error_code (error), message);
}

static void
on_network_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer user_data)
{
  HeddleExchange *self = user_data;

  if (event == G_SOCKET_CLIENT_CONNECTED)
    heddle_recorder_mark (heddle_network_get_recorder (self->network), HEDDLE_MARK_CONNECTED, 0, self->span,
                          (guint64) g_uri_get_port (soup_message_get_uri (message)));
}

static void
on_wrote_body (SoupMessage *message, gpointer user_data)
{
  HeddleExchange *self = user_data;

  heddle_recorder_mark (heddle_network_get_recorder (self->network), HEDDLE_MARK_SENT, 0, self->span, 0);
}

static void
on_got_headers (SoupMessage *message, gpointer user_data)
{
  HeddleExchange *self = user_data;

  heddle_recorder_mark (heddle_network_get_recorder (self->network), HEDDLE_MARK_FIRST_BYTE, 0, self->span,
                        soup_message_get_status (message));
}

/* The answer to this redirect is of no interest: what is left of it is dropped with its stream. */
static void
follow_redirect (HeddleExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  const char *problem = "redirect count exceeded";

  if (self->request.redirect == HEDDLE_REDIRECT_ERROR) {
    heddle_exchange_fail (self, NULL, "unexpected redirect");
    return;
  }
  if (++self->n_redirects > 20 ||
      !heddle_request_redirect (&self->request, soup_message_get_status (self->message), location, &problem)) {
    heddle_exchange_fail (self, NULL, problem);
    return;
  }
  heddle_exchange_stop_reading (self);
  heddle_exchange_leave_session (self);
  heddle_exchange_send (self);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HeddleExchange) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (self->is_done)
    return;
  if (!stream) {
    heddle_exchange_fail_with_error (self, error);
    return;
  }
  self->stream = g_steal_pointer (&stream);
  if (heddle_exchange_is_redirect (self))
    follow_redirect (self);
  else
    heddle_exchange_read (self);
}

static SoupMessage *
new_message (HeddleExchange *self, const HeddleRoute *route)
{
  SoupMessage *message = soup_message_new_from_uri (self->request.method, route->target);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (gsize i = 0; self->request.headers[i]; i += 2)
    soup_message_headers_append (headers, self->request.headers[i], self->request.headers[i + 1]);
  if (route->host_header)
    soup_message_headers_replace (headers, "Host", route->host_header);
  if (!soup_message_headers_get_one (headers, "User-Agent"))
    soup_message_headers_replace (headers, "User-Agent", "heddle");
  if (self->request.body)
    soup_message_set_request_body_from_bytes (message, NULL, self->request.body);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), self);
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote_body), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), self);
  return message;
}

static void
begin_span (HeddleExchange *self, const char *where)
{
  HeddleRecorder *recorder = heddle_network_get_recorder (self->network);
  g_autofree char *label = g_strdup_printf ("%s %s", self->request.method, where);
  guint32 site = heddle_call_place_to_site (self->request.place, recorder, label);

  self->label = g_strdup_printf ("response %s", where);
  self->span = heddle_recorder_begin_at (recorder, HEDDLE_KIND_REQUEST, HEDDLE_STATE_WAITING, site, self->request.cause,
                                         self->request.start_ns);
}

/* Sends the request, the first one or that of a redirect, if its host is allowed. */
void
heddle_exchange_send (HeddleExchange *self)
{
  const HeddleNetworkSettings *settings = heddle_network_get_settings (self->network);
  g_auto (HeddleRoute) route = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  SoupSession *session;
  gboolean is_allowed;

  is_allowed = heddle_route_init (&route, settings, self->request.uri, &error);
  if (!self->label) {
    written = g_uri_to_string_partial (self->request.uri, G_URI_HIDE_FRAGMENT | G_URI_HIDE_USERINFO);
    begin_span (self, is_allowed ? route.label : written);
  }
  if (!is_allowed) {
    heddle_exchange_fail (self, "EACCES", error->message);
    return;
  }
  self->message = new_message (self, &route);
  self->cancellable = g_cancellable_new ();
  self->place = heddle_network_enter_session (self->network, &session);
  soup_session_send_async (session, self->message, G_PRIORITY_DEFAULT, self->cancellable, on_answer,
                           heddle_exchange_ref (self));
}

/**
 * heddle_exchange_start:
 * @self: an exchange
 *
 * Sends its request.
 */
void
heddle_exchange_start (HeddleExchange *self)
{
  self->is_started = TRUE;
  heddle_exchange_send (self);
}

/**
 * heddle_exchange_cancel:
 * @self: an exchange
 *
 * Closes its connection; no further part is delivered.
 */
void
heddle_exchange_cancel (HeddleExchange *self)
{
  if (self->is_done || !self->is_started)
    return;
  heddle_recorder_mark (heddle_network_get_recorder (self->network), HEDDLE_MARK_ABORTED, 0, self->span, 0);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  heddle_exchange_finish (self, heddle_clock_now (), NULL);
}
