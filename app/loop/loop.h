/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One JS thread: a JavaScriptCore VM, its task queues, its timers and its microtask checkpoint, on the thread's own
 * GMainContext. The standard: HTML, "Event loops" (section 8.1.7).
 * Threads: a loop belongs to the thread that made it; heddle_loop_queue (), heddle_loop_hold () and
 * heddle_loop_release () may be called from any thread while the caller holds a reference to the loop.
 */
#pragma once

#include "loop/activity.h"
#include "trace/recorder.h"

#include <JavaScriptCore/JavaScript.h>

G_BEGIN_DECLS

typedef struct _HeddleLoop HeddleLoop;
typedef struct _HeddleTask HeddleTask;

/**
 * HeddleTaskSource:
 *
 * The task sources. Order inside a source is first in, first out; across sources the oldest task runs first, but for
 * user input, which runs before all others, and the DOM's own tasks, which come next.
 */
typedef enum {
  HEDDLE_SOURCE_INPUT,
  HEDDLE_SOURCE_SCRIPT,
  HEDDLE_SOURCE_TIMER,
  HEDDLE_SOURCE_MESSAGE,
  HEDDLE_SOURCE_NETWORK,
  HEDDLE_SOURCE_FILE,
  HEDDLE_SOURCE_RENDERING,
  HEDDLE_SOURCE_DOM,
  HEDDLE_N_SOURCES,
} HeddleTaskSource;

/**
 * HeddleTask:
 * @source: its task source
 * @label: (not nullable): what it runs, for the trace; lives at least as long as the task
 * @cause: the span that led to it (a request, a message, a timer …), or HEDDLE_SPAN_NONE
 * @queued_ns: when it became ready to run; set by heddle_loop_queue () when 0
 * @start: (nullable): called on the loop's thread just before, to set @cause
 * @run: called on the loop's thread, as the task; call JavaScript with heddle_loop_call ()
 * @free: frees the task: after it ran, or when the loop ends without having run it
 *
 * One turn of the event loop. Embed it as the first member of a struct of your own.
 */
struct _HeddleTask {
  HeddleTask *next;
  HeddleTaskSource source;
  const char *label;
  HeddleSpanId cause;
  gint64 queued_ns;
  guint64 order;
  void (*start) (HeddleTask *task, HeddleLoop *loop);
  void (*run) (HeddleTask *task, HeddleLoop *loop);
  void (*free) (HeddleTask *task);
};

/* Timers with this id or a higher one do not keep the run alive. */
#define HEDDLE_FIRST_BACKGROUND_TIMER (1u << 31)

HeddleLoop *heddle_loop_new (HeddleActivity *activity, HeddleRings *rings, HeddleRole role, const char *name);
HeddleLoop *heddle_loop_ref (HeddleLoop *self);
void heddle_loop_unref (HeddleLoop *self);

/* Who wants to know of each loop, told on the loop's thread; set before the first loop. */
typedef void (*HeddleLoopFunc) (HeddleLoop *loop, gpointer user_data);

void heddle_loop_set_observer (HeddleLoopFunc started, HeddleLoopFunc ended, gpointer user_data);

/* Told after each task and its microtasks. */
typedef void (*HeddleTaskEndedFunc) (HeddleLoop *loop, gint64 now_ns);

/* Any thread. */
void heddle_loop_queue (HeddleLoop *self, HeddleTask *task);
void heddle_loop_hold (HeddleLoop *self);
void heddle_loop_release (HeddleLoop *self);
void heddle_loop_quit (HeddleLoop *self);
void heddle_loop_terminate (HeddleLoop *self, GFunc parked, gpointer user_data);
gboolean heddle_loop_is_quitting (HeddleLoop *self);
HeddleActivity *heddle_loop_get_activity (HeddleLoop *self);
HeddleRings *heddle_loop_get_rings (HeddleLoop *self);
HeddleRole heddle_loop_get_role (HeddleLoop *self);
const char *heddle_loop_get_name (HeddleLoop *self);

/* The loop's own thread. */
HeddleLoop *heddle_loop_get_current (void);
void heddle_loop_run (HeddleLoop *self);
gboolean heddle_loop_check_termination (HeddleLoop *self);
void heddle_loop_dispose (HeddleLoop *self);
JSGlobalContextRef heddle_loop_get_context (HeddleLoop *self);
GMainContext *heddle_loop_get_main_context (HeddleLoop *self);
HeddleRecorder *heddle_loop_get_recorder (HeddleLoop *self);
HeddleSpanId heddle_loop_get_current_span (HeddleLoop *self);
gint64 heddle_loop_get_task_queued_ns (HeddleLoop *self);
void heddle_loop_set_task_ended (HeddleLoop *self, HeddleTaskEndedFunc task_ended);
void heddle_loop_set_timer (HeddleLoop *self, gint64 deadline_ns, guint32 id, HeddleSpanId span);
void heddle_loop_clear_timer (HeddleLoop *self, guint32 id);
void heddle_loop_set_frame (HeddleLoop *self, gboolean wanted);

/* JavaScript, on the loop's own thread. */
JSValueRef heddle_loop_call (HeddleLoop *self,
                             JSObjectRef function,
                             JSObjectRef this_object,
                             gsize n_arguments,
                             const JSValueRef arguments[]);
JSValueRef heddle_loop_call_hook (HeddleLoop *self, const char *name, gsize n_arguments, const JSValueRef arguments[]);
JSValueRef
heddle_loop_evaluate (HeddleLoop *self, const char *source, gssize n_bytes, const char *url, JSValueRef *exception);
void heddle_loop_report (HeddleLoop *self, JSValueRef exception);
void heddle_loop_add_native (HeddleLoop *self, const char *name, JSObjectCallAsFunctionCallback function);
JSObjectRef heddle_loop_get_native (HeddleLoop *self);
void heddle_loop_set_internals (HeddleLoop *self, JSObjectRef internals);
JSObjectRef heddle_loop_get_internals (HeddleLoop *self);
JSObjectRef heddle_loop_dup_hook (HeddleLoop *self, const char *name);

gpointer heddle_loop_get_data (HeddleLoop *self, const char *key);
void heddle_loop_set_data (HeddleLoop *self, const char *key, gpointer data, GDestroyNotify destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLoop, heddle_loop_unref)

G_END_DECLS
