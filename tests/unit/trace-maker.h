/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces for the tests: runs that are told span by span, in milliseconds.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

#define MS(x) ((gint64) ((x) *1000000.0))

guint make_thread (HeddleTrace *trace, HeddleRole role, const char *name);
HeddleSpanRef make_span (HeddleTrace *trace,
                         guint thread,
                         HeddleKind kind,
                         const char *label,
                         HeddleSpanRef cause,
                         gint64 start_ns,
                         gint64 end_ns);
void make_mark (HeddleTrace *trace, guint thread, HeddleKind kind, gint64 time_ns, guint64 value);

HeddleTrace *make_one_after_another (guint n_tasks);
HeddleTrace *make_concurrent (guint n_tasks);
HeddleTrace *make_parallel (guint n_tasks, guint n_workers);
HeddleTrace *make_random (guint32 seed, guint n_steps);

G_END_DECLS
