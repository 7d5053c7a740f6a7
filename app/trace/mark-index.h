/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The marks of each span, which a trace keeps in one list.
 * Threads: the trace's. Cost: an update O(new marks), a look-up O(1); 12 bytes a mark.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

typedef struct _HeddleMarkIndex HeddleMarkIndex;

HeddleMarkIndex *heddle_mark_index_new (HeddleTrace *trace);
void heddle_mark_index_free (HeddleMarkIndex *self);
HeddleTrace *heddle_mark_index_get_trace (HeddleMarkIndex *self);
const HeddleMark *heddle_mark_index_get_first (HeddleMarkIndex *self, HeddleSpanRef ref);
const HeddleMark *heddle_mark_index_get_next (HeddleMarkIndex *self, const HeddleMark *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleMarkIndex, heddle_mark_index_free)

G_END_DECLS
