/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tells ThreadSanitizer what GLib's locks, queues and counts order. GLib is not compiled with it, and its locks are futexes
 * that no interceptor sees: without this each GMutex of ours looks like none. Nothing is suppressed: a race in our own
 * code is still one.
 * Linked into each program of a build with -Db_sanitize=thread (see .ci/run): its functions stand before GLib's own,
 * which they call.
 * Threads: any.
 */
#include <dlfcn.h>
#include <glib.h>

/* sanitizer/tsan_interface.h */
void __tsan_acquire (void *address);
void __tsan_release (void *address);
void __tsan_mutex_pre_lock (void *address, unsigned flags);
void __tsan_mutex_post_lock (void *address, unsigned flags, int recursion);
int __tsan_mutex_pre_unlock (void *address, unsigned flags);
void __tsan_mutex_post_unlock (void *address, unsigned flags);

#define TRY_LOCK (1u << 4)
#define TRY_LOCK_FAILED (1u << 5)

/* GLib's own function of the same name. */
#define REAL(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))

/* Locks. */

void
g_mutex_lock (GMutex *mutex)
{
  __tsan_mutex_pre_lock (mutex, 0);
  REAL (g_mutex_lock) (mutex);
  __tsan_mutex_post_lock (mutex, 0, 1);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked;

  __tsan_mutex_pre_lock (mutex, TRY_LOCK);
  locked = REAL (g_mutex_trylock) (mutex);
  __tsan_mutex_post_lock (mutex, locked ? TRY_LOCK : TRY_LOCK | TRY_LOCK_FAILED, 1);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  REAL (g_mutex_unlock) (mutex);
  __tsan_mutex_post_unlock (mutex, 0);
}

static void
before_wait (GMutex *mutex)
{
  __tsan_mutex_pre_unlock (mutex, 0);
  __tsan_mutex_post_unlock (mutex, 0);
}

static void
after_wait (GMutex *mutex)
{
  __tsan_mutex_pre_lock (mutex, 0);
  __tsan_mutex_post_lock (mutex, 0, 1);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  before_wait (mutex);
  REAL (g_cond_wait) (cond, mutex);
  after_wait (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;

  before_wait (mutex);
  signalled = REAL (g_cond_wait_until) (cond, mutex, end_time);
  after_wait (mutex);
  return signalled;
}

/* Queues between threads: what was done before a push is seen after the pop. */

void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  __tsan_release (queue);
  REAL (g_async_queue_push) (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_pop) (queue);

  __tsan_acquire (queue);
  return data;
}

gpointer
g_async_queue_try_pop (GAsyncQueue *queue)
{
  gpointer data = REAL (g_async_queue_try_pop) (queue);

  __tsan_acquire (queue);
  return data;
}

gpointer
g_async_queue_timeout_pop (GAsyncQueue *queue, guint64 timeout)
{
  gpointer data = REAL (g_async_queue_timeout_pop) (queue, timeout);

  __tsan_acquire (queue);
  return data;
}

/* Counts: all that was done with a thing comes before its end, on whichever thread the last count is dropped. */

static _Thread_local GDestroyNotify on_last;

static void
clear_box (gpointer box)
{
  GDestroyNotify clear = on_last;

  __tsan_acquire (box);
  if (clear != NULL)
    clear (box);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  /* Whether this is the last one is known inside only. */
  __tsan_release (box);
  on_last = clear;
  REAL (g_atomic_rc_box_release_full) (box, clear_box);
}

void
g_atomic_rc_box_release (gpointer box)
{
  g_atomic_rc_box_release_full (box, NULL);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  gboolean is_last;

  __tsan_release (count);
  is_last = REAL (g_atomic_ref_count_dec) (count);
  if (is_last)
    __tsan_acquire (count);
  return is_last;
}
