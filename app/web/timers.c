/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The C half of timers.js: deadlines in the loop's heap, each timer's span, microtasks, frames.
 * Threads: the loop's own.
 */
#include "web/timers.h"

#include "base/clock.h"
#include "loop/value.h"
#include "web/call-place.h"

/* The label of the thread's last timer: programs use few delays, each many times. */
typedef struct {
  double delay_ms;
  gboolean repeat;
  guint place;
  guint32 site;
} TimerSite;

static _Thread_local TimerSite last_site;

static guint32
timer_site (HeddleLoop *loop, double delay_ms, gboolean repeat, guint place)
{
  TimerSite *last = &last_site;
  g_autofree char *label = NULL;

  if (last->site != 0 && last->delay_ms == delay_ms && last->repeat == repeat && last->place == place)
    return last->site;
  label = g_strdup_printf ("%s %.0f ms", repeat ? "interval" : "timer", delay_ms);
  last->delay_ms = delay_ms;
  last->repeat = repeat;
  last->place = place;
  last->site = heddle_call_place_to_site (heddle_call_place_from_number (loop, place), heddle_loop_get_recorder (loop),
                                          label);
  return last->site;
}

/* setTimer (id, delay, repeat, place): the counter of its span, for clearTimer. */
static JSValueRef
set_timer (JSContextRef context,
           JSObjectRef function,
           JSObjectRef this_object,
           size_t n_arguments,
           const JSValueRef arguments[],
           JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  double id = JSValueToNumber (context, arguments[0], NULL);
  double delay_ms = JSValueToNumber (context, arguments[1], NULL);
  gboolean repeat = JSValueToBoolean (context, arguments[2]);
  guint place = (guint) JSValueToNumber (context, arguments[3], NULL);
  gint64 now_ns = heddle_clock_now ();
  HeddleSpanId span = heddle_recorder_begin_at (heddle_loop_get_recorder (loop), HEDDLE_KIND_TIMER,
                                                HEDDLE_STATE_WAITING, timer_site (loop, delay_ms, repeat, place),
                                                heddle_loop_get_current_span (loop), now_ns);

  heddle_loop_set_timer (loop, now_ns + (gint64) (delay_ms * HEDDLE_NS_PER_MS), (guint32) id, span);
  return JSValueMakeNumber (context, (double) HEDDLE_SPAN_COUNTER (span));
}

/* clearTimer (id, span) */
static JSValueRef
clear_timer (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);
  guint64 counter = (guint64) JSValueToNumber (context, arguments[1], NULL);
  HeddleSpanId span = counter == 0 ? HEDDLE_SPAN_NONE : HEDDLE_SPAN_ID (heddle_recorder_get_thread (recorder), counter);

  heddle_loop_clear_timer (loop, (guint32) JSValueToNumber (context, arguments[0], NULL));
  heddle_recorder_end (recorder, span, 0);
  heddle_recorder_mark (recorder, HEDDLE_MARK_CLEARED, 0, span, 0);
  return JSValueMakeUndefined (context);
}

static JSValueRef
want_frame (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  heddle_loop_set_frame (heddle_loop_get_current (), JSValueToBoolean (context, arguments[0]));
  return JSValueMakeUndefined (context);
}

void
heddle_web_timers_register (HeddleLoop *loop)
{
  last_site = (TimerSite){ 0 };
  heddle_loop_add_native (loop, "setTimer", set_timer);
  heddle_loop_add_native (loop, "clearTimer", clear_timer);
  heddle_loop_add_native (loop, "wantFrame", want_frame);
}
