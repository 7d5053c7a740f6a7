/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evaluates a file of the program, and gives module-loader.js the files that are imported.
 * Threads: the loop's own.
 */
#include "web/script.h"

#include "loop/value.h"
#include "web/web.h"

#include <string.h>

/* [text, message, file, line, column], as module-loader.js wants it */
static void
error_to_values (JSContextRef context, const HeddleSyntaxError *error, const char *path, JSValueRef values[5])
{
  values[0] = heddle_js_string (context, error->text, -1);
  values[1] = heddle_js_string (context, error->message, -1);
  values[2] = heddle_js_string (context, path, -1);
  values[3] = JSValueMakeNumber (context, error->line);
  values[4] = JSValueMakeNumber (context, error->column);
}

/* A rewritten source that needs nothing of a module, but perhaps import (): `await (x)` in a script that has a function of
 * that name. */
static gboolean
is_plain (const char *rewritten)
{
  return strstr (rewritten, "\"specifiers\":[],\"stars\":[],\"indirect\":[],\"hasAwait\":false,\"needsModule\":false,"
                            "\"names\":[]") != NULL;
}

static gboolean
wants_probes (HeddleLoop *loop, const char *source)
{
  return heddle_web_get_program (loop)->traced && heddle_rewriter_may_have_probes (source);
}

/* Says that @n_functions of a file have no probes; 0 for all. */
static void
note_missing_probes (HeddleLoop *loop, const char *path, guint64 n_functions)
{
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);

  heddle_recorder_mark (recorder, HEDDLE_MARK_NO_PROBES, heddle_recorder_site (recorder, path, path, 0, 0),
                        heddle_loop_get_current_span (loop), n_functions);
}

/**
 * heddle_script_add_probes:
 * @source: UTF-8, with a NUL behind it
 * @n_bytes: its length
 * @path: what stacks call it
 * @form: a script, or the body of a function
 *
 * In a traced run the program's text gets probes.
 *
 * Returns: (nullable): the text with probes; %NULL when it runs as it stands
 */
JSStringRef
heddle_script_add_probes (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path, HeddleSourceForm form)
{
  JSContextRef context = heddle_loop_get_context (loop);
  g_auto (HeddleSyntaxError) error = { 0 };
  g_autofree char *rewritten = NULL;
  JSStringRef json;
  JSObjectRef result;
  JSValueRef values[3];
  double n_skipped;

  if (!wants_probes (loop, source))
    return NULL;
  rewritten = heddle_rewriter_rewrite (source, n_bytes, path, form, TRUE, &error);
  if (rewritten == NULL) {
    note_missing_probes (loop, path, 0);
    return NULL;
  }
  json = heddle_js_string_new (rewritten, -1);
  result = JSValueToObject (context, JSValueMakeFromJSONString (context, json), NULL);
  JSStringRelease (json);
  n_skipped = JSValueToNumber (context, heddle_js_get (context, result, "skipped"), NULL);
  if (n_skipped > 0)
    note_missing_probes (loop, path, (guint64) n_skipped);
  values[0] = heddle_js_get (context, result, "helper");
  values[1] = heddle_js_string (context, path, -1);
  values[2] = heddle_js_get (context, result, "code");
  heddle_loop_call_hook (loop, "defineProbes", G_N_ELEMENTS (values), values);
  return JSValueToStringCopy (context, values[2], NULL);
}

/**
 * heddle_script_run:
 * @source: UTF-8, with a NUL behind it
 * @n_bytes: its length
 * @path: what stacks call it
 * @exception: (out): what it threw
 *
 * Evaluates a script; in a traced run with probes in it.
 */
void
heddle_script_run (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path, JSValueRef *exception)
{
  JSStringRef code = heddle_script_add_probes (loop, source, n_bytes, path, HEDDLE_FORM_SCRIPT);
  JSStringRef url;

  if (code == NULL) {
    heddle_loop_evaluate (loop, source, (gssize) n_bytes, path, exception);
    return;
  }
  url = heddle_js_string_new (path, -1);
  JSEvaluateScript (heddle_loop_get_context (loop), code, NULL, url, 1, exception);
  JSStringRelease (url);
  JSStringRelease (code);
}

