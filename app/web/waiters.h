/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who waits in Atomics.wait and Atomics.waitAsync (ECMA-262, "WaiterList Objects"), in all threads of the run.
 * Threads: heddle_waiters_interrupt () any; the rest the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_waiters_interrupt (HeddleLoop *loop);
void heddle_web_waiters_register (HeddleLoop *loop);

G_END_DECLS
