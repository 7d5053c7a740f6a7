/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who waits in Atomics.wait and Atomics.waitAsync: a list for each address, first come, first served.
 * Threads: see waiters.h. One lock for all lists; a value is compared and the list entered under it, so that no
 * notification is missed. Cost: a thread that sleeps costs nothing; to notify is a look-up by the address.
 */
#include "web/waiters.h"

#include "base/clock.h"

typedef enum {
  OUTCOME_OK,
  OUTCOME_NOT_EQUAL,
  OUTCOME_TIMED_OUT,
  OUTCOME_ENDING,
} Outcome;

typedef struct {
  /* set once */
  gpointer address;
  HeddleLoop *loop;
  guint32 number; /* of waitAsync; 0 for a thread that sleeps */
  /* guarded by the lock */
  gboolean notified;
  GCond changed;
} Waiter;

typedef struct {
  HeddleTask task;
  guint32 number;
} NotifiedTask;

static GMutex lock;
/* guarded by the lock: address → GQueue of Waiter */
static GHashTable *lists;
/* Any thread: how many wait or are about to; counted before a value is compared. Who stores, then
 * reads 0, need not take the lock: whoever is counted later sees what was stored. */
static gint n_waiting;

/* What is waited for: a place in memory and the value that it is to have. */
typedef struct {
  gpointer address;
  gboolean is_wide;
  guint64 value;
} Place;

static gboolean
read_place (JSContextRef context, const JSValueRef arguments[5], Place *place, JSValueRef *exception)
{
  guint8 *bytes = JSObjectGetArrayBufferBytesPtr (context, (JSObjectRef) arguments[0], exception);
  guint64 low, high;

  if (bytes == NULL || *exception != NULL)
    return FALSE;
  low = (guint64) JSValueToNumber (context, arguments[3], NULL);
  high = (guint64) JSValueToNumber (context, arguments[4], NULL);
  place->address = bytes + (gsize) JSValueToNumber (context, arguments[1], NULL);
  place->is_wide = JSValueToBoolean (context, arguments[2]);
  place->value = high << 32 | low;
  return TRUE;
}

/* Counts who is about to wait, when it may. */
static gboolean
is_as_expected_locked (const Place *place)
{
  gboolean is;

  g_atomic_int_inc (&n_waiting);
  if (place->is_wide)
    is = __atomic_load_n ((guint64 *) place->address, __ATOMIC_SEQ_CST) == place->value;
  else
    is = __atomic_load_n ((guint32 *) place->address, __ATOMIC_SEQ_CST) == (guint32) place->value;
  if (!is)
    g_atomic_int_add (&n_waiting, -1);
  return is;
}

static void
enter_locked (Waiter *self)
{
  GQueue *list;

  if (lists == NULL)
    lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_queue_free);
  list = g_hash_table_lookup (lists, self->address);
  if (list == NULL) {
    list = g_queue_new ();
    g_hash_table_insert (lists, self->address, list);
  }
  g_queue_push_tail (list, self);
}

static void
leave_locked (Waiter *self)
{
  GQueue *list = g_hash_table_lookup (lists, self->address);

  if (g_queue_remove (list, self))
    g_atomic_int_add (&n_waiting, -1);
  if (list->length == 0)
    g_hash_table_remove (lists, self->address);
}

/* A thread that sleeps. */

/* G_MAXINT64 for ever. */
static gint64
deadline_after (double milliseconds)
{
  double us = milliseconds * 1000;

  return us > 1e15 ? G_MAXINT64 : g_get_monotonic_time () + (gint64) us;
}

static Outcome
sleep_locked (Waiter *self, gint64 deadline_us)
{
  while (!self->notified) {
    if (heddle_loop_check_termination (self->loop))
      return OUTCOME_ENDING;
    if (deadline_us == G_MAXINT64)
      g_cond_wait (&self->changed, &lock);
    else if (!g_cond_wait_until (&self->changed, &lock, deadline_us))
      return self->notified ? OUTCOME_OK : OUTCOME_TIMED_OUT;
  }
  return OUTCOME_OK;
}

