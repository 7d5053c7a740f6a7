/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks about 1,000 times a second which JS thread is on which core.
 * Threads: one of its own; the lock guards the list of threads and the recorder. A thread counts as on a core in a
 * tick when its CPU clock moved by at least half of the tick: so two threads never share a core in the picture. The
 * time that it was ready without a core is what the kernel says (run_delay of its schedstat), told when it gets one.
 */
#include "runner/sampler.h"

#include "base/clock.h"
#include "loop/loop.h"
#include "runner/memory-limit.h"

#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/rseq.h>
#include <unistd.h>

#define TICK_NS HEDDLE_NS_PER_MS
/* A shorter wait for a core is not worth a span; it counts in the thread's sum. */
#define NO_CORE_MIN_NS (100 * HEDDLE_NS_PER_US)
#define TICKS_PER_LIMIT_CHECK 10

typedef struct {
  guint number;
  clockid_t clock;
  int schedstat_fd;
  const volatile struct rseq *rseq;
  gint64 cpu_ns;
  gint64 no_core_ns;
  gint64 busy_until_ns; /* the end of its last span */
  HeddleSpanId on_core;
  guint cpu;
  gint64 tick_cpu_ns;
} Sampled;

struct _HeddleSampler {
  GThread *thread;
  HeddleRings *rings;
  const HeddleCpuSet *cpus;
  int memory_limit_mib;
  gint stopping;
  GMutex lock;
  /* guarded by the lock */
  HeddleRecorder *recorder;
  GPtrArray *sampled;
};

static gint64
read_no_core (const Sampled *thread)
{
  char text[128];
  ssize_t n = pread (thread->schedstat_fd, text, sizeof text - 1, 0);
  char *end;

  if (n <= 0)
    return thread->no_core_ns;
  text[n] = '\0';
  strtoull (text, &end, 10); /* time on a core */
  return (gint64) strtoull (end, NULL, 10);
}

static guint32
cpu_site (HeddleSampler *self, guint cpu)
{
  char label[32];

  g_snprintf (label, sizeof label, "CPU %u", cpu);
  return heddle_recorder_site (self->recorder, label, NULL, 0, 0);
}

static void
end_on_core_locked (HeddleSampler *self, Sampled *thread, gint64 end_ns)
{
  if (thread->on_core == HEDDLE_SPAN_NONE)
    return;
  heddle_recorder_end_at (self->recorder, thread->on_core, end_ns, 0);
  thread->on_core = HEDDLE_SPAN_NONE;
  thread->busy_until_ns = end_ns;
}

/* Reads the thread's clock; ends its span when it left its core. All ends of a tick come before its begins. */
static void
look_for_end_locked (HeddleSampler *self, Sampled *thread, gint64 last_ns, gint64 now_ns)
{
  gint64 cpu_ns = heddle_clock_read (thread->clock);

  thread->tick_cpu_ns = MIN (cpu_ns - thread->cpu_ns, now_ns - last_ns);
  thread->cpu_ns = cpu_ns;
  if (thread->tick_cpu_ns < (now_ns - last_ns) / 2 || thread->cpu != thread->rseq->cpu_id)
    end_on_core_locked (self, thread, last_ns + MAX (thread->tick_cpu_ns, 0));
}

static void
look_for_begin_locked (HeddleSampler *self, Sampled *thread, gint64 last_ns, gint64 now_ns)
{
  HeddleSpanId about = HEDDLE_SPAN_ID (thread->number, 0);
  gint64 start_ns = MAX (now_ns - thread->tick_cpu_ns, thread->busy_until_ns);
  gint64 no_core_ns, waited_ns;

  if (thread->tick_cpu_ns <= 0)
    return;
  no_core_ns = read_no_core (thread);
  waited_ns = no_core_ns - thread->no_core_ns;
  thread->no_core_ns = no_core_ns;
  if (waited_ns >= NO_CORE_MIN_NS && thread->on_core == HEDDLE_SPAN_NONE) {
    gint64 from_ns = MAX (start_ns - waited_ns, thread->busy_until_ns);

    if (from_ns < start_ns)
      heddle_recorder_span (self->recorder, HEDDLE_KIND_NO_CORE, HEDDLE_STATE_READY, 0, about, from_ns, start_ns, 0);
    thread->busy_until_ns = start_ns;
  }
  if (thread->on_core != HEDDLE_SPAN_NONE || thread->tick_cpu_ns < (now_ns - last_ns) / 2)
    return;
  thread->cpu = thread->rseq->cpu_id;
  thread->on_core = heddle_recorder_begin_at (self->recorder, HEDDLE_KIND_ON_CORE, HEDDLE_STATE_COMPUTING,
                                              cpu_site (self, thread->cpu), about, start_ns);
}

static void
tick (HeddleSampler *self, gint64 last_ns, gint64 now_ns)
{
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->sampled->len; i++)
    look_for_end_locked (self, g_ptr_array_index (self->sampled, i), last_ns, now_ns);
  for (guint i = 0; i < self->sampled->len; i++)
    look_for_begin_locked (self, g_ptr_array_index (self->sampled, i), last_ns, now_ns);
  heddle_recorder_flush (self->recorder);
  g_mutex_unlock (&self->lock);
}

