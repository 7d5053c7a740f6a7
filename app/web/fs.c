/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The C half of fs.js: operations on files, at once or on a small pool of threads (four for the whole run, as in
 * Node). The answer of one from the pool is a task, which calls the hook `fileDone`.
 * Threads: what is called from JavaScript, and the tasks: the loop's own. run_on_pool (): a pool's thread.
 */
#include "web/fs.h"

#include "base/clock.h"
#include "loop/value.h"
#include "web/call-place.h"
#include "web/file-operation.h"

#define N_POOL_THREADS 4

typedef struct {
  HeddleTask task;
  HeddleFileOperation operation;
  HeddleLoop *loop;
  HeddleProgram *program;
  HeddleSpanId span;
  double id;
} FileTask;

static guint32
operation_site (HeddleLoop *loop, const HeddleFileOperation *operation)
{
  return heddle_call_place_to_site (heddle_call_place_get (loop), heddle_loop_get_recorder (loop), operation->path);
}

static JSValueRef
facts_value (JSContextRef context, const HeddleFileOperation *operation)
{
  JSValueRef facts[HEDDLE_FILE_N_FACTS];

  for (guint i = 0; i < HEDDLE_FILE_N_FACTS; i++)
    facts[i] = JSValueMakeNumber (context, operation->facts[i]);
  return JSObjectMakeArray (context, HEDDLE_FILE_N_FACTS, facts, NULL);
}

static JSValueRef
names_value (JSContextRef context, const HeddleFileOperation *operation)
{
  JSObjectRef names = JSObjectMakeArray (context, 0, NULL, NULL);

  for (guint i = 0; operation->names[i] != NULL; i++)
    JSObjectSetPropertyAtIndex (context, names, i, heddle_js_string (context, operation->names[i], -1), NULL);
  return names;
}

static JSValueRef
result_value (JSContextRef context, const HeddleFileOperation *operation)
{
  if (operation->message != NULL)
    return heddle_js_string (context, operation->message, -1);
  if (operation->error != 0)
    return JSValueMakeUndefined (context);
  switch (operation->kind) {
  case HEDDLE_FILE_READ:
  case HEDDLE_FILE_READ_AT:
    return heddle_js_bytes (context, operation->bytes);
  case HEDDLE_FILE_STAT:
  case HEDDLE_FILE_LSTAT:
    return facts_value (context, operation);
  case HEDDLE_FILE_READDIR:
    return names_value (context, operation);
  case HEDDLE_FILE_OPEN:
    return JSValueMakeNumber (context, operation->fd);
  case HEDDLE_FILE_REALPATH:
    return heddle_js_string (context, operation->real_path, -1);
  default:
    return JSValueMakeUndefined (context);
  }
}

/* [errno, system call, result] */
static JSValueRef
answer_value (JSContextRef context, const HeddleFileOperation *operation)
{
  JSValueRef parts[3] = {
    JSValueMakeNumber (context, operation->error),
    heddle_js_string (context, operation->syscall != NULL ? operation->syscall : "", -1),
    result_value (context, operation),
  };

  return JSObjectMakeArray (context, G_N_ELEMENTS (parts), parts, NULL);
}

static void
record_failure (HeddleLoop *loop, HeddleSpanId span, const HeddleFileOperation *operation)
{
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);
  const char *message = operation->message != NULL ? operation->message : g_strerror (operation->error);

  if (operation->error != 0)
    heddle_recorder_mark (recorder, HEDDLE_MARK_FAILED, heddle_recorder_site (recorder, message, NULL, 0, 0), span, 0);
}

/* The arguments (operation, path, fd, offset, length). */
static void
read_arguments (HeddleFileOperation *operation, JSContextRef context, const JSValueRef arguments[])
{
  operation->kind = (HeddleFileKind) JSValueToNumber (context, arguments[0], NULL);
  operation->path = heddle_js_dup_utf8 (context, arguments[1], NULL);
  operation->fd = (int) JSValueToNumber (context, arguments[2], NULL);
  operation->offset = (gint64) JSValueToNumber (context, arguments[3], NULL);
  operation->length = (gsize) JSValueToNumber (context, arguments[4], NULL);
}

/* fileSync (operation, path, fd, offset, length): [errno, system call, result]. The thread sleeps meanwhile. */
static JSValueRef
file_sync (JSContextRef context,
           JSObjectRef function,
           JSObjectRef this_object,
           size_t n_arguments,
           const JSValueRef arguments[],
           JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);
  HeddleFileOperation operation = { 0 };
  HeddleSpanId span;
  JSValueRef answer;

  read_arguments (&operation, context, arguments);
  span = heddle_recorder_begin (recorder, HEDDLE_KIND_BLOCKED, HEDDLE_STATE_WAITING, operation_site (loop, &operation),
                                heddle_loop_get_current_span (loop), 0);
  heddle_file_operation_run (&operation, heddle_loop_get_data (loop, "program"));
  heddle_recorder_end (recorder, span, 0);
  record_failure (loop, span, &operation);
  answer = answer_value (context, &operation);
  heddle_file_operation_clear (&operation);
  return answer;
}