static Outcome
wait_for (const Place *place, gint64 deadline_us, HeddleLoop *loop)
{
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);
  Waiter self = { .address = place->address, .loop = loop };
  HeddleSpanId span;
  Outcome outcome;

  g_mutex_lock (&lock);
  if (!is_as_expected_locked (place)) {
    g_mutex_unlock (&lock);
    return OUTCOME_NOT_EQUAL;
  }
  g_cond_init (&self.changed);
  span = heddle_recorder_begin (recorder, HEDDLE_KIND_BLOCKED, HEDDLE_STATE_WAITING,
                                heddle_recorder_site (recorder, "Atomics.wait", NULL, 0, 0),
                                heddle_loop_get_current_span (loop), 0);
  heddle_recorder_flush (recorder);
  enter_locked (&self);
  outcome = sleep_locked (&self, deadline_us);
  if (!self.notified)
    leave_locked (&self);
  g_mutex_unlock (&lock);
  heddle_recorder_end (recorder, span, 0);
  g_cond_clear (&self.changed);
  return outcome;
}

/* waitForNotify (buffer, place, isWide, low, high, milliseconds): an Outcome */
static JSValueRef
wait_for_notify (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  gint64 deadline_us = deadline_after (JSValueToNumber (context, arguments[5], NULL));
  Place place;

  if (!read_place (context, arguments, &place, exception))
    return JSValueMakeUndefined (context);
  return JSValueMakeNumber (context, wait_for (&place, deadline_us, heddle_loop_get_current ()));
}

/**
 * heddle_waiters_interrupt:
 * @loop: a loop that is being terminated
 *
 * Wakes its thread when it sleeps here.
 */
void
heddle_waiters_interrupt (HeddleLoop *loop)
{
  GHashTableIter iter;
  gpointer list;

  g_mutex_lock (&lock);
  if (lists != NULL) {
    g_hash_table_iter_init (&iter, lists);
    while (g_hash_table_iter_next (&iter, NULL, &list))
      for (GList *link = ((GQueue *) list)->head; link != NULL; link = link->next)
        if (((Waiter *) link->data)->loop == loop)
          g_cond_signal (&((Waiter *) link->data)->changed);
  }
  g_mutex_unlock (&lock);
}

/* Atomics.waitAsync: its waiters are the loop's data "waiters", by their number. */

static void
waiter_free (Waiter *self)
{
  g_cond_clear (&self->changed);
  g_free (self);
}

/* enterWaiters (buffer, place, isWide, low, high, number): an Outcome; with the number 0 nothing is
 * entered */
static JSValueRef
enter_waiters (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  guint32 number = (guint32) JSValueToNumber (context, arguments[5], NULL);
  Outcome outcome = OUTCOME_NOT_EQUAL;
  Place place;

  if (!read_place (context, arguments, &place, exception))
    return JSValueMakeUndefined (context);
  g_mutex_lock (&lock);
  if (is_as_expected_locked (&place)) {
    outcome = number == 0 ? OUTCOME_TIMED_OUT : OUTCOME_OK;
    if (number == 0) {
      g_atomic_int_add (&n_waiting, -1);
    } else {
      Waiter *waiter = g_new0 (Waiter, 1);

      waiter->address = place.address;
      waiter->loop = loop;
      waiter->number = number;
      g_cond_init (&waiter->changed);
      enter_locked (waiter);
      g_hash_table_insert (heddle_loop_get_data (loop, "waiters"), GUINT_TO_POINTER (number), waiter);
    }
  }
  g_mutex_unlock (&lock);
  return JSValueMakeNumber (context, outcome);
}

/* Takes a waiter of this loop out. Returns whether it still waited. */
static gboolean
forget_locked (GHashTable *waiters, guint32 number)
{
  Waiter *waiter = g_hash_table_lookup (waiters, GUINT_TO_POINTER (number));
  gboolean waited = waiter != NULL && !waiter->notified;

  if (waited)
    leave_locked (waiter);
  if (waiter != NULL)
    waiter_free (waiter);
  g_hash_table_remove (waiters, GUINT_TO_POINTER (number));
  return waited;
}

