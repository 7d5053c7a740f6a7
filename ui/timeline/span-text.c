/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that is to be said about a span.
 * Threads: the main one.
 */
#include "ui/timeline/span-text.h"

#include <glib/gi18n.h>

static void
add_line (GString *text, char *line)
{
  if (line == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

/**
 * heddle_span_text_init:
 * @layout: where the run is
 * @band: which band of it
 * @marks: the marks of its trace
 * @ref: a span
 *
 * Returns: whether there is such a span, so that @self is to be cleared
 */
gboolean
heddle_span_text_init (HeddleSpanText *self,
                       HeddleLayout *layout,
                       guint band,
                       HeddleMarkIndex *marks,
                       HeddleSpanRef ref)
{
  const HeddleLayoutBand *layout_band = heddle_layout_get_band (layout, band);
  GString *body;

  *self = (HeddleSpanText){ 0 };
  if (!heddle_facts_get (marks, ref, layout_band->now_ns, &self->facts))
    return FALSE;
  self->number = heddle_numbering_get_number (heddle_layout_get_numbering (layout), band, ref);
  self->title = heddle_words_for_title (&self->facts, self->number);
  self->state = g_strdup_printf (_("%s, %s"), heddle_words_for_kind (self->facts.kind),
                                    heddle_words_for_state (self->facts.state));
  body = g_string_new (NULL);
  add_line (body, heddle_words_for_times (&self->facts));
  add_line (body, heddle_words_for_phases (&self->facts));
  add_line (body, heddle_words_for_answer (&self->facts));
  self->body = g_string_free (body, FALSE);
  self->source = heddle_words_for_source (&self->facts);
  return TRUE;
}

void
heddle_span_text_clear (HeddleSpanText *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->source, g_free);
}

/**
 * heddle_span_text_dup_sentence:
 *
 * Returns: (transfer full): all of it in one line, for a screen reader
 */
char *
heddle_span_text_dup_sentence (const HeddleSpanText *self)
{
  g_autofree char *body = g_strdelimit (g_strdup (self->body), "\n", ';');

  if (self->source == NULL)
    return g_strdup_printf (_("%s: %s; %s"), self->title, self->state, body);
  return g_strdup_printf (_("%s: %s; %s; %s"), self->title, self->state, body, self->source);
}
