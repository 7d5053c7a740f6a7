/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clicks on a run's page at given times, so that a run without a window sees the same input.
 * Threads: the run's.
 */
#pragma once

#include "lab/run.h"

G_BEGIN_DECLS

typedef struct _HeddleClicks HeddleClicks;

HeddleClicks *heddle_clicks_new (HeddleRun *run, const guint *times_ms, guint n_times);
void heddle_clicks_free (HeddleClicks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleClicks, heddle_clicks_free)

G_END_DECLS
