/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ending a worker's event loop from outside.
 * Threads: see terminate.h. JavaScriptCore ends a script when a limit of time is over; asking for that limit is safe where
 * no lock of the engine is held: in compiled code, at the end of a garbage collection, in native functions. So one
 * thread of the process, the reaper, sends a signal each millisecond to the threads that are to end, and the handler looks
 * where it interrupted. Microtasks without end, each of which starts the limit anew, are stopped at once by a flag
 * (microtask-stop.c). Where that is not possible, the thread goes on: then its limit is taken back (the engine's timer
 * and the thread that restarts it do not go well together for long: an assertion of the engine's ends the process), and
 * it is parked for good, with its VM.
 */
#include "loop/terminate.h"

#include "base/clock.h"
#include "loop/jsc-private.h"
#include "loop/microtask-stop.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#define TERMINATION_SIGNAL SIGUSR2
/* A limit that has no effect, but makes the engine prepare for one. */
#define DISTANT_S 1000.0
#define IMMEDIATE_S 0.001
/* How long a thread may compute after it was asked to end, and after it was given up. */
#define PATIENCE_NS (20 * HEDDLE_NS_PER_MS)
#define GRACE_NS (2 * HEDDLE_NS_PER_MS)

typedef enum {
  STAGE_RUNNING,
  STAGE_ASKED,
  STAGE_GIVEN_UP,
} Stage;

struct _HeddleTerminator {
  /* set once */
  JSContextGroupRef group;
  pthread_t thread;
  /* atomic */
  gint requested;
  gint parked;
  /* the loop's thread, its signal handler among it */
  Stage stage;
  gint64 stage_cpu_ns; /* since when */
  /* guarded by the reaper's lock */
  GFunc on_parked;
  gpointer user_data;
};

static struct {
  GMutex lock;
  GCond filled;
  GPtrArray *victims;
} reaper;

/* Where compiled code lies; set once, before the first signal. */
static guintptr code_start, code_end;

static _Thread_local HeddleTerminator *own;

static bool
should_terminate (JSContextRef context, void *self)
{
  return g_atomic_int_get (&((HeddleTerminator *) self)->requested) != 0;
}

static void
enter_stage (HeddleTerminator *self, Stage stage)
{
  self->stage = stage;
  self->stage_cpu_ns = heddle_clock_thread_cpu ();
}

/* Where no lock of the engine is held. */
static void
advance (HeddleTerminator *self)
{
  if (self->stage == STAGE_RUNNING) {
    JSContextGroupSetExecutionTimeLimit (self->group, IMMEDIATE_S, should_terminate, self);
    enter_stage (self, STAGE_ASKED);
  } else if (self->stage == STAGE_ASKED && heddle_clock_thread_cpu () - self->stage_cpu_ns > PATIENCE_NS) {
    JSContextGroupClearExecutionTimeLimit (self->group);
    enter_stage (self, STAGE_GIVEN_UP);
  }
}

static void
on_heap_finalized (JSContextGroupRef group, void *data)
{
  HeddleTerminator *self = data;

  if (g_atomic_int_get (&self->requested))
    advance (self);
}

static guintptr
get_program_counter (const ucontext_t *context)
{
#if defined(__x86_64__)
  return (guintptr) context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (guintptr) context->uc_mcontext.pc;
#else
#error "Where is the program counter on this processor?"
#endif
}

/* In compiled code, where no lock at all is held. */
static void
stop_here (HeddleTerminator *self)
{
  advance (self);
  if (self->stage != STAGE_GIVEN_UP || heddle_clock_thread_cpu () - self->stage_cpu_ns < GRACE_NS)
    return;
  g_atomic_int_set (&self->parked, TRUE);
  for (;;)
    pause ();
}

static void
on_signal (int signal_number, siginfo_t *info, void *context)
{
  HeddleTerminator *self = own;
  guintptr counter = get_program_counter (context);
  int saved_errno = errno;

  if (self != NULL && g_atomic_int_get (&self->requested) && counter >= code_start && counter < code_end)
    stop_here (self);
  errno = saved_errno;
}

/* The engine's compiled code is all in pages that can be written and run. */
static void
find_code (void)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512];

  while (maps != NULL && fgets (line, sizeof line, maps) != NULL) {
    char *rest;
    gulong start = strtoul (line, &rest, 16);
    gulong end = *rest == '-' ? strtoul (rest + 1, &rest, 16) : 0;

    if (!g_str_has_prefix (rest, " rwx"))
      continue;
    if (code_start == 0)
      code_start = start;
    code_end = end;
  }
  if (maps != NULL)
    fclose (maps);
}

