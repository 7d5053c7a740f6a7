/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stretches on cores: whatever is read of the threads, one core has one thread at a time and one thread one core; and of
 * threads that take turns, the stretches have as much time as the CPU clocks.
 */
#include "runner/stretches.h"

#define N_THREADS 6
#define N_CPUS 3
#define N_TICKS 4000
#define TICK_NS 1000000

typedef struct {
  guint thread;
  guint cpu;
  gint64 start_ns;
  gint64 end_ns;
} Told;

typedef struct {
  HeddleStretches *stretches;
  HeddleStretch threads[N_THREADS];
  HeddleStretch *list[N_THREADS];
  GArray *told; /* Told */
  gint open[N_THREADS];
  gint64 last_ns;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->stretches = heddle_stretches_new ();
  self->told = g_array_new (FALSE, FALSE, sizeof (Told));
  for (guint i = 0; i < N_THREADS; i++) {
    self->list[i] = &self->threads[i];
    self->open[i] = -1;
  }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  heddle_stretches_free (self->stretches);
  g_array_unref (self->told);
}

/* Keeps what was told of a thread. */
static void
listen (Fixture *self, guint i)
{
  HeddleStretch *thread = &self->threads[i];
  Told told = { i, thread->cpu, thread->start_ns, G_MAXINT64 };

  if (thread->has_ended) {
    g_assert_cmpint (self->open[i], >=, 0);
    g_array_index (self->told, Told, self->open[i]).end_ns = thread->end_ns;
    self->open[i] = -1;
  }
  if (thread->has_begun) {
    g_assert_cmpint (self->open[i], ==, -1);
    self->open[i] = (gint) self->told->len;
    g_array_append_val (self->told, told);
  }
  g_assert_cmpint (thread->is_on_core, ==, self->open[i] >= 0);
}

static void
tick (Fixture *self, gint64 now_ns)
{
  heddle_stretches_tick (self->stretches, self->list, N_THREADS, self->last_ns, now_ns);
  for (guint i = 0; i < N_THREADS; i++)
    listen (self, i);
  self->last_ns = now_ns;
}

static void
end_all (Fixture *self)
{
  for (guint i = 0; i < N_THREADS; i++) {
    heddle_stretches_leave (self->stretches, &self->threads[i], self->last_ns, self->last_ns);
    listen (self, i);
  }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Told *one = a, *other = b;

  return one->start_ns < other->start_ns ? -1 : one->start_ns > other->start_ns;
}

/* On one core, or of one thread: each begins when the one before has ended. */
static void
assert_disjoint (GArray *told, gsize offset, guint number)
{
  gint64 end_ns = 0;
  guint n = 0;

  for (guint i = 0; i < told->len; i++) {
    const Told *at = &g_array_index (told, Told, i);

    if (G_STRUCT_MEMBER (guint, at, offset) != number)
      continue;
    g_assert_cmpint (at->start_ns, >=, end_ns);
    g_assert_cmpint (at->end_ns, >=, at->start_ns);
    end_ns = at->end_ns;
    n++;
  }
  g_assert_cmpuint (n, >, 0);
}

static void
assert_all_disjoint (Fixture *self, guint n_cpus)
{
  g_array_sort (self->told, compare_starts);
  for (guint i = 0; i < n_cpus; i++)
    assert_disjoint (self->told, G_STRUCT_OFFSET (Told, cpu), i);
  for (guint i = 0; i < N_THREADS; i++)
    assert_disjoint (self->told, G_STRUCT_OFFSET (Told, thread), i);
}

/* Readings that fit to nothing. */
static void
test_any_readings (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gint64 now_ns = 0;

  for (guint n = 0; n < N_TICKS; n++) {
    now_ns += g_rand_int_range (rand, 1, 3 * TICK_NS);
    for (guint i = 0; i < N_THREADS; i++) {
      self->threads[i].tick_cpu_ns = g_rand_int_range (rand, -TICK_NS, 3 * TICK_NS);
      if (self->threads[i].tick_cpu_ns > 2 * TICK_NS)
        self->threads[i].tick_cpu_ns = 0;
      if (g_rand_int_range (rand, 0, 3) == 0)
        self->threads[i].tick_cpu = (guint) g_rand_int_range (rand, 0, N_CPUS);
    }
    tick (self, now_ns);
  }
  end_all (self);
  assert_all_disjoint (self, N_CPUS);
}

