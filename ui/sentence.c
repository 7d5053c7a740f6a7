/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence at the bottom of the window: what runs, or what came out.
 * Threads: the main one.
 */
#include "ui/sentence.h"

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
  return NULL;
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
                                    "The same work, done %u ways: which is the fastest?", n), n);
}
