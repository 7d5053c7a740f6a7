/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From readings of the threads' CPU clocks to stretches on cores.
 * Threads: one at a time. A thread counts as on a core in a tick when its CPU clock moved by at least half of the tick,
 * and by the most of the threads on that core: so one core has at most one thread in each tick. For each core is known
 * until when it is taken; no stretch begins before that.
 */
#include "runner/stretches.h"

struct _HeddleStretches {
  GArray *taken_until_ns; /* gint64 for each CPU */
};

HeddleStretches *
heddle_stretches_new (void)
{
  HeddleStretches *self = g_new0 (HeddleStretches, 1);

  self->taken_until_ns = g_array_new (FALSE, TRUE, sizeof (gint64));
  return self;
}

void
heddle_stretches_free (HeddleStretches *self)
{
  g_array_unref (self->taken_until_ns);
  g_free (self);
}

static gint64 *
peek_taken_until (HeddleStretches *self, guint cpu)
{
  if (cpu >= self->taken_until_ns->len)
    g_array_set_size (self->taken_until_ns, cpu + 1);
  return &g_array_index (self->taken_until_ns, gint64, cpu);
}

static void
end_stretch (HeddleStretches *self, HeddleStretch *thread, gint64 end_ns)
{
  gint64 *taken_until_ns = peek_taken_until (self, thread->cpu);

  /* A stretch may be told of a little later than it began: it does not end before. */
  end_ns = MAX (end_ns, thread->start_ns);
  thread->has_ended = TRUE;
  thread->end_ns = end_ns;
  thread->busy_until_ns = end_ns;
  thread->is_on_core = FALSE;
  *taken_until_ns = MAX (*taken_until_ns, end_ns);
}

static void
read_tick (HeddleStretch *thread, gint64 tick_ns)
{
  thread->has_ended = thread->has_begun = FALSE;
  thread->tick_cpu_ns = CLAMP (thread->tick_cpu_ns, 0, tick_ns);
  thread->is_computing = thread->tick_cpu_ns > 0 && thread->tick_cpu_ns >= tick_ns / 2;
}

/* One core has one thread at a time. */
static void
settle_core (HeddleStretch *const *threads, guint n_threads, HeddleStretch *thread)
{
  for (guint i = 0; thread->is_computing && i < n_threads; i++) {
    HeddleStretch *other = threads[i];

    if (other == thread || !other->is_computing || other->tick_cpu != thread->tick_cpu)
      continue;
    if (other->tick_cpu_ns > thread->tick_cpu_ns)
      thread->is_computing = FALSE;
    else
      other->is_computing = FALSE;
  }
}

/* Of a thread that has moved it is not known how long it was still on its old core: that is told of the new one. */
static void
look_for_end (HeddleStretches *self, HeddleStretch *thread, gint64 last_ns)
{
  if (!thread->is_on_core)
    return;
  if (thread->cpu != thread->tick_cpu)
    end_stretch (self, thread, last_ns);
  else if (!thread->is_computing)
    end_stretch (self, thread, last_ns + thread->tick_cpu_ns);
}

static void
look_for_begin (HeddleStretches *self, HeddleStretch *thread, gint64 last_ns, gint64 now_ns)
{
  gint64 since_ns = now_ns - thread->tick_cpu_ns;

  if (thread->is_on_core)
    return;
  /* On a core for the whole tick: then it had come in the one before. */
  if (thread->tick_cpu_ns >= (now_ns - last_ns) / 10 * 9)
    since_ns -= thread->carried_ns;
  since_ns = MAX (since_ns, thread->busy_until_ns);
  thread->carried_ns = thread->is_computing || thread->has_ended ? 0 : thread->tick_cpu_ns;
  if (thread->is_computing)
    since_ns = MAX (since_ns, *peek_taken_until (self, thread->tick_cpu));
  thread->start_ns = MIN (since_ns, now_ns);
  if (!thread->is_computing || since_ns >= now_ns)
    return;
  thread->cpu = thread->tick_cpu;
  thread->is_on_core = TRUE;
  thread->has_begun = TRUE;
  *peek_taken_until (self, thread->cpu) = now_ns;
}

/**
 * heddle_stretches_tick:
 * @threads: (array length=n_threads): all threads, with what was read of each
 * @n_threads: how many
 * @last_ns: the time of the tick before
 * @now_ns: the time of this one, taken before the clocks were read
 *
 * Says of each thread what began and ended. All ends of a tick come before its begins.
 */
void
heddle_stretches_tick (HeddleStretches *self,
                       HeddleStretch *const *threads,
                       guint n_threads,
                       gint64 last_ns,
                       gint64 now_ns)
{
  for (guint i = 0; i < n_threads; i++)
    read_tick (threads[i], now_ns - last_ns);
  for (guint i = 0; i < n_threads; i++)
    settle_core (threads, n_threads, threads[i]);
  for (guint i = 0; i < n_threads; i++)
    look_for_end (self, threads[i], last_ns);
  for (guint i = 0; i < n_threads; i++)
    look_for_begin (self, threads[i], last_ns, now_ns);
}

/**
 * heddle_stretches_leave:
 * @thread: a thread that ends, with what was read of it
 * @last_ns: the time of the last tick
 * @now_ns: the time now
 *
 * Ends the thread's stretch, if one is open.
 */
void
heddle_stretches_leave (HeddleStretches *self, HeddleStretch *thread, gint64 last_ns, gint64 now_ns)
{
  read_tick (thread, now_ns - last_ns);
  if (thread->is_on_core)
    end_stretch (self, thread, last_ns + thread->tick_cpu_ns);
}
