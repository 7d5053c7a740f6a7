/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An origin: a listening socket and the folder that it serves, then the generated endpoints.
 * Threads: the server's.
 */
#pragma once

#include "server/delay.h"
#include "server/waiting-room.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeddleOrigin HeddleOrigin;

HeddleOrigin *
heddle_origin_new (const char *folder, HeddleDelays *delays, HeddleWaitingRoom *waiting_room, GError **error);
void heddle_origin_free (HeddleOrigin *self);
gboolean heddle_origin_listen (HeddleOrigin *self, GSocket *socket, GError **error);
guint16 heddle_origin_get_port (HeddleOrigin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleOrigin, heddle_origin_free)

G_END_DECLS
