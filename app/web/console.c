/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console's transport: what `console` (console.js) prints becomes text in the run's record.
 * Threads: the loop's own. Cost: a line of text is copied once, on the stack when it is short and plain.
 */
#include "web/console.h"

#include "loop/value.h"
#include "web/inspect.h"

#define SHORT_TEXT_BYTES 1024

static void
record_text (HeddleLevel level, const char *text, gsize n_bytes)
{
  HeddleLoop *loop = heddle_loop_get_current ();

  heddle_recorder_text (heddle_loop_get_recorder (loop), level, heddle_loop_get_current_span (loop), text, n_bytes);
}

/* Most lines are short and plain: those need no allocation. Returns whether this was one. */
static gboolean
record_short_text (HeddleLevel level, JSStringRef string)
{
  const JSChar *units = JSStringGetCharactersPtr (string);
  gsize n_units = JSStringGetLength (string);
  char text[SHORT_TEXT_BYTES];

  if (n_units >= sizeof text)
    return FALSE;
  for (gsize i = 0; i < n_units; i++) {
    if (units[i] >= 0x80)
      return FALSE;
    text[i] = (char) units[i];
  }
  text[n_units] = '\n';
  record_text (level, text, n_units + 1);
  return TRUE;
}

static void
record_long_text (HeddleLevel level, JSStringRef string)
{
  gsize n_bytes;
  g_autofree char *text = heddle_js_string_dup_utf8 (string, &n_bytes);

  text[n_bytes] = '\n'; /* in place of the NUL */
  record_text (level, text, n_bytes + 1);
}

/* consoleWrite (level, text): text without a final newline, which is added. */
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

  if (string == NULL)
    return JSValueMakeUndefined (context);
  if (!record_short_text (level, string))
    record_long_text (level, string);
  JSStringRelease (string);
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
