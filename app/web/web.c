/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Web APIs of one JS thread: evaluates core.js and globals.js, and gives the scripts of this folder their C halves.
 * Threads: the loop's own.
 */
#include "web/web.h"

#include "base/clock.h"
#include "loop/value.h"
#include "probe/calls.h"
#include "web/call-place.h"
#include "web/console.h"
#include "web/crypto.h"
#include "web/encoding.h"
#include "web/fs.h"
#include "web/fetch.h"
#include "web/idna.h"
#include "web/input.h"
#include "web/messaging.h"
#include "web/performance.h"
#include "web/script.h"
#include "web/timers.h"
#include "web/web-resources.h"
#include "web/worker.h"

#include <string.h>

/* Evaluates a file of this folder: a function expression. */
static JSValueRef
load_file (HeddleLoop *loop, const char *name, JSValueRef *exception)
{
  g_autofree char *path = g_strconcat ("/org/heddle/web/", name, NULL);
  g_autofree char *url = g_strconcat ("heddle:", name, NULL);
  g_autoptr (GBytes)
    bytes = g_resource_lookup_data (heddle_web_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    return heddle_js_throw_error (heddle_loop_get_context (loop), exception, "Heddle has no internal file %s", name);
  return heddle_loop_evaluate (loop, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), url, exception);
}

/* load (name) */
static JSValueRef
load (JSContextRef context,
      JSObjectRef function,
      JSObjectRef this_object,
      size_t n_arguments,
      const JSValueRef arguments[],
      JSValueRef *exception)
{
  g_autofree char *name = heddle_js_dup_utf8 (context, arguments[0], NULL);

  return load_file (heddle_loop_get_current (), name, exception);
}

/* now (): milliseconds since the run's origin, to the microsecond */
static JSValueRef
now (JSContextRef context,
     JSObjectRef function,
     JSObjectRef this_object,
     size_t n_arguments,
     const JSValueRef arguments[],
     JSValueRef *exception)
{
  gint64 *origin_ns = heddle_loop_get_data (heddle_loop_get_current (), "time-origin");
  gint64 us = (heddle_clock_now () - *origin_ns) / HEDDLE_NS_PER_US;

  return JSValueMakeNumber (context, (double) us / 1000.0);
}

/* reportUncaught (text): to the console, and the run has failed */
static JSValueRef
report_uncaught (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  gsize n_bytes;
  g_autofree char *text = heddle_js_dup_utf8 (context, arguments[0], &n_bytes);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  heddle_activity_set_failed (heddle_loop_get_activity (loop));
  heddle_recorder_text (heddle_loop_get_recorder (loop), HEDDLE_LEVEL_ERROR, heddle_loop_get_current_span (loop), line,
                        n_bytes + 1);
  return JSValueMakeUndefined (context);
}

/* Where the program is: location.href. A worker's script gives it another. */
static void
set_location (HeddleLoop *loop, HeddleProgram *program)
{
  g_autofree char *path = g_uri_escape_string (program->main, "/", TRUE);
  g_autofree char *href = NULL;

  if (program->origin != NULL)
    href = g_strconcat (program->origin, "/", path, NULL);
  else
    href = g_strconcat ("file://", program->folder, "/", path, NULL);
  heddle_js_set (heddle_loop_get_context (loop), heddle_loop_get_native (loop), "locationHref",
                 heddle_js_string (heddle_loop_get_context (loop), href, -1));
}

static void
set_facts (HeddleLoop *loop, HeddleProgram *program)
{
  JSContextRef context = heddle_loop_get_context (loop);
  JSObjectRef native = heddle_loop_get_native (loop);
  gint64 *origin_ns = g_new0 (gint64, 1);
  double now_ms = (double) g_get_real_time () / 1000.0;

  *origin_ns = heddle_clock_now ();
  heddle_loop_set_data (loop, "time-origin", origin_ns, g_free);
  heddle_js_set (context, native, "timeOrigin", JSValueMakeNumber (context, now_ms));
  heddle_js_set (context, native, "hardwareConcurrency", JSValueMakeNumber (context, program->n_cores));
  heddle_js_set (context, native, "traced", JSValueMakeBoolean (context, program->traced));
  heddle_js_set (context, native, "isWorker",
                 JSValueMakeBoolean (context, heddle_loop_get_role (loop) == HEDDLE_ROLE_WORKER));
  heddle_js_set (context, native, "name", heddle_js_string (context, heddle_loop_get_name (loop), -1));
  if (program->params != NULL)
    heddle_js_set (context, native, "params", heddle_js_string (context, program->params, -1));
  if (program->origin != NULL)
    heddle_js_set (context, native, "origin", heddle_js_string (context, program->origin, -1));
  set_location (loop, program);
}