static void
file_task_run (HeddleTask *task, HeddleLoop *loop)
{
  FileTask *self = (FileTask *) task;
  JSContextRef context = heddle_loop_get_context (loop);
  JSValueRef arguments[2] = { JSValueMakeNumber (context, self->id), answer_value (context, &self->operation) };

  heddle_recorder_end_at (heddle_loop_get_recorder (loop), self->span, task->queued_ns, 0);
  record_failure (loop, self->span, &self->operation);
  heddle_loop_call_hook (loop, "fileDone", G_N_ELEMENTS (arguments), arguments);
}

static void
file_task_free (HeddleTask *task)
{
  FileTask *self = (FileTask *) task;

  heddle_file_operation_clear (&self->operation);
  g_free (self);
}

static void
run_on_pool (gpointer data, gpointer unused)
{
  FileTask *self = data;
  HeddleLoop *loop = self->loop;

  heddle_file_operation_run (&self->operation, self->program);
  heddle_loop_queue (loop, &self->task);
  heddle_loop_release (loop);
  heddle_loop_unref (loop);
}

static GThreadPool *
get_pool (void)
{
  static gsize pool = 0;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (run_on_pool, NULL, N_POOL_THREADS, FALSE, NULL));
  return (GThreadPool *) pool;
}

/* fileAsync (operation, path, fd, offset, length, id): later calls the hook fileDone (id, [errno, system call, result]) */
static JSValueRef
file_async (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  FileTask *self = g_new0 (FileTask, 1);

  read_arguments (&self->operation, context, arguments);
  self->id = JSValueToNumber (context, arguments[5], NULL);
  self->loop = heddle_loop_ref (loop);
  self->program = heddle_loop_get_data (loop, "program");
  self->span = heddle_recorder_begin_at (heddle_loop_get_recorder (loop), HEDDLE_KIND_FILE, HEDDLE_STATE_WAITING,
                                         operation_site (loop, &self->operation), heddle_loop_get_current_span (loop),
                                         heddle_clock_now ());
  self->task.source = HEDDLE_SOURCE_FILE;
  self->task.label = self->operation.path;
  self->task.cause = self->span;
  self->task.run = file_task_run;
  self->task.free = file_task_free;
  heddle_loop_hold (loop);
  g_thread_pool_push (get_pool (), self, NULL);
  return JSValueMakeUndefined (context);
}

/* programPath (): [the program's folder, this thread's script], both absolute */
static JSValueRef
program_path (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  HeddleProgram *program = heddle_loop_get_data (loop, "program");
  const char *script = heddle_loop_get_data (loop, "script-path");
  g_autofree char *path = NULL;
  JSValueRef parts[2];

  if (script == NULL)
    script = program->main;
  else if (g_str_has_prefix (script, "blob:") || g_str_has_prefix (script, "data:"))
    script = "[worker eval]"; /* as Node calls it */
  path = g_canonicalize_filename (script, program->folder);
  parts[0] = heddle_js_string (context, program->folder, -1);
  parts[1] = heddle_js_string (context, path, -1);
  return JSObjectMakeArray (context, G_N_ELEMENTS (parts), parts, NULL);
}

/* programText (path): a file of the program as text, for what is shown about an error; undefined when there is none */
static JSValueRef
program_text (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  HeddleProgram *program = heddle_loop_get_data (heddle_loop_get_current (), "program");
  g_autofree char *path = heddle_js_dup_utf8 (context, arguments[0], NULL);
  gsize n_bytes;
  g_autofree char *text = heddle_program_load (program, path, &n_bytes, NULL);

  return text != NULL ? heddle_js_string (context, text, (gssize) n_bytes) : JSValueMakeUndefined (context);
}

/* evaluateSource (source, url): the value of its last expression */
static JSValueRef
evaluate_source (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  JSStringRef source = JSValueToStringCopy (context, arguments[0], NULL);
  JSStringRef url = JSValueToStringCopy (context, arguments[1], NULL);
  JSValueRef value = JSEvaluateScript (context, source, NULL, url, 1, exception);

  JSStringRelease (source);
  JSStringRelease (url);
  return value != NULL ? value : JSValueMakeUndefined (context);
}

/**
 * heddle_web_fs_register:
 * @loop: the loop whose VM gets it; its data "program" says what may be read
 *
 * Adds what fs.js and modules.js need of C.
 */
void
heddle_web_fs_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "evaluateSource", evaluate_source);
  heddle_loop_add_native (loop, "fileAsync", file_async);
  heddle_loop_add_native (loop, "fileSync", file_sync);
  heddle_loop_add_native (loop, "programPath", program_path);
  heddle_loop_add_native (loop, "programText", program_text);
}
