/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a window runs its stage: its actions run-all, run-variant, measure, repeat, stop, cores, part.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_LAUNCHER (heddle_launcher_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLauncher, heddle_launcher, HEDDLE, LAUNCHER, GObject)

HeddleLauncher *heddle_launcher_new (GActionMap *actions);
void heddle_launcher_set_stage (HeddleLauncher *self, HeddleStage *stage);
guint heddle_launcher_get_n_cores (HeddleLauncher *self);

G_END_DECLS
