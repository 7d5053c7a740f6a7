/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records the calls of async functions: running stretches and waits.
 * Threads: the loop's own. Values pass through untouched: nothing here looks into them.
 */
#include "probe/calls.h"

#include "base/clock.h"
#include "probe/sites.h"

/* A call of an async function that has not ended. */
typedef struct {
  HeddleSpanId span;
  HeddleSpanId wait;
  HeddleSpanId waited_for; /* the call that it waits for, or none */
  HeddleSpanId cause;      /* of the stretch that runs */
  HeddleSpanId last_child; /* the call that it made last since it runs */
  const char *child_name;
  gint64 child_end_ns; /* 0 while that goes on */
  gint64 queued_ns;
  gint64 start_ns;   /* of the stretch that runs, or of the wait */
  HeddleSpanId task; /* in which the wait began */
  guint32 parent;    /* number of its caller + 1, while last_child of that is this one */
  guint32 site;
  gboolean is_running;
  gboolean is_used;
} Call;

typedef struct {
  HeddleLoop *loop;
  GArray *calls;   /* Call, by number */
  GArray *free;    /* guint32: numbers to use again */
  GArray *running; /* guint32: numbers, innermost last */
  GArray *sites;   /* guint32: the recorder's site + 1 for each of the process, 0 when not asked yet */
} Calls;

static _Thread_local Calls *thread_calls;

static void
calls_free (gpointer data)
{
  Calls *self = data;

  thread_calls = NULL;
  g_array_unref (self->calls);
  g_array_unref (self->free);
  g_array_unref (self->running);
  g_array_unref (self->sites);
  g_free (self);
}

static guint32
to_site (Calls *self, guint number)
{
  const HeddleProbeSite *site;
  guint32 known = number < self->sites->len ? g_array_index (self->sites, guint32, number) : 0;

  if (G_LIKELY (known != 0))
    return known - 1;
  site = heddle_probe_sites_get (number);
  if (site == NULL)
    return 0;
  if (number >= self->sites->len)
    g_array_set_size (self->sites, number + 1);
  known = heddle_recorder_site (heddle_loop_get_recorder (self->loop), site->label, site->file, site->line,
                                site->column);
  g_array_index (self->sites, guint32, number) = known == 0 ? 0 : known + 1;
  return known;
}

static Call *
peek (Calls *self, guint32 number)
{
  Call *call = number < self->calls->len ? &g_array_index (self->calls, Call, number) : NULL;

  return call != NULL && call->is_used ? call : NULL;
}

static guint32
take_number (Calls *self)
{
  Call call = { 0 };

  if (self->free->len > 0) {
    guint32 number = g_array_index (self->free, guint32, self->free->len - 1);

    g_array_set_size (self->free, self->free->len - 1);
    g_array_index (self->calls, Call, number) = call;
    return number;
  }
  g_array_append_val (self->calls, call);
  return self->calls->len - 1;
}

/* Ends the stretch that runs. */
static void
stop (Calls *self, guint32 number, Call *call, gint64 now_ns)
{
  if (!call->is_running)
    return;
  call->is_running = FALSE;
  for (guint i = self->running->len; i > 0; i--)
    if (g_array_index (self->running, guint32, i - 1) == number) {
      g_array_remove_index (self->running, i - 1);
      break;
    }
  if (call->span != HEDDLE_SPAN_NONE)
    heddle_recorder_stretch (heddle_loop_get_recorder (self->loop), 0, call->cause, call->span, call->queued_ns,
                             call->start_ns, now_ns);
}

static void
run (Calls *self, guint32 number, Call *call, HeddleSpanId cause, gint64 queued_ns, gint64 now_ns)
{
  call->is_running = TRUE;
  call->cause = cause;
  call->queued_ns = queued_ns;
  call->start_ns = now_ns;
  call->last_child = HEDDLE_SPAN_NONE;
  call->child_name = NULL;
  call->child_end_ns = 0;
  g_array_append_val (self->running, number);
}

/* A task has ended: nothing of it runs any more, whatever its probes have told. */
static void
stop_all (Calls *self, gint64 now_ns)
{
  while (self->running->len > 0) {
    guint32 number = g_array_index (self->running, guint32, self->running->len - 1);

    stop (self, number, &g_array_index (self->calls, Call, number), now_ns);
  }
}

static void
on_task_ended (HeddleLoop *loop, gint64 now_ns)
{
  if (thread_calls != NULL)
    stop_all (thread_calls, now_ns);
}

/* enter (site): the number of the call */
static JSValueRef
enter (JSContextRef context,
       JSObjectRef function,
       JSObjectRef this_object,
       size_t n_arguments,
       const JSValueRef arguments[],
       JSValueRef *exception)
{
  Calls *self = thread_calls;
  guint place = (guint) JSValueToNumber (context, arguments[0], NULL);
  const HeddleProbeSite *site = heddle_probe_sites_get (place);
  guint32 number = take_number (self), caller = 0;
  HeddleSpanId cause = heddle_loop_get_current_span (self->loop);
  gint64 now_ns = heddle_clock_now ();
  Call *call = &g_array_index (self->calls, Call, number), *parent = NULL;

  if (self->running->len > 0) {
    caller = g_array_index (self->running, guint32, self->running->len - 1);
    parent = &g_array_index (self->calls, Call, caller);
    cause = parent->span;
  }
  call->is_used = TRUE;
  call->site = to_site (self, place);
  call->span = heddle_recorder_begin_call (heddle_loop_get_recorder (self->loop), HEDDLE_KIND_ASYNC, call->site, cause,
                                           HEDDLE_SPAN_NONE, now_ns);
  if (parent != NULL) {
    parent->last_child = call->span;
    parent->child_name = site != NULL ? site->name : NULL;
    parent->child_end_ns = 0;
    call->parent = caller + 1;
  }
  run (self, number, call, cause, 0, now_ns);
  return JSValueMakeNumber (context, number);
}

