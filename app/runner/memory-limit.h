/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run may use of the machine.
 * Threads: any. (A limit on addresses would keep JavaScriptCore from starting: so memory is looked at instead.)
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void heddle_memory_limit_check (int limit_mib);

G_END_DECLS
