/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console's transport: what `console` (console.js) prints becomes text in the run's record.
 * Threads: the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_console_register (HeddleLoop *loop);

G_END_DECLS
