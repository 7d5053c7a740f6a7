/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runner's command line: what its parent tells it. Not for people.
 * Threads: main.
 */
#pragma once

#include "base/cpu-set.h"
#include "probe/program.h"

G_BEGIN_DECLS

/**
 * HeddleRunnerOptions:
 * @program: what to run
 * @memory_fd: the memory for the trace
 * @doorbell_fd: its doorbell
 * @control_fd: where the parent's words come from; when it hangs up, the runner ends
 * @cpus: (nullable): the CPUs of the run
 * @sampler_cpus: (nullable): the CPUs of the sampler
 * @memory_limit_mib: how much memory the run may have, in MiB; 0 for no limit
 * @expects_input: whether the run goes on until the parent has said that no more input comes
 */
typedef struct {
  HeddleProgram *program;
  int memory_fd;
  int doorbell_fd;
  int control_fd;
  HeddleCpuSet *cpus;
  HeddleCpuSet *sampler_cpus;
  int memory_limit_mib;
  gboolean expects_input;
} HeddleRunnerOptions;

HeddleRunnerOptions *heddle_runner_options_parse (int *argc, char ***argv, GError **error);
void heddle_runner_options_free (HeddleRunnerOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunnerOptions, heddle_runner_options_free)

G_END_DECLS
