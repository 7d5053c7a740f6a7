/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a worker's script is: what `new Worker (url)` and `importScripts (url)` name, as a file of the program.
 * Threads: any.
 */
#pragma once

#include "probe/program.h"

G_BEGIN_DECLS

char *heddle_worker_script_resolve (HeddleProgram *program, const char *base, const char *url, GError **error);

G_END_DECLS
