/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Amdahl's law through measured times.
 * Threads: any. Cost: O(n) for each of a few steps.
 */
#pragma once

#include "stats/interval.h"

G_BEGIN_DECLS

/**
 * HeddleFit:
 * @time: the time on one core that the curve goes through, in the unit of the times
 * @serial: the part of it that more cores do not shorten, from 0 to 1
 * @contradiction: how probable it is that times which follow the law lie at least so far off the curve
 *
 * time (cores) = @time × (serial + (1 − serial) / cores).
 */
typedef struct {
  double time;
  HeddleInterval serial;
  double contradiction;
} HeddleFit;

gboolean heddle_fit_amdahl (const guint *cores, const double *times, guint n_times, HeddleFit *fit);
double heddle_fit_get_time (const HeddleFit *fit, double cores);

G_END_DECLS
