/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What other threads may do with a loop: give it tasks, keep its run alive, ask it to end.
 * Threads: any that holds a reference to the loop, but heddle_loop_check_termination (): the loop's own.
 */
#include "loop/loop-private.h"

#include "base/clock.h"

/* A task has run, or never will. */
void
heddle_loop_finish_task (HeddleLoop *self, HeddleTask *task)
{
  task->free (task);
  heddle_loop_release (self);
}

/**
 * heddle_loop_queue:
 * @task: (transfer full): a task; it is freed unrun when the loop has ended
 *
 * Queues a task. It keeps the run alive until it has run.
 */
void
heddle_loop_queue (HeddleLoop *self, HeddleTask *task)
{
  gboolean was_empty;

  if (task->queued_ns == 0)
    task->queued_ns = heddle_clock_now ();
  heddle_loop_hold (self);
  if (!heddle_queues_push (&self->queues, task, &was_empty)) {
    heddle_loop_finish_task (self, task);
    return;
  }
  if (was_empty && heddle_loop_get_current () != self)
    heddle_loop_wake (self);
}

void
heddle_loop_wake (HeddleLoop *self)
{
  GMainContext *context = NULL;

  g_mutex_lock (&self->queues.lock);
  if (!self->queues.closed)
    context = g_main_context_ref (self->main_context);
  g_mutex_unlock (&self->queues.lock);
  if (context == NULL)
    return;
  g_main_context_wakeup (context);
  g_main_context_unref (context);
}

void
heddle_loop_hold (HeddleLoop *self)
{
  heddle_holds_add (&self->holds);
}

void
heddle_loop_release (HeddleLoop *self)
{
  heddle_holds_remove (&self->holds);
}

/**
 * heddle_loop_quit:
 *
 * Asks the loop to end: the task that runs now is the last one.
 */
void
heddle_loop_quit (HeddleLoop *self)
{
  g_atomic_int_set (&self->quitting, TRUE);
  if (heddle_loop_get_current () != self)
    heddle_loop_wake (self);
}

/* The loop's thread is parked inside of a script, with no lock held: nothing of it will go on. */
static void
on_parked (gpointer terminator, gpointer loop)
{
  HeddleLoop *self = loop;

  g_mutex_lock (&self->queues.lock);
  self->queues.closed = TRUE;
  g_mutex_unlock (&self->queues.lock);
  heddle_holds_abandon (&self->holds);
  self->on_parked (self, self->parked_data);
}

/**
 * heddle_loop_terminate:
 * @parked: called as (@self, @user_data) on another thread if the loop's thread can only be parked for good: then neither
 *   heddle_loop_run() returns nor is the loop ever disposed of
 * @user_data: for @parked
 *
 * Ends the loop of a worker, even while its script computes. Returns at once; heddle_loop_run() returns soon after. Call it
 * once.
 */
void
heddle_loop_terminate (HeddleLoop *self, GFunc parked, gpointer user_data)
{
  heddle_loop_quit (self);
  g_mutex_lock (&self->queues.lock);
  self->on_parked = parked;
  self->parked_data = user_data;
  if (self->terminator != NULL)
    heddle_terminator_request (self->terminator, on_parked, self);
  g_mutex_unlock (&self->queues.lock);
}

/**
 * heddle_loop_check_termination:
 *
 * Returns: whether the loop is being terminated: a native function that waits stops waiting
 */
gboolean
heddle_loop_check_termination (HeddleLoop *self)
{
  g_assert (heddle_loop_get_current () == self);
  return self->terminator != NULL && heddle_terminator_check (self->terminator);
}

gboolean
heddle_loop_is_quitting (HeddleLoop *self)
{
  return g_atomic_int_get (&self->quitting);
}
