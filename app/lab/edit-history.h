/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was typed into a text, step by step, so that it can be taken back at the next start too:
 * $XDG_STATE_HOME/heddle/undo.
 * Threads: one. Cost: a step O(1); rewinding O(steps × text).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many steps, and so many bytes in them, are kept: the latest ones. */
#define HEDDLE_EDIT_HISTORY_MAX_STEPS 1000
#define HEDDLE_EDIT_HISTORY_MAX_BYTES (256 * 1024)

/**
 * HeddleEditStep:
 * @is_first: whether it begins what is taken back at once
 * @is_insertion: whether text came; else it went
 * @offset: where, in characters
 * @text: which
 *
 * A change of a text.
 */
typedef struct {
  gboolean is_first;
  gboolean is_insertion;
  guint offset;
  char *text;
} HeddleEditStep;

typedef struct _HeddleEditHistory HeddleEditHistory;

HeddleEditHistory *heddle_edit_history_new (const char *path);
void heddle_edit_history_free (HeddleEditHistory *self);
void heddle_edit_history_add (HeddleEditHistory *self,
                              gboolean is_first,
                              gboolean is_insertion,
                              guint offset,
                              const char *text);
guint heddle_edit_history_get_n_steps (HeddleEditHistory *self);
const HeddleEditStep *heddle_edit_history_get_step (HeddleEditHistory *self, guint index);
char *heddle_edit_history_rewind (HeddleEditHistory *self, const char *text);
void heddle_edit_history_load (HeddleEditHistory *self, const char *text);
gboolean heddle_edit_history_save (HeddleEditHistory *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleEditHistory, heddle_edit_history_free)

G_END_DECLS
