/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the runs of a comparison come to: for each variant one set of numbers, over its repeats.
 * Threads: the comparison's.
 */
#pragma once

#include "lab/comparison.h"
#include "lab/sentences.h"

G_BEGIN_DECLS

GArray *heddle_results_collect (HeddleComparison *comparison, const HeddleScenario *scenario, guint n_cores);

G_END_DECLS
