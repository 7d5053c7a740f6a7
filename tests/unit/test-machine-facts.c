/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts of machines that are made of files: a laptop with two kinds of cores, a container with a quota, and one that
 * says nothing at all.
 */
#include "lab/machine-facts.h"

#include <glib/gstdio.h>
#include <string.h>

static void
write_fact (const char *root, const char *path, const char *text)
{
  g_autofree char *file = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static char *
make_root (void)
{
  return g_dir_make_tmp ("heddle-machine-XXXXXX", NULL);
}

static void
remove_root (const char *root)
{
  const char *arguments[] = { "rm", "-rf", root, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                               NULL));
}

static void
test_laptop (void)
{
  g_autofree char *root = make_root ();
  g_autoptr (HeddleMachineFacts) facts = NULL;
  g_autofree char *text = NULL, *shared = NULL;
  g_autoptr (HeddleCpuSet) cpus = heddle_cpu_set_parse ("0,2,1", NULL), apart = heddle_cpu_set_parse ("0,2", NULL);

  write_fact (root, "proc/cpuinfo", "processor\t: 0\nmodel name\t: Fast & Slow 9000\ncpu MHz\t: 1234.5\n");
  write_fact (root, "proc/meminfo", "MemTotal:       16777216 kB\nMemFree: 1 kB\n");
  write_fact (root, "proc/loadavg", "0.25 0.5 0.75 1/2 3\n");
  write_fact (root, "proc/sys/kernel/osrelease", "6.1.0\n");
  write_fact (root, "sys/devices/system/cpu/online", "0-2,3\n");
  write_fact (root, "sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0-1\n");
  write_fact (root, "sys/devices/system/cpu/cpu1/topology/thread_siblings_list", "0-1\n");
  write_fact (root, "sys/devices/system/cpu/cpu2/topology/thread_siblings_list", "2\n");
  write_fact (root, "sys/devices/system/cpu/cpu3/topology/thread_siblings_list", "3\n");
  write_fact (root, "sys/devices/cpu_core/cpus", "0-1\n");
  write_fact (root, "sys/devices/cpu_atom/cpus", "2-3\n");
  write_fact (root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
  write_fact (root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "2100000\n");
  write_fact (root, "sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "4200000\n");
  facts = heddle_machine_facts_read (root);
  g_assert_cmpstr (facts->cpu_model, ==, "Fast & Slow 9000");
  g_assert_cmpuint (facts->n_threads, ==, 4);
  g_assert_cmpuint (facts->n_cores, ==, 3);
  g_assert_cmpuint (facts->n_performance, ==, 2);
  g_assert_cmpuint (facts->n_efficiency, ==, 2);
  g_assert_cmpstr (facts->governor, ==, "powersave");
  g_assert_cmpuint (facts->frequency_mhz, ==, 2100);
  g_assert_cmpuint (facts->frequency_max_mhz, ==, 4200);
  g_assert_cmpuint (facts->memory_mib, ==, 16384);
  g_assert_cmpfloat (facts->load, ==, 0.25);
  g_assert_cmpfloat (facts->quota, ==, 0);
  text = heddle_machine_facts_describe (facts);
  g_assert_nonnull (strstr (text, ": 3 cores, 4 threads (2 performance, 2 efficiency), Fast & Slow 9000, powersave"));
  shared = heddle_machine_facts_find_shared_core (root, cpus);
  g_assert_cmpstr (shared, ==, "0,1");
  g_assert_null (heddle_machine_facts_find_shared_core (root, apart));
  remove_root (root);
}

/* The tightest limit counts, of our own control group and of those around it. */
static void
test_quota (void)
{
  g_autofree char *root = make_root ();
  g_autoptr (HeddleMachineFacts) facts = NULL, old = NULL;

  write_fact (root, "proc/self/cgroup", "0::/outer/inner\n");
  write_fact (root, "sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
  write_fact (root, "sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
  write_fact (root, "sys/fs/cgroup/cpu.max", "400000 100000\n");
  facts = heddle_machine_facts_read (root);
  g_assert_cmpfloat (facts->quota, ==, 1.5);
  remove_root (root);

  write_fact (root, "sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n");
  write_fact (root, "sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  old = heddle_machine_facts_read (root);
  g_assert_cmpfloat (old->quota, ==, 2);
  remove_root (root);
}

static void
test_nothing (void)
{
  g_autofree char *root = make_root ();
  g_autoptr (HeddleMachineFacts) facts = heddle_machine_facts_read (root);

  g_assert_null (facts->cpu_model);
  g_assert_null (facts->governor);
  g_assert_cmpuint (facts->n_threads, >=, 1);
  g_assert_cmpuint (facts->n_cores, ==, facts->n_threads);
  g_assert_cmpint (heddle_machine_facts_read_busy (root), ==, -1);
  g_assert_cmpint (heddle_machine_facts_read_process (root, "1"), ==, 0);
  remove_root (root);
}

/* Times are in ticks, a hundredth of a second on every Linux that there is. */
static void
test_busy (void)
{
  g_autofree char *root = make_root ();

  write_fact (root, "proc/stat", "cpu  100 20 30 4000 500 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n");
  write_fact (root, "proc/42/stat", "42 (a ) b) S 1 42 42 0 -1 4194304 1 2 3 4 50 25 20 5 20 0 1 0 100 1 1\n");
  g_assert_cmpint (heddle_machine_facts_read_busy (root), ==, G_GINT64_CONSTANT (1710000000));
  g_assert_cmpint (heddle_machine_facts_read_process (root, "42"), ==, G_GINT64_CONSTANT (1000000000));
  remove_root (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine-facts/laptop", test_laptop);
  g_test_add_func ("/machine-facts/quota", test_quota);
  g_test_add_func ("/machine-facts/nothing", test_nothing);
  g_test_add_func ("/machine-facts/busy", test_busy);
  return g_test_run ();
}
