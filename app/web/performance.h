/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the marks and measures of performance.js into the trace.
 * Threads: the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_performance_register (HeddleLoop *loop);

G_END_DECLS
