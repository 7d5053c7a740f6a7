/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence at the bottom of the window: what runs, or what came out.
 * Threads: the main one.
 */
#include "ui/run/sentence.h"

#include "lab/sentences.h"

#include <glib/gi18n.h>

static char *
describe_progress (GListModel *runs)
{
  guint n_runs = g_list_model_get_n_items (runs);

  for (guint i = 0; i < n_runs; i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

    if (heddle_variant_run_get_phase (run) == HEDDLE_PHASE_RUNNING)
      return g_strdup_printf (_("Running “%s”, %u of %u."), heddle_variant_run_get_title (run), i + 1, n_runs);
  }
  return g_strdup (_("Starting."));
}

static gboolean
describe_run (HeddleVariantRun *run, HeddleSentenceRun *described)
{
  HeddleTrace *trace = heddle_variant_run_get_trace (run);
  const char *n_cores = trace == NULL ? NULL : heddle_trace_get_info (trace, "cores");

  if (trace == NULL)
    return FALSE;
  *described = (HeddleSentenceRun){
    .title = heddle_variant_run_get_title (run),
    .n_cores = n_cores == NULL ? 0 : (guint) g_ascii_strtoull (n_cores, NULL, 10),
    .is_whole = heddle_variant_run_get_phase (run) == HEDDLE_PHASE_DONE,
  };
  heddle_trace_summarize (trace, &described->summary);
  return TRUE;
}

static char *
describe_results (GListModel *runs)
{
  g_autoptr (GArray) described = g_array_new (FALSE, FALSE, sizeof (HeddleSentenceRun));
  g_auto (GStrv) sentences = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);
    HeddleSentenceRun one;

    if (describe_run (run, &one))
      g_array_append_val (described, one);
  }
  if (described->len == 0)
    return NULL;
  sentences = heddle_sentences_make ((HeddleSentenceRun *) described->data, described->len);
  return g_strjoinv (" ", sentences);
}

/**
 * heddle_sentence_new:
 *
 * Returns: (transfer full) (nullable): what is to be said now
 */
char *
heddle_sentence_new (HeddleStage *stage)
{
  if (heddle_stage_is_running (stage))
    return describe_progress (heddle_stage_get_runs (stage));
  return describe_results (heddle_stage_get_runs (stage));
}

/**
 * heddle_sentence_new_question:
 *
 * Returns: (transfer full): what a run of @scenario answers
 */
char *
heddle_sentence_new_question (HeddleScenario *scenario)
{
  guint n = scenario->n_variants;

  if (n < 2)
    return g_strdup_printf (_("What does “%s” do, and when?"), scenario->title);
  return g_strdup_printf (ngettext ("The same work, done %u way: how long does it take?",
                                    "The same work, done %u ways: which is the fastest?", n),
                          n);
}
