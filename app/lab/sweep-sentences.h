/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the numbers of a sweep say, in sentences.
 * Threads: any.
 */
#pragma once

#include "lab/sweep-summary.h"

G_BEGIN_DECLS

GStrv heddle_sweep_sentences_make (const HeddleSweepResult *result, const GArray *groups);
char *heddle_sweep_sentences_describe_split (const HeddleSweepGroup *group);

G_END_DECLS
