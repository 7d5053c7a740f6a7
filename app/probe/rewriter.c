/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rewrites modules and top-level await into what a script can hold, and puts probes in.
 * Threads: any; the work is done on one thread of its own, which lives as long as the process: a VM belongs to the thread
 * that made it.
 */
#include "probe/rewriter.h"

#include "loop/value.h"
#include "probe/probe-resources.h"
#include "probe/sites.h"

#include <string.h>

/* So many are kept at least: a program's files, again for each worker. */
#define RESULTS_MAX 256

typedef struct {
  char *key;
  char *source;
  gsize n_bytes;
  char *name;
  HeddleSourceForm form;
  gboolean probed;
  char *import_name; /* what stands for import () in a script; NULL when nothing has to */
} Job;

static GMutex lock;
static GCond changed;
/* guarded by the lock */
static GAsyncQueue *jobs;
static GHashTable *results; /* key of a job → what came of it; NULL while it is under way */

static void
job_free (Job *job)
{
  g_free (job->key);
  g_free (job->source);
  g_free (job->name);
  g_free (job->import_name);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static JSValueRef
evaluate_resource (JSContextRef context, const char *path)
{
  g_autoptr (GBytes)
    bytes = g_resource_lookup_data (heddle_probe_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  JSStringRef source = heddle_js_string_new (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  JSStringRef url = heddle_js_string_new (path, -1);
  JSValueRef exception = NULL;
  JSValueRef value = JSEvaluateScript (context, source, NULL, url, 1, &exception);

  JSStringRelease (url);
  JSStringRelease (source);
  g_assert (exception == NULL);
  return value;
}

static JSValueRef
call_resource (JSContextRef context, const char *path, gsize n_arguments, const JSValueRef arguments[])
{
  JSObjectRef function = JSValueToObject (context, evaluate_resource (context, path), NULL);

  return JSObjectCallAsFunction (context, function, NULL, n_arguments, arguments, NULL);
}

/* rewrite.js's function, given acorn. */
static JSObjectRef
load (JSContextRef context)
{
  JSValueRef parts[3], rewrite;

  evaluate_resource (context, "/org/heddle/acorn/acorn.js");
  parts[0] = heddle_js_get (context, JSContextGetGlobalObject (context), "acorn");
  parts[1] = call_resource (context, "/org/heddle/probe/syntax.js", 0, NULL);
  parts[2] = call_resource (context, "/org/heddle/probe/probes.js", 1, parts + 1);
  rewrite = call_resource (context, "/org/heddle/probe/rewrite.js", 3, parts);
  JSValueProtect (context, rewrite);
  return JSValueToObject (context, rewrite, NULL);
}

static JSValueRef
get_item (JSContextRef context, JSValueRef array, guint index)
{
  return JSObjectGetPropertyAtIndex (context, JSValueToObject (context, array, NULL), index, NULL);
}

static void
add_sites (JSContextRef context, JSValueRef sites, const char *file)
{
  guint n = (guint) JSValueToNumber (context, heddle_js_get (context, JSValueToObject (context, sites, NULL), "length"),
                                     NULL);

  for (guint i = 0; i < n; i++) {
    JSValueRef site = get_item (context, sites, i);
    g_autofree char *label = heddle_js_dup_utf8 (context, get_item (context, site, 0), NULL);
    g_autofree char *callee = heddle_js_dup_utf8 (context, get_item (context, site, 3), NULL);

    heddle_probe_sites_add (label, file, (guint) JSValueToNumber (context, get_item (context, site, 1), NULL),
                            (guint) JSValueToNumber (context, get_item (context, site, 2), NULL), callee);
  }
}

/* What comes of a job: the text of a JSON object. */
static char *
do_job (JSContextRef context, JSObjectRef rewrite, const Job *job)
{
  static const char *const forms[] = { "module", "script", "function" };
  JSValueRef exception = NULL;
  JSValueRef arguments[4] = {
    heddle_js_string (context, job->source, (gssize) job->n_bytes),
    heddle_js_string (context, forms[job->form], -1),
    JSValueMakeNumber (context, job->probed ? (double) heddle_probe_sites_get_n () : -1),
    job->import_name != NULL ? heddle_js_string (context, job->import_name, -1) : JSValueMakeUndefined (context),
  };
  JSValueRef result = JSObjectCallAsFunction (context, rewrite, NULL, G_N_ELEMENTS (arguments), arguments, &exception);

  if (exception != NULL)
    return g_strdup ("{\"error\":{}}");
  add_sites (context, heddle_js_get (context, JSValueToObject (context, result, NULL), "sites"), job->name);
  return heddle_js_dup_utf8 (context, heddle_js_get (context, JSValueToObject (context, result, NULL), "text"), NULL);
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
  for (;;) {
    g_autoptr (Job) job = g_async_queue_pop (queue);
    char *result = do_job (context, rewrite, job);

    g_mutex_lock (&lock);
    g_hash_table_replace (results, g_strdup (job->key), result);
    g_cond_broadcast (&changed);
    g_mutex_unlock (&lock);
  }
  return NULL;
}

/* What a job is known by. Sites name their file: so the name counts. */
static char *
job_key (const Job *job)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA1, (const guchar *) job->source, job->n_bytes);

  return g_strdup_printf ("%d%d%s%s%s", job->form, job->probed, sum, job->import_name != NULL ? job->import_name : "",
                          job->name != NULL ? job->name : "");
}

static gboolean
is_done (gpointer key, gpointer result, gpointer unused)
{
  return result != NULL;
}

/* Has the work done, unless somebody has asked for it before. */
static void
start_job_locked (const char *key, const Job *wanted)
{
  Job *job;

  if (jobs == NULL) {
    /* GLib registers all static resources at the first use of one, without a lock: before there is another thread. */
    heddle_probe_get_resource ();
    jobs = g_async_queue_new ();
    results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_thread_unref (g_thread_new ("parser", parser_thread, jobs));
  }
  if (g_hash_table_contains (results, key))
    return;
  if (g_hash_table_size (results) >= RESULTS_MAX)
    g_hash_table_foreach_remove (results, is_done, NULL);
  g_hash_table_insert (results, g_strdup (key), NULL);
  job = g_new0 (Job, 1);
  *job = *wanted;
  job->key = g_strdup (key);
  job->source = g_memdup2 (wanted->source, wanted->n_bytes + 1);
  job->name = g_strdup (wanted->name);
  job->import_name = g_strdup (wanted->import_name);
  g_async_queue_push (jobs, job);
}

/* What comes of a job: what came of it before, or what the parser's thread makes of it now. */
static char *
do_elsewhere (const Job *wanted)
{
  g_autofree char *key = job_key (wanted);
  const char *result;
  char *copy;

  g_mutex_lock (&lock);
  for (;;) {
    start_job_locked (key, wanted);
    result = g_hash_table_lookup (results, key);
    if (result != NULL)
      break;
    g_cond_wait (&changed, &lock);
  }
  copy = g_strdup (result);
  g_mutex_unlock (&lock);
  return copy;
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

/**
 * heddle_rewriter_replace_imports:
 * @source: UTF-8, with a NUL behind it
 * @n_bytes: its length
 * @name: the name of a function, which @source does not contain
 *
 * Returns: (transfer full) (nullable): the source of a script, with a call of the function in place of each import ();
 *   %NULL when it is no script
 */
char *
heddle_rewriter_replace_imports (const char *source, gsize n_bytes, const char *name)
{
  const Job job = { NULL, (char *) source, n_bytes, NULL, HEDDLE_FORM_SCRIPT, FALSE, (char *) name };
  char *text = do_elsewhere (&job);

  if (text[0] == '\0' || g_str_has_prefix (text, "{\"error\":{}}"))
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * heddle_rewriter_may_have_probes:
 * @source: UTF-8, with a NUL behind it
 *
 * Returns: whether there may be something in it for probes
 */
gboolean
heddle_rewriter_may_have_probes (const char *source)
{
  return strstr (source, "async") != NULL || strstr (source, "await") != NULL;
}

/**
 * heddle_rewriter_prefetch:
 *
 * Starts what heddle_rewriter_rewrite() will be asked for.
 */
void
heddle_rewriter_prefetch (const char *source, gsize n_bytes, const char *name, HeddleSourceForm form, gboolean probed)
{
  const Job job = { NULL, (char *) source, n_bytes, (char *) name, form, probed, NULL };
  g_autofree char *key = job_key (&job);

  g_mutex_lock (&lock);
  start_job_locked (key, &job);
  g_mutex_unlock (&lock);
}

/**
 * heddle_rewriter_rewrite:
 * @source: UTF-8, with a NUL behind it
 * @n_bytes: its length
 * @name: what it is called in messages
 * @form: what kind of source it is
 * @probed: whether to put probes in
 * @error: (out): why it cannot be parsed; heddle_syntax_error_clear() it
 *
 * Returns: (transfer full) (nullable): the text of a JSON object: `code`, for a module the text of a function; `helper`, what
 *   its probes call web/probes.js; `skipped`, how many functions could get none; for a module `specifiers`, `stars`,
 *   `indirect`, `names`, `hasAwait`, `needsModule`: see rewrite.js. %NULL with @error
 */
char *
heddle_rewriter_rewrite (const char *source,
                         gsize n_bytes,
                         const char *name,
                         HeddleSourceForm form,
                         gboolean probed,
                         HeddleSyntaxError *error)
{
  const Job job = { NULL, (char *) source, n_bytes, (char *) name, form, probed, NULL };
  char *copy = do_elsewhere (&job);

  if (!g_str_has_prefix (copy, "{\"error\":"))
    return copy;
  read_error (copy, source, name, error);
  g_free (copy);
  return NULL;
}