/* Signals all victims; the first that is found parked is taken out. */
static HeddleTerminator *
visit_victims_locked (void)
{
  for (guint i = 0; i < reaper.victims->len; i++) {
    HeddleTerminator *victim = reaper.victims->pdata[i];

    if (g_atomic_int_get (&victim->parked))
      return g_ptr_array_remove_index_fast (reaper.victims, i);
    pthread_kill (victim->thread, TERMINATION_SIGNAL);
  }
  return NULL;
}

static void
wait_for_next_signal_locked (void)
{
  gint64 next_us = g_get_monotonic_time () + 1000;

  while (reaper.victims->len == 0)
    g_cond_wait (&reaper.filled, &reaper.lock);
  while (reaper.victims->len > 0 && g_cond_wait_until (&reaper.filled, &reaper.lock, next_us))
    ;
}

static gpointer
reap (gpointer unused)
{
  g_mutex_lock (&reaper.lock);
  for (;;) {
    HeddleTerminator *parked = visit_victims_locked ();

    if (parked != NULL) {
      g_mutex_unlock (&reaper.lock);
      parked->on_parked (parked, parked->user_data);
      g_mutex_lock (&reaper.lock);
    }
    wait_for_next_signal_locked ();
  }
  return NULL;
}

static void
start_reaper_locked (void)
{
  struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART };

  if (reaper.victims != NULL)
    return;
  reaper.victims = g_ptr_array_new ();
  find_code ();
  sigaction (TERMINATION_SIGNAL, &action, NULL);
  g_thread_unref (g_thread_new ("reaper", reap, NULL));
}

/**
 * heddle_terminator_new:
 * @group: a VM that has not run anything yet
 *
 * Prepares a VM, on its thread, so that it can be ended.
 *
 * Returns: (transfer full): its terminator
 */
HeddleTerminator *
heddle_terminator_new (JSContextGroupRef group)
{
  HeddleTerminator *self = g_new0 (HeddleTerminator, 1);

  g_assert (own == NULL);
  self->group = group;
  self->thread = pthread_self ();
  JSContextGroupSetExecutionTimeLimit (group, DISTANT_S, should_terminate, self);
  JSContextGroupClearExecutionTimeLimit (group);
  JSContextGroupAddHeapFinalizer (group, on_heap_finalized, self);
  own = self;
  return self;
}

/**
 * heddle_terminator_free:
 *
 * Call it on the loop's thread, before the VM is freed.
 */
void
heddle_terminator_free (HeddleTerminator *self)
{
  g_assert (own == self);
  own = NULL;
  g_mutex_lock (&reaper.lock);
  if (reaper.victims != NULL)
    g_ptr_array_remove_fast (reaper.victims, self);
  g_mutex_unlock (&reaper.lock);
  JSContextGroupRemoveHeapFinalizer (self->group, on_heap_finalized, self);
  g_free (self);
}

/**
 * heddle_terminator_check:
 *
 * To be called in native functions that a script may call for ever.
 *
 * Returns: whether the thread is to end; then the script ends at its next branch
 */
gboolean
heddle_terminator_check (HeddleTerminator *self)
{
  if (!g_atomic_int_get (&self->requested))
    return FALSE;
  advance (self);
  return TRUE;
}

/**
 * heddle_terminator_request:
 * @parked: called as (@self, @user_data) on a thread of its own when the thread cannot be ended and was parked for good
 * @user_data: for @parked
 *
 * Ends what the thread runs, soon. The caller makes sure that heddle_terminator_free() has not been called, nor is under way.
 */
void
heddle_terminator_request (HeddleTerminator *self, GFunc parked, gpointer user_data)
{
  g_mutex_lock (&reaper.lock);
  start_reaper_locked ();
  if (!g_atomic_int_get (&self->requested)) {
    self->on_parked = parked;
    self->user_data = user_data;
    g_atomic_int_set (&self->requested, TRUE);
    heddle_microtask_stop (self->group);
    g_ptr_array_add (reaper.victims, self);
    g_cond_signal (&reaper.filled);
  }
  g_mutex_unlock (&reaper.lock);
}
