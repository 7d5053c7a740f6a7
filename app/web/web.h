/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Web APIs of one JS thread.
 * Threads: the loop's own. Cost: see tests/bench; what a program does not touch is not evaluated.
 */
#pragma once

#include "loop/loop.h"
#include "probe/program.h"

G_BEGIN_DECLS

void heddle_web_install (HeddleLoop *loop, HeddleProgram *program);
void heddle_web_run_file (HeddleLoop *loop, const char *path);
void heddle_web_shut_down (void);
HeddleProgram *heddle_web_get_program (HeddleLoop *loop);

G_END_DECLS
