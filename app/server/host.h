/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which hosts an origin answers for.
 * Threads: any; plain values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_host_is_example (const char *host);
gboolean heddle_host_is_ours (const char *host, int port, guint16 own_port);

G_END_DECLS
