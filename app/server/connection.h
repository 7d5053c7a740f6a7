/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The connections of an origin: which are in use, and closing those that are not any more.
 * Threads: the server's. Cost: an entry in an epoll set and a timer for each connection; next to nothing for a request.
 */
#pragma once

#include "server/delay.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _HeddleConnections HeddleConnections;

HeddleConnections *heddle_connections_new (HeddleDelays *delays, GError **error);
void heddle_connections_unref (HeddleConnections *self);
void heddle_connections_add (HeddleConnections *self, GSocket *socket, GSocketAddress *address);

void heddle_connection_begin_request (SoupServerMessage *message);
GSocket *heddle_connection_get_socket (SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleConnections, heddle_connections_unref)

G_END_DECLS
