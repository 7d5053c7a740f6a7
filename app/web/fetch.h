/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch () in one loop: what fetch.js calls.
 * Threads: the loop's.
 */
#pragma once

#include "loop/loop.h"
#include "web/network.h"

G_BEGIN_DECLS

void heddle_fetch_install (HeddleLoop *loop, HeddleNetwork *network);

G_END_DECLS
