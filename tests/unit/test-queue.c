/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of a loop's task queues and of the count that keeps a run alive.
 */
#include "loop/queue.h"

#define N_THREADS 4
#define TASKS_PER_THREAD 5000

typedef struct {
  HeddleTask task;
  guint thread;
  guint number;
} TestTask;

static HeddleTask *
make_task (HeddleTaskSource source, gint64 queued_ns, guint thread, guint number)
{
  TestTask *self = g_new0 (TestTask, 1);

  self->task.source = source;
  self->task.queued_ns = queued_ns;
  self->thread = thread;
  self->number = number;
  return &self->task;
}

static void
push (HeddleQueues *queues, HeddleTaskSource source, gint64 queued_ns, guint number)
{
  gboolean was_empty;

  g_assert_true (heddle_queues_push (queues, make_task (source, queued_ns, 0, number), &was_empty));
}

static void
assert_next (HeddleQueues *queues, guint number)
{
  HeddleTask *task = heddle_queues_peek (queues);

  g_assert_nonnull (task);
  g_assert_cmpuint (((TestTask *) task)->number, ==, number);
  heddle_queues_take (queues, task);
  g_free (task);
}

static void
test_order (void)
{
  HeddleQueues queues = { 0 };

  heddle_queues_init (&queues);
  g_assert_false (heddle_queues_have_tasks (&queues));
  push (&queues, HEDDLE_SOURCE_NETWORK, 10, 1);
  push (&queues, HEDDLE_SOURCE_MESSAGE, 20, 3);
  push (&queues, HEDDLE_SOURCE_NETWORK, 15, 2);
  push (&queues, HEDDLE_SOURCE_INPUT, 90, 0);
  push (&queues, HEDDLE_SOURCE_FILE, 30, 4);
  assert_next (&queues, 0);
  assert_next (&queues, 1);
  /* What comes later, but became ready earlier, in another source. */
  push (&queues, HEDDLE_SOURCE_TIMER, 17, 5);
  assert_next (&queues, 2);
  assert_next (&queues, 5);
  assert_next (&queues, 3);
  assert_next (&queues, 4);
  g_assert_false (heddle_queues_have_tasks (&queues));
  g_mutex_clear (&queues.lock);
}

/* First in, first out inside a source, whatever the clock said to those that queued. */
static void
test_order_inside_a_source (void)
{
  HeddleQueues queues = { 0 };

  heddle_queues_init (&queues);
  push (&queues, HEDDLE_SOURCE_MESSAGE, 20, 1);
  push (&queues, HEDDLE_SOURCE_MESSAGE, 10, 2);
  push (&queues, HEDDLE_SOURCE_MESSAGE, 30, 3);
  assert_next (&queues, 1);
  assert_next (&queues, 2);
  assert_next (&queues, 3);
  g_mutex_clear (&queues.lock);
}

static void
test_was_empty (void)
{
  HeddleQueues queues = { 0 };
  gboolean was_empty = FALSE;

  heddle_queues_init (&queues);
  heddle_queues_push (&queues, make_task (HEDDLE_SOURCE_FILE, 1, 0, 1), &was_empty);
  g_assert_true (was_empty);
  heddle_queues_push (&queues, make_task (HEDDLE_SOURCE_FILE, 2, 0, 2), &was_empty);
  g_assert_false (was_empty);
  assert_next (&queues, 1);
  /* The loop has looked: it may sleep after the next one. */
  heddle_queues_push (&queues, make_task (HEDDLE_SOURCE_FILE, 3, 0, 3), &was_empty);
  g_assert_true (was_empty);
  assert_next (&queues, 2);
  assert_next (&queues, 3);
  g_mutex_clear (&queues.lock);
}

