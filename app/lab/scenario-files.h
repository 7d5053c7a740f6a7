/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files that a scenario is made of.
 * Threads: any.
 */
#pragma once

#include "lab/scenario.h"

G_BEGIN_DECLS

GStrv heddle_scenario_dup_files (const HeddleScenario *self);

G_END_DECLS
