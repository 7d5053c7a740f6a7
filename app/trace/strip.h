/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How busy a lane is, pixel by pixel, however many spans it has: every so many spans it notes when they begin and how busy
 * the lane was until then.
 * Threads: the trace's. Cost: an update O(new spans); columns O(pixels · log spans) where spans are narrow, else O(spans in
 * sight); 2 bytes a span.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

typedef struct _HeddleStrip HeddleStrip;

/**
 * HeddleStripSpan:
 * @ref: a span that is wide enough to be told apart
 * @start_ns: where it begins, from the run's origin
 * @end_ns: where it ends
 *
 * A wide span.
 */
typedef struct {
  HeddleSpanRef ref;
  gint64 start_ns;
  gint64 end_ns;
} HeddleStripSpan;

HeddleStrip *heddle_strip_new (HeddleTrace *trace, HeddleLaneType type, guint thread, HeddleKind only);
void heddle_strip_free (HeddleStrip *self);
void heddle_strip_update (HeddleStrip *self);
guint heddle_strip_count (HeddleStrip *self, gint64 from_ns, gint64 to_ns);
void heddle_strip_get_columns (HeddleStrip *self,
                               gint64 from_ns,
                               gint64 to_ns,
                               gint64 now_ns,
                               guint width_px,
                               double wide_px,
                               float *columns,
                               GArray *wide);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleStrip, heddle_strip_free)

G_END_DECLS
