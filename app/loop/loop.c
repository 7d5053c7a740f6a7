/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One JS thread: its task queues and timers as one GSource, and the one way into JavaScript.
 * Threads: see loop.h. The GSource runs one task at a time, oldest first, each followed by the microtask checkpoint
 * (JavaScriptCore drains its microtasks when the outermost call into it returns), for at most SLICE_NS before other
 * sources of the context get their turn.
 */
#include "loop/loop-private.h"

#include "base/clock.h"

#include <errno.h>
#include <math.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* How long tasks may run one after another before other sources of the thread's context are asked. */
#define SLICE_NS (1 * HEDDLE_NS_PER_MS)
/* How often the reader of the trace is woken while tasks follow on one another. */
#define FLUSH_NS (2 * HEDDLE_NS_PER_MS)
/* A task shorter than this is not worth a reading of the thread's CPU clock. */
#define CPU_READING_NS (200 * HEDDLE_NS_PER_US)
#define FRAME_NS (HEDDLE_NS_PER_S / 60)

typedef struct {
  GSource source;
  HeddleLoop *loop;
  gpointer timer_tag;
} LoopSource;

static _Thread_local HeddleLoop *current_loop;

static struct {
  HeddleLoopFunc started;
  HeddleLoopFunc ended;
  gpointer user_data;
} observer;

/**
 * heddle_loop_set_observer:
 * @started: (nullable): called when a loop has been made
 * @ended: (nullable): called when a loop is about to be disposed of
 * @user_data: for both
 *
 * Both are called on the loop's thread. Set it while no loop starts or ends.
 */
void
heddle_loop_set_observer (HeddleLoopFunc started, HeddleLoopFunc ended, gpointer user_data)
{
  observer.started = started;
  observer.ended = ended;
  observer.user_data = user_data;
}

HeddleLoop *
heddle_loop_get_current (void)
{
  return current_loop;
}

static void
assert_own_thread (HeddleLoop *self)
{
  g_assert (current_loop == self);
}

/* When a timer or the next frame is due; G_MAXINT64 when there is none. */
static gint64
next_deadline (HeddleLoop *self)
{
  const HeddleTimer *timer = heddle_timer_heap_peek (self->timers);
  gint64 deadline_ns = timer != NULL ? timer->deadline_ns : G_MAXINT64;

  return self->frame_wanted ? MIN (deadline_ns, self->frame_ns) : deadline_ns;
}

static gboolean
is_ready (HeddleLoop *self)
{
  return heddle_loop_is_quitting (self) || heddle_queues_have_tasks (&self->queues) ||
         next_deadline (self) <= heddle_clock_now ();
}

/* GLib's own time-outs count whole milliseconds; this descriptor becomes readable to the microsecond. */
static void
arm_timer_fd (HeddleLoop *self, gint64 deadline_ns)
{
  struct itimerspec due = { 0 };

  if (deadline_ns == self->armed_ns)
    return;
  if (deadline_ns != G_MAXINT64) {
    due.it_value.tv_sec = deadline_ns / HEDDLE_NS_PER_S;
    due.it_value.tv_nsec = deadline_ns % HEDDLE_NS_PER_S;
  }
  timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME, &due, NULL);
  self->armed_ns = deadline_ns;
}

static gboolean
loop_source_prepare (GSource *source, int *timeout_ms)
{
  HeddleLoop *self = ((LoopSource *) source)->loop;

  *timeout_ms = -1;
  if (is_ready (self))
    return TRUE;
  heddle_recorder_flush (self->recorder);
  arm_timer_fd (self, next_deadline (self));
  return FALSE;
}

static gboolean
loop_source_check (GSource *source)
{
  return is_ready (((LoopSource *) source)->loop);
}

/* Runs a task: recorded, with the thread's CPU time where it is long enough to matter. The clock is read once a task: one
 * ends when the next starts. Returns when it ended. */
