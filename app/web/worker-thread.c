/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dedicated workers, on their own thread: the loop, the script, its errors, close () and importScripts ().
 * Threads: the worker's.
 */
#include "web/worker-private.h"

#include "loop/value.h"
#include "web/script.h"
#include "web/web.h"
#include "web/worker-script.h"

#include <string.h>

/* An error that no one in the worker took care of, for the Worker object. */
typedef struct {
  HeddleTask task;
  HeddleWorker *worker;
  JSStringRef report;
} FailureTask;

static void
failure_run (HeddleTask *task, HeddleLoop *loop)
{
  FailureTask *self = (FailureTask *) task;
  JSContextRef context = heddle_loop_get_context (loop);
  JSValueRef arguments[2];

  if (self->worker->object == NULL)
    return;
  arguments[0] = self->worker->object;
  arguments[1] = JSValueMakeFromJSONString (context, self->report);
  heddle_loop_call_hook (loop, "workerFailed", 2, arguments);
}

static void
failure_free (HeddleTask *task)
{
  FailureTask *self = (FailureTask *) task;

  JSStringRelease (self->report);
  heddle_worker_unref (self->worker);
  g_free (self);
}

static void
queue_failure (HeddleWorker *self, HeddleLoop *loop, JSStringRef report)
{
  FailureTask *failure = g_new0 (FailureTask, 1);

  failure->task.source = HEDDLE_SOURCE_MESSAGE; /* behind all that it posted before */
  failure->task.label = "error of a worker";
  failure->task.cause = heddle_loop_get_current_span (loop);
  failure->task.run = failure_run;
  failure->task.free = failure_free;
  failure->worker = heddle_worker_ref (self);
  failure->report = JSStringRetain (report);
  heddle_loop_queue (self->creator, &failure->task);
}

/* The script could not be read: a report as reporting.js makes them. */
static void
fail_to_load (HeddleWorker *self, HeddleLoop *loop, GError *error)
{
  JSContextRef context = heddle_loop_get_context (loop);
  g_autofree char *message = g_strdup_printf ("The script of the worker cannot be loaded: %s", error->message);
  g_autofree char *text = g_strdup_printf ("Uncaught NetworkError: %s", message);
  JSObjectRef report = JSObjectMake (context, NULL, NULL);
  JSStringRef json;

  heddle_js_set (context, report, "text", heddle_js_string (context, text, -1));
  heddle_js_set (context, report, "message", heddle_js_string (context, message, -1));
  heddle_js_set (context, report, "filename", heddle_js_string (context, self->url, -1));
  json = JSValueCreateJSONString (context, report, 0, NULL);
  queue_failure (self, loop, json);
  JSStringRelease (json);
}

static char *
load_script (HeddleWorker *self, gsize *n_bytes, GError **error)
{
  if (self->text != NULL) {
    *n_bytes = strlen (self->text);
    return g_strdup (self->text);
  }
  if (self->path != NULL)
    return heddle_program_load (self->program, self->path, n_bytes, error);
  g_propagate_error (error, g_error_copy (self->error));
  return NULL;
}

typedef struct {
  HeddleTask task;
  HeddleWorker *worker;
} ScriptTask;

static void
script_run (HeddleTask *task, HeddleLoop *loop)
{
  HeddleWorker *self = ((ScriptTask *) task)->worker;
  JSContextRef context = heddle_loop_get_context (loop);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;
  g_autofree char *source = load_script (self, &n_bytes, &error);

  if (error != NULL) {
    fail_to_load (self, loop, error);
    heddle_loop_quit (loop);
    return;
  }
  heddle_script_evaluate (loop, source, n_bytes, self->path != NULL ? self->path : self->url,
                          self->is_module || (self->path != NULL && g_str_has_suffix (self->path, ".mjs")));
  if (!heddle_loop_is_quitting (loop))
    heddle_port_start (self->inside, loop, JSContextGetGlobalObject (context));
}

static void
script_free (HeddleTask *task)
{
  ScriptTask *self = (ScriptTask *) task;

  heddle_worker_started (self->worker);
  heddle_worker_unref (self->worker);
  g_free (self);
}

static void
queue_script (HeddleWorker *self, HeddleLoop *loop)
{
  ScriptTask *script = g_new0 (ScriptTask, 1);

  script->task.source = HEDDLE_SOURCE_SCRIPT;
  script->task.label = self->path != NULL ? self->path : self->url;
  script->task.cause = self->span;
  script->task.run = script_run;
  script->task.free = script_free;
  script->worker = heddle_worker_ref (self);
  heddle_loop_queue (loop, &script->task);
}

