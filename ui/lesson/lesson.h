/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scenario teaches, beside its code.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleLessonPlace:
 * @previous: (nullable): the lesson before it
 * @previous_title: (nullable): its title
 * @next: (nullable): the one after it
 * @next_title: (nullable): its title
 * @number: which one it is, from 1
 * @n_lessons: of how many
 *
 * Where a lesson stands in the course.
 */
typedef struct {
  const char *previous;
  const char *previous_title;
  const char *next;
  const char *next_title;
  guint number;
  guint n_lessons;
} HeddleLessonPlace;

#define HEDDLE_TYPE_LESSON (heddle_lesson_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLesson, heddle_lesson, HEDDLE, LESSON, GtkWidget)

GtkWidget *heddle_lesson_new (void);
void heddle_lesson_set_stage (HeddleLesson *self, HeddleStage *stage);
void heddle_lesson_set_neighbours (HeddleLesson *self, const HeddleLessonPlace *place);
GtkBox *heddle_lesson_get_blocks (HeddleLesson *self);
gboolean heddle_lesson_follow_link (HeddleLesson *self, const char *url);

G_END_DECLS
