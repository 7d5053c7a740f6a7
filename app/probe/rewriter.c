/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rewrites modules and top-level await into what a script can hold.
 * Threads: any; the work is done on one thread of its own, which lives as long as the process: a VM belongs to the thread
 * that made it.
 */
#include "probe/rewriter.h"

#include "loop/value.h"
#include "probe/probe-resources.h"

#include <string.h>

typedef struct {
  const char *source;
  gsize n_bytes;
  const char *import_name; /* NULL for a module */
  char *result;
  gboolean done;
} Job;

static GMutex lock;
static GCond changed;
/* guarded by the lock */
static GAsyncQueue *jobs;

static JSValueRef
evaluate_resource (JSContextRef context, const char *path)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (heddle_probe_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  JSStringRef source = heddle_js_string_new (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  JSStringRef url = heddle_js_string_new (path, -1);
  JSValueRef exception = NULL;
  JSValueRef value = JSEvaluateScript (context, source, NULL, url, 1, &exception);

  JSStringRelease (url);
  JSStringRelease (source);
  g_assert (exception == NULL);
  return value;
}

/* rewrite.js's function, given acorn. */
static JSObjectRef
load (JSContextRef context)
{
  JSValueRef function, acorn, rewrite;

  evaluate_resource (context, "/org/heddle/acorn/acorn.js");
  acorn = heddle_js_get (context, JSContextGetGlobalObject (context), "acorn");
  function = evaluate_resource (context, "/org/heddle/probe/rewrite.js");
  rewrite = JSObjectCallAsFunction (context, JSValueToObject (context, function, NULL), NULL, 1, &acorn, NULL);
  JSValueProtect (context, rewrite);
  return JSValueToObject (context, rewrite, NULL);
}

static void
do_job (JSContextRef context, JSObjectRef rewrite, Job *job)
{
  JSValueRef arguments[2] = { heddle_js_string (context, job->source, (gssize) job->n_bytes), NULL };
  JSValueRef exception = NULL;
  JSValueRef result;
  char *text;

  if (job->import_name != NULL)
    arguments[1] = heddle_js_string (context, job->import_name, -1);
  result = JSObjectCallAsFunction (context, rewrite, NULL, job->import_name != NULL ? 2 : 1, arguments, &exception);
  text = exception == NULL ? heddle_js_dup_utf8 (context, result, NULL) : NULL;
  g_mutex_lock (&lock);
  job->result = text;
  job->done = TRUE;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

static gpointer
parser_thread (gpointer queue)
{
  GMainContext *main_context = g_main_context_new ();
  JSGlobalContextRef context;
  JSObjectRef rewrite;

  g_main_context_push_thread_default (main_context);
  context = JSGlobalContextCreate (NULL);
  rewrite = load (context);
  for (;;)
    do_job (context, rewrite, g_async_queue_pop (queue));
  return NULL;
}

/**
 * heddle_rewriter_parses:
 * @context: (type JSContextRef): a VM that may check it
 * @source: UTF-8
 * @n_bytes: its length
 *
 * Returns: whether the engine takes the source as a script
 */
gboolean
heddle_rewriter_parses (gpointer context, const char *source, gssize n_bytes)
{
  JSStringRef script = heddle_js_string_new (source, n_bytes);
  gboolean parses = JSCheckScriptSyntax (context, script, NULL, 1, NULL);

  JSStringRelease (script);
  return parses;
}

/**
 * heddle_rewriter_is_script:
 * @context: (type JSContextRef): a VM that may check it
 * @source: UTF-8, with a NUL behind it
 * @n_bytes: its length
 *
 * Returns: whether the source is surely a script that runs as it stands: without import, export and top-level await
 */
gboolean
heddle_rewriter_is_script (gpointer context, const char *source, gssize n_bytes)
{
  /* These parse as calls of functions called `await` and `import`: acorn must look. */
  static const char ambiguous[] = "\\bawait\\s*[(\\[`/+-]|\\bimport\\s*\\(|\\bimport\\.meta\\b";

  return !g_regex_match_simple (ambiguous, source, G_REGEX_RAW | G_REGEX_OPTIMIZE, 0) &&
         heddle_rewriter_parses (context, source, n_bytes);
}

/* The line of a source that a message is about, with a caret below. */
static char *
quote_line (const char *source, guint line, guint column)
{
  g_auto (GStrv) lines = g_strsplit (source, "\n", (int) line + 1);
  guint n_lines = g_strv_length (lines);
  g_autofree char *indent = g_strnfill (column > 0 ? column - 1 : 0, ' ');

  if (line == 0 || line > n_lines || strlen (lines[line - 1]) > 300)
    return g_strdup ("");
  return g_strdup_printf ("%s\n%s^\n", g_strchomp (lines[line - 1]), indent);
}

/* Reads "key":number of the parser's own answer. */
static guint
read_number (const char *json, const char *key)
{
  const char *found = strstr (json, key);

  return found == NULL ? 0 : (guint) g_ascii_strtoull (found + strlen (key), NULL, 10);
}

static char *
read_message (const char *json)
{
  const char *start = strstr (json, "\"message\":\"");
  const char *end;
  g_autofree char *raw = NULL;

  if (start == NULL)
    return g_strdup ("Invalid or unexpected token");
  start += strlen ("\"message\":\"");
  for (end = start; *end != '\0' && *end != '"'; end++)
    if (*end == '\\' && end[1] != '\0')
      end++;
  raw = g_strndup (start, (gsize) (end - start));
  return g_strcompress (raw);
}

static void
read_error (const char *json, const char *source, const char *name, HeddleSyntaxError *error)
{
  g_autofree char *quoted = NULL;

  error->line = read_number (json, "\"line\":");
  error->column = read_number (json, "\"column\":");
  error->message = read_message (json);
  quoted = quote_line (source, error->line, error->column);
  error->text = g_strdup_printf ("%s:%u:%u\n%s\nSyntaxError: %s", name, error->line, error->column, quoted,
                                 error->message);
}

void
heddle_syntax_error_clear (HeddleSyntaxError *self)
{
  g_free (self->text);
  g_free (self->message);
}

/* Has the parser's thread do a job, and waits for it. */
static void
do_elsewhere (Job *job)
{
  g_mutex_lock (&lock);
  if (jobs == NULL) {
    jobs = g_async_queue_new ();
    g_thread_unref (g_thread_new ("parser", parser_thread, jobs));
  }
  g_async_queue_push (jobs, job);
  while (!job->done)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
}

/**
 * heddle_rewriter_replace_imports:
 * @source: UTF-8
 * @n_bytes: its length
 * @name: the name of a function, which @source does not contain
 *
 * Returns: (transfer full) (nullable): the source of a script, with a call of the function in place of each import ();
 *   %NULL when it is no script
 */
char *
heddle_rewriter_replace_imports (const char *source, gsize n_bytes, const char *name)
{
  Job job = { .source = source, .n_bytes = n_bytes, .import_name = name };

  do_elsewhere (&job);
  if (job.result == NULL || job.result[0] == '\0')
    g_clear_pointer (&job.result, g_free);
  return job.result;
}

/**
 * heddle_rewriter_rewrite:
 * @source: UTF-8
 * @n_bytes: its length
 * @name: what it is called in messages
 * @error: (out): why it cannot be parsed; heddle_syntax_error_clear() it
 *
 * Returns: (transfer full) (nullable): the text of a JSON object: `code`, the text of a function; `specifiers`, `stars`,
 *   `indirect`, `names`, `hasAwait`: see rewrite.js. %NULL with @error
 */
char *
heddle_rewriter_rewrite (const char *source, gsize n_bytes, const char *name, HeddleSyntaxError *error)
{
  Job job = { .source = source, .n_bytes = n_bytes };

  do_elsewhere (&job);
  if (job.result != NULL && !g_str_has_prefix (job.result, "{\"error\":"))
    return job.result;
  read_error (job.result != NULL ? job.result : "", source, name, error);
  g_free (job.result);
  return NULL;
}
