/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Run all, with a menu of what else can be run; in its place, while something runs, Stop.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_RUN_BUTTON (heddle_run_button_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunButton, heddle_run_button, HEDDLE, RUN_BUTTON, GtkWidget)

void heddle_run_button_set_stage (HeddleRunButton *self, HeddleStage *stage);

G_END_DECLS
