/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lane a span stands on, and in which of its rows.
 * Threads: one. Cost: O(1) a span for nested lanes; O(log rows) where spans overlap.
 */
#pragma once

#include "trace/span.h"

G_BEGIN_DECLS

typedef struct _HeddleLaneWriter HeddleLaneWriter;

HeddleLaneType heddle_lane_type_for_kind (HeddleKind kind);
gboolean heddle_lane_type_nests (HeddleLaneType type);
const char *heddle_lane_type_get_id (HeddleLaneType type);

HeddleLaneWriter *heddle_lane_writer_new (HeddleLaneType type, guint thread, guint owner);
void heddle_lane_writer_free (HeddleLaneWriter *self);
HeddleLane *heddle_lane_writer_get_lane (HeddleLaneWriter *self);
guint16 heddle_lane_writer_begin (HeddleLaneWriter *self, guint32 counter, gint64 start_ns);
guint16 heddle_lane_writer_begin_below (HeddleLaneWriter *self, guint32 counter, gint64 start_ns, guint16 row);
void heddle_lane_writer_add_to_row (HeddleLaneWriter *self, guint32 counter, guint16 row);
void heddle_lane_writer_end (HeddleLaneWriter *self, guint16 row, gint64 end_ns);

G_END_DECLS
