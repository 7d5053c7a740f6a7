/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dedicated workers, as their creator sees them: they are started, fail, end and are terminated. What runs on their own
 * thread is in worker-thread.c.
 * Threads: the creator's loop, but for what its fields say. A worker ends before its creator does: the loop waits for it.
 */
#include "web/worker.h"

#include "base/clock.h"
#include "loop/value.h"
#include "web/call-place.h"
#include "web/port.h"
#include "web/waiters.h"
#include "web/web.h"
#include "web/worker-private.h"
#include "web/worker-script.h"

typedef struct {
  HeddleTask task;
  HeddleWorker *worker;
} EndTask;

static gint last_number;

static void
worker_clear (gpointer data)
{
  HeddleWorker *self = data;

  g_clear_pointer (&self->inside, heddle_port_release);
  heddle_port_unref (self->outside);
  heddle_loop_unref (self->creator);
  g_clear_pointer (&self->loop, heddle_loop_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->lane);
  g_free (self->url);
  g_free (self->path);
  g_free (self->text);
  g_cond_clear (&self->ended_condition);
  g_mutex_clear (&self->lock);
}

HeddleWorker *
heddle_worker_ref (HeddleWorker *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
heddle_worker_unref (HeddleWorker *self)
{
  g_atomic_rc_box_release_full (self, worker_clear);
}

static GHashTable *
get_workers (HeddleLoop *loop)
{
  return heddle_loop_get_data (loop, "workers");
}

/* The thread is over, or parked for good. */
static void
worker_finish (HeddleWorker *self)
{
  JSContextRef context = heddle_loop_get_context (self->creator);
  gboolean parked;

  if (self->object == NULL)
    return;
  g_mutex_lock (&self->lock);
  parked = self->parked;
  g_mutex_unlock (&self->lock);
  if (parked)
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  heddle_port_detach (self->outside, self->creator);
  heddle_recorder_end (heddle_loop_get_recorder (self->creator), self->span, 0);
  JSValueUnprotect (context, self->object);
  self->object = NULL;
}

static void
end_run (HeddleTask *task, HeddleLoop *loop)
{
  HeddleWorker *self = ((EndTask *) task)->worker;

  worker_finish (self);
  g_hash_table_remove (get_workers (loop), GUINT_TO_POINTER (self->number));
}

static void
end_free (HeddleTask *task)
{
  heddle_worker_unref (((EndTask *) task)->worker);
  g_free (task);
}

/* Says, from any thread, that the worker's thread does nothing more. */
void
heddle_worker_end (HeddleWorker *self, gboolean parked)
{
  EndTask *end = g_new0 (EndTask, 1);

  end->task.source = HEDDLE_SOURCE_MESSAGE; /* behind all that it posted */
  end->task.label = "worker ended";
  end->task.run = end_run;
  end->task.free = end_free;
  end->worker = heddle_worker_ref (self);
  /* Before the task can run: a thread that is parked for good must not be joined. */
  g_mutex_lock (&self->lock);
  self->parked = parked;
  g_mutex_unlock (&self->lock);
  heddle_loop_queue (self->creator, &end->task);
  heddle_worker_started (self);
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->ended_condition);
  g_mutex_unlock (&self->lock);
}

/* From now on, the worker alone does not keep the run alive. */
void
heddle_worker_started (HeddleWorker *self)
{
  if (g_atomic_int_compare_and_exchange (&self->starting, TRUE, FALSE))
    heddle_loop_release (self->creator);
}

/* The thread will never drop its reference. */
static void
on_parked (gpointer loop, gpointer self)
{
  heddle_worker_end (self, TRUE);
  heddle_worker_unref (self);
}

static void
worker_terminate (HeddleWorker *self)
{
  HeddleLoop *loop = NULL;

  g_mutex_lock (&self->lock);
  if (!self->terminated && self->loop != NULL)
    loop = heddle_loop_ref (self->loop);
  self->terminated = TRUE;
  g_mutex_unlock (&self->lock);
  heddle_port_close (self->outside, self->creator);
  if (loop == NULL)
    return;
  heddle_loop_terminate (loop, on_parked, self);
  heddle_waiters_interrupt (loop);
  heddle_loop_unref (loop);
}

static void
wait_until_ended (HeddleWorker *self)
{
  g_mutex_lock (&self->lock);
  while (!self->ended)
    g_cond_wait (&self->ended_condition, &self->lock);
  g_mutex_unlock (&self->lock);
}

