/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A loop's VM, and the one way from native code into JavaScript.
 * Threads: the loop's own. JavaScriptCore runs its microtasks when the outermost call returns: so each
 * heddle_loop_call () is followed by a microtask checkpoint.
 */
#include "loop/jsc-private.h"
#include "loop/loop-private.h"
#include "loop/value.h"

#include <string.h>

/* Unhandled rejections are told after the microtask checkpoint that left them so (HTML, 8.1.7.3), by a task. */
typedef struct {
  HeddleTask task;
  JSGlobalContextRef context;
  JSValueRef promise;
  JSValueRef reason;
} RejectionTask;

static void
rejection_run (HeddleTask *task, HeddleLoop *loop)
{
  RejectionTask *self = (RejectionTask *) task;
  JSValueRef arguments[] = { self->promise, self->reason };

  heddle_loop_call_hook (loop, "unhandledRejection", 2, arguments);
}

static void
rejection_free (HeddleTask *task)
{
  RejectionTask *self = (RejectionTask *) task;

  JSValueUnprotect (self->context, self->promise);
  JSValueUnprotect (self->context, self->reason);
  g_free (self);
}

static JSValueRef
on_unhandled_rejection (JSContextRef context,
                        JSObjectRef function,
                        JSObjectRef this_object,
                        size_t n_arguments,
                        const JSValueRef arguments[],
                        JSValueRef *exception)
{
  HeddleLoop *self = heddle_loop_get_current ();
  RejectionTask *rejection;

  if (n_arguments < 2 || heddle_loop_is_quitting (self))
    return JSValueMakeUndefined (context);
  rejection = g_new0 (RejectionTask, 1);
  rejection->task.source = HEDDLE_SOURCE_DOM;
  rejection->task.label = "unhandledrejection";
  rejection->task.cause = self->span;
  rejection->task.run = rejection_run;
  rejection->task.free = rejection_free;
  rejection->context = self->context;
  rejection->promise = arguments[0];
  rejection->reason = arguments[1];
  JSValueProtect (self->context, rejection->promise);
  JSValueProtect (self->context, rejection->reason);
  heddle_loop_queue (self, &rejection->task);
  return JSValueMakeUndefined (context);
}

void
heddle_loop_create_vm (HeddleLoop *self)
{
  JSObjectRef function;

  self->group = JSContextGroupCreate ();
  self->context = JSGlobalContextCreateInGroup (self->group, NULL);
  if (self->role == HEDDLE_ROLE_WORKER)
    self->terminator = heddle_terminator_new (self->group);
  self->native = JSObjectMake (self->context, NULL, NULL);
  JSValueProtect (self->context, self->native);
  self->hooks = g_hash_table_new (NULL, NULL);
  function = JSObjectMakeFunctionWithCallback (self->context, NULL, on_unhandled_rejection);
  JSGlobalContextSetUnhandledRejectionCallback (self->context, function, NULL);
}

void
heddle_loop_destroy_vm (HeddleLoop *self)
{
  HeddleTerminator *terminator;
  GHashTableIter iter;
  gpointer hook;

  g_mutex_lock (&self->queues.lock);
  terminator = g_steal_pointer (&self->terminator);
  g_mutex_unlock (&self->queues.lock);
  g_clear_pointer (&terminator, heddle_terminator_free);
  g_hash_table_iter_init (&iter, self->hooks);
  while (g_hash_table_iter_next (&iter, NULL, &hook))
    JSValueUnprotect (self->context, hook);
  g_clear_pointer (&self->hooks, g_hash_table_unref);
  if (self->internals != NULL)
    JSValueUnprotect (self->context, self->internals);
  JSValueUnprotect (self->context, self->native);
  JSGlobalContextRelease (self->context);
  JSContextGroupRelease (self->group);
  self->context = NULL;
  self->group = NULL;
}

JSGlobalContextRef
heddle_loop_get_context (HeddleLoop *self)
{
  return self->context;
}

/**
 * heddle_loop_call:
 * @function: a function
 * @this_object: (nullable): its `this`; the global object when %NULL
 * @n_arguments: how many
 * @arguments: (array length=n_arguments): its arguments
 *
 * The one way from native code into JavaScript, inside a task. The microtask checkpoint follows. An exception is
 * reported as the HTML standard's "report an exception" says.
 *
 * Returns: (nullable): what the function returned; %NULL when it threw or the loop is being stopped
 */
