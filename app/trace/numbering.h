/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers and colours of pieces of work: the same work has the same number in every run, whichever thread does it.
 * Threads: the traces'. Cost: O(new spans) an update, then O(1) a span.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

typedef struct _HeddleNumbering HeddleNumbering;

/**
 * HeddleNumberedRequest:
 * @ref: the request's span
 * @number: its number, from 1
 * @task: of all tasks that it led to the one that computes longest, or 0
 * @task_ns: how long that computes
 *
 * A request, and the computing that it led to.
 */
typedef struct {
  HeddleSpanRef ref;
  guint number;
  HeddleSpanRef task;
  gint64 task_ns;
} HeddleNumberedRequest;

HeddleNumbering *heddle_numbering_new (HeddleTrace *const *traces, guint n_traces);
void heddle_numbering_free (HeddleNumbering *self);
void heddle_numbering_update (HeddleNumbering *self);
guint heddle_numbering_get_number (HeddleNumbering *self, guint trace, HeddleSpanRef ref);
HeddleSpanRef heddle_numbering_get_request_of (HeddleNumbering *self, guint trace, HeddleSpanRef ref);
guint heddle_numbering_get_n_requests (HeddleNumbering *self, guint trace);
const HeddleNumberedRequest *heddle_numbering_get_request (HeddleNumbering *self, guint trace, guint index);
guint32 heddle_number_get_color (guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNumbering, heddle_numbering_free)

G_END_DECLS
