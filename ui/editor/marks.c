/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is marked in a text, in colours that follow the system.
 * Threads: the main one.
 */
#include "ui/editor/marks.h"

#include <adwaita.h>

struct _HeddleMarks {
  GtkSourceBuffer *buffer; /* owns us */
  GtkTextTag *mistake;
  GtkTextTag *running;
  gulong style_handler;
};

static void
follow_style (HeddleMarks *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  GdkRGBA running = { 0.98f, 0.82f, 0.25f, is_dark ? 0.28f : 0.38f };
  GdkRGBA wrong = is_dark ? (GdkRGBA){ 1.0f, 0.48f, 0.39f, 1.0f } : (GdkRGBA){ 0.75f, 0.11f, 0.16f, 1.0f };

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, is_dark ? "Adwaita-dark"
                                                                                                   : "Adwaita"));
  g_object_set (self->running, "paragraph-background-rgba", &running, NULL);
  g_object_set (self->mistake, "underline-rgba", &wrong, NULL);
}

/**
 * heddle_marks_new:
 * @buffer: the text, which outlives the marks
 *
 * Returns: (transfer full): no marks yet
 */
HeddleMarks *
heddle_marks_new (GtkSourceBuffer *buffer)
{
  HeddleMarks *self = g_new0 (HeddleMarks, 1);

  self->buffer = buffer;
  self->running = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NULL, NULL);
  self->mistake = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (buffer), NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->style_handler = g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark",
                                                  G_CALLBACK (follow_style), self);
  follow_style (self);
  return self;
}

void
heddle_marks_free (HeddleMarks *self)
{
  g_signal_handler_disconnect (adw_style_manager_get_default (), self->style_handler);
  g_free (self);
}

/**
 * heddle_marks_get_position:
 * @buffer: a text
 * @line: from 1
 * @column: from 1, in UTF-16 code units, as JavaScript counts
 * @position: (out): where to put where that is; at the end of the line when it is shorter
 */
void
heddle_marks_get_position (GtkTextBuffer *buffer, guint line, guint column, GtkTextIter *position)
{
  guint n_columns = MAX (column, 1) - 1;

  gtk_text_buffer_get_iter_at_line (buffer, position, (int) MAX (line, 1) - 1);
  while (n_columns > 0 && !gtk_text_iter_ends_line (position)) {
    guint n_units = gtk_text_iter_get_char (position) > 0xffff ? 2 : 1;

    n_columns -= MIN (n_units, n_columns);
    gtk_text_iter_forward_char (position);
  }
}

/* From the mistake to the end of the word; what is missing at the end of a line or the text, the last character there. */
static void
get_mistake_range (GtkTextBuffer *buffer, const HeddleMistake *mistake, GtkTextIter *start, GtkTextIter *end)
{
  heddle_marks_get_position (buffer, mistake->line, mistake->column, start);
  if (gtk_text_iter_ends_line (start))
    while (gtk_text_iter_backward_char (start) && g_unichar_isspace (gtk_text_iter_get_char (start)))
      continue;
  *end = *start;
  if (g_unichar_isalnum (gtk_text_iter_get_char (end)))
    gtk_text_iter_forward_word_end (end);
  else
    gtk_text_iter_forward_char (end);
}

/**
 * heddle_marks_set_mistake:
 * @mistake: (nullable): why it does not parse
 */
void
heddle_marks_set_mistake (HeddleMarks *self, const HeddleMistake *mistake)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->mistake, &start, &end);
  if (mistake == NULL)
    return;
  get_mistake_range (buffer, mistake, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->mistake, &start, &end);
}

/**
 * heddle_marks_set_running_line:
 * @line: from 1; 0 for none
 */
void
heddle_marks_set_running_line (HeddleMarks *self, guint line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->running, &start, &end);
  if (line == 0 || line > (guint) gtk_text_buffer_get_line_count (buffer))
    return;
  gtk_text_buffer_get_iter_at_line (buffer, &start, (int) line - 1);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag (buffer, self->running, &start, &end);
}
