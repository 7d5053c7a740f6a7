/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes down what changes a text. At the next start the text is brought back to where the steps began, and the steps are
 * done again: so the buffer knows them.
 * Threads: the main one.
 */
#include "ui/editor/undo-log.h"

#include "lab/edit-history.h"

#include <string.h>

/* Taking back step by step costs time with a larger one. */
#define MAX_TEXT_BYTES (128 * 1024)

struct _HeddleUndoLog {
  GtkTextBuffer *buffer; /* owns us */
  HeddleEditHistory *history;
  gboolean is_recording;
  gboolean is_in_action;
  gboolean is_first; /* the next step begins an action */
};

static void
add_step (HeddleUndoLog *self, gboolean is_insertion, guint offset, const char *text)
{
  if (!self->is_recording)
    return;
  heddle_edit_history_add (self->history, self->is_first || !self->is_in_action, is_insertion, offset, text);
  self->is_first = FALSE;
}

static void
on_insert (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int n_bytes, HeddleUndoLog *self)
{
  g_autofree char *inserted = n_bytes < 0 ? g_strdup (text) : g_strndup (text, (gsize) n_bytes);

  add_step (self, TRUE, (guint) gtk_text_iter_get_offset (at), inserted);
}

static void
on_delete (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end, HeddleUndoLog *self)
{
  g_autofree char *deleted = gtk_text_buffer_get_text (buffer, start, end, TRUE);

  if (*deleted != '\0')
    add_step (self, FALSE, (guint) MIN (gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end)), deleted);
}

static void
on_begin (HeddleUndoLog *self)
{
  self->is_in_action = self->is_first = TRUE;
}

static void
on_end (HeddleUndoLog *self)
{
  self->is_in_action = FALSE;
}

/**
 * heddle_undo_log_new:
 * @buffer: the text, which outlives the log
 * @path: the file that it is from
 *
 * Returns: (transfer full): a log that writes nothing down until the text is filled in
 */
HeddleUndoLog *
heddle_undo_log_new (GtkTextBuffer *buffer, const char *path)
{
  HeddleUndoLog *self = g_new0 (HeddleUndoLog, 1);

  self->buffer = buffer;
  self->history = heddle_edit_history_new (path);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_insert), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (on_delete), self);
  g_signal_connect_swapped (buffer, "begin-user-action", G_CALLBACK (on_begin), self);
  g_signal_connect_swapped (buffer, "end-user-action", G_CALLBACK (on_end), self);
  return self;
}

void
heddle_undo_log_free (HeddleUndoLog *self)
{
  heddle_edit_history_free (self->history);
  g_free (self);
}

static void
do_again (HeddleUndoLog *self, const HeddleEditStep *step)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) step->offset);
  if (step->is_insertion) {
    gtk_text_buffer_insert (self->buffer, &start, step->text, -1);
    return;
  }
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) (step->offset + g_utf8_strlen (step->text, -1)));
  gtk_text_buffer_delete (self->buffer, &start, &end);
}

static void
do_all_again (HeddleUndoLog *self)
{
  guint n_steps = heddle_edit_history_get_n_steps (self->history);

  for (guint i = 0; i < n_steps; i++) {
    const HeddleEditStep *step = heddle_edit_history_get_step (self->history, i);
    gboolean is_last = i + 1 == n_steps || heddle_edit_history_get_step (self->history, i + 1)->is_first;

    if (step->is_first || i == 0)
      gtk_text_buffer_begin_user_action (self->buffer);
    do_again (self, step);
    if (is_last)
      gtk_text_buffer_end_user_action (self->buffer);
  }
}

/**
 * heddle_undo_log_fill:
 * @text: what the buffer is to hold
 *
 * Fills the buffer; what led to @text can be taken back. From then on changes are written down.
 */
void
heddle_undo_log_fill (HeddleUndoLog *self, const char *text)
{
  g_autofree char *earlier = NULL;

  if (strlen (text) <= MAX_TEXT_BYTES)
    heddle_edit_history_load (self->history, text);
  earlier = heddle_edit_history_rewind (self->history, text);
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, earlier != NULL ? earlier : text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  do_all_again (self);
  self->is_recording = TRUE;
}

/**
 * heddle_undo_log_save:
 * @text: what the buffer and the file hold
 */
void
heddle_undo_log_save (HeddleUndoLog *self, const char *text)
{
  if (strlen (text) <= MAX_TEXT_BYTES)
    heddle_edit_history_save (self->history, text);
}