static gint64
run_task (HeddleLoop *self, HeddleTask *task, gint64 now_ns)
{
  guint32 site = heddle_recorder_site (self->recorder, task->label, NULL, 0, 0);
  gint64 start_ns = MAX (now_ns, task->queued_ns), end_ns, cpu_ns = 0;

  if (start_ns - self->cpu_read_ns > 5 * CPU_READING_NS) {
    self->cpu_ns = heddle_clock_thread_cpu ();
    self->cpu_read_ns = start_ns;
  }
  if (task->start != NULL) {
    task->start (task, self);
    start_ns = heddle_clock_now ();
  }
  self->span = heddle_recorder_begin_queued (self->recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, site,
                                             task->cause, task->queued_ns, start_ns);
  if (start_ns - self->flushed_ns > FLUSH_NS) {
    heddle_recorder_flush (self->recorder);
    self->flushed_ns = start_ns;
  }
  self->task_queued_ns = task->queued_ns > 0 ? task->queued_ns : start_ns;
  self->in_task = TRUE;
  task->run (task, self);
  self->in_task = FALSE;
  end_ns = heddle_clock_now ();
  if (self->task_ended != NULL)
    self->task_ended (self, end_ns);
  if (end_ns - start_ns > CPU_READING_NS) {
    gint64 now_cpu_ns = heddle_clock_thread_cpu ();

    cpu_ns = MIN (now_cpu_ns - self->cpu_ns - MAX (0, start_ns - self->cpu_read_ns), end_ns - start_ns);
    cpu_ns = MAX (cpu_ns, 1);
    self->cpu_ns = now_cpu_ns;
    self->cpu_read_ns = end_ns;
  }
  heddle_recorder_end_at (self->recorder, self->span, end_ns, cpu_ns);
  self->span = HEDDLE_SPAN_NONE;
  return end_ns;
}

typedef struct {
  HeddleTask task;
  guint32 id;
} TimerTask;

static void
run_timer (HeddleTask *task, HeddleLoop *loop)
{
  JSValueRef id = JSValueMakeNumber (loop->context, ((TimerTask *) task)->id);

  heddle_loop_call_hook (loop, "fireTimer", 1, &id);
}

static void
run_frame (HeddleTask *task, HeddleLoop *loop)
{
  heddle_loop_call_hook (loop, "fireFrame", 0, NULL);
}

static gboolean
keeps_alive (guint32 id)
{
  return id < HEDDLE_FIRST_BACKGROUND_TIMER;
}

static gboolean
goes_first (const HeddleTask *task)
{
  return task->source == HEDDLE_SOURCE_INPUT || task->source == HEDDLE_SOURCE_DOM;
}

/* The first timer, when it became due before the task at the head of the queues was queued. */
static gboolean
run_timer_if_first (HeddleLoop *self, const HeddleTask *task, gint64 *now_ns)
{
  const HeddleTimer *first = heddle_timer_heap_peek (self->timers);
  TimerTask fire = { .task = { .source = HEDDLE_SOURCE_TIMER, .label = "timer", .run = run_timer } };
  HeddleTimer timer;

  if (first == NULL || first->deadline_ns > *now_ns ||
      (task != NULL && (goes_first (task) || task->queued_ns <= first->deadline_ns)))
    return FALSE;
  heddle_timer_heap_take (self->timers, &timer);
  heddle_recorder_end_at (self->recorder, timer.span, MIN (timer.deadline_ns, *now_ns), 0);
  fire.id = timer.id;
  fire.task.cause = timer.span;
  fire.task.queued_ns = timer.deadline_ns;
  if (!keeps_alive (timer.id))
    heddle_loop_hold (self);
  *now_ns = run_task (self, &fire.task, *now_ns);
  heddle_loop_release (self);
  return TRUE;
}

static gboolean
run_frame_if_due (HeddleLoop *self, gint64 *now_ns)
{
  HeddleTask frame = { .source = HEDDLE_SOURCE_RENDERING, .label = "animation frame", .run = run_frame };

  if (!self->frame_wanted || self->frame_ns > *now_ns)
    return FALSE;
  frame.queued_ns = self->frame_ns;
  self->frame_wanted = FALSE;
  heddle_loop_hold (self);
  *now_ns = run_task (self, &frame, *now_ns);
  heddle_loop_release (self);
  return TRUE;
}

