/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records the calls of async functions: what the probes that probes.js puts into the program's text tell.
 * Threads: the loop's own. Cost: a wait and its end about 0.5 µs.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_calls_register (HeddleLoop *loop);

G_END_DECLS
