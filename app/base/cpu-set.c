/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which CPUs a run uses: N of the allowed ones, one of each physical core first.
 * Threads: any; plain values.
 */
#include "base/cpu-set.h"

#include "base/error.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>

static HeddleCpuSet *
cpu_set_new (guint n_cpus)
{
  HeddleCpuSet *set = g_new0 (HeddleCpuSet, 1);

  set->cpus = g_new0 (guint, MAX (n_cpus, 1));
  return set;
}

/* The physical core of a CPU, as a number that is different for different cores; the CPU itself when unknown. */
static guint
read_core (guint cpu)
{
  g_autofree char *path = g_strdup_printf ("/sys/devices/system/cpu/cpu%u/topology/thread_siblings_list", cpu);
  g_autofree char *siblings = NULL;

  if (!g_file_get_contents (path, &siblings, NULL, NULL))
    return cpu;
  return (guint) strtoul (siblings, NULL, 10);
}

/**
 * heddle_cpu_set_new_allowed:
 *
 * Returns: (transfer full): the CPUs that this process may use, one of each physical core first
 */
HeddleCpuSet *
heddle_cpu_set_new_allowed (void)
{
  cpu_set_t *mask;
  g_autofree guint *cpus = NULL;
  g_autofree guint *cores = NULL;
  guint n_cpus = 0, n_max = 1024;
  size_t size_bytes;

  /* The kernel refuses a mask that is smaller than its own: try larger ones. */
  for (;; n_max *= 2) {
    mask = CPU_ALLOC (n_max);
    size_bytes = CPU_ALLOC_SIZE (n_max);
    CPU_ZERO_S (size_bytes, mask);
    if (sched_getaffinity (0, size_bytes, mask) == 0 || errno != EINVAL || n_max > (1u << 20))
      break;
    CPU_FREE (mask);
  }
  cpus = g_new0 (guint, n_max);
  cores = g_new0 (guint, n_max);
  for (guint cpu = 0; cpu < n_max; cpu++) {
    if (!CPU_ISSET_S (cpu, size_bytes, mask))
      continue;
    cpus[n_cpus] = cpu;
    cores[n_cpus++] = read_core (cpu);
  }
  CPU_FREE (mask);
  return heddle_cpu_set_new_for_topology (cpus, cores, n_cpus);
}

/**
 * heddle_cpu_set_new_for_topology:
 * @cpus: (array length=n_cpus): CPU numbers
 * @cores: (array length=n_cpus): for each of them, the physical core that it belongs to
 * @n_cpus: how many
 *
 * Orders CPUs so that the first N are on as many physical cores as N allows.
 *
 * Returns: (transfer full): the ordered set
 */
HeddleCpuSet *
heddle_cpu_set_new_for_topology (const guint *cpus, const guint *cores, guint n_cpus)
{
  HeddleCpuSet *set = cpu_set_new (n_cpus);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (n_cpus, 1));

  while (set->n_cpus < n_cpus) {
    g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < n_cpus; i++) {
      if (taken[i] || !g_hash_table_add (used, GUINT_TO_POINTER (cores[i] + 1)))
        continue;
      taken[i] = TRUE;
      set->cpus[set->n_cpus++] = cpus[i];
    }
  }
  return set;
}

/**
 * heddle_cpu_set_take_first:
 * @set: a set
 * @n_cpus: how many to take, from 1
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the first @n_cpus of @set, or %NULL with HEDDLE_ERROR_USAGE when there are fewer
 */
HeddleCpuSet *
heddle_cpu_set_take_first (const HeddleCpuSet *set, guint n_cpus, GError **error)
{
  HeddleCpuSet *first;

  if (n_cpus < 1 || n_cpus > set->n_cpus) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "%u cores were asked for, but this process may use 1 to %u here", n_cpus, set->n_cpus);
    return NULL;
  }
  first = cpu_set_new (n_cpus);
  first->n_cpus = n_cpus;
  memcpy (first->cpus, set->cpus, n_cpus * sizeof (guint));
  return first;
}

static gboolean
cpu_set_contains (const HeddleCpuSet *set, guint cpu)
{
  for (guint i = 0; i < set->n_cpus; i++)
    if (set->cpus[i] == cpu)
      return TRUE;
  return FALSE;
}

/**
 * heddle_cpu_set_without:
 * @set: a set
 * @taken: the CPUs to leave out
 *
 * Returns: (transfer full): what of @set is not in @taken; all of @set when nothing would be left
 */
HeddleCpuSet *
heddle_cpu_set_without (const HeddleCpuSet *set, const HeddleCpuSet *taken)
{
  HeddleCpuSet *rest = cpu_set_new (set->n_cpus);

  for (guint i = 0; i < set->n_cpus; i++)
    if (!cpu_set_contains (taken, set->cpus[i]))
      rest->cpus[rest->n_cpus++] = set->cpus[i];
  if (rest->n_cpus == 0) {
    memcpy (rest->cpus, set->cpus, set->n_cpus * sizeof (guint));
    rest->n_cpus = set->n_cpus;
  }
  return rest;
}

/**
 * heddle_cpu_set_parse:
 * @text: CPU numbers with commas between them: `0,2,4`
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the set, or %NULL with HEDDLE_ERROR_USAGE
 */
HeddleCpuSet *
heddle_cpu_set_parse (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (HeddleCpuSet) set = cpu_set_new (g_strv_length (parts));

  for (guint i = 0; i == 0 || parts[i] != NULL; i++) {
    guint64 cpu;

    if (parts[i] == NULL || !g_ascii_string_to_unsigned (parts[i], 10, 0, 65535, &cpu, NULL)) {
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "“%s” is not a list of CPU numbers such as 0,1,2", text);
      return NULL;
    }
    set->cpus[set->n_cpus++] = (guint) cpu;
  }
  return g_steal_pointer (&set);
}

/**
 * heddle_cpu_set_to_string:
 * @set: a set
 *
 * Returns: (transfer full): CPU numbers with commas between them
 */
char *
heddle_cpu_set_to_string (const HeddleCpuSet *set)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < set->n_cpus; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", set->cpus[i]);
  return g_string_free (text, FALSE);
}

/**
 * heddle_cpu_set_apply:
 * @set: a set
 * @error: where to put an error
 *
 * Restricts the calling thread, and every thread that it starts from now on, to @set.
 *
 * Returns: whether the kernel agreed; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_cpu_set_apply (const HeddleCpuSet *set, GError **error)
{
  guint n_max = 1;
  cpu_set_t *mask;
  size_t size_bytes;
  int result;

  for (guint i = 0; i < set->n_cpus; i++)
    n_max = MAX (n_max, set->cpus[i] + 1);
  mask = CPU_ALLOC (n_max);
  size_bytes = CPU_ALLOC_SIZE (n_max);
  CPU_ZERO_S (size_bytes, mask);
  for (guint i = 0; i < set->n_cpus; i++)
    CPU_SET_S (set->cpus[i], size_bytes, mask);
  result = sched_setaffinity (0, size_bytes, mask);
  CPU_FREE (mask);
  if (result == 0)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the CPUs of this run could not be set: %s",
               g_strerror (errno));
  return FALSE;
}

void
heddle_cpu_set_free (HeddleCpuSet *set)
{
  g_free (set->cpus);
  g_free (set);
}
