/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One fetch on the network's thread: the request, its redirects, and its response as it arrives. Each part of the
 * response becomes a task of the loop that asked.
 * Threads: one that made it gives it to the network and may cancel it; see each function. Cost: a small response is
 * one task.
 */
#pragma once

#include "loop/loop.h"
#include "web/call-place.h"
#include "web/network.h"

G_BEGIN_DECLS

/* More than this, read by nobody, and no more is taken from the socket. */
#define HEDDLE_EXCHANGE_UNREAD_MAX_BYTES (1024 * 1024)

/**
 * HeddleRedirect:
 *
 * The redirect modes of the Fetch standard.
 */
typedef enum {
  HEDDLE_REDIRECT_FOLLOW,
  HEDDLE_REDIRECT_ERROR,
  HEDDLE_REDIRECT_MANUAL,
} HeddleRedirect;

/**
 * HeddleRequest:
 * @method: its method, as it is sent
 * @uri: where to
 * @headers: (array zero-terminated=1): names and values by turns, as they are sent
 * @body: (nullable): its body
 * @is_stream: whether @body came from a stream, which cannot be sent again
 * @redirect: what to do with a redirect
 * @start_ns: when the program called fetch ()
 * @cause: the span that called it
 * @place: where it was called
 *
 * What to ask for.
 */
typedef struct {
  char *method;
  GUri *uri;
  GStrv headers;
  GBytes *body;
  gboolean is_stream;
  HeddleRedirect redirect;
  gint64 start_ns;
  HeddleSpanId cause;
  HeddleCallPlace place;
} HeddleRequest;

/**
 * HeddleResponsePart:
 * @task: the task that hands it to JavaScript
 * @exchange: whose part it is
 * @status: the status code when the response begins with this part, else 0
 * @reason: (nullable): the status text, bytes as they came
 * @headers: (nullable): "name\nvalue\n" for each header, bytes as they came
 * @url: (nullable): the last URL, when there was a redirect
 * @bytes: (nullable): a piece of the body
 * @is_last: whether nothing follows
 * @error_code: (nullable): "ECONNREFUSED" …
 * @error_message: (nullable): what went wrong; then it is the last part
 *
 * A part of a response.
 */
typedef struct {
  HeddleTask task;
  HeddleExchange *exchange;
  guint status;
  char *reason;
  char *headers;
  char *url;
  GBytes *bytes;
  gboolean is_last;
  char *error_code;
  char *error_message;
} HeddleResponsePart;

typedef void (*HeddleExchangeFunc) (HeddleResponsePart *part, HeddleLoop *loop);

/* The loop's thread. */
HeddleExchange *heddle_exchange_new (HeddleNetwork *network,
                                     HeddleLoop *loop,
                                     HeddleRequest *request,
                                     guint id,
                                     HeddleExchangeFunc func);
void heddle_exchange_note_read (HeddleExchange *self, gsize n_bytes);

/* Any thread. */
HeddleExchange *heddle_exchange_ref (HeddleExchange *self);
void heddle_exchange_unref (HeddleExchange *self);
guint heddle_exchange_get_id (HeddleExchange *self);

/* The network's thread. */
void heddle_exchange_start (HeddleExchange *self);
void heddle_exchange_resume (HeddleExchange *self);
void heddle_exchange_cancel (HeddleExchange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleExchange, heddle_exchange_unref)

G_END_DECLS
