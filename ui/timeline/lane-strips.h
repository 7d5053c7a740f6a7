/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How busy each event loop of a run is, for lanes with more spans than pixels.
 * Threads: the main one. Cost: see trace/strip.h.
 */
#pragma once

#include "trace/strip.h"

G_BEGIN_DECLS

typedef struct _HeddleLaneStrips HeddleLaneStrips;

HeddleLaneStrips *heddle_lane_strips_new (HeddleTrace *trace);
void heddle_lane_strips_free (HeddleLaneStrips *self);
HeddleStrip *heddle_lane_strips_get (HeddleLaneStrips *self, guint thread, gboolean is_no_core);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLaneStrips, heddle_lane_strips_free)

G_END_DECLS