static void
abort_on_exception (HeddleLoop *loop, JSValueRef exception, const char *name)
{
  JSContextRef context = heddle_loop_get_context (loop);
  g_autofree char *text = NULL;
  g_autofree char *stack = NULL;

  if (exception == NULL)
    return;
  text = heddle_js_dup_utf8 (context, exception, NULL);
  stack = heddle_js_dup_utf8 (context, heddle_js_get (context, JSValueToObject (context, exception, NULL), "stack"),
                              NULL);
  g_error ("%s: %s\n%s", name, text, stack);
}

/* One network for all loops of the run; guarded by network_lock. */
static GMutex network_lock;
static HeddleNetwork *run_network;

static HeddleNetwork *
ensure_network (HeddleLoop *loop, HeddleProgram *program)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&network_lock);

  if (run_network == NULL) {
    HeddleNetworkSettings settings = { program->origin, program->allow_net, program->allow_all_net };

    run_network = heddle_network_new (&settings, heddle_loop_get_rings (loop));
  }
  return run_network;
}

/**
 * heddle_web_shut_down:
 *
 * Ends what all loops of the run share, once all of them are disposed of: the thread of the network.
 */
void
heddle_web_shut_down (void)
{
  g_clear_pointer (&run_network, heddle_network_free);
}

/**
 * heddle_web_install:
 * @loop: a loop that has run nothing yet
 * @program: what is run; it outlives the loop
 *
 * Defines all globals.
 */
void
heddle_web_install (HeddleLoop *loop, HeddleProgram *program)
{
  JSContextRef context = heddle_loop_get_context (loop);
  JSValueRef exception = NULL;
  JSValueRef arguments[2] = { heddle_loop_get_native (loop), JSContextGetGlobalObject (context) };
  JSValueRef function, internals;

  heddle_loop_set_data (loop, "program", program, NULL);
  heddle_loop_add_native (loop, "load", load);
  heddle_loop_add_native (loop, "now", now);
  heddle_loop_add_native (loop, "reportUncaught", report_uncaught);
  set_facts (loop, program);
  heddle_web_console_register (loop);
  heddle_web_crypto_register (loop);
  heddle_web_encoding_register (loop);
  heddle_web_fs_register (loop);
  heddle_web_idna_register (loop);
  heddle_web_input_register (loop);
  heddle_web_performance_register (loop);
  heddle_script_register (loop);
  if (program->traced) {
    heddle_calls_register (loop);
    heddle_call_place_register (loop);
  }
  heddle_web_timers_register (loop);
  heddle_web_messaging_register (loop);
  heddle_web_workers_register (loop);
  heddle_fetch_install (loop, ensure_network (loop, program));

  function = load_file (loop, "core.js", &exception);
  abort_on_exception (loop, exception, "core.js");
  internals = JSObjectCallAsFunction (context, JSValueToObject (context, function, NULL), NULL, 2, arguments,
                                      &exception);
  abort_on_exception (loop, exception, "core.js");
  heddle_loop_set_internals (loop, JSValueToObject (context, internals, NULL));
  function = load_file (loop, "globals.js", &exception);
  abort_on_exception (loop, exception, "globals.js");
  JSObjectCallAsFunction (context, JSValueToObject (context, function, NULL), NULL, 1, &internals, &exception);
  abort_on_exception (loop, exception, "globals.js");
}

HeddleProgram *
heddle_web_get_program (HeddleLoop *loop)
{
  return heddle_loop_get_data (loop, "program");
}

typedef struct {
  HeddleTask task;
  char *path;
} FileTask;

static void
file_run (HeddleTask *task, HeddleLoop *loop)
{
  FileTask *self = (FileTask *) task;
  HeddleProgram *program = heddle_web_get_program (loop);
  JSContextRef context = heddle_loop_get_context (loop);
  g_autoptr (GError) error = NULL;
  JSValueRef exception = NULL;
  gsize n_bytes;
  g_autofree char *source = heddle_program_load (program, self->path, &n_bytes, &error);

  if (source == NULL) {
    heddle_js_throw_error (context, &exception, "%s", error->message);
    heddle_loop_report (loop, exception);
    return;
  }
  heddle_recorder_mark (heddle_loop_get_recorder (loop), HEDDLE_MARK_FIRST_STATEMENT, 0,
                        heddle_loop_get_current_span (loop), 0);
  heddle_script_evaluate (loop, source, n_bytes, self->path, g_str_has_suffix (self->path, ".mjs"));
}

static void
file_free (HeddleTask *task)
{
  g_free (((FileTask *) task)->path);
  g_free (task);
}

/**
 * heddle_web_run_file:
 * @path: a file of the program, relative to its folder
 *
 * Queues the task that evaluates the main script.
 */
void
heddle_web_run_file (HeddleLoop *loop, const char *path)
{
  FileTask *self = g_new0 (FileTask, 1);

  self->path = g_strdup (path);
  self->task.source = HEDDLE_SOURCE_SCRIPT;
  self->task.label = self->path;
  self->task.run = file_run;
  self->task.free = file_free;
  heddle_loop_queue (loop, &self->task);
}
