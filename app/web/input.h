/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the program listens for what the user does on the page.
 * Threads: heddle_web_listens_for_input() any; the rest the main loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_input_register (HeddleLoop *loop);
gboolean heddle_web_listens_for_input (void);

G_END_DECLS
