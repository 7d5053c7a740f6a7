/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the program listens for what the user does on the page. events.js counts the listeners of the main loop's
 * global object.
 * Threads: see input.h.
 */
#include "web/input.h"

/* Of the main loop: a run has one. */
static gint n_listeners;

/* countInputListeners (change) */
static JSValueRef
count_input_listeners (JSContextRef context,
                       JSObjectRef function,
                       JSObjectRef this_object,
                       size_t n_arguments,
                       const JSValueRef arguments[],
                       JSValueRef *exception)
{
  g_atomic_int_add (&n_listeners, (gint) JSValueToNumber (context, arguments[0], NULL));
  return JSValueMakeUndefined (context);
}

void
heddle_web_input_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "countInputListeners", count_input_listeners);
}

/**
 * heddle_web_listens_for_input:
 *
 * Returns: whether the main loop's global object has a listener for an input event now
 */
gboolean
heddle_web_listens_for_input (void)
{
  return g_atomic_int_get (&n_listeners) > 0;
}