/* Runs the one task whose turn it is; then it is later. */
static gboolean
run_next (HeddleLoop *self, gint64 *now_ns)
{
  HeddleTask *task = heddle_queues_peek (&self->queues);

  if (run_timer_if_first (self, task, now_ns) || run_frame_if_due (self, now_ns))
    return TRUE;
  if (task == NULL)
    return FALSE;
  heddle_queues_take (&self->queues, task);
  *now_ns = run_task (self, task, *now_ns);
  heddle_loop_finish_task (self, task);
  return TRUE;
}

static gboolean
loop_source_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  HeddleLoop *self = ((LoopSource *) source)->loop;
  gint64 now_ns = heddle_clock_now ();
  gint64 end_ns = now_ns + SLICE_NS;

  self->armed_ns = 0;
  while (!heddle_loop_is_quitting (self) && run_next (self, &now_ns) && now_ns < end_ns)
    ;
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs loop_source_funcs = { loop_source_prepare, loop_source_check, loop_source_dispatch, NULL };

static void
attach_source (HeddleLoop *self)
{
  LoopSource *source;

  self->timer_fd = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  self->source = g_source_new (&loop_source_funcs, sizeof (LoopSource));
  source = (LoopSource *) self->source;
  source->loop = self;
  source->timer_tag = g_source_add_unix_fd (self->source, self->timer_fd, G_IO_IN);
  g_source_set_static_name (self->source, "Heddle event loop");
  g_source_attach (self->source, self->main_context);
}

/**
 * heddle_loop_new:
 * @activity: the run's count of what keeps it alive
 * @rings: the run's rings
 * @role: HEDDLE_ROLE_MAIN or HEDDLE_ROLE_WORKER
 * @name: the thread's name in the trace
 *
 * Makes a loop, with a VM, for the calling thread. A worker's loop gets a GMainContext of its own, which is the
 * thread's default until heddle_loop_dispose().
 *
 * Returns: (transfer full): the loop
 */
HeddleLoop *
heddle_loop_new (HeddleActivity *activity, HeddleRings *rings, HeddleRole role, const char *name)
{
  HeddleLoop *self = g_atomic_rc_box_new0 (HeddleLoop);

  g_assert (current_loop == NULL);
  self->activity = activity;
  heddle_holds_init (&self->holds, activity);
  self->rings = rings;
  self->role = role;
  self->name = g_strdup (name);
  self->frame_origin_ns = heddle_clock_now ();
  self->main_context = role == HEDDLE_ROLE_MAIN ? g_main_context_ref_thread_default () : g_main_context_new ();
  g_main_context_push_thread_default (self->main_context);
  self->recorder = heddle_recorder_new (rings, role, name);
  self->timers = heddle_timer_heap_new ();
  g_datalist_init (&self->data);
  heddle_queues_init (&self->queues);
  attach_source (self);
  current_loop = self;
  heddle_loop_create_vm (self);
  if (observer.started != NULL)
    observer.started (self, observer.user_data);
  return self;
}

