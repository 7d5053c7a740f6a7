/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts of a machine, from /proc and /sys below a root of the caller's choice.
 * Threads: any. Cost: some small files; they may be missing in a container, and then a fact is not known.
 */
#include "lab/machine-facts.h"

#include "base/clock.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#define CPU_FOLDER "sys/devices/system/cpu"

/* Of /proc/PID/stat, behind the state: up to the times of the children. */
#define N_STAT_FIELDS 14

/* (transfer full) (nullable): a file's text without white space around it */
G_GNUC_PRINTF (2, 3)
static char *
read_text (const char *root, const char *format, ...)
{
  g_autofree char *relative = NULL, *path = NULL;
  char *text = NULL;
  va_list values;

  va_start (values, format);
  relative = g_strdup_vprintf (format, values);
  va_end (values);
  path = g_build_filename (root, relative, NULL);
  return g_file_get_contents (path, &text, NULL, NULL) ? g_strstrip (text) : NULL;
}

/* Numbers with white space between them; as many as there are, up to @n_max. */
static guint
read_numbers (const char *text, double *numbers, guint n_max)
{
  guint n = 0;

  while (text != NULL && n < n_max) {
    char *end;
    double number = g_ascii_strtod (text, &end);

    if (end == text)
      break;
    numbers[n++] = number;
    text = end;
  }
  return n;
}

/* How many numbers there are in a list such as `0-3,8`; -1 when there is none. */
static int
count_list (const char *text)
{
  int n = 0;

  if (text == NULL || *text == '\0')
    return -1;
  for (const char *at = text; at != NULL; at = strchr (at, ',')) {
    char *end;
    unsigned long first, last;

    at += *at == ',';
    first = last = strtoul (at, &end, 10);
    if (*end == '-')
      last = strtoul (end + 1, NULL, 10);
    n += end != at && last >= first ? (int) (last - first + 1) : 0;
  }
  return n;
}

/* Each physical core is counted at the first of its CPUs. */
static guint
count_cores (const char *root)
{
  g_autofree char *folder = g_build_filename (root, CPU_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *siblings = NULL;

    if (!g_str_has_prefix (name, "cpu") || !g_ascii_isdigit (name[3]))
      continue;
    siblings = read_text (root, CPU_FOLDER "/%s/topology/thread_siblings_list", name);
    n += siblings != NULL && strtoul (siblings, NULL, 10) == strtoul (name + 3, NULL, 10);
  }
  return n;
}

static char *
find_line (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    const char *colon = strchr (lines[i], ':');

    if (colon != NULL && g_str_has_prefix (lines[i], key))
      return g_strstrip (g_strdup (colon + 1));
  }
  return NULL;
}

/* The tightest limit on the way from our control group up to the root: version 2, or version 1. */
static double
read_quota (const char *root)
{
  g_autofree char *groups = read_text (root, "proc/self/cgroup");
  g_autofree char *line = find_line (groups, "0:");
  g_autofree char *path = g_strdup (line != NULL && *line == ':' ? line + 1 : "/");
  g_autofree char *quota_text = NULL, *period_text = NULL;
  double tightest = 0, quota, period;

  for (;;) {
    g_autofree char *text = read_text (root, "sys/fs/cgroup%s/cpu.max", path);
    double limit[2];
    char *slash;

    /* Without a limit it is `max 100000`, which begins with no number. */
    if (read_numbers (text, limit, 2) == 2 && limit[1] > 0 && (tightest <= 0 || limit[0] / limit[1] < tightest))
      tightest = limit[0] / limit[1];
    slash = strrchr (path, '/');
    if (slash == NULL || path[1] == '\0')
      break;
    slash[slash == path] = '\0';
  }
  quota_text = read_text (root, "sys/fs/cgroup/cpu/cpu.cfs_quota_us");
  period_text = read_text (root, "sys/fs/cgroup/cpu/cpu.cfs_period_us");
  if (tightest <= 0 && quota_text != NULL && period_text != NULL) {
    quota = g_ascii_strtod (quota_text, NULL);
    period = g_ascii_strtod (period_text, NULL);
    tightest = quota > 0 && period > 0 ? quota / period : 0;
  }
  return tightest;
}