/* leaveWaiters (number): whether it was not notified yet */
static JSValueRef
leave_waiters (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  GHashTable *waiters = heddle_loop_get_data (heddle_loop_get_current (), "waiters");
  gboolean waited = FALSE;
  Waiter *waiter;

  g_mutex_lock (&lock);
  waiter = g_hash_table_lookup (waiters, GUINT_TO_POINTER ((guint32) JSValueToNumber (context, arguments[0], NULL)));
  if (waiter != NULL && !waiter->notified)
    waited = forget_locked (waiters, waiter->number);
  g_mutex_unlock (&lock);
  return JSValueMakeBoolean (context, waited);
}

static void
notified_run (HeddleTask *task, HeddleLoop *loop)
{
  guint32 number = ((NotifiedTask *) task)->number;
  JSValueRef argument = JSValueMakeNumber (heddle_loop_get_context (loop), number);

  g_mutex_lock (&lock);
  forget_locked (heddle_loop_get_data (loop, "waiters"), number);
  g_mutex_unlock (&lock);
  heddle_loop_call_hook (loop, "waiterNotified", 1, &argument);
}

static void
notified_free (HeddleTask *task)
{
  g_free (task);
}

static void
queue_notified (Waiter *waiter)
{
  NotifiedTask *notified = g_new0 (NotifiedTask, 1);

  notified->task.source = HEDDLE_SOURCE_MESSAGE;
  notified->task.label = "Atomics.notify";
  notified->task.cause = heddle_loop_get_current_span (heddle_loop_get_current ());
  notified->task.run = notified_run;
  notified->task.free = notified_free;
  notified->number = waiter->number;
  heddle_loop_queue (waiter->loop, &notified->task);
}

static void
waiters_free (gpointer waiters)
{
  GHashTableIter iter;
  gpointer waiter;

  g_mutex_lock (&lock);
  g_hash_table_iter_init (&iter, waiters);
  while (g_hash_table_iter_next (&iter, NULL, &waiter)) {
    if (!((Waiter *) waiter)->notified)
      leave_locked (waiter);
    waiter_free (waiter);
  }
  g_mutex_unlock (&lock);
  g_hash_table_unref (waiters);
}

/* Both kinds. */

static guint
notify (gpointer address, double limit)
{
  guint n_notified = 0;
  GQueue *list;

  g_mutex_lock (&lock);
  list = lists == NULL ? NULL : g_hash_table_lookup (lists, address);
  while (list != NULL && list->length > 0 && n_notified + 1 <= limit) {
    Waiter *waiter = g_queue_pop_head (list);

    waiter->notified = TRUE;
    g_atomic_int_add (&n_waiting, -1);
    n_notified++;
    if (waiter->number != 0)
      queue_notified (waiter);
    else
      g_cond_signal (&waiter->changed);
  }
  if (list != NULL && list->length == 0)
    g_hash_table_remove (lists, address);
  g_mutex_unlock (&lock);
  return n_notified;
}

/* notifyWaiters (buffer, place, count): how many were notified */
static JSValueRef
notify_waiters (JSContextRef context,
                JSObjectRef function,
                JSObjectRef this_object,
                size_t n_arguments,
                const JSValueRef arguments[],
                JSValueRef *exception)
{
  guint8 *bytes;

  __atomic_thread_fence (__ATOMIC_SEQ_CST);
  if (g_atomic_int_get (&n_waiting) == 0)
    return JSValueMakeNumber (context, 0);
  bytes = JSObjectGetArrayBufferBytesPtr (context, (JSObjectRef) arguments[0], exception);
  if (bytes == NULL)
    return JSValueMakeUndefined (context);
  return JSValueMakeNumber (context, notify (bytes + (gsize) JSValueToNumber (context, arguments[1], NULL),
                                             JSValueToNumber (context, arguments[2], NULL)));
}

void
heddle_web_waiters_register (HeddleLoop *loop)
{
  heddle_loop_set_data (loop, "waiters", g_hash_table_new (NULL, NULL), waiters_free);
  heddle_loop_add_native (loop, "waitForNotify", wait_for_notify);
  heddle_loop_add_native (loop, "enterWaiters", enter_waiters);
  heddle_loop_add_native (loop, "leaveWaiters", leave_waiters);
  heddle_loop_add_native (loop, "notifyWaiters", notify_waiters);
}
