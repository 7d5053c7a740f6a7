/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window knows about one variant: what it is called, and its latest run.
 * Threads: the main one.
 */
#pragma once

#include "lab/run.h"

G_BEGIN_DECLS

/**
 * HeddlePhase:
 * @HEDDLE_PHASE_NEVER_RUN: there is no run
 * @HEDDLE_PHASE_QUEUED: its turn will come
 * @HEDDLE_PHASE_RUNNING: it runs
 * @HEDDLE_PHASE_DONE: it ended by itself, without an uncaught error
 * @HEDDLE_PHASE_FAILED: it was stopped, or it failed
 */
typedef enum {
  HEDDLE_PHASE_NEVER_RUN,
  HEDDLE_PHASE_QUEUED,
  HEDDLE_PHASE_RUNNING,
  HEDDLE_PHASE_DONE,
  HEDDLE_PHASE_FAILED,
} HeddlePhase;

#define HEDDLE_TYPE_PHASE (heddle_phase_get_type ())
GType heddle_phase_get_type (void);

#define HEDDLE_TYPE_VARIANT_RUN (heddle_variant_run_get_type ())
G_DECLARE_FINAL_TYPE (HeddleVariantRun, heddle_variant_run, HEDDLE, VARIANT_RUN, GObject)

HeddleVariantRun *heddle_variant_run_new (const char *name, const char *title);
const char *heddle_variant_run_get_name (HeddleVariantRun *self);
const char *heddle_variant_run_get_title (HeddleVariantRun *self);
const char *heddle_variant_run_get_reason (HeddleVariantRun *self);
HeddlePhase heddle_variant_run_get_phase (HeddleVariantRun *self);
HeddleTrace *heddle_variant_run_get_trace (HeddleVariantRun *self);
gboolean heddle_variant_run_is_stale (HeddleVariantRun *self);
gint64 heddle_variant_run_get_wall_ns (HeddleVariantRun *self);
gint64 heddle_variant_run_get_task_ns (HeddleVariantRun *self);
gint64 heddle_variant_run_get_blocked_ns (HeddleVariantRun *self);
void heddle_variant_run_set_stale (HeddleVariantRun *self, gboolean is_stale);
gint64 heddle_variant_run_get_guess_ns (HeddleVariantRun *self);
void heddle_variant_run_set_guess_ns (HeddleVariantRun *self, gint64 guess_ns);

guint heddle_variant_run_get_n_repeats (HeddleVariantRun *self);
gint64 heddle_variant_run_get_repeat_ns (HeddleVariantRun *self, guint index);

void heddle_variant_run_add_repeat (HeddleVariantRun *self, gint64 wall_ns);
void heddle_variant_run_show (HeddleVariantRun *self, HeddleTrace *trace);
void heddle_variant_run_clear (HeddleVariantRun *self, HeddlePhase phase);
void heddle_variant_run_begin (HeddleVariantRun *self, HeddleTrace *trace);
void heddle_variant_run_grow (HeddleVariantRun *self);
void heddle_variant_run_end (HeddleVariantRun *self, gboolean failed, const char *reason);

G_END_DECLS
