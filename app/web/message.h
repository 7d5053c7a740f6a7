/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message between two event loops: a tree as JSON, with its bytes and ports beside it (see clone-encode.js).
 * Threads: one at a time; it moves from the sender's to the receiver's.
 */
#pragma once

#include "web/call-place.h"

G_BEGIN_DECLS

typedef struct _HeddleMessage HeddleMessage;

/**
 * HeddleMessage:
 * @next: for the queue that it is in
 * @text: the tree
 * @form: how the tree is to be read: see message-port.js
 * @buffers: (nullable) (element-type HeddleSharedBytes)
 * @ports: (nullable) (element-type HeddlePort)
 * @shared: (nullable) (element-type HeddleSharedBytes): the memory of SharedArrayBuffers
 * @posted_ns: when it was sent
 * @cause: the span that sent it
 * @place: where it was sent
 * @n_bytes: how much was copied
 * @n_transferred_bytes: how much was handed over
 */
struct _HeddleMessage {
  HeddleMessage *next;
  JSStringRef text;
  int form;
  GPtrArray *buffers;
  GPtrArray *ports;
  GPtrArray *shared;
  gint64 posted_ns;
  HeddleSpanId cause;
  HeddleCallPlace place;
  guint64 n_bytes;
  guint64 n_transferred_bytes;
};

#define HEDDLE_MESSAGE_MAX_ARGUMENTS 5

HeddleMessage *
heddle_message_new (HeddleLoop *loop, size_t n_arguments, const JSValueRef arguments[], JSValueRef *exception);
HeddleMessage *heddle_message_copy (HeddleMessage *self);
void heddle_message_free (HeddleMessage *self);
gsize heddle_message_to_js (HeddleMessage *self,
                            HeddleLoop *loop,
                            JSValueRef arguments[HEDDLE_MESSAGE_MAX_ARGUMENTS],
                            JSValueRef *exception);
HeddleSpanId heddle_message_record (HeddleMessage *self, HeddleLoop *loop, guint32 site);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleMessage, heddle_message_free)

G_END_DECLS
