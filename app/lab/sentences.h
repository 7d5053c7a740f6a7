/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the numbers of some runs say, in sentences: what was saved, by what, and what was not.
 * Threads: any.
 */
#pragma once

#include "trace/summary.h"

G_BEGIN_DECLS

/**
 * HeddleSentenceRun:
 * @title: what the variant is called
 * @summary: its numbers
 * @n_cores: how many cores it could use
 * @is_whole: whether it ended by itself, without an error: else it is not compared
 *
 * A run that sentences are about.
 */
typedef struct {
  const char *title;
  HeddleSummary summary;
  guint n_cores;
  gboolean is_whole;
} HeddleSentenceRun;

GStrv heddle_sentences_make (const HeddleSentenceRun *runs, guint n_runs);
char *heddle_sentences_format_time (gint64 time_ns);

G_END_DECLS
