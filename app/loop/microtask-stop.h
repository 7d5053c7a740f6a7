/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stopping a VM's microtasks from outside.
 * Threads: any, while the VM lives.
 */
#pragma once

#include <glib.h>
#include <JavaScriptCore/JavaScript.h>

G_BEGIN_DECLS

void heddle_microtask_stop_init (void);
gboolean heddle_microtask_stop (JSContextGroupRef group);

G_END_DECLS