HeddleLoop *
heddle_loop_ref (HeddleLoop *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
loop_clear (gpointer data)
{
  HeddleLoop *self = data;

  g_mutex_clear (&self->queues.lock);
  g_free (self->name);
}

void
heddle_loop_unref (HeddleLoop *self)
{
  g_atomic_rc_box_release_full (self, loop_clear);
}

/**
 * heddle_loop_dispose:
 *
 * Ends the loop, on its thread: frees the tasks that did not run, what was set with heddle_loop_set_data(), the VM and
 * the recorder. The last references may be dropped later, elsewhere.
 */
void
heddle_loop_dispose (HeddleLoop *self)
{
  HeddleTask *task, *next;
  HeddleTimer timer;

  assert_own_thread (self);
  heddle_loop_quit (self);
  g_datalist_clear (&self->data);
  for (task = heddle_queues_close (&self->queues); task != NULL; task = next) {
    next = task->next;
    heddle_loop_finish_task (self, task);
  }
  while (heddle_timer_heap_take (self->timers, &timer)) {
    heddle_recorder_end (self->recorder, timer.span, 0);
    if (keeps_alive (timer.id))
      heddle_loop_release (self);
  }
  heddle_loop_destroy_vm (self);
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  close (self->timer_fd);
  g_clear_pointer (&self->timers, heddle_timer_heap_free);
  if (observer.ended != NULL)
    observer.ended (self, observer.user_data);
  g_clear_pointer (&self->recorder, heddle_recorder_free);
  g_main_context_pop_thread_default (self->main_context);
  g_clear_pointer (&self->main_context, g_main_context_unref);
  current_loop = NULL;
}

/* The loop's own thread. */

/**
 * heddle_loop_run:
 *
 * Runs tasks until heddle_loop_quit().
 */
void
heddle_loop_run (HeddleLoop *self)
{
  assert_own_thread (self);
  while (!heddle_loop_is_quitting (self))
    g_main_context_iteration (self->main_context, TRUE);
}

/**
 * heddle_loop_set_timer:
 * @deadline_ns: when the hook fireTimer (id) is called, as a task
 * @id: the program's number for it
 * @span: its span
 *
 * Sets a timer. It keeps the run alive until it has fired or is cleared, but for those from
 * HEDDLE_FIRST_BACKGROUND_TIMER on: a time-out of something else, which keeps the run alive itself.
 */
void
heddle_loop_set_timer (HeddleLoop *self, gint64 deadline_ns, guint32 id, HeddleSpanId span)
{
  assert_own_thread (self);
  if (keeps_alive (id))
    heddle_loop_hold (self);
  heddle_timer_heap_add (self->timers, deadline_ns, id, span);
}

/**
 * heddle_loop_clear_timer:
 * @id: a timer that was set and has neither fired nor been cleared
 */
void
heddle_loop_clear_timer (HeddleLoop *self, guint32 id)
{
  assert_own_thread (self);
  heddle_timer_heap_clear (self->timers, id);
  if (keeps_alive (id))
    heddle_loop_release (self);
}

/**
 * heddle_loop_set_frame:
 * @wanted: whether the hook fireFrame () is to be called at the next of 60 frames a second
 *
 * A wanted frame does not keep the run alive.
 */
void
heddle_loop_set_frame (HeddleLoop *self, gboolean wanted)
{
  gint64 since_ns = heddle_clock_now () - self->frame_origin_ns;

  assert_own_thread (self);
  if (wanted && !self->frame_wanted)
    self->frame_ns = self->frame_origin_ns + (since_ns / FRAME_NS + 1) * FRAME_NS;
  self->frame_wanted = wanted;
}

gpointer
heddle_loop_get_data (HeddleLoop *self, const char *key)
{
  return g_datalist_get_data (&self->data, key);
}

/**
 * heddle_loop_set_data:
 * @key: a name
 * @data: something of this loop
 * @destroy: (nullable): frees it, in heddle_loop_dispose(), while the VM is still there
 */
void
heddle_loop_set_data (HeddleLoop *self, const char *key, gpointer data, GDestroyNotify destroy)
{
  g_datalist_set_data_full (&self->data, key, data, destroy);
}

GMainContext *
heddle_loop_get_main_context (HeddleLoop *self)
{
  return self->main_context;
}

HeddleRecorder *
heddle_loop_get_recorder (HeddleLoop *self)
{
  return self->recorder;
}

/**
 * heddle_loop_get_current_span:
 *
 * Returns: the task that runs now, to be the cause of what it starts
 */
HeddleSpanId
heddle_loop_get_current_span (HeddleLoop *self)
{
  return self->span;
}

/**
 * heddle_loop_get_task_queued_ns:
 *
 * Returns: since when the task that runs now was ready to run
 */
gint64
heddle_loop_get_task_queued_ns (HeddleLoop *self)
{
  return self->task_queued_ns;
}

void
heddle_loop_set_task_ended (HeddleLoop *self, HeddleTaskEndedFunc task_ended)
{
  self->task_ended = task_ended;
}

HeddleActivity *
heddle_loop_get_activity (HeddleLoop *self)
{
  return self->activity;
}

HeddleRings *
heddle_loop_get_rings (HeddleLoop *self)
{
  return self->rings;
}

HeddleRole
heddle_loop_get_role (HeddleLoop *self)
{
  return self->role;
}

const char *
heddle_loop_get_name (HeddleLoop *self)
{
  return self->name;
}
