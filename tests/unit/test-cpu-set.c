/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of which CPUs a run uses, on machines that are not here: hyper-threads, 128 CPUs, gaps.
 */
#include "base/cpu-set.h"
#include "base/error.h"

static void
assert_order (const guint *cpus, const guint *cores, guint n_cpus, const char *expected)
{
  g_autoptr (HeddleCpuSet) set = heddle_cpu_set_new_for_topology (cpus, cores, n_cpus);
  g_autofree char *text = heddle_cpu_set_to_string (set);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_of_each_core_first (void)
{
  static const guint cpus[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  static const guint neighbours[] = { 0, 0, 2, 2, 4, 4, 6, 6 };
  static const guint halves[] = { 0, 1, 2, 3, 0, 1, 2, 3 };
  static const guint plain[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  static const guint hybrid[] = { 0, 0, 2, 2, 4, 5, 6, 7 };
  static const guint fours[] = { 0, 0, 0, 0, 4, 4, 4, 4 };

  assert_order (cpus, neighbours, 8, "0,2,4,6,1,3,5,7");
  assert_order (cpus, halves, 8, "0,1,2,3,4,5,6,7");
  assert_order (cpus, plain, 8, "0,1,2,3,4,5,6,7");
  assert_order (cpus, hybrid, 8, "0,2,4,5,6,7,1,3");
  assert_order (cpus, fours, 8, "0,4,1,5,2,6,3,7");
}

static void
test_allowed_cpus_with_gaps (void)
{
  static const guint cpus[] = { 3, 7, 11, 64, 65 };
  static const guint cores[] = { 3, 3, 11, 64, 64 };

  assert_order (cpus, cores, 5, "3,11,64,7,65");
  assert_order (cpus, cores, 1, "3");
}

/* Two sockets of 32 cores with two threads each, the second threads numbered from 64. */
static void
test_128_cpus (void)
{
  guint cpus[128], cores[128];
  g_autoptr (HeddleCpuSet) set = NULL;
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 128; i++) {
    cpus[i] = i;
    cores[i] = i % 64;
  }
  set = heddle_cpu_set_new_for_topology (cpus, cores, 128);
  g_assert_cmpuint (set->n_cpus, ==, 128);
  for (guint n = 1; n <= 128; n++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (HeddleCpuSet) first = heddle_cpu_set_take_first (set, n, &error);
    g_autoptr (GHashTable) cores_used = g_hash_table_new (NULL, NULL);

    g_assert_no_error (error);
    g_assert_cmpuint (first->n_cpus, ==, n);
    for (guint i = 0; i < n; i++)
      g_hash_table_add (cores_used, GUINT_TO_POINTER (cores[first->cpus[i]] + 1));
    g_assert_cmpuint (g_hash_table_size (cores_used), ==, MIN (n, 64));
  }
  for (guint i = 0; i < 128; i++)
    g_assert_true (g_hash_table_add (used, GUINT_TO_POINTER (set->cpus[i] + 1)));
}

static void
test_take_first (void)
{
  g_autoptr (GError) none = NULL, many = NULL;
  g_autoptr (HeddleCpuSet) set = heddle_cpu_set_parse ("4,2,9", NULL);
  g_autoptr (HeddleCpuSet) two = heddle_cpu_set_take_first (set, 2, NULL);
  g_autofree char *text = heddle_cpu_set_to_string (two);

  g_assert_cmpstr (text, ==, "4,2");
  g_assert_null (heddle_cpu_set_take_first (set, 0, &none));
  g_assert_error (none, HEDDLE_ERROR, HEDDLE_ERROR_USAGE);
  g_assert_null (heddle_cpu_set_take_first (set, 4, &many));
  g_assert_cmpstr (many->message, ==, "4 cores were asked for, but this process may use 1 to 3 here");
}

static void
assert_without (const char *all, const char *taken, const char *expected)
{
  g_autoptr (HeddleCpuSet) set = heddle_cpu_set_parse (all, NULL);
  g_autoptr (HeddleCpuSet) others = heddle_cpu_set_parse (taken, NULL);
  g_autoptr (HeddleCpuSet) rest = heddle_cpu_set_without (set, others);
  g_autofree char *text = heddle_cpu_set_to_string (rest);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_without (void)
{
  assert_without ("0,2,1,3", "2,0", "1,3");
  assert_without ("0,1", "5", "0,1");
  /* The sampler has to run somewhere. */
  assert_without ("0,1", "0,1", "0,1");
}

static void
test_parse (void)
{
  static const char *const wrong[] = { "", ",", "0,", "a", "-1", "0 ,1", "1-3", "65536", "4294967296" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (HeddleCpuSet) set = heddle_cpu_set_parse (wrong[i], &error);

    g_test_message ("“%s”", wrong[i]);
    g_assert_null (set);
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE);
  }
}

/* What is applied is what the kernel then says. */
static void
test_apply (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleCpuSet) all = heddle_cpu_set_new_allowed ();
  g_autoptr (HeddleCpuSet) one = heddle_cpu_set_take_first (all, 1, NULL);
  g_autoptr (HeddleCpuSet) now = NULL, again = NULL, nowhere = NULL;

  g_assert_true (heddle_cpu_set_apply (one, &error));
  g_assert_no_error (error);
  now = heddle_cpu_set_new_allowed ();
  g_assert_cmpuint (now->n_cpus, ==, 1);
  g_assert_cmpuint (now->cpus[0], ==, all->cpus[0]);
  g_assert_true (heddle_cpu_set_apply (all, &error));
  again = heddle_cpu_set_new_allowed ();
  g_assert_cmpmem (again->cpus, (int) (again->n_cpus * sizeof (guint)), all->cpus,
                   (int) (all->n_cpus * sizeof (guint)));
  nowhere = heddle_cpu_set_parse ("60000", NULL);
  g_assert_false (heddle_cpu_set_apply (nowhere, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cpu-set/one-of-each-core-first", test_one_of_each_core_first);
  g_test_add_func ("/cpu-set/allowed-cpus-with-gaps", test_allowed_cpus_with_gaps);
  g_test_add_func ("/cpu-set/128-cpus", test_128_cpus);
  g_test_add_func ("/cpu-set/take-first", test_take_first);
  g_test_add_func ("/cpu-set/without", test_without);
  g_test_add_func ("/cpu-set/parse", test_parse);
  g_test_add_func ("/cpu-set/apply", test_apply);
  return g_test_run ();
}
