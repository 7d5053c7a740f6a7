/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known about spans, stretches and gaps, in words.
 * Threads: any.
 */
#pragma once

#include "trace/facts.h"
#include "trace/layout.h"
#include "trace/range.h"
#include "trace/why.h"

G_BEGIN_DECLS

const char *heddle_words_for_kind (HeddleKind kind);
const char *heddle_words_for_state (HeddleState state);
char *heddle_words_for_title (const HeddleSpanFacts *facts, guint number);
char *heddle_words_for_moment (gint64 time_ns);
char *heddle_words_for_times (const HeddleSpanFacts *facts);
char *heddle_words_for_answer (const HeddleSpanFacts *facts);
char *heddle_words_for_phases (const HeddleSpanFacts *facts);
char *heddle_words_for_source (const HeddleSpanFacts *facts);
char *heddle_words_for_range (const HeddleRangeSums *sums);
char *heddle_words_for_why (HeddleLayout *layout, guint band, const HeddleWhy *why);

G_END_DECLS
