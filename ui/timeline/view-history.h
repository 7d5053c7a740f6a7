/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stretches of time that were shown, to go back to and forward again.
 * Threads: the main one. Cost: O(1).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeddleViewHistory HeddleViewHistory;

HeddleViewHistory *heddle_view_history_new (void);
void heddle_view_history_free (HeddleViewHistory *self);
void heddle_view_history_leave (HeddleViewHistory *self, gint64 start_ns, gint64 end_ns, guint way, gint64 now_us);
gboolean heddle_view_history_back (HeddleViewHistory *self, gint64 *start_ns, gint64 *end_ns);
gboolean heddle_view_history_forward (HeddleViewHistory *self, gint64 *start_ns, gint64 *end_ns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleViewHistory, heddle_view_history_free)

G_END_DECLS