static void
read_cpus (HeddleMachineFacts *self, const char *root)
{
  g_autofree char *information = read_text (root, "proc/cpuinfo");
  g_autofree char *online = read_text (root, CPU_FOLDER "/online");
  g_autofree char *fast = read_text (root, "sys/devices/cpu_core/cpus");
  g_autofree char *slow = read_text (root, "sys/devices/cpu_atom/cpus");
  g_autofree char *highest = read_text (root, CPU_FOLDER "/cpu0/cpufreq/cpuinfo_max_freq");

  self->cpu_model = find_line (information, "model name");
  if (self->cpu_model == NULL)
    self->cpu_model = find_line (information, "Model");
  self->n_threads = (guint) (online != NULL ? MAX (count_list (online), 0) : sysconf (_SC_NPROCESSORS_ONLN));
  self->n_cores = count_cores (root);
  if (self->n_cores == 0)
    self->n_cores = self->n_threads;
  if (fast != NULL && slow != NULL) {
    self->n_performance = (guint) MAX (count_list (fast), 0);
    self->n_efficiency = (guint) MAX (count_list (slow), 0);
  }
  self->governor = read_text (root, CPU_FOLDER "/cpu0/cpufreq/scaling_governor");
  self->frequency_mhz = heddle_machine_facts_read_frequency (root, 0);
  self->frequency_max_mhz = highest != NULL ? (guint) (strtoul (highest, NULL, 10) / 1000) : 0;
}

/**
 * heddle_machine_facts_read:
 * @root: where /proc and /sys are: `/`
 *
 * Returns: (transfer full): what is known about this machine now
 */
HeddleMachineFacts *
heddle_machine_facts_read (const char *root)
{
  HeddleMachineFacts *self = g_new0 (HeddleMachineFacts, 1);
  g_autofree char *memory = read_text (root, "proc/meminfo");
  g_autofree char *total = find_line (memory, "MemTotal");
  g_autofree char *load = read_text (root, "proc/loadavg");
  struct utsname system;

  self->host = g_strdup (g_get_host_name ());
  self->kernel = read_text (root, "proc/sys/kernel/osrelease");
  if (uname (&system) == 0)
    self->architecture = g_strdup (system.machine);
  read_cpus (self, root);
  self->memory_mib = total != NULL ? (guint) (strtoul (total, NULL, 10) / 1024) : 0;
  self->load = load != NULL ? g_ascii_strtod (load, NULL) : 0;
  self->quota = read_quota (root);
  return self;
}

HeddleMachineFacts *
heddle_machine_facts_copy (const HeddleMachineFacts *self)
{
  HeddleMachineFacts *copy = g_memdup2 (self, sizeof *self);

  copy->host = g_strdup (self->host);
  copy->cpu_model = g_strdup (self->cpu_model);
  copy->kernel = g_strdup (self->kernel);
  copy->architecture = g_strdup (self->architecture);
  copy->governor = g_strdup (self->governor);
  return copy;
}

void
heddle_machine_facts_free (HeddleMachineFacts *self)
{
  g_free (self->host);
  g_free (self->cpu_model);
  g_free (self->kernel);
  g_free (self->architecture);
  g_free (self->governor);
  g_free (self);
}

/**
 * heddle_machine_facts_describe:
 *
 * Returns: (transfer full): one line for people; what is not known is left out
 */
