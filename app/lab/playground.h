/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Playgrounds: scenarios of the user's own, and the editable copies of lessons. Each is a folder in
 * $XDG_DATA_HOME/heddle/playgrounds; what is deleted or replaced moves to heddle/deleted first, and can come back.
 * Threads: one at a time. Cost: reads and writes files; a folder of lessons' size takes some milliseconds.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddlePlayground:
 * @folder: where it is, absolute
 * @name: the folder's name
 * @title: what people read; the folder's name when its scenario.ini is wrong
 * @lesson: (nullable): the name of the lesson that it is the copy of; none for the user's own
 * @is_changed: whether the copy of a lesson differs from the lesson; %TRUE for the user's own
 * @changed_us: when one of its files last changed, in µs of wall-clock time
 *
 * Read-only.
 */
typedef struct {
  char *folder;
  char *name;
  char *title;
  char *lesson;
  gboolean is_changed;
  gint64 changed_us;
} HeddlePlayground;

#define HEDDLE_TYPE_PLAYGROUND (heddle_playground_get_type ())
GType heddle_playground_get_type (void);

HeddlePlayground *heddle_playground_ref (HeddlePlayground *self);
void heddle_playground_unref (HeddlePlayground *self);

char *heddle_playground_dup_home (void);
HeddlePlayground *heddle_playground_load (const char *folder, GError **error);
GPtrArray *heddle_playground_list (GError **error);

HeddlePlayground *heddle_playground_open_lesson (const char *lesson, GError **error);
gboolean heddle_playground_restore (HeddlePlayground *self, char **undo, GError **error);

HeddlePlayground *heddle_playground_new (const char *title, GError **error);
HeddlePlayground *heddle_playground_duplicate (const char *folder, const char *title, GError **error);
HeddlePlayground *heddle_playground_import (const char *path, GError **error);
gboolean heddle_playground_rename (HeddlePlayground *self, const char *title, GError **error);
gboolean heddle_playground_delete (HeddlePlayground *self, char **undo, GError **error);
HeddlePlayground *heddle_playground_undo (const char *undo, GError **error);
void heddle_playground_trash_deleted (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddlePlayground, heddle_playground_unref)

G_END_DECLS
