/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the scripts of messages call: ports, broadcast channels, bytes.
 * Threads: the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_messaging_register (HeddleLoop *loop);
void heddle_web_broadcast_register (HeddleLoop *loop);

G_END_DECLS