static void
evaluate_script (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path)
{
  JSValueRef exception = NULL;

  heddle_script_run (loop, source, n_bytes, path, &exception);
  if (exception != NULL)
    heddle_loop_report (loop, exception);
}

/* A script that may have import (). Returns whether it is one. */
static gboolean
evaluate_plain (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path)
{
  JSContextRef context = heddle_loop_get_context (loop);
  JSValueRef values[2] = { heddle_js_string (context, path, -1), heddle_js_string (context, source, (gssize) n_bytes) };
  JSValueRef replaced = heddle_loop_call_hook (loop, "replaceImports", G_N_ELEMENTS (values), values);
  g_autofree char *text = NULL;
  gsize n_text_bytes;

  if (replaced == NULL || !JSValueIsString (context, replaced))
    return FALSE;
  text = heddle_js_dup_utf8 (context, replaced, &n_text_bytes);
  evaluate_script (loop, text, n_text_bytes, path);
  return TRUE;
}

/**
 * heddle_script_evaluate:
 * @source: UTF-8, with a NUL behind it
 * @n_bytes: its length
 * @path: what stacks call it
 * @is_module: whether it is a module whatever it contains
 *
 * What it throws, a syntax error too, is reported.
 */
void
heddle_script_evaluate (HeddleLoop *loop, const char *source, gsize n_bytes, const char *path, gboolean is_module)
{
  JSContextRef context = heddle_loop_get_context (loop);
  g_auto (HeddleSyntaxError) error = { 0 };
  g_autofree char *rewritten = NULL;
  JSValueRef values[5];

  if (!is_module && heddle_rewriter_is_script ((gpointer) context, source, (gssize) n_bytes)) {
    evaluate_script (loop, source, n_bytes, path);
    return;
  }
  rewritten = heddle_rewriter_rewrite (source, n_bytes, path, HEDDLE_FORM_MODULE, wants_probes (loop, source), &error);
  if (!is_module && rewritten != NULL && is_plain (rewritten) && evaluate_plain (loop, source, n_bytes, path))
    return;
  if (!is_module && rewritten == NULL && heddle_rewriter_parses ((gpointer) context, source, (gssize) n_bytes)) {
    if (!evaluate_plain (loop, source, n_bytes, path))
      evaluate_script (loop, source, n_bytes, path);
    return;
  }
  if (rewritten == NULL) {
    error_to_values (context, &error, path, values);
    heddle_loop_call_hook (loop, "reportSyntaxError", 5, values);
    return;
  }
  values[0] = heddle_js_string (context, path, -1);
  values[1] = heddle_js_string (context, rewritten, -1);
  heddle_loop_call_hook (loop, "runModule", 2, values);
}

/* probedSource (text, path): the text of a file that is required, with probes where the run is traced */
static JSValueRef
probed_source (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  gsize n_bytes;
  g_autofree char *source = heddle_js_dup_utf8 (context, arguments[0], &n_bytes);
  g_autofree char *path = heddle_js_dup_utf8 (context, arguments[1], NULL);
  JSStringRef code = heddle_script_add_probes (heddle_loop_get_current (), source, n_bytes, path, HEDDLE_FORM_FUNCTION);
  JSValueRef value;

  if (code == NULL)
    return arguments[0];
  value = JSValueMakeString (context, code);
  JSStringRelease (code);
  return value;
}