/* Threads that take turns of 2 to 6 ms on the cores, read at ticks that come late now and then. */
static void
test_turns (Fixture *self, gconstpointer data)
{
  const guint n_cpus = GPOINTER_TO_UINT (data);
  const gint64 step_ns = 20000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  guint on[N_CPUS];
  gint64 until_ns[N_CPUS] = { 0 }, cpu_ns[N_THREADS] = { 0 }, all_cpu_ns[N_THREADS] = { 0 }, told_ns[N_THREADS] = { 0 };
  gint64 tick_ns = TICK_NS;
  guint next = 0;

  for (gint64 now_ns = 0; now_ns < (gint64) N_TICKS * TICK_NS; now_ns += step_ns) {
    for (guint cpu = 0; cpu < n_cpus; cpu++) {
      if (now_ns >= until_ns[cpu]) {
        on[cpu] = next++ % N_THREADS;
        until_ns[cpu] = now_ns + g_rand_int_range (rand, 2, 6) * TICK_NS + g_rand_int_range (rand, 0, TICK_NS);
      }
      cpu_ns[on[cpu]] += step_ns;
      self->threads[on[cpu]].tick_cpu = cpu;
    }
    if (now_ns + step_ns < tick_ns)
      continue;
    for (guint i = 0; i < N_THREADS; i++) {
      self->threads[i].tick_cpu_ns = cpu_ns[i];
      all_cpu_ns[i] += cpu_ns[i];
      cpu_ns[i] = 0;
    }
    tick (self, now_ns + step_ns);
    tick_ns += g_rand_int_range (rand, 0, 20) == 0 ? 3 * TICK_NS / 2 : TICK_NS;
  }
  end_all (self);
  assert_all_disjoint (self, n_cpus);
  for (guint i = 0; i < self->told->len; i++) {
    const Told *at = &g_array_index (self->told, Told, i);

    told_ns[at->thread] += at->end_ns - at->start_ns;
  }
  for (guint i = 0; i < N_THREADS; i++) {
    g_test_message ("thread %u: %.1f %%", i, 100.0 * (double) told_ns[i] / (double) all_cpu_ns[i]);
    g_assert_cmpint (ABS (told_ns[i] - all_cpu_ns[i]), <=, all_cpu_ns[i] / 20);
  }
}

/* The case that showed two threads on a core: one ends there late in a tick in which the other had most of it. */
static void
test_successor (Fixture *self, gconstpointer data)
{
  self->threads[0].tick_cpu_ns = TICK_NS;
  tick (self, TICK_NS);
  self->threads[0].tick_cpu_ns = 45 * TICK_NS / 100;
  self->threads[1].tick_cpu_ns = 70 * TICK_NS / 100;
  tick (self, 2 * TICK_NS);
  g_assert_cmpint (self->threads[0].end_ns, ==, 145 * TICK_NS / 100);
  g_assert_true (self->threads[1].has_begun);
  g_assert_cmpint (self->threads[1].start_ns, ==, 145 * TICK_NS / 100);
}

/* A thread that moves leaves its old core free for the whole tick, as nobody knows when it went. */
static void
test_move (Fixture *self, gconstpointer data)
{
  self->threads[0].tick_cpu_ns = TICK_NS;
  tick (self, TICK_NS);
  self->threads[0].tick_cpu = 1;
  self->threads[1].tick_cpu_ns = TICK_NS;
  tick (self, 2 * TICK_NS);
  g_assert_cmpint (self->threads[0].end_ns, ==, TICK_NS);
  g_assert_cmpint (self->threads[0].start_ns, ==, TICK_NS);
  g_assert_cmpuint (self->threads[0].cpu, ==, 1);
  g_assert_cmpint (self->threads[1].start_ns, ==, TICK_NS);
  g_assert_cmpuint (self->threads[1].cpu, ==, 0);
}

/* Woken late in a tick, and on its core for all of the next: the stretch begins when it was woken. */
static void
test_woken (Fixture *self, gconstpointer data)
{
  self->threads[0].tick_cpu_ns = TICK_NS / 4;
  tick (self, TICK_NS);
  g_assert_false (self->threads[0].has_begun);
  self->threads[0].tick_cpu_ns = TICK_NS;
  tick (self, 2 * TICK_NS);
  g_assert_true (self->threads[0].has_begun);
  g_assert_cmpint (self->threads[0].start_ns, ==, TICK_NS * 3 / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/stretches/any-readings", Fixture, NULL, set_up, test_any_readings, tear_down);
  g_test_add ("/stretches/turns-on-one", Fixture, GUINT_TO_POINTER (1), set_up, test_turns, tear_down);
  g_test_add ("/stretches/turns-on-two", Fixture, GUINT_TO_POINTER (2), set_up, test_turns, tear_down);
  g_test_add ("/stretches/successor", Fixture, NULL, set_up, test_successor, tear_down);
  g_test_add ("/stretches/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/stretches/woken", Fixture, NULL, set_up, test_woken, tear_down);
  return g_test_run ();
}
