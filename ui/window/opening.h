/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a target becomes: a lesson's copy, a scenario, a program, saved traces.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

G_BEGIN_DECLS

HeddleStage *heddle_opening_make_stage (const char *target, char **warning, GError **error);
void heddle_opening_remember (const char *target);

G_END_DECLS
