/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that one run recorded: an append-only store in blocks that never move.
 * Threads: one. Cost: appending O(1), 40 bytes a span and 4 in its lane; a span by its reference O(1).
 */
#pragma once

#include "trace/ring.h"
#include "trace/span.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_TRACE (heddle_trace_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTrace, heddle_trace, HEDDLE, TRACE, GObject)

HeddleTrace *heddle_trace_new (void);

/* Writing. */
void heddle_trace_set_origin (HeddleTrace *self, gint64 origin_ns);
gboolean heddle_trace_read_rings (HeddleTrace *self, HeddleRings *rings, GError **error);
gboolean heddle_trace_append_record (HeddleTrace *self, guint ring, const HeddleRecord *record, GError **error);
void heddle_trace_set_limit (HeddleTrace *self, guint64 limit_bytes);
gboolean heddle_trace_is_full (HeddleTrace *self);
void heddle_trace_trim_console (HeddleTrace *self);
void heddle_trace_close (HeddleTrace *self, gint64 end_ns);

/* Writing what was read from a file: times from the run's origin. */
guint heddle_trace_add_thread (HeddleTrace *self, const HeddleThread *thread);
guint32 heddle_trace_add_site (HeddleTrace *self, const char *label, const char *file, guint line, guint column);
HeddleSpanRef heddle_trace_add_span (HeddleTrace *self, guint thread, const HeddleSpan *span, guint64 value);
HeddleSpanRef heddle_trace_add_part (HeddleTrace *self, HeddleSpanRef owner, const HeddleSpan *span);
void heddle_trace_end_span (HeddleTrace *self, HeddleSpanRef ref, gint64 end_ns, gfloat cpu_s);
void heddle_trace_add_mark (HeddleTrace *self, const HeddleMark *mark);
void heddle_trace_add_console (HeddleTrace *self, const HeddleConsoleEntry *entry);
void heddle_trace_clear_console (HeddleTrace *self);
void heddle_trace_add_dropped (HeddleTrace *self, guint64 n_dropped);

/* Reading. */
const HeddleSpan *heddle_trace_get_span (HeddleTrace *self, HeddleSpanRef ref);
guint64 heddle_trace_get_span_value (HeddleTrace *self, HeddleSpanRef ref);
HeddleSpanRef heddle_trace_get_cause (HeddleTrace *self, const HeddleSpan *span);
const HeddleSite *heddle_trace_find_place (HeddleTrace *self, HeddleSpanRef ref);
HeddleSpanRef heddle_trace_get_owner (HeddleTrace *self, HeddleSpanRef part);
guint64 heddle_trace_get_n_spans (HeddleTrace *self);
guint32 heddle_trace_get_n_thread_spans (HeddleTrace *self, guint thread);
guint heddle_trace_get_n_threads (HeddleTrace *self);
const HeddleThread *heddle_trace_get_thread (HeddleTrace *self, guint thread);
guint heddle_trace_get_n_lanes (HeddleTrace *self);
const HeddleLane *heddle_trace_get_lane (HeddleTrace *self, guint lane);
guint heddle_trace_lane_get_n_rows (const HeddleLane *lane);
guint heddle_trace_lane_get_n_spans (const HeddleLane *lane, guint row);
HeddleSpanRef heddle_trace_lane_get_ref (const HeddleLane *lane, guint row, guint index);
guint32 heddle_trace_get_n_sites (HeddleTrace *self);
const HeddleSite *heddle_trace_get_site (HeddleTrace *self, guint32 site);
guint64 heddle_trace_get_n_marks (HeddleTrace *self);
const HeddleMark *heddle_trace_get_mark (HeddleTrace *self, guint64 index);
guint heddle_trace_get_n_console (HeddleTrace *self);
const HeddleConsoleEntry *heddle_trace_get_console (HeddleTrace *self, guint index);
guint64 heddle_trace_get_console_shift (HeddleTrace *self);
guint heddle_trace_get_console_gap (HeddleTrace *self);
guint64 heddle_trace_get_n_console_left_out (HeddleTrace *self);
guint64 heddle_trace_get_n_dropped (HeddleTrace *self);
gint64 heddle_trace_get_origin_ns (HeddleTrace *self);
gint64 heddle_trace_get_start_ns (HeddleTrace *self);
gint64 heddle_trace_get_end_ns (HeddleTrace *self);
gint64 heddle_trace_get_last_ns (HeddleTrace *self);
gboolean heddle_trace_is_waiting_for_input (HeddleTrace *self);
gboolean heddle_trace_is_closed (HeddleTrace *self);

/* Counted while the records come in; exact when the trace is closed. */
guint heddle_trace_get_waiting_at_once (HeddleTrace *self);
guint heddle_trace_get_computing_at_once (HeddleTrace *self);

/* What is known about the run besides its records: "title", "scenario", "variant", "cores", "mode" … */
void heddle_trace_set_info (HeddleTrace *self, const char *key, const char *value);
const char *heddle_trace_get_info (HeddleTrace *self, const char *key);
GHashTable *heddle_trace_get_all_info (HeddleTrace *self);

G_END_DECLS
