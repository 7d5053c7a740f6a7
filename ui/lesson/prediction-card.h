/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question of a lesson, to be answered before running; afterwards what the runs say to it. The answer is remembered.
 * Threads: the main one.
 */
#pragma once

#include "lab/lesson-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_PREDICTION_CARD (heddle_prediction_card_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePredictionCard, heddle_prediction_card, HEDDLE, PREDICTION_CARD, GtkWidget)

GtkWidget *heddle_prediction_card_new (const HeddlePrediction *prediction, const char *key);
const char *heddle_prediction_card_get_verdict (HeddlePredictionCard *self);
void heddle_prediction_card_choose (HeddlePredictionCard *self, guint answer);

G_END_DECLS