/* moduleSource (path): what heddle_rewriter_rewrite () gives, or an array about a syntax error */
static JSValueRef
module_source (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  HeddleProgram *program = heddle_web_get_program (heddle_loop_get_current ());
  g_autofree char *path = heddle_js_dup_utf8 (context, arguments[0], NULL);
  g_autoptr (GError) error = NULL;
  g_auto (HeddleSyntaxError) syntax_error = { 0 };
  gsize n_bytes;
  g_autofree char *source = heddle_program_load (program, path, &n_bytes, &error);
  g_autofree char *rewritten = NULL;
  JSValueRef values[5];

  if (source == NULL)
    return heddle_js_throw_type_error (context, exception, "The module cannot be loaded: %s", error->message);
  rewritten = heddle_rewriter_rewrite (source, n_bytes, path, HEDDLE_FORM_MODULE,
                                       wants_probes (heddle_loop_get_current (), source), &syntax_error);
  if (rewritten != NULL)
    return heddle_js_string (context, rewritten, -1);
  error_to_values (context, &syntax_error, path, values);
  return JSObjectMakeArray (context, 5, values, exception);
}

/* replaceImports (source, name): the source of a script with that function in place of import (); undefined when it is none */
static JSValueRef
replace_imports (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  gsize n_bytes;
  g_autofree char *source = heddle_js_dup_utf8 (context, arguments[0], &n_bytes);
  g_autofree char *name = heddle_js_dup_utf8 (context, arguments[1], NULL);
  g_autofree char *replaced = heddle_rewriter_replace_imports (source, n_bytes, name);

  return replaced != NULL ? heddle_js_string (context, replaced, -1) : JSValueMakeUndefined (context);
}

/* moduleResolve (base, specifier): a path, relative to the program's folder where it is inside */
static JSValueRef
module_resolve (JSContextRef context,
                JSObjectRef function,
                JSObjectRef this_object,
                size_t n_arguments,
                const JSValueRef arguments[],
                JSValueRef *exception)
{
  HeddleProgram *program = heddle_web_get_program (heddle_loop_get_current ());
  g_autofree char *base = heddle_js_dup_utf8 (context, arguments[0], NULL);
  g_autofree char *specifier = heddle_js_dup_utf8 (context, arguments[1], NULL);
  g_autofree char *folder = g_path_get_dirname (base);
  g_autoptr (GError) error = NULL;
  /* As in a page, a path from the root is one from the program's folder. */
  g_autofree char *real = specifier[0] == '/' ? heddle_program_resolve (program, NULL, specifier + 1, &error)
                                              : heddle_program_resolve (program, folder, specifier, &error);
  gsize n = strlen (program->folder);

  if (real == NULL)
    return heddle_js_throw_type_error (context, exception, "The module cannot be loaded: %s (imported by %s)",
                                       error->message, base);
  if (strncmp (real, program->folder, n) == 0 && real[n] == '/')
    return heddle_js_string (context, real + n + 1, -1);
  return heddle_js_string (context, real, -1);
}

/* moduleEvaluate (code, path): the module's function */
static JSValueRef
module_evaluate (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  JSStringRef code = JSValueToStringCopy (context, arguments[0], exception);
  JSStringRef path = JSValueToStringCopy (context, arguments[1], exception);
  JSValueRef value = JSEvaluateScript (context, code, NULL, path, 1, exception);

  JSStringRelease (path);
  JSStringRelease (code);
  return value != NULL ? value : JSValueMakeUndefined (context);
}

/* moduleUrl (path): import.meta.url; what came from a blob: or data: URL is called that */
static JSValueRef
module_url (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  HeddleProgram *program = heddle_web_get_program (heddle_loop_get_current ());
  g_autofree char *path = heddle_js_dup_utf8 (context, arguments[0], NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, program->folder);
  g_autofree char *url = NULL;

  if (!g_str_has_prefix (path, "blob:") && !g_str_has_prefix (path, "data:"))
    url = g_filename_to_uri (absolute, NULL, NULL);
  return heddle_js_string (context, url != NULL ? url : path, -1);
}

void
heddle_script_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "probedSource", probed_source);
  heddle_loop_add_native (loop, "replaceImports", replace_imports);
  heddle_loop_add_native (loop, "moduleSource", module_source);
  heddle_loop_add_native (loop, "moduleResolve", module_resolve);
  heddle_loop_add_native (loop, "moduleEvaluate", module_evaluate);
  heddle_loop_add_native (loop, "moduleUrl", module_url);
}
