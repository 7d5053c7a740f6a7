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

#define HEDDLE_TYPE_STAGE (heddle_stage_get_type ())
G_DECLARE_FINAL_TYPE (HeddleStage, heddle_stage, HEDDLE, STAGE, GObject)

HeddleStage *heddle_stage_new (HeddleScenario *scenario);
HeddleStage *heddle_stage_new_for_traces (const char *title, GPtrArray *traces);
HeddleScenario *heddle_stage_get_scenario (HeddleStage *self);
GListModel *heddle_stage_get_runs (HeddleStage *self);
gboolean heddle_stage_is_running (HeddleStage *self);
gboolean heddle_stage_has_run (HeddleStage *self);
gboolean heddle_stage_can_run (HeddleStage *self);
const char *heddle_stage_get_title (HeddleStage *self);
char *heddle_stage_dup_subtitle (HeddleStage *self);
gboolean heddle_stage_set_value (HeddleStage *self, const char *assignment, GError **error);
gboolean heddle_stage_run_all (HeddleStage *self, guint n_cores, GError **error);
void heddle_stage_note_changed (HeddleStage *self, const char *file);
void heddle_stage_stop (HeddleStage *self);

G_END_DECLS
