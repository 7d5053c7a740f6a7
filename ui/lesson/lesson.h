/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scenario teaches, beside its code.
 * Threads: the main one.
 */
#pragma once

#include "lab/scenario.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_LESSON (heddle_lesson_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLesson, heddle_lesson, HEDDLE, LESSON, GtkWidget)

GtkWidget *heddle_lesson_new (void);
void heddle_lesson_set_scenario (HeddleLesson *self, HeddleScenario *scenario);
gboolean heddle_lesson_follow_link (HeddleLesson *self, const char *url);

G_END_DECLS
