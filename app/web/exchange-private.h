/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of an exchange share: exchange.c (its life and its request), response-reader.c (the response's body),
 * redirect.c and exchange-error.c.
 * Threads: see the groups of fields.
 */
#pragma once

#include "web/exchange.h"

G_BEGIN_DECLS

struct _HeddleExchange {
  gatomicrefcount n_references;

  /* set at the start, then read only */
  HeddleNetwork *network;
  HeddleLoop *loop;
  HeddleExchangeFunc func;
  guint id;

  /* any thread, atomically */
  gint unread_bytes;
  gint is_paused;

  /* the network's thread, from the start on */
  HeddleRequest request;
  char *label;
  HeddleSpanId span;
  gboolean is_started;
  gboolean is_done;
  gboolean is_holding;
  gboolean is_head_sent;
  guint n_redirects;
  gpointer place;
  SoupMessage *message;
  GCancellable *cancellable;
  GInputStream *stream;
  GSource *readable;
};

/* exchange.c */
void heddle_exchange_send (HeddleExchange *self);
void heddle_exchange_leave_session (HeddleExchange *self);
void heddle_exchange_fail (HeddleExchange *self, const char *code, const char *message);
void heddle_exchange_fail_with_error (HeddleExchange *self, GError *error);
void heddle_exchange_finish (HeddleExchange *self, gint64 end_ns, HeddleResponsePart *last);
HeddleResponsePart *heddle_exchange_new_part (HeddleExchange *self, gint64 time_ns);
void heddle_exchange_deliver (HeddleExchange *self, HeddleResponsePart *part);

/* response-reader.c */
void heddle_exchange_read (HeddleExchange *self);
void heddle_exchange_stop_reading (HeddleExchange *self);

/* redirect.c */
gboolean heddle_exchange_is_redirect (HeddleExchange *self);
gboolean heddle_request_redirect (HeddleRequest *self, guint status, const char *location, const char **problem);

/* exchange-error.c */
const char *heddle_exchange_error_code (GError *error);
char *heddle_exchange_error_message (GError *error, GUri *target);

G_END_DECLS
