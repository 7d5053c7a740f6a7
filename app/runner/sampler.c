/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks about 1,000 times a second which JS thread is on which core.
 * Threads: one of its own; the lock guards the list of threads and the recorder. What the clocks say becomes stretches
 * in stretches.c. The time that a thread was ready without a core is what the kernel says (run_delay of its schedstat),
 * told when it gets one.
 */
#include "runner/sampler.h"

#include "base/clock.h"
#include "loop/loop.h"
#include "runner/memory-limit.h"
#include "runner/stretches.h"

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
  HeddleStretch stretch; /* first: the list of threads is one of stretches */
  guint number;
  clockid_t clock;
  int schedstat_fd;
  const volatile struct rseq *rseq;
  gint64 cpu_ns;
  gint64 no_core_ns;
  gint64 told_until_ns; /* the end of its last span */
  HeddleSpanId on_core;
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
  HeddleStretches *stretches;
  GPtrArray *sampled; /* Sampled */
  gint64 last_ns;     /* the last tick */
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
read_clock (Sampled *thread)
{
  gint64 cpu_ns = heddle_clock_read (thread->clock);

  thread->stretch.tick_cpu_ns = cpu_ns - thread->cpu_ns;
  thread->stretch.tick_cpu = thread->rseq->cpu_id;
  thread->cpu_ns = cpu_ns;
}

static void
record_end_locked (HeddleSampler *self, Sampled *thread)
{
  if (!thread->stretch.has_ended)
    return;
  heddle_recorder_end_at (self->recorder, thread->on_core, thread->stretch.end_ns, 0);
  thread->told_until_ns = thread->stretch.end_ns;
}

/* It has a core now: how long it waited for one before. */
static void
record_wait_locked (HeddleSampler *self, Sampled *thread)
{
  gint64 no_core_ns = read_no_core (thread);
  gint64 until_ns = thread->stretch.start_ns;
  gint64 from_ns = MAX (until_ns - (no_core_ns - thread->no_core_ns), thread->told_until_ns);

  if (until_ns - from_ns >= NO_CORE_MIN_NS) {
    heddle_recorder_span (self->recorder, HEDDLE_KIND_NO_CORE, HEDDLE_STATE_READY, 0,
                          HEDDLE_SPAN_ID (thread->number, 0), from_ns, until_ns, 0);
    thread->told_until_ns = until_ns;
  }
  thread->no_core_ns = no_core_ns;
}

static void
record_begin_locked (HeddleSampler *self, Sampled *thread)
{
  const HeddleStretch *stretch = &thread->stretch;

  if (stretch->tick_cpu_ns <= 0)
    return;
  if (stretch->has_begun || !stretch->is_on_core)
    record_wait_locked (self, thread);
  else
    thread->no_core_ns = read_no_core (thread);
  if (stretch->has_begun)
    thread->on_core = heddle_recorder_begin_at (self->recorder, HEDDLE_KIND_ON_CORE, HEDDLE_STATE_COMPUTING,
                                                cpu_site (self, stretch->cpu), HEDDLE_SPAN_ID (thread->number, 0),
                                                stretch->start_ns);
}

static void
tick (HeddleSampler *self)
{
  gint64 now_ns;

  g_mutex_lock (&self->lock);
  now_ns = heddle_clock_now ();
  for (guint i = 0; i < self->sampled->len; i++)
    read_clock (g_ptr_array_index (self->sampled, i));
  heddle_stretches_tick (self->stretches, (HeddleStretch *const *) self->sampled->pdata, self->sampled->len,
                         self->last_ns, now_ns);
  for (guint i = 0; i < self->sampled->len; i++)
    record_end_locked (self, g_ptr_array_index (self->sampled, i));
  for (guint i = 0; i < self->sampled->len; i++)
    record_begin_locked (self, g_ptr_array_index (self->sampled, i));
  heddle_recorder_flush (self->recorder);
  self->last_ns = now_ns;
  g_mutex_unlock (&self->lock);
}

static gpointer
sampler_thread (gpointer data)
{
  HeddleSampler *self = data;
  gint64 due_ns = heddle_clock_now ();

  if (self->cpus != NULL)
    heddle_cpu_set_apply (self->cpus, NULL);
  for (guint n = 1; !g_atomic_int_get (&self->stopping); n++) {
    struct timespec due;

    due_ns = MAX (due_ns + TICK_NS, heddle_clock_now ());
    due.tv_sec = due_ns / HEDDLE_NS_PER_S;
    due.tv_nsec = due_ns % HEDDLE_NS_PER_S;
    clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
    tick (self);
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

  read_clock (thread);
  heddle_stretches_leave (self->stretches, &thread->stretch, self->last_ns, heddle_clock_now ());
  record_end_locked (self, thread);
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
  self->stretches = heddle_stretches_new ();
  self->last_ns = heddle_clock_now ();
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
  heddle_stretches_free (self->stretches);
  g_mutex_clear (&self->lock);
  g_free (self);
}
