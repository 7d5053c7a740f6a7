/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts of a machine that times depend on, and what else it was busy with.
 * Threads: any; plain values.
 */
#pragma once

#include "base/cpu-set.h"

G_BEGIN_DECLS

/**
 * HeddleMachineFacts:
 * @host: what it is called
 * @cpu_model: (nullable): what the first CPU calls itself
 * @kernel: (nullable): the kernel's release
 * @architecture: (nullable): as uname() calls it
 * @governor: (nullable): how the frequency is chosen
 * @n_threads: how many CPUs are online
 * @n_cores: on how many physical cores they are
 * @n_performance: how many of them are of the fast kind; 0 when all are alike
 * @n_efficiency: how many of them are of the slow kind
 * @frequency_mhz: the frequency of the first CPU just now; 0 when not known
 * @frequency_max_mhz: the highest that it may have; 0 when not known
 * @memory_mib: how much memory there is
 * @quota: how many CPUs the control group's cpu.max allows at a time; 0 without a limit
 * @load: how many threads wanted a CPU on average in the last minute
 */
typedef struct {
  char *host;
  char *cpu_model;
  char *kernel;
  char *architecture;
  char *governor;
  guint n_threads;
  guint n_cores;
  guint n_performance;
  guint n_efficiency;
  guint frequency_mhz;
  guint frequency_max_mhz;
  guint memory_mib;
  double quota;
  double load;
} HeddleMachineFacts;

HeddleMachineFacts *heddle_machine_facts_read (const char *root);
HeddleMachineFacts *heddle_machine_facts_copy (const HeddleMachineFacts *self);
void heddle_machine_facts_free (HeddleMachineFacts *self);
char *heddle_machine_facts_describe (const HeddleMachineFacts *self);
char *heddle_machine_facts_find_shared_core (const char *root, const HeddleCpuSet *cpus);
gint64 heddle_machine_facts_read_busy (const char *root);
gint64 heddle_machine_facts_read_process (const char *root, const char *pid);
guint heddle_machine_facts_read_frequency (const char *root, guint cpu);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleMachineFacts, heddle_machine_facts_free)

G_END_DECLS
