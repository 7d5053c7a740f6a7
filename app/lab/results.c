/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the runs of a comparison come to. Times are medians over a variant's repeats, counts the most of any of them.
 * Threads: the comparison's.
 */
#include "lab/results.h"

#include "stats/median.h"

/* The summaries of a variant's runs; @is_whole becomes %FALSE when one of them did not come to its end. */
static GArray *
collect_summaries (HeddleComparison *comparison, guint variant, gboolean *is_whole)
{
  GArray *summaries = g_array_new (FALSE, FALSE, sizeof (HeddleSummary));

  for (guint i = 0; i < heddle_comparison_get_n_runs (comparison); i++) {
    HeddleRun *run = heddle_comparison_get_run (comparison, i);
    HeddleSummary summary;

    if (heddle_comparison_get_variant (comparison, i) != variant)
      continue;
    heddle_trace_summarize (heddle_run_get_trace (run), &summary);
    g_array_append_val (summaries, summary);
    *is_whole = *is_whole && heddle_run_get_outcome (run) == HEDDLE_OUTCOME_DONE;
  }
  return summaries;
}

/* The median of the gint64 at @offset in each summary. */
static gint64
find_median (const GArray *summaries, gsize offset)
{
  g_autofree gint64 *values = g_new (gint64, summaries->len);

  for (guint i = 0; i < summaries->len; i++)
    values[i] = G_STRUCT_MEMBER (gint64, &g_array_index (summaries, HeddleSummary, i), offset);
  return heddle_median (values, summaries->len);
}

static HeddleSummary
merge (const GArray *summaries)
{
  HeddleSummary merged = g_array_index (summaries, HeddleSummary, 0);

  merged.wall_ns = find_median (summaries, G_STRUCT_OFFSET (HeddleSummary, wall_ns));
  merged.cpu_ns = find_median (summaries, G_STRUCT_OFFSET (HeddleSummary, cpu_ns));
  merged.longest_block_ns = find_median (summaries, G_STRUCT_OFFSET (HeddleSummary, longest_block_ns));
  merged.no_core_ns = find_median (summaries, G_STRUCT_OFFSET (HeddleSummary, no_core_ns));
  for (guint i = 1; i < summaries->len; i++) {
    const HeddleSummary *summary = &g_array_index (summaries, HeddleSummary, i);

    merged.waiting_at_once = MAX (merged.waiting_at_once, summary->waiting_at_once);
    merged.computing_at_once = MAX (merged.computing_at_once, summary->computing_at_once);
    merged.n_dropped += summary->n_dropped;
  }
  return merged;
}

/**
 * heddle_results_collect:
 * @comparison: a comparison that has ended
 * @scenario: its scenario; the results borrow its titles
 * @n_cores: how many cores a run could use
 *
 * Returns: (transfer full) (element-type HeddleSentenceRun): for each variant that ran, its numbers, in the order in
 *   which they ran
 */
GArray *
heddle_results_collect (HeddleComparison *comparison, const HeddleScenario *scenario, guint n_cores)
{
  GArray *results = g_array_new (FALSE, FALSE, sizeof (HeddleSentenceRun));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < heddle_comparison_get_n_runs (comparison); i++) {
    guint variant = heddle_comparison_get_variant (comparison, i);
    g_autoptr (GArray) summaries = NULL;
    HeddleSentenceRun result = { .title = scenario->variants[variant].title, .n_cores = n_cores, .is_whole = TRUE };

    if (!g_hash_table_add (seen, GUINT_TO_POINTER (variant + 1)))
      continue;
    summaries = collect_summaries (comparison, variant, &result.is_whole);
    result.summary = merge (summaries);
    g_array_append_val (results, result);
  }
  return results;
}
