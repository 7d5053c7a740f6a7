/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `sweep` is told on the command line.
 * Threads: main.
 */
#pragma once

#include "cli/options.h"
#include "lab/sweep.h"

G_BEGIN_DECLS

/**
 * HeddleCliSweepOptions:
 * @options: what it has in common with `run` and `compare`
 * @spec: what goes to the sweep; it points into the others
 * @outputs: (nullable): files to save the result in
 * @previous: (nullable): a file of results to continue
 * @baseline: (nullable): a file of results to compare with
 * @fail_above: by which part a median may be above the baseline's; negative when nobody asks
 */
typedef struct {
  HeddleCliOptions *options;
  HeddleSweepSpec spec;
  GArray *cores;
  GArray *values;
  HeddleCpuSet *cpus;
  GStrv outputs;
  char *previous;
  char *baseline;
  double fail_above;
} HeddleCliSweepOptions;

HeddleCliSweepOptions *heddle_cli_sweep_options_parse (int argc, char **argv, GError **error);
void heddle_cli_sweep_options_free (HeddleCliSweepOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliSweepOptions, heddle_cli_sweep_options_free)

G_END_DECLS