/* location: the script's URL, as far as it has one. */
static void
set_location (HeddleWorker *self, HeddleLoop *loop)
{
  JSContextRef context = heddle_loop_get_context (loop);
  const char *path = self->path != NULL ? self->path : self->url;
  g_autofree char *href = NULL;

  if (self->text != NULL)
    href = g_strdup (self->url);
  else if (path[0] == '/')
    href = g_strconcat ("file://", path, NULL);
  else if (self->program->origin != NULL)
    href = g_strconcat (self->program->origin, "/", path, NULL);
  else
    href = g_strconcat ("file://", self->program->folder, "/", path, NULL);
  heddle_js_set (context, heddle_loop_get_native (loop), "locationHref", heddle_js_string (context, href, -1));
}

static void
prepare_scope (HeddleWorker *self, HeddleLoop *loop)
{
  JSContextRef context = heddle_loop_get_context (loop);
  JSObjectRef native = heddle_loop_get_native (loop);

  heddle_loop_set_data (loop, "worker", self, NULL);
  heddle_loop_set_data (loop, "script-path", self->path, NULL);
  set_location (self, loop);
  heddle_js_set (context, native, "workerName", heddle_js_string (context, self->name, -1));
  heddle_js_set (context, native, "scopePort", heddle_port_make_handle (self->inside, context));
}

/* Publishes the loop for terminate (), unless that came first. */
static gboolean
publish_loop (HeddleWorker *self, HeddleLoop *loop)
{
  gboolean wanted;

  g_mutex_lock (&self->lock);
  wanted = !self->terminated;
  if (wanted)
    self->loop = heddle_loop_ref (loop);
  g_mutex_unlock (&self->lock);
  return wanted;
}

/* The thread of a worker; takes over a reference to it. */
gpointer
heddle_worker_thread (gpointer data)
{
  HeddleWorker *self = data;
  HeddleLoop *loop = heddle_loop_new (heddle_loop_get_activity (self->creator), heddle_loop_get_rings (self->creator),
                                      HEDDLE_ROLE_WORKER, self->lane);

  heddle_web_install (loop, self->program);
  prepare_scope (self, loop);
  queue_script (self, loop);
  if (publish_loop (self, loop))
    heddle_loop_run (loop);
  heddle_loop_dispose (loop);
  g_clear_pointer (&self->inside, heddle_port_release);
  heddle_loop_unref (loop);
  heddle_worker_end (self, FALSE);
  heddle_worker_unref (self);
  return NULL;
}

/* closeWorker () */
static JSValueRef
close_worker (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  heddle_loop_quit (heddle_loop_get_current ());
  return JSValueMakeUndefined (context);
}

/* failWorker (report as JSON) */
static JSValueRef
fail_worker (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  JSStringRef report = JSValueToStringCopy (context, arguments[0], exception);

  if (report == NULL)
    return NULL;
  queue_failure (heddle_loop_get_data (loop, "worker"), loop, report);
  JSStringRelease (report);
  return JSValueMakeUndefined (context);
}

/* loadScript (url): [path, text]; a message when it cannot be loaded */
static JSValueRef
load_imported (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  HeddleProgram *program = heddle_web_get_program (loop);
  const char *base = heddle_loop_get_data (loop, "script-path");
  g_autofree char *url = heddle_js_dup_utf8 (context, arguments[0], NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = heddle_worker_script_resolve (program, base, url, &error);
  gsize n_bytes = 0;
  g_autofree char *source = path == NULL ? NULL : heddle_program_load (program, path, &n_bytes, &error);
  JSValueRef values[2];

  heddle_loop_check_termination (loop);
  if (source == NULL)
    return heddle_js_string (context, error->message, -1);
  values[0] = heddle_js_string (context, path, -1);
  values[1] = heddle_js_string (context, source, (gssize) n_bytes);
  return JSObjectMakeArray (context, G_N_ELEMENTS (values), values, exception);
}

/* isEnding (): asked between the slices of a wait */
static JSValueRef
is_ending (JSContextRef context,
           JSObjectRef function,
           JSObjectRef this_object,
           size_t n_arguments,
           const JSValueRef arguments[],
           JSValueRef *exception)
{
  return JSValueMakeBoolean (context, heddle_loop_check_termination (heddle_loop_get_current ()));
}

void
heddle_worker_thread_register (HeddleLoop *loop)
{
  if (heddle_loop_get_role (loop) != HEDDLE_ROLE_WORKER)
    return;
  heddle_loop_add_native (loop, "closeWorker", close_worker);
  heddle_loop_add_native (loop, "failWorker", fail_worker);
  heddle_loop_add_native (loop, "loadScript", load_imported);
  heddle_loop_add_native (loop, "isEnding", is_ending);
}
