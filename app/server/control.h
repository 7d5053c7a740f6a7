/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parent's orders to the server: which origins there are.
 * Threads: the server's.
 *
 * The control socket is a SOCK_SEQPACKET pair; each packet is one order or one reply, as text:
 *   `listen FOLDER`, with a listening socket (SCM_RIGHTS)  →  `port NUMBER`
 *   `close NUMBER`                                         →  `closed NUMBER`
 *   `cpus LIST`, such as `cpus 2,3`                        →  `cpus LIST`
 * or, when it cannot be done, `error TEXT`. FOLDER is escaped as in a URL. There is one reply for each order, in the
 * same order. When the other end is closed the server ends.
 */
#pragma once

#include "server/delay.h"
#include "server/waiting-room.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeddleControl HeddleControl;

HeddleControl *
heddle_control_new (int fd, HeddleDelays *delays, HeddleWaitingRoom *waiting_room, GMainLoop *loop, GError **error);
void heddle_control_free (HeddleControl *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleControl, heddle_control_free)

G_END_DECLS