char *
heddle_machine_facts_describe (const HeddleMachineFacts *self)
{
  g_autoptr (GString) text = g_string_new (self->host);

  g_string_append_printf (text, ngettext (": %u core", ": %u cores", self->n_cores), self->n_cores);
  if (self->n_threads != self->n_cores)
    g_string_append_printf (text, ngettext (", %u thread", ", %u threads", self->n_threads), self->n_threads);
  if (self->n_efficiency > 0)
    g_string_append_printf (text, _(" (%u performance, %u efficiency)"), self->n_performance, self->n_efficiency);
  if (self->cpu_model != NULL)
    g_string_append_printf (text, ", %s", self->cpu_model);
  if (self->governor != NULL)
    g_string_append_printf (text, _(", %s governor"), self->governor);
  if (self->frequency_mhz > 0)
    g_string_append_printf (text, _(", %u MHz"), self->frequency_mhz);
  if (self->memory_mib > 0)
    g_string_append_printf (text, _(", %.1f GiB"), self->memory_mib / 1024.0);
  if (self->kernel != NULL)
    g_string_append_printf (text, ", Linux %s", self->kernel);
  g_string_append_printf (text, _(", load %.1f"), self->load);
  if (self->quota > 0)
    g_string_append_printf (text, _(", cpu.max %.2g CPUs"), self->quota);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * heddle_machine_facts_find_shared_core:
 * @root: where /proc and /sys are
 * @cpus: CPUs that a run uses
 *
 * Returns: (transfer full) (nullable): two of them that are on the same physical core, as `0,1`
 */
char *
heddle_machine_facts_find_shared_core (const char *root, const HeddleCpuSet *cpus)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cpus->n_cpus; i++) {
    char *siblings = read_text (root, CPU_FOLDER "/cpu%u/topology/thread_siblings_list", cpus->cpus[i]);
    gpointer before;

    if (siblings == NULL)
      continue;
    if (g_hash_table_lookup_extended (seen, siblings, NULL, &before)) {
      g_free (siblings);
      return g_strdup_printf ("%u,%u", GPOINTER_TO_UINT (before), cpus->cpus[i]);
    }
    g_hash_table_insert (seen, siblings, GUINT_TO_POINTER (cpus->cpus[i]));
  }
  return NULL;
}

static gint64
ticks_to_ns (double ticks)
{
  return (gint64) (ticks / (double) sysconf (_SC_CLK_TCK) * HEDDLE_NS_PER_S);
}

/**
 * heddle_machine_facts_read_busy:
 * @root: where /proc is
 *
 * Returns: how long all CPUs together were taken since the machine started, by its programs or by those of the machine
 *   that it is a guest of; -1 when not known
 */
gint64
heddle_machine_facts_read_busy (const char *root)
{
  g_autofree char *text = read_text (root, "proc/stat");
  /* user, nice, system, idle, iowait, irq, softirq, steal */
  double ticks[8];

  if (text == NULL || !g_str_has_prefix (text, "cpu ") || read_numbers (text + strlen ("cpu "), ticks, 8) != 8)
    return -1;
  return ticks_to_ns (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]);
}

/**
 * heddle_machine_facts_read_process:
 * @root: where /proc is
 * @pid: a process
 *
 * Returns: how long it was on a CPU, with the processes that it has waited for; 0 when there is none
 */
gint64
heddle_machine_facts_read_process (const char *root, const char *pid)
{
  g_autofree char *text = read_text (root, "proc/%s/stat", pid);
  const char *end = text != NULL ? strrchr (text, ')') : NULL;
  double fields[N_STAT_FIELDS];

  /* Behind the name: the state, ten numbers, and then the times. */
  if (end == NULL || strlen (end) < strlen (") S ") ||
      read_numbers (end + strlen (") S"), fields, N_STAT_FIELDS) != N_STAT_FIELDS)
    return 0;
  return ticks_to_ns (fields[10] + fields[11] + fields[12] + fields[13]);
}

/**
 * heddle_machine_facts_read_frequency:
 * @root: where /sys is
 * @cpu: which one
 *
 * Returns: its frequency now, in MHz; 0 when not known
 */
guint
heddle_machine_facts_read_frequency (const char *root, guint cpu)
{
  g_autofree char *text = read_text (root, CPU_FOLDER "/cpu%u/cpufreq/scaling_cur_freq", cpu);
  g_autofree char *information = text == NULL ? read_text (root, "proc/cpuinfo") : NULL;
  g_autofree char *mhz = find_line (information, "cpu MHz");

  if (text != NULL)
    return (guint) (strtoul (text, NULL, 10) / 1000);
  return mhz != NULL ? (guint) g_ascii_strtod (mhz, NULL) : 0;
}
