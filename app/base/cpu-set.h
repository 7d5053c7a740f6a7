/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which CPUs a run uses: N of the allowed ones, one of each physical core first.
 * Threads: any; plain values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleCpuSet:
 * @cpus: CPU numbers, in the order in which they are given out
 * @n_cpus: how many
 *
 * An ordered set of CPUs.
 */
typedef struct {
  guint *cpus;
  guint n_cpus;
} HeddleCpuSet;

HeddleCpuSet *heddle_cpu_set_new_allowed (void);
HeddleCpuSet *heddle_cpu_set_new_for_topology (const guint *cpus, const guint *cores, guint n_cpus);
HeddleCpuSet *heddle_cpu_set_take_first (const HeddleCpuSet *set, guint n_cpus, GError **error);
HeddleCpuSet *heddle_cpu_set_without (const HeddleCpuSet *set, const HeddleCpuSet *taken);
HeddleCpuSet *heddle_cpu_set_parse (const char *text, GError **error);
char *heddle_cpu_set_to_string (const HeddleCpuSet *set);
gboolean heddle_cpu_set_apply (const HeddleCpuSet *set, GError **error);
void heddle_cpu_set_free (HeddleCpuSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCpuSet, heddle_cpu_set_free)

G_END_DECLS
