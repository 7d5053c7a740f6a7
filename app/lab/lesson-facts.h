/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a lesson can say about a run: its facts, and its spans, by the names that lessons call them.
 * Threads: the traces'. Cost: O(spans).
 */
#pragma once

#include "lab/scenario.h"
#include "trace/summary.h"

G_BEGIN_DECLS

/**
 * HeddleLessonRuns:
 * @scenario: what ran, or will
 * @traces: (array) (nullable): for each variant what it recorded, or %NULL; none has run when %NULL
 *
 * What a lesson is about. The caller keeps both.
 */
typedef struct {
  const HeddleScenario *scenario;
  HeddleTrace *const *traces;
} HeddleLessonRuns;

/**
 * HeddleLessonValue:
 * @is_known: whether there is a run that it could be taken from
 * @number: it; times in nanoseconds
 * @power: 0 for a number, 1 for a time
 * @is_count: whether it is a whole number of things
 * @text: (nullable): what was printed, for a fact that is a text
 *
 * A fact, or what an expression comes to.
 */
typedef struct {
  gboolean is_known;
  double number;
  int power;
  gboolean is_count;
  char *text;
} HeddleLessonValue;

gboolean
heddle_lesson_facts_get (const HeddleLessonRuns *runs, const char *name, HeddleLessonValue *value, GError **error);
gboolean heddle_lesson_facts_check_span (const char *what, GError **error);
HeddleSpanRef heddle_lesson_facts_find_span (HeddleTrace *trace, const char *what);

G_END_DECLS
