/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console's transport: what `console` (console.js) prints becomes text in the run's record.
 * Threads: the loop's own. Cost: a line of text is copied once to UTF-8, on the stack when it is short.
 */
#include "web/console.h"

#include "web/inspect.h"

#define SHORT_TEXT_BYTES 1024

static void
record_text (HeddleLevel level, const char *text, gsize n_bytes)
{
  HeddleLoop *loop = heddle_loop_get_current ();

  heddle_recorder_text (heddle_loop_get_recorder (loop), level, heddle_loop_get_current_span (loop), text, n_bytes);
}

/* consoleWrite (level, text): the text ends without a newline. */
static JSValueRef
console_write (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  HeddleLevel level = (HeddleLevel) JSValueToNumber (context, arguments[0], NULL);
  JSStringRef string = JSValueToStringCopy (context, arguments[1], exception);
  char short_text[SHORT_TEXT_BYTES];
  g_autofree char *long_text = NULL;
  char *text = short_text;
  gsize n_bytes;

  if (string == NULL)
    return JSValueMakeUndefined (context);
  n_bytes = JSStringGetMaximumUTF8CStringSize (string);
  if (n_bytes > sizeof short_text)
    text = long_text = g_malloc (n_bytes);
  n_bytes = JSStringGetUTF8CString (string, text, n_bytes) - 1;
  JSStringRelease (string);
  record_text (level, text, n_bytes);
  return JSValueMakeUndefined (context);
}

/**
 * heddle_web_console_register:
 * @loop: the loop whose VM gets it
 *
 * Adds what console.js and inspect.js need of C: `native.consoleWrite` and a look into the engine's own objects.
 */
void
heddle_web_console_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "consoleWrite", console_write);
  heddle_web_inspect_register (loop);
}
