/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence at the bottom of the window.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

G_BEGIN_DECLS

char *heddle_sentence_new (HeddleStage *stage);
char *heddle_sentence_new_question (HeddleScenario *scenario);

G_END_DECLS
