/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads scenario.ini. For scenario.c alone.
 * Threads: one at a time.
 */
#pragma once

#include "lab/key-lines.h"
#include "lab/scenario.h"

G_BEGIN_DECLS

gboolean heddle_scenario_file_read (HeddleScenario *scenario, HeddleKeyLines *file, GError **error);

G_END_DECLS
