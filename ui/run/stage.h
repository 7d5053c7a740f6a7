/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window shows: the variants of a scenario and the running of them, or traces that were saved.
 * Threads: the main one.
 */
#pragma once

#include "lab/scenario.h"
#include "ui/run/variant-run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleStageOptions:
 * @n_cores: how many cores a run may use; 0 for all
 * @variant: which variant; -1 for all
 * @without: the part of the work that is taken out
 * @timed: whether only what costs nothing is recorded
 * @n_repeats: how often each variant runs; 0 is 1
 * @time_limit_s: how long a run may take; 0 for no limit
 * @memory_limit_mib: how much memory a run may have; 0 for no limit
 * @allow_net: (nullable): hosts that may be reached
 *
 * How to run.
 */
typedef struct {
  guint n_cores;
  int variant;
  HeddlePart without;
  gboolean timed;
  guint n_repeats;
  guint time_limit_s;
  guint memory_limit_mib;
  const char *const *allow_net;
} HeddleStageOptions;

#define HEDDLE_TYPE_STAGE (heddle_stage_get_type ())
G_DECLARE_FINAL_TYPE (HeddleStage, heddle_stage, HEDDLE, STAGE, GObject)

HeddleStage *heddle_stage_new (HeddleScenario *scenario);
HeddleStage *heddle_stage_new_for_traces (const char *title, GPtrArray *traces);
HeddleScenario *heddle_stage_get_scenario (HeddleStage *self);
GListModel *heddle_stage_get_runs (HeddleStage *self);
gboolean heddle_stage_is_running (HeddleStage *self);
gboolean heddle_stage_has_run (HeddleStage *self);
gboolean heddle_stage_is_done (HeddleStage *self);
gboolean heddle_stage_can_run (HeddleStage *self);
const char *heddle_stage_get_title (HeddleStage *self);
char *heddle_stage_dup_subtitle (HeddleStage *self);
gboolean heddle_stage_set_value (HeddleStage *self, const char *assignment, GError **error);
double heddle_stage_get_value (HeddleStage *self, guint parameter);
void heddle_stage_change_value (HeddleStage *self, guint parameter, double value);
gboolean heddle_stage_run (HeddleStage *self, const HeddleStageOptions *options, GError **error);
const HeddleStageOptions *heddle_stage_get_options (HeddleStage *self);
void heddle_stage_note_changed (HeddleStage *self, const char *file);
void heddle_stage_send_input (HeddleStage *self, const char *json);
void heddle_stage_stop (HeddleStage *self);

G_END_DECLS
