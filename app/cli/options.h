/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `run` and `compare` are told on the command line: a target, and how to run it.
 * Threads: main.
 */
#pragma once

#include "lab/comparison.h"

G_BEGIN_DECLS

/**
 * HeddleCliOptions:
 * @scenario: the target
 * @values: the value of each parameter
 * @variants: (element-type guint): which variants were asked for; empty for all
 * @cores: (nullable): what --cores was given; for `sweep` it is a list, and nobody has looked at it yet
 * @traces: (nullable): files to save the trace in
 * @timeline: whether the timeline is drawn: 1, 0, or -1 when nobody said
 * @spec: what goes to the comparison; it points into the others
 *
 * What was asked for.
 */
typedef struct {
  HeddleScenario *scenario;
  double *values;
  GArray *variants;
  char *cores;
  GStrv traces;
  int timeline;
  char *origin;
  char *command;
  GStrv allow_net;
  GStrv allow_read;
  HeddleComparisonSpec spec;
} HeddleCliOptions;

HeddleCliOptions *heddle_cli_options_parse (int argc, char **argv, const GOptionEntry *more, GError **error);
gboolean heddle_cli_options_read_number (const char *option,
                                         const char *text,
                                         guint minimum,
                                         guint maximum,
                                         guint *number,
                                         GError **error);
void heddle_cli_options_free (HeddleCliOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliOptions, heddle_cli_options_free)

G_END_DECLS
