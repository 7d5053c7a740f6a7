/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writing end of one thread's ring: spans, marks, sites and console text.
 * Threads: a recorder belongs to the one thread that writes with it. Cost: a span's begin or end is one clock reading
 * and about 10 ns. A full ring drops whole spans (their begin and their end) and counts them; console text waits.
 */
#pragma once

#include "trace/record.h"
#include "trace/ring.h"

G_BEGIN_DECLS

typedef struct _HeddleRecorder HeddleRecorder;

HeddleRecorder *heddle_recorder_new (HeddleRings *rings, HeddleRole role, const char *name);
void heddle_recorder_free (HeddleRecorder *self);
guint heddle_recorder_get_thread (HeddleRecorder *self);
gboolean heddle_recorder_has_ring (HeddleRecorder *self);
void heddle_recorder_flush (HeddleRecorder *self);

guint32 heddle_recorder_site (HeddleRecorder *self, const char *label, const char *file, guint line, guint column);
HeddleSpanId heddle_recorder_begin (HeddleRecorder *self,
                                    HeddleKind kind,
                                    HeddleState state,
                                    guint32 site,
                                    HeddleSpanId cause,
                                    gint64 queued_ns);
HeddleSpanId heddle_recorder_begin_queued (HeddleRecorder *self,
                                           HeddleKind kind,
                                           HeddleState state,
                                           guint32 site,
                                           HeddleSpanId cause,
                                           gint64 queued_ns,
                                           gint64 start_ns);
HeddleSpanId heddle_recorder_begin_at (HeddleRecorder *self,
                                       HeddleKind kind,
                                       HeddleState state,
                                       guint32 site,
                                       HeddleSpanId cause,
                                       gint64 start_ns);
void heddle_recorder_end (HeddleRecorder *self, HeddleSpanId span, gint64 cpu_ns);
void heddle_recorder_end_at (HeddleRecorder *self, HeddleSpanId span, gint64 end_ns, gint64 cpu_ns);
HeddleSpanId heddle_recorder_span (HeddleRecorder *self,
                                   HeddleKind kind,
                                   HeddleState state,
                                   guint32 site,
                                   HeddleSpanId cause,
                                   gint64 start_ns,
                                   gint64 end_ns,
                                   guint64 value);
HeddleSpanId heddle_recorder_begin_call (HeddleRecorder *self,
                                         HeddleKind kind,
                                         guint32 site,
                                         HeddleSpanId cause,
                                         HeddleSpanId owner,
                                         gint64 start_ns);
void heddle_recorder_end_call (HeddleRecorder *self, HeddleSpanId span, gint64 end_ns);
HeddleSpanId heddle_recorder_stretch (HeddleRecorder *self,
                                      guint32 site,
                                      HeddleSpanId cause,
                                      HeddleSpanId owner,
                                      gint64 queued_ns,
                                      gint64 start_ns,
                                      gint64 end_ns);
void heddle_recorder_mark (HeddleRecorder *self, HeddleKind kind, guint32 site, HeddleSpanId of, guint64 value);
void heddle_recorder_text (HeddleRecorder *self, HeddleLevel level, HeddleSpanId span, const char *text, gsize n_bytes);

G_END_DECLS