/* await (call, site, value): the value */
static JSValueRef
wait_for (JSContextRef context,
          JSObjectRef function,
          JSObjectRef this_object,
          size_t n_arguments,
          const JSValueRef arguments[],
          JSValueRef *exception)
{
  Calls *self = thread_calls;
  guint32 number = (guint32) JSValueToNumber (context, arguments[0], NULL);
  guint place = (guint) JSValueToNumber (context, arguments[1], NULL);
  Call *call = peek (self, number);
  gint64 now_ns = heddle_clock_now ();

  if (call != NULL && call->is_running) {
    const HeddleProbeSite *site = heddle_probe_sites_get (place);
    gboolean is_child = site != NULL && site->name != NULL && site->name == call->child_name;

    call->waited_for = is_child ? call->last_child : HEDDLE_SPAN_NONE;
    stop (self, number, call, now_ns);
    call->start_ns = now_ns;
    call->task = heddle_loop_get_current_span (self->loop);
    if (call->span != HEDDLE_SPAN_NONE)
      call->wait = heddle_recorder_begin_call (heddle_loop_get_recorder (self->loop), HEDDLE_KIND_AWAIT,
                                               to_site (self, place), call->waited_for, call->span, now_ns);
  }
  return n_arguments > 2 ? arguments[2] : JSValueMakeUndefined (context);
}

/* What let a call go on, and since when it could: the end of the call that it waited for; else what its task is about, where
 * that is not the one in which the wait began. */
static void
resume (Calls *self, guint32 number, Call *call)
{
  gint64 now_ns = heddle_clock_now (), queued_ns = call->start_ns;
  HeddleSpanId cause = heddle_loop_get_current_span (self->loop);

  if (call->waited_for != HEDDLE_SPAN_NONE && call->child_end_ns > 0) {
    cause = call->waited_for;
    queued_ns = MAX (call->child_end_ns, call->start_ns);
  } else if (cause != call->task) {
    queued_ns = MAX (heddle_loop_get_task_queued_ns (self->loop), call->start_ns);
  }
  heddle_recorder_end_call (heddle_loop_get_recorder (self->loop), call->wait, now_ns);
  call->wait = HEDDLE_SPAN_NONE;
  call->waited_for = HEDDLE_SPAN_NONE;
  run (self, number, call, cause, MIN (queued_ns, now_ns), now_ns);
}

/* resume (call, value): the value */
static JSValueRef
go_on (JSContextRef context,
       JSObjectRef function,
       JSObjectRef this_object,
       size_t n_arguments,
       const JSValueRef arguments[],
       JSValueRef *exception)
{
  guint32 number = (guint32) JSValueToNumber (context, arguments[0], NULL);
  Call *call = peek (thread_calls, number);

  if (call != NULL && !call->is_running)
    resume (thread_calls, number, call);
  return n_arguments > 1 ? arguments[1] : JSValueMakeUndefined (context);
}

static void
note_rejection (Calls *self, const Call *call)
{
  if (call->wait != HEDDLE_SPAN_NONE)
    heddle_recorder_mark (heddle_loop_get_recorder (self->loop), HEDDLE_MARK_REJECTED, 0, call->wait, 0);
}

/* caught (call) */
static JSValueRef
catch_rejection (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  guint32 number = (guint32) JSValueToNumber (context, arguments[0], NULL);
  Call *call = peek (thread_calls, number);

  if (call != NULL && !call->is_running) {
    note_rejection (thread_calls, call);
    resume (thread_calls, number, call);
  }
  return JSValueMakeUndefined (context);
}

/* exit (call) */
static JSValueRef
leave (JSContextRef context,
       JSObjectRef function,
       JSObjectRef this_object,
       size_t n_arguments,
       const JSValueRef arguments[],
       JSValueRef *exception)
{
  Calls *self = thread_calls;
  guint32 number = (guint32) JSValueToNumber (context, arguments[0], NULL);
  Call *call = peek (self, number), *parent;
  gint64 now_ns;

  if (call == NULL)
    return JSValueMakeUndefined (context);
  if (!call->is_running) {
    note_rejection (self, call);
    resume (self, number, call);
  }
  now_ns = heddle_clock_now ();
  stop (self, number, call, now_ns);
  heddle_recorder_end_call (heddle_loop_get_recorder (self->loop), call->span, now_ns);
  parent = call->parent > 0 ? peek (self, call->parent - 1) : NULL;
  if (parent != NULL && parent->last_child == call->span)
    parent->child_end_ns = now_ns;
  call->is_used = FALSE;
  g_array_append_val (self->free, number);
  return JSValueMakeUndefined (context);
}

/**
 * heddle_calls_register:
 * @loop: the loop of a traced run
 *
 * Adds the functions that the probes call.
 */
void
heddle_calls_register (HeddleLoop *loop)
{
  Calls *self = g_new0 (Calls, 1);

  self->loop = loop;
  self->calls = g_array_new (FALSE, FALSE, sizeof (Call));
  self->free = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->running = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->sites = g_array_new (FALSE, TRUE, sizeof (guint32));
  thread_calls = self;
  heddle_loop_set_data (loop, "calls", self, calls_free);
  heddle_loop_set_task_ended (loop, on_task_ended);
  heddle_loop_add_native (loop, "enterAsync", enter);
  heddle_loop_add_native (loop, "waitAsync", wait_for);
  heddle_loop_add_native (loop, "resumeAsync", go_on);
  heddle_loop_add_native (loop, "catchAsync", catch_rejection);
  heddle_loop_add_native (loop, "leaveAsync", leave);
}
