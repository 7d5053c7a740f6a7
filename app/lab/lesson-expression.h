/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reckoning with facts of runs: `one-by-one.wall / concurrent.wall`, `lost.longest-task > 50 ms and lost.requests = 2`.
 * Threads: the traces'. Cost: that of its facts.
 */
#pragma once

#include "lab/lesson-facts.h"

G_BEGIN_DECLS

gboolean
heddle_lesson_evaluate (const char *text, const HeddleLessonRuns *runs, HeddleLessonValue *value, GError **error);
gboolean heddle_lesson_test (const char *text,
                             const HeddleLessonRuns *runs,
                             gboolean *is_known,
                             gboolean *holds,
                             GError **error);
char *heddle_lesson_value_format (const HeddleLessonValue *value);

G_END_DECLS