/* The creator's loop ends: its workers end before it. */
static void
workers_free (gpointer workers)
{
  GHashTableIter iter;
  gpointer worker;

  g_hash_table_iter_init (&iter, workers);
  while (g_hash_table_iter_next (&iter, NULL, &worker))
    worker_terminate (worker);
  g_hash_table_iter_init (&iter, workers);
  while (g_hash_table_iter_next (&iter, NULL, &worker)) {
    wait_until_ended (worker);
    worker_finish (worker);
  }
  g_hash_table_unref (workers);
}

static char *
dup_optional (JSContextRef context, JSValueRef value)
{
  return JSValueIsString (context, value) ? heddle_js_dup_utf8 (context, value, NULL) : NULL;
}

static void
label_ports (HeddleWorker *self)
{
  g_autofree char *to_worker = g_strdup_printf ("message to %s", self->lane);
  g_autofree char *from_worker = g_strdup_printf ("message from %s", self->lane);

  heddle_port_set_label (self->inside, to_worker);
  heddle_port_set_label (self->outside, from_worker);
}

static HeddleWorker *
worker_new (HeddleLoop *creator, JSContextRef context, const JSValueRef arguments[])
{
  HeddleWorker *self = g_atomic_rc_box_new0 (HeddleWorker);
  const char *base = heddle_loop_get_data (creator, "script-path");

  g_mutex_init (&self->lock);
  g_cond_init (&self->ended_condition);
  self->creator = heddle_loop_ref (creator);
  self->program = heddle_web_get_program (creator);
  self->number = (guint) g_atomic_int_add (&last_number, 1) + 1;
  self->object = JSValueToObject (context, arguments[0], NULL);
  self->url = heddle_js_dup_utf8 (context, arguments[1], NULL);
  self->name = heddle_js_dup_utf8 (context, arguments[2], NULL);
  self->text = dup_optional (context, arguments[3]);
  self->is_module = JSValueToBoolean (context, arguments[4]);
  self->lane = self->name[0] != '\0' ? g_strdup (self->name) : g_strdup_printf ("worker %u", self->number);
  if (self->text != NULL)
    self->path = g_strdup (self->url);
  else
    self->path = heddle_worker_script_resolve (self->program, base != NULL ? base : self->program->main, self->url,
                                               &self->error);
  heddle_port_new_pair (&self->outside, &self->inside);
  label_ports (self);
  return self;
}

static void
worker_start (HeddleWorker *self)
{
  HeddleRecorder *recorder = heddle_loop_get_recorder (self->creator);
  HeddleCallPlace place = heddle_call_place_get (self->creator);
  guint32 site = heddle_call_place_to_site (place, recorder, self->lane);

  JSValueProtect (heddle_loop_get_context (self->creator), self->object);
  self->span = heddle_recorder_begin (recorder, HEDDLE_KIND_WORKER, HEDDLE_STATE_WAITING, site,
                                      heddle_loop_get_current_span (self->creator), 0);
  self->starting = TRUE;
  heddle_loop_hold (self->creator);
  heddle_port_start (self->outside, self->creator, self->object);
  g_hash_table_insert (get_workers (self->creator), GUINT_TO_POINTER (self->number), self);
  self->thread = g_thread_new ("worker", heddle_worker_thread, heddle_worker_ref (self));
}

/* startWorker (object, url, name, text, isModule): [number, port]; text is undefined for a file */
static JSValueRef
start_worker (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  HeddleWorker *self = worker_new (loop, context, arguments);
  JSValueRef result[2];

  worker_start (self);
  result[0] = JSValueMakeNumber (context, self->number);
  result[1] = heddle_port_make_handle (self->outside, context);
  return JSObjectMakeArray (context, 2, result, exception);
}

/* terminateWorker (number) */
static JSValueRef
terminate_worker (JSContextRef context,
                  JSObjectRef function,
                  JSObjectRef this_object,
                  size_t n_arguments,
                  const JSValueRef arguments[],
                  JSValueRef *exception)
{
  guint number = (guint) JSValueToNumber (context, arguments[0], NULL);
  HeddleWorker *self = g_hash_table_lookup (get_workers (heddle_loop_get_current ()), GUINT_TO_POINTER (number));

  if (self != NULL)
    worker_terminate (self);
  return JSValueMakeUndefined (context);
}

void
heddle_web_workers_register (HeddleLoop *loop)
{
  heddle_loop_set_data (loop, "workers", g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) heddle_worker_unref),
                        workers_free);
  heddle_loop_add_native (loop, "startWorker", start_worker);
  heddle_loop_add_native (loop, "terminateWorker", terminate_worker);
  heddle_worker_thread_register (loop);
}
