/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts of the machine that a trace was recorded on.
 * Threads: any.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

char *heddle_machine_dup_cpu_model (void);
void heddle_machine_describe (HeddleTrace *trace);

G_END_DECLS
