/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parent's words to a runner: lines of JSON such as {"input":"click","at":12.5}. When the parent is gone, the
 * runner ends at once.
 * Threads: one of its own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_control_start (int fd, HeddleLoop *loop);

G_END_DECLS
