/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parent's words to a runner: lines of JSON such as {"type":"click"}, an event's members with its type first. The
 * line `end` says that no more is going to come by itself. When the parent is gone, the runner ends at once.
 * Threads: one of its own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_control_start (int fd, HeddleLoop *loop, gboolean expects_input);

G_END_DECLS
