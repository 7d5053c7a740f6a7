/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a run's relative requests go: an origin of its own at the demo server, or a server of the user's own.
 * Threads: the server's.
 */
#pragma once

#include "lab/server-process.h"

G_BEGIN_DECLS

typedef struct _HeddleRunOrigin HeddleRunOrigin;

HeddleRunOrigin *
heddle_run_origin_open (HeddleServerProcess *server, const char *folder, gboolean lazily, GError **error);
void heddle_run_origin_close (HeddleRunOrigin *self);
const char *heddle_run_origin_get_url (HeddleRunOrigin *self);
char *heddle_run_origin_dup_host (const char *url, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunOrigin, heddle_run_origin_close)

G_END_DECLS
