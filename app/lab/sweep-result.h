/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sweep measured on one machine: every single measurement, under which terms, on what machine. app/lab/README.md
 * says how it looks in a file.
 * Threads: one.
 */
#pragma once

#include "lab/machine-facts.h"
#include "lab/scenario.h"
#include "trace/time-split.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The version of the form in which results are saved; it grows when an older Heddle could not read a newer file. */
#define HEDDLE_RESULT_FORMAT 1

/**
 * HeddleMeasurement:
 * @variant: which of the result's variants
 * @n_cores: on how many cores
 * @value: the value of the parameter that is varied; 0 without one
 * @failure: (nullable): why the run did not come to its end; its times mean nothing then
 * @wall_ns: from the first statement to the end of the last task
 * @cpu_ns: how long the JavaScript threads were on a core in all; -1 when nobody measured it
 * @start_ns: from the start of the process to the first statement, which is not part of @wall_ns
 * @split: what @wall_ns went on
 * @waiting_at_once: most requests in flight at one time
 * @computing_at_once: most threads on a core at one time
 * @n_workers: how many workers started
 * @others: how many CPUs other programs took meanwhile, on average; -1 when not known
 */
typedef struct {
  guint variant;
  guint n_cores;
  double value;
  char *failure;
  gint64 wall_ns;
  gint64 cpu_ns;
  gint64 start_ns;
  HeddleTimeSplit split;
  guint waiting_at_once;
  guint computing_at_once;
  guint n_workers;
  double others;
} HeddleMeasurement;

/**
 * HeddleSweepResult:
 * @scenario: the scenario's name
 * @title: what people read
 * @params: its parameters, the text of a JSON object; empty for a single file
 * @program: a checksum of its sources
 * @mode: timed or traced
 * @vary: (nullable): the name of the parameter that is varied
 * @vary_title: (nullable): what people read
 * @variant_names: what the command line calls the variants
 * @variant_titles: what people read
 * @cores: (element-type guint): the core counts
 * @values: (element-type double): the values of @vary; one value without one
 * @n_repeats: how often each is to be measured
 * @n_warm_ups: how many runs of each variant came before, unmeasured
 * @seed: the order's
 * @cpus: which CPUs, in the order in which they are given out
 * @date: when it began, as ISO 8601 has it
 * @machine: where
 * @warnings: what makes the figures doubtful
 * @measurements: (element-type HeddleMeasurement): in the order in which they were made; only added to
 * @summary: (nullable): what heddle_sweep_summarize() found when there were @n_summarized of them
 * @n_summarized: see @summary
 */
typedef struct {
  char *scenario;
  char *title;
  char *params;
  char *program;
  char *mode;
  char *vary;
  char *vary_title;
  GPtrArray *variant_names;
  GPtrArray *variant_titles;
  GArray *cores;
  GArray *values;
  guint n_repeats;
  guint n_warm_ups;
  guint32 seed;
  char *cpus;
  char *date;
  HeddleMachineFacts *machine;
  GPtrArray *warnings;
  GArray *measurements;
  GArray *summary;
  guint n_summarized;
} HeddleSweepResult;

HeddleSweepResult *heddle_sweep_result_new (void);
void heddle_sweep_result_free (HeddleSweepResult *self);
guint heddle_sweep_result_count (const HeddleSweepResult *self, guint variant, guint n_cores, double value);
gboolean heddle_sweep_result_check_same (const HeddleSweepResult *self, const HeddleSweepResult *other, GError **error);
void heddle_sweep_result_warn (HeddleSweepResult *self);

GPtrArray *heddle_sweep_result_load (const char *path, GError **error);
gboolean
heddle_sweep_result_save (HeddleSweepResult *const *results, guint n_results, const char *path, GError **error);
gboolean heddle_sweep_result_write (const char *path, const char *text, gsize n_bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSweepResult, heddle_sweep_result_free)

G_END_DECLS
