/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that is to be said about a span, for a card, a strip of details, a screen reader.
 * Threads: the main one.
 */
#pragma once

#include "ui/timeline/span-words.h"

G_BEGIN_DECLS

/**
 * HeddleSpanText:
 * @title: what it is called
 * @state: what it is, and in which state
 * @body: lines about times, phases, the answer
 * @source: (nullable): its place in the source
 * @facts: what all this says
 * @number: the number of its piece of work, or 0
 *
 * Words about a span.
 */
typedef struct {
  char *title;
  char *state;
  char *body;
  char *source;
  HeddleSpanFacts facts;
  guint number;
} HeddleSpanText;

gboolean heddle_span_text_init (HeddleSpanText *self,
                                HeddleLayout *layout,
                                guint band,
                                HeddleMarkIndex *marks,
                                HeddleSpanRef ref);
void heddle_span_text_clear (HeddleSpanText *self);
char *heddle_span_text_dup_sentence (const HeddleSpanText *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleSpanText, heddle_span_text_clear)

G_END_DECLS
