/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks about 1,000 times a second which JS thread is on which core, and which is ready but waits for one; and ten
 * times less often how much memory the run has.
 * Threads: one of its own; loops tell it of themselves from theirs. Cost: 2 to 5 % of one core at 16 threads, most of
 * it the wake-ups.
 */
#pragma once

#include "base/cpu-set.h"
#include "trace/ring.h"

G_BEGIN_DECLS

typedef struct _HeddleSampler HeddleSampler;

HeddleSampler *heddle_sampler_start (HeddleRings *rings, const HeddleCpuSet *cpus, int memory_limit_mib);
void heddle_sampler_stop (HeddleSampler *self);
void heddle_sampler_free (HeddleSampler *self);

G_END_DECLS
