/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a lesson: Markdown, in which `{=EXPRESSION}` stands for a number of the runs, a block `predict` asks a question,
 * and links lead to lines and spans. data/scenarios/README.md says how it is written.
 * Threads: the traces'.
 */
#pragma once

#include "lab/lesson-expression.h"

G_BEGIN_DECLS

#define HEDDLE_LESSON_MAX_ANSWERS 6

/**
 * HeddlePrediction:
 * @question: what is asked
 * @answers: what can be answered
 * @n_answers: how many there are
 * @is_known: whether the runs are there that tell which one is right
 * @holds: whether an answer is right
 *
 * A question to answer before running, and what the runs say to it.
 */
typedef struct {
  char *question;
  char *answers[HEDDLE_LESSON_MAX_ANSWERS];
  guint n_answers;
  gboolean is_known;
  gboolean holds[HEDDLE_LESSON_MAX_ANSWERS];
} HeddlePrediction;

char *heddle_lesson_load (const char *folder, char **file, GError **error);
char *heddle_lesson_fill (const char *text, const HeddleLessonRuns *runs);
gboolean heddle_lesson_check (const HeddleScenario *scenario, GError **error);

HeddlePrediction *heddle_prediction_parse (const char *block, const HeddleLessonRuns *runs, GError **error);
void heddle_prediction_free (HeddlePrediction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddlePrediction, heddle_prediction_free)

G_END_DECLS
