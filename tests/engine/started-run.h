/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs of the programs in the folder runs/, for tests: started, watched and waited for.
 * Threads: main.
 */
#pragma once

#include "lab/run.h"

G_BEGIN_DECLS

HeddleRun *started_run_new (const char *program, const HeddleRunSpec *spec);
void started_run_wait_for_line (HeddleRun *run, const char *line);
void started_run_wait_for_input (HeddleRun *run);
void started_run_wait_for_end (HeddleRun *run);
HeddleTrace *started_run_save_and_open (HeddleRun *run);
guint started_run_find_main (HeddleTrace *trace);
gint64 started_run_sum (HeddleTrace *trace, HeddleKind kind, guint about);
HeddleCpuSet *started_run_take_cpus (guint n_cpus);

G_END_DECLS
