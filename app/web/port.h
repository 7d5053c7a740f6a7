/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Message ports (HTML, "Message ports"): the two ends of a channel between event loops, each with its port message
 * queue. Messages wait in the queue of the end that they go to, and move with it when it is transferred.
 * Threads: heddle_port_post () and heddle_port_unref () any; the rest the thread of the loop that has the port.
 * Cost: posting is one lock, two small allocations and a task.
 */
#pragma once

#include "loop/loop.h"
#include "web/message.h"

G_BEGIN_DECLS

typedef struct _HeddlePort HeddlePort;

void heddle_port_new_pair (HeddlePort **first, HeddlePort **second);
HeddlePort *heddle_port_ref (HeddlePort *self);
void heddle_port_unref (HeddlePort *self);
void heddle_port_release (HeddlePort *self);
void heddle_port_set_label (HeddlePort *self, const char *label);

void heddle_port_post (HeddlePort *self, HeddleMessage *message);
void heddle_port_start (HeddlePort *self, HeddleLoop *loop, JSObjectRef target);
void heddle_port_detach (HeddlePort *self, HeddleLoop *loop);
void heddle_port_close (HeddlePort *self, HeddleLoop *loop);

/* The object that scripts hold. */
JSObjectRef heddle_port_make_handle (HeddlePort *self, JSContextRef context);
HeddlePort *heddle_port_peek_handle (JSObjectRef handle);
HeddlePort *heddle_port_take_from_handle (JSObjectRef handle);

void heddle_web_ports_register (HeddleLoop *loop);

G_END_DECLS
