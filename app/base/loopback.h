/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Listening sockets on this machine's loopback.
 * Threads: any.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSocket *heddle_loopback_listen (GSocketFamily family, guint16 port, GError **error);
guint16 heddle_loopback_get_port (GSocket *socket);

G_END_DECLS
