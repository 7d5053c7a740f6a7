/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sampler's view turned round: for each core, what ran on it when.
 * Threads: the traces'. Cost: an update O(new samples); a core's items O(visible samples + items of its threads).
 */
#pragma once

#include "trace/layout.h"

G_BEGIN_DECLS

typedef struct _HeddleCores HeddleCores;

HeddleCores *heddle_cores_new (HeddleTrace *trace);
void heddle_cores_free (HeddleCores *self);
guint heddle_cores_update (HeddleCores *self);
guint heddle_cores_get_cpu (HeddleCores *self, guint index);
void heddle_cores_get_items (HeddleCores *self,
                             guint cpu,
                             HeddleLayout *layout,
                             guint band,
                             gint64 from_ns,
                             gint64 to_ns,
                             guint width_px,
                             GArray *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCores, heddle_cores_free)

G_END_DECLS
