/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dedicated workers (HTML, "Workers"): a thread, an event loop and a VM each.
 * Threads: the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_workers_register (HeddleLoop *loop);

G_END_DECLS
