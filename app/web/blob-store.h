/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The blob URL store (File API): the bytes behind blob: URLs, for all threads of the run.
 * Threads: the loop's own; the store is shared, under a lock.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_blob_store_register (HeddleLoop *loop);

G_END_DECLS
