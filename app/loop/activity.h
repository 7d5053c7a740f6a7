/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What keeps a run alive: one count for all its threads of queued tasks, timers, requests, file operations and
 * messages under way. At zero, with every loop idle, the run is over.
 * Threads: any. Cost: one atomic addition.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeddleActivity HeddleActivity;

HeddleActivity *heddle_activity_new (GFunc ended, gpointer user_data);
void heddle_activity_free (HeddleActivity *self);
void heddle_activity_hold (HeddleActivity *self);
void heddle_activity_release (HeddleActivity *self);
gint heddle_activity_get_count (HeddleActivity *self);

/* The run's exit status: 1 once an error or an unhandled rejection was reported. */
void heddle_activity_set_failed (HeddleActivity *self);
gboolean heddle_activity_get_failed (HeddleActivity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleActivity, heddle_activity_free)

G_END_DECLS
