/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch () in one loop: the natives of fetch.js, which give exchanges to the network and hand their parts back.
 * Threads: the loop's. When the loop ends its exchanges are cancelled; parts on their way are freed unread.
 */
#include "web/fetch.h"

#include "base/clock.h"
#include "loop/value.h"
#include "web/exchange.h"

#include <string.h>

#define DATA_KEY "heddle-fetch"

typedef struct {
  HeddleNetwork *network;
  GHashTable *exchanges;
  guint last_id;
} Fetch;

static Fetch *
get_fetch (void)
{
  return heddle_loop_get_data (heddle_loop_get_current (), DATA_KEY);
}

static void
free_fetch (gpointer data)
{
  Fetch *self = data;
  GHashTableIter iter;
  gpointer exchange;

  g_hash_table_iter_init (&iter, self->exchanges);
  while (g_hash_table_iter_next (&iter, NULL, &exchange))
    heddle_network_send (self->network, exchange, HEDDLE_NETWORK_CANCEL);
  g_hash_table_unref (self->exchanges);
  g_free (self);
}

/* A byte string: its characters are bytes. */
static char *
dup_byte_string (JSContextRef context, JSValueRef value)
{
  JSStringRef string = JSValueToStringCopy (context, value, NULL);
  const JSChar *characters = JSStringGetCharactersPtr (string);
  gsize n_characters = JSStringGetLength (string);
  char *bytes = g_malloc (n_characters + 1);

  for (gsize i = 0; i < n_characters; i++)
    bytes[i] = (char) characters[i];
  bytes[n_characters] = '\0';
  JSStringRelease (string);
  return bytes;
}

static JSValueRef
make_byte_string (JSContextRef context, const char *bytes)
{
  gsize n_bytes = strlen (bytes);
  g_autofree JSChar *characters = g_new (JSChar, n_bytes + 1);
  JSStringRef string;
  JSValueRef value;

  for (gsize i = 0; i < n_bytes; i++)
    characters[i] = (guchar) bytes[i];
  string = JSStringCreateWithCharacters (characters, n_bytes);
  value = JSValueMakeString (context, string);
  JSStringRelease (string);
  return value;
}

static JSValueRef
make_text (JSContextRef context, const char *text)
{
  return text ? heddle_js_string (context, text, -1) : JSValueMakeUndefined (context);
}

/* hooks.response (id, is_last, bytes, status, reason, headers, url), see fetch.js. */
static void
on_part (HeddleResponsePart *part, HeddleLoop *loop)
{
  JSContextRef context = heddle_loop_get_context (loop);
  Fetch *self = heddle_loop_get_data (loop, DATA_KEY);
  guint id = heddle_exchange_get_id (part->exchange);
  JSValueRef undefined = JSValueMakeUndefined (context);
  JSValueRef arguments[7];

  if (!g_hash_table_contains (self->exchanges, GUINT_TO_POINTER (id)))
    return;
  if (part->is_last)
    g_hash_table_remove (self->exchanges, GUINT_TO_POINTER (id));
  arguments[0] = JSValueMakeNumber (context, id);
  arguments[1] = JSValueMakeBoolean (context, part->is_last);
  arguments[2] = part->bytes ? heddle_js_bytes (context, part->bytes) : undefined;
  arguments[3] = JSValueMakeNumber (context, part->status);
  arguments[4] = part->error_message ? make_text (context, part->error_message)
                 : part->reason      ? make_byte_string (context, part->reason)
                                     : undefined;
  arguments[5] = part->error_message ? make_text (context, part->error_code)
                 : part->headers     ? make_byte_string (context, part->headers)
                                     : undefined;
  arguments[6] = make_text (context, part->url);
  heddle_loop_call_hook (loop, "response", G_N_ELEMENTS (arguments), arguments);
}

static void
fill_request (HeddleRequest *request, JSContextRef context, const JSValueRef arguments[], GUri *uri)
{
  g_autofree char *headers = dup_byte_string (context, arguments[2]);
  gint flags = (gint) JSValueToNumber (context, arguments[4], NULL);
  gsize n_headers = strlen (headers);

  if (n_headers > 0)
    headers[n_headers - 1] = '\0';
  request->method = dup_byte_string (context, arguments[0]);
  request->uri = uri;
  request->headers = g_strsplit (headers, "\n", -1);
  if (!JSValueIsUndefined (context, arguments[3]))
    request->body = heddle_js_dup_bytes (context, arguments[3]);
  request->redirect = flags & 3;
  request->is_stream = (flags & 4) != 0;
  request->place = heddle_call_place_get (heddle_loop_get_current ());
  request->start_ns = heddle_clock_now ();
  request->cause = heddle_loop_get_current_span (heddle_loop_get_current ());
}

/* fetchStart (method, url, headers, body, flags): the exchange's id. */
static JSValueRef
fetch_start (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  Fetch *self = get_fetch ();
  g_autofree char *url = heddle_js_dup_utf8 (context, arguments[1], NULL);
  g_autoptr (GError) error = NULL;
  GUri *uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, &error);
  HeddleRequest request = { 0 };
  HeddleExchange *exchange;

  if (!uri)
    return heddle_js_throw_type_error (context, exception, "Failed to parse URL from %s", url);
  fill_request (&request, context, arguments, uri);
  exchange = heddle_exchange_new (self->network, heddle_loop_get_current (), &request, ++self->last_id, on_part);
  g_hash_table_insert (self->exchanges, GUINT_TO_POINTER (self->last_id), exchange);
  heddle_network_send (self->network, exchange, HEDDLE_NETWORK_START);
  return JSValueMakeNumber (context, self->last_id);
}

static gpointer
get_id (JSContextRef context, JSValueRef value)
{
  return GUINT_TO_POINTER ((guint) JSValueToNumber (context, value, NULL));
}

/* fetchRead (id, bytes): so much of its body was read. */
static JSValueRef
fetch_read (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  HeddleExchange *exchange = g_hash_table_lookup (get_fetch ()->exchanges, get_id (context, arguments[0]));

  if (exchange)
    heddle_exchange_note_read (exchange, (gsize) JSValueToNumber (context, arguments[1], NULL));
  return JSValueMakeUndefined (context);
}

/* fetchCancel (id): nothing of it is wanted any more. */
static JSValueRef
fetch_cancel (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  Fetch *self = get_fetch ();
  gpointer id = get_id (context, arguments[0]);
  HeddleExchange *exchange = g_hash_table_lookup (self->exchanges, id);

  if (exchange)
    heddle_network_send (self->network, exchange, HEDDLE_NETWORK_CANCEL);
  g_hash_table_remove (self->exchanges, id);
  return JSValueMakeUndefined (context);
}

/**
 * heddle_fetch_install:
 * @loop: a loop, before its first script
 * @network: the run's network; outlives the loop
 *
 * Gives the loop the natives of fetch.js.
 */
void
heddle_fetch_install (HeddleLoop *loop, HeddleNetwork *network)
{
  Fetch *self = g_new0 (Fetch, 1);

  self->network = network;
  self->exchanges = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) heddle_exchange_unref);
  heddle_loop_set_data (loop, DATA_KEY, self, free_fetch);
  heddle_loop_add_native (loop, "fetchStart", fetch_start);
  heddle_loop_add_native (loop, "fetchRead", fetch_read);
  heddle_loop_add_native (loop, "fetchCancel", fetch_cancel);
}