JSValueRef
heddle_loop_call (HeddleLoop *self,
                  JSObjectRef function,
                  JSObjectRef this_object,
                  gsize n_arguments,
                  const JSValueRef arguments[])
{
  JSValueRef exception = NULL;
  JSValueRef result;

  g_assert (heddle_loop_get_current () == self && self->in_task);
  result = JSObjectCallAsFunction (self->context, function, this_object, n_arguments, arguments, &exception);
  if (G_LIKELY (exception == NULL))
    return result;
  heddle_loop_report (self, exception);
  return NULL;
}

/* Kept by the address of the name: a string constant. */
static JSObjectRef
peek_hook (HeddleLoop *self, const char *name)
{
  JSObjectRef hook = g_hash_table_lookup (self->hooks, name);
  JSValueRef hooks;

  if (hook != NULL || self->internals == NULL)
    return hook;
  hooks = heddle_js_get (self->context, self->internals, "hooks");
  hook = heddle_js_get_function (self->context, JSValueToObject (self->context, hooks, NULL), name);
  if (hook == NULL)
    return NULL;
  JSValueProtect (self->context, hook);
  g_hash_table_insert (self->hooks, (gpointer) name, hook);
  return hook;
}

/**
 * heddle_loop_call_hook:
 * @name: a function of the internal object `heddle.hooks`; a string constant
 *
 * Calls it, as heddle_loop_call() does.
 *
 * Returns: (nullable): what it returned; %NULL when it threw
 */
JSValueRef
heddle_loop_call_hook (HeddleLoop *self, const char *name, gsize n_arguments, const JSValueRef arguments[])
{
  JSObjectRef hook = peek_hook (self, name);

  g_return_val_if_fail (hook != NULL, NULL);
  return heddle_loop_call (self, hook, NULL, n_arguments, arguments);
}

/**
 * heddle_loop_dup_hook:
 *
 * Returns: (nullable): a function of `heddle.hooks`, protected: JSValueUnprotect() it
 */
JSObjectRef
heddle_loop_dup_hook (HeddleLoop *self, const char *name)
{
  JSObjectRef hook = peek_hook (self, name);

  if (hook != NULL)
    JSValueProtect (self->context, hook);
  return hook;
}

/**
 * heddle_loop_evaluate:
 * @source: a script in UTF-8
 * @n_bytes: its length, or -1
 * @url: what stacks call it; positions are missing without
 * @exception: (out): what it threw, a syntax error too
 *
 * Evaluates a script. The microtask checkpoint follows when this is the outermost call.
 *
 * Returns: (nullable): its completion value; %NULL when it threw
 */
JSValueRef
heddle_loop_evaluate (HeddleLoop *self, const char *source, gssize n_bytes, const char *url, JSValueRef *exception)
{
  JSStringRef script = heddle_js_string_new (source, n_bytes);
  JSStringRef name = heddle_js_string_new (url, -1);
  JSValueRef result = JSEvaluateScript (self->context, script, NULL, name, 1, exception);

  JSStringRelease (name);
  JSStringRelease (script);
  return result;
}

/**
 * heddle_loop_report:
 * @exception: what was thrown
 *
 * HTML, "report an exception": an error event at the global, then the console.
 */
void
heddle_loop_report (HeddleLoop *self, JSValueRef exception)
{
  JSObjectRef hook = peek_hook (self, "reportException");
  JSValueRef again = NULL;

  if (heddle_loop_is_quitting (self) || hook == NULL)
    return;
  JSObjectCallAsFunction (self->context, hook, NULL, 1, &exception, &again);
}

void
heddle_loop_add_native (HeddleLoop *self, const char *name, JSObjectCallAsFunctionCallback function)
{
  JSStringRef key = JSStringCreateWithUTF8CString (name);

  JSObjectSetProperty (self->context, self->native, key,
                       JSObjectMakeFunctionWithCallback (self->context, key, function), kJSPropertyAttributeNone, NULL);
  JSStringRelease (key);
}

/**
 * heddle_loop_get_native:
 *
 * Returns: the object `heddle.native` of the internal scripts
 */
JSObjectRef
heddle_loop_get_native (HeddleLoop *self)
{
  return self->native;
}

void
heddle_loop_set_internals (HeddleLoop *self, JSObjectRef internals)
{
  JSValueProtect (self->context, internals);
  self->internals = internals;
}

/**
 * heddle_loop_get_internals:
 *
 * Returns: the object `heddle` of the internal scripts; see web/core.js
 */
JSObjectRef
heddle_loop_get_internals (HeddleLoop *self)
{
  return self->internals;
}
