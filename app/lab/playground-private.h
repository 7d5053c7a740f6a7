/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of playgrounds share. For playground*.c alone.
 * Threads: one at a time.
 */
#pragma once

#include "lab/playground.h"

G_BEGIN_DECLS

/* Where .heddle-origin says what a playground is the copy of. */
#define HEDDLE_PLAYGROUND_ORIGIN ".heddle-origin"

char *heddle_playground_dup_lesson_folder (const char *lesson);
gboolean heddle_playground_is_lesson (const char *name);
gboolean heddle_playground_fail_system (GError **error, const char *path);
gboolean heddle_playground_make_folder (const char *path, GError **error);
char *heddle_playground_read_origin (const char *folder, const char *key);
char *heddle_playground_dup_free_place (const char *name);
HeddlePlayground *heddle_playground_copy_lesson (const char *lesson, const char *place, GError **error);

G_END_DECLS
