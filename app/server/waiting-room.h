/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests whose answer has to wait: for a time, or until the client leaves.
 * Threads: the server's. Cost: a timer and an entry in one epoll set for each request that waits.
 */
#pragma once

#include "server/delay.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _HeddleWaitingRoom HeddleWaitingRoom;

HeddleWaitingRoom *heddle_waiting_room_new (HeddleDelays *delays, GError **error);
void heddle_waiting_room_free (HeddleWaitingRoom *self);
void
heddle_waiting_room_hold (HeddleWaitingRoom *self, SoupServerMessage *message, GSocket *socket, gint64 duration_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleWaitingRoom, heddle_waiting_room_free)

G_END_DECLS
