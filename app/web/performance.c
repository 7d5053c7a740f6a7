/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the marks and measures of performance.js into the trace.
 * Threads: the loop's own.
 */
#include "web/performance.h"

#include "base/clock.h"
#include "loop/value.h"

static guint32
dup_site (HeddleLoop *loop, JSContextRef context, JSValueRef name)
{
  g_autofree char *label = heddle_js_dup_utf8 (context, name, NULL);

  return heddle_recorder_site (heddle_loop_get_recorder (loop), label, "", 0, 0);
}

/* recordMark (name) */
static JSValueRef
record_mark (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();

  heddle_recorder_mark (heddle_loop_get_recorder (loop), HEDDLE_MARK_USER, dup_site (loop, context, arguments[0]),
                        heddle_loop_get_current_span (loop), 0);
  return JSValueMakeUndefined (context);
}

/* recordMeasure (name, startMs, endMs): times since the run's origin */
static JSValueRef
record_measure (JSContextRef context,
                JSObjectRef function,
                JSObjectRef this_object,
                size_t n_arguments,
                const JSValueRef arguments[],
                JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  gint64 *origin_ns = heddle_loop_get_data (loop, "time-origin");
  double start_ms = JSValueToNumber (context, arguments[1], NULL);
  double end_ms = JSValueToNumber (context, arguments[2], NULL);
  gint64 start_ns = *origin_ns + (gint64) (start_ms * HEDDLE_NS_PER_MS);
  gint64 end_ns = *origin_ns + (gint64) (end_ms * HEDDLE_NS_PER_MS);

  /* The standard allows measures that end in the future or before they start: no span of a trace does. */
  end_ns = MIN (end_ns, heddle_clock_now ());
  if (start_ns <= end_ns)
    heddle_recorder_span (heddle_loop_get_recorder (loop), HEDDLE_KIND_MEASURE, HEDDLE_STATE_NONE,
                          dup_site (loop, context, arguments[0]), heddle_loop_get_current_span (loop), start_ns, end_ns,
                          0);
  return JSValueMakeUndefined (context);
}

void
heddle_web_performance_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "recordMark", record_mark);
  heddle_loop_add_native (loop, "recordMeasure", record_measure);
}
