/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo server as its parent sees it: a process that is started when it is needed, and an origin for each run.
 * Threads: one; lazily opened origins want that thread's main context to run.
 */
#pragma once

#include "base/cpu-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeddleServerProcess HeddleServerProcess;

HeddleServerProcess *heddle_server_process_new (const char *program_path, GError **error);
void heddle_server_process_free (HeddleServerProcess *self);
gboolean heddle_server_process_open (HeddleServerProcess *self, const char *folder, guint16 *port, GError **error);
gboolean
heddle_server_process_open_lazily (HeddleServerProcess *self, const char *folder, guint16 *port, GError **error);
gboolean heddle_server_process_close (HeddleServerProcess *self, guint16 port, GError **error);
gboolean heddle_server_process_set_cpus (HeddleServerProcess *self, const HeddleCpuSet *cpus, GError **error);
gboolean heddle_server_process_is_running (HeddleServerProcess *self);
const char *heddle_server_process_get_pid (HeddleServerProcess *self);
const GError *heddle_server_process_get_failure (HeddleServerProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleServerProcess, heddle_server_process_free)

G_END_DECLS