static gpointer
sampler_thread (gpointer data)
{
  HeddleSampler *self = data;
  gint64 last_ns = heddle_clock_now ();
  gint64 due_ns = last_ns;

  if (self->cpus != NULL)
    heddle_cpu_set_apply (self->cpus, NULL);
  for (guint n = 1; !g_atomic_int_get (&self->stopping); n++) {
    struct timespec due;
    gint64 now_ns;

    due_ns = MAX (due_ns + TICK_NS, last_ns);
    due.tv_sec = due_ns / HEDDLE_NS_PER_S;
    due.tv_nsec = due_ns % HEDDLE_NS_PER_S;
    clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
    now_ns = heddle_clock_now ();
    tick (self, last_ns, now_ns);
    last_ns = now_ns;
    if (n % TICKS_PER_LIMIT_CHECK == 0)
      heddle_memory_limit_check (self->memory_limit_mib);
  }
  return NULL;
}

/* A loop starts, on its own thread. */
static void
on_loop_started (HeddleLoop *loop, gpointer data)
{
  HeddleSampler *self = data;
  Sampled *thread = g_new0 (Sampled, 1);
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/schedstat", (int) gettid ());

  thread->number = heddle_recorder_get_thread (heddle_loop_get_recorder (loop));
  pthread_getcpuclockid (pthread_self (), &thread->clock);
  thread->schedstat_fd = open (path, O_RDONLY | O_CLOEXEC);
  thread->rseq = (const volatile struct rseq *) ((char *) __builtin_thread_pointer () + __rseq_offset);
  thread->cpu_ns = heddle_clock_thread_cpu ();
  thread->no_core_ns = read_no_core (thread);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->sampled, thread);
  g_mutex_unlock (&self->lock);
}

/* Says how long a thread was on a core, and ready without one, in all. */
static void
record_sums_locked (HeddleSampler *self, Sampled *thread)
{
  HeddleSpanId about = HEDDLE_SPAN_ID (thread->number, 0);

  end_on_core_locked (self, thread, heddle_clock_now ());
  heddle_recorder_mark (self->recorder, HEDDLE_MARK_CPU, 0, about, (guint64) heddle_clock_read (thread->clock));
  heddle_recorder_mark (self->recorder, HEDDLE_MARK_NO_CORE, 0, about, (guint64) read_no_core (thread));
}

/* A loop ends, on its own thread. */
static void
on_loop_ended (HeddleLoop *loop, gpointer data)
{
  HeddleSampler *self = data;
  guint number = heddle_recorder_get_thread (heddle_loop_get_recorder (loop));

  g_mutex_lock (&self->lock);
  for (guint i = 0; self->recorder != NULL && i < self->sampled->len; i++) {
    Sampled *thread = g_ptr_array_index (self->sampled, i);

    if (thread->number != number)
      continue;
    record_sums_locked (self, thread);
    g_ptr_array_remove_index (self->sampled, i);
    break;
  }
  g_mutex_unlock (&self->lock);
}

static void
sampled_free (gpointer data)
{
  Sampled *thread = data;

  if (thread->schedstat_fd >= 0)
    close (thread->schedstat_fd);
  g_free (thread);
}

/**
 * heddle_sampler_start:
 * @rings: the run's rings
 * @cpus: (nullable): where the sampler may run, best off the run's own CPUs; it outlives the sampler
 * @memory_limit_mib: how much memory the run may have, in MiB; 0 for no limit
 *
 * Starts before the first loop.
 *
 * Returns: (transfer full): the sampler
 */
HeddleSampler *
heddle_sampler_start (HeddleRings *rings, const HeddleCpuSet *cpus, int memory_limit_mib)
{
  HeddleSampler *self = g_new0 (HeddleSampler, 1);

  self->rings = rings;
  self->cpus = cpus;
  self->memory_limit_mib = memory_limit_mib;
  g_mutex_init (&self->lock);
  self->sampled = g_ptr_array_new_with_free_func (sampled_free);
  self->recorder = heddle_recorder_new (rings, HEDDLE_ROLE_SAMPLER, "sampler");
  heddle_loop_set_observer (on_loop_started, on_loop_ended, self);
  self->thread = g_thread_new ("sampler", sampler_thread, self);
  return self;
}

/**
 * heddle_sampler_stop:
 *
 * Records the sums of the threads that are left and ends the sampler's thread. Loops may still start and end.
 */
void
heddle_sampler_stop (HeddleSampler *self)
{
  g_atomic_int_set (&self->stopping, TRUE);
  g_thread_join (self->thread);
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->sampled->len; i++)
    record_sums_locked (self, g_ptr_array_index (self->sampled, i));
  g_clear_pointer (&self->recorder, heddle_recorder_free);
  g_mutex_unlock (&self->lock);
}

/**
 * heddle_sampler_free:
 *
 * Frees a sampler that was stopped, when no loop is left.
 */
void
heddle_sampler_free (HeddleSampler *self)
{
  heddle_loop_set_observer (NULL, NULL, NULL);
  g_ptr_array_unref (self->sampled);
  g_mutex_clear (&self->lock);
  g_free (self);
}
