/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The C half of fs.js: operations on files, at once or on a small pool of threads.
 * Threads: the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_fs_register (HeddleLoop *loop);

G_END_DECLS