static void
test_close (void)
{
  HeddleQueues queues = { 0 };
  HeddleTask *task, *next, *late = make_task (HEDDLE_SOURCE_FILE, 4, 0, 4);
  gboolean was_empty;
  guint n_left = 0;

  heddle_queues_init (&queues);
  push (&queues, HEDDLE_SOURCE_FILE, 1, 1);
  push (&queues, HEDDLE_SOURCE_INPUT, 2, 2);
  g_assert_true (heddle_queues_have_tasks (&queues));
  push (&queues, HEDDLE_SOURCE_MESSAGE, 3, 3);
  for (task = heddle_queues_close (&queues); task != NULL; task = next) {
    next = task->next;
    n_left++;
    g_free (task);
  }
  g_assert_cmpuint (n_left, ==, 3);
  g_assert_false (heddle_queues_push (&queues, late, &was_empty));
  g_assert_false (heddle_queues_have_tasks (&queues));
  g_free (late);
  g_mutex_clear (&queues.lock);
}

typedef struct {
  HeddleQueues *queues;
  HeddleActivity *activity;
  guint thread;
} Pusher;

static gpointer
pusher_thread (gpointer data)
{
  Pusher *self = data;
  gboolean was_empty;

  for (guint i = 0; i < TASKS_PER_THREAD; i++) {
    heddle_activity_hold (self->activity);
    heddle_queues_push (self->queues, make_task (HEDDLE_SOURCE_MESSAGE, i + 1, self->thread, i), &was_empty);
  }
  heddle_activity_release (self->activity);
  return NULL;
}

static void
count_end (gpointer unused, gpointer n_ends)
{
  g_atomic_int_inc ((gint *) n_ends);
}

/* Each thread's tasks arrive once each, in its order; the count falls to zero once, after the last. */
static void
test_threads (void)
{
  HeddleQueues queues = { 0 };
  gint n_ends = 0;
  HeddleActivity *activity = heddle_activity_new (count_end, &n_ends);
  guint next[N_THREADS] = { 0 }, n_taken = 0;
  GThread *threads[N_THREADS];
  Pusher pushers[N_THREADS];

  heddle_queues_init (&queues);
  for (guint i = 0; i < N_THREADS; i++)
    heddle_activity_hold (activity);
  for (guint i = 0; i < N_THREADS; i++) {
    pushers[i] = (Pusher){ &queues, activity, i };
    threads[i] = g_thread_new ("pusher", pusher_thread, &pushers[i]);
  }
  while (n_taken < N_THREADS * TASKS_PER_THREAD) {
    TestTask *task = (TestTask *) heddle_queues_peek (&queues);

    if (task == NULL) {
      g_thread_yield ();
      continue;
    }
    g_assert_cmpuint (task->number, ==, next[task->thread]++);
    heddle_queues_take (&queues, &task->task);
    g_free (task);
    n_taken++;
    heddle_activity_release (activity);
  }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (g_atomic_int_get (&n_ends), ==, 1);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 0);
  heddle_activity_free (activity);
  g_mutex_clear (&queues.lock);
}

static void
test_activity (void)
{
  gint n_ends = 0;
  HeddleActivity *activity = heddle_activity_new (count_end, &n_ends);

  heddle_activity_hold (activity);
  heddle_activity_hold (activity);
  heddle_activity_release (activity);
  g_assert_cmpint (n_ends, ==, 0);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 1);
  heddle_activity_release (activity);
  g_assert_cmpint (n_ends, ==, 1);
  g_assert_false (heddle_activity_get_failed (activity));
  heddle_activity_set_failed (activity);
  g_assert_true (heddle_activity_get_failed (activity));
  heddle_activity_free (activity);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue/order", test_order);
  g_test_add_func ("/queue/order-inside-a-source", test_order_inside_a_source);
  g_test_add_func ("/queue/was-empty", test_was_empty);
  g_test_add_func ("/queue/close", test_close);
  g_test_add_func ("/queue/threads", test_threads);
  g_test_add_func ("/activity/count", test_activity);
  return g_test_run ();
}
