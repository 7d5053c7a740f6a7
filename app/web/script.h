/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evaluates a file of the program: as a script, or as a module when it imports, exports or awaits at its top level.
 * Threads: the loop's own, inside a task.
 */
#pragma once

#include "loop/loop.h"
#include "probe/rewriter.h"

G_BEGIN_DECLS

void heddle_script_evaluate (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path, gboolean is_module);
void heddle_script_run (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path, JSValueRef *exception);
JSStringRef
heddle_script_add_probes (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path, HeddleSourceForm form);
void heddle_script_register (HeddleLoop *loop);

G_END_DECLS
