/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of some runs as a table for a terminal.
 * Threads: any.
 */
#pragma once

#include "lab/sentences.h"

G_BEGIN_DECLS

char *heddle_cli_table_format (const HeddleSentenceRun *runs, guint n_runs);

G_END_DECLS
