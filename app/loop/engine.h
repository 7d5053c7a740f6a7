/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What JavaScriptCore needs of a process before its first VM.
 * Threads: the main thread, once, before any other.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void heddle_engine_init (guint n_cores);

G_END_DECLS
