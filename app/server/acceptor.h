/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accepts the connections to one listening socket, as many at once as there are.
 * Threads: the server's.
 */
#pragma once

#include "server/delay.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _HeddleAcceptor HeddleAcceptor;

HeddleAcceptor *heddle_acceptor_new (SoupServer *server, GSocket *socket, HeddleDelays *delays, GError **error);
void heddle_acceptor_free (HeddleAcceptor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleAcceptor, heddle_acceptor_free)

G_END_DECLS
