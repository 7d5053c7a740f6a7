/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine alone: evaluates one file with JavaScriptCore's C API, on the main thread, with nothing of Heddle around it
 * but performance.now () and console.log (). What Heddle's kernels are measured beside.
 *
 *   plain-engine FILE
 */
#include <JavaScriptCore/JavaScript.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static JSValueRef
now (JSContextRef context,
     JSObjectRef function,
     JSObjectRef this_object,
     size_t n_arguments,
     const JSValueRef arguments[],
     JSValueRef *exception)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return JSValueMakeNumber (context, (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6);
}

static void
print (JSContextRef context, JSValueRef value, FILE *stream)
{
  JSStringRef string = JSValueToStringCopy (context, value, NULL);
  gsize n_bytes = JSStringGetMaximumUTF8CStringSize (string);
  g_autofree char *text = g_malloc (n_bytes);

  JSStringGetUTF8CString (string, text, n_bytes);
  fprintf (stream, "%s\n", text);
  JSStringRelease (string);
}

static JSValueRef
log_line (JSContextRef context,
          JSObjectRef function,
          JSObjectRef this_object,
          size_t n_arguments,
          const JSValueRef arguments[],
          JSValueRef *exception)
{
  if (n_arguments > 0)
    print (context, arguments[0], stdout);
  return JSValueMakeUndefined (context);
}

static void
define (JSContextRef context, const char *object_name, const char *name, JSObjectCallAsFunctionCallback callback)
{
  JSStringRef object_key = JSStringCreateWithUTF8CString (object_name);
  JSStringRef key = JSStringCreateWithUTF8CString (name);
  JSObjectRef object = JSObjectMake (context, NULL, NULL);

  JSObjectSetProperty (context, object, key, JSObjectMakeFunctionWithCallback (context, key, callback),
                       kJSPropertyAttributeNone, NULL);
  JSObjectSetProperty (context, JSContextGetGlobalObject (context), object_key, object, kJSPropertyAttributeNone, NULL);
  JSStringRelease (key);
  JSStringRelease (object_key);
}

int
main (int argc, char **argv)
{
  JSGlobalContextRef context = JSGlobalContextCreate (NULL);
  JSValueRef exception = NULL;
  g_autofree char *source = NULL;
  JSStringRef script, url;

  if (argc != 2 || !g_file_get_contents (argv[1], &source, NULL, NULL)) {
    fprintf (stderr, "plain-engine: say which file: plain-engine FILE\n");
    return EXIT_FAILURE;
  }
  define (context, "performance", "now", now);
  define (context, "console", "log", log_line);
  script = JSStringCreateWithUTF8CString (source);
  url = JSStringCreateWithUTF8CString (argv[1]);
  JSEvaluateScript (context, script, NULL, url, 1, &exception);
  JSStringRelease (url);
  JSStringRelease (script);
  if (exception != NULL)
    print (context, exception, stderr);
  return exception == NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
