/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between C's values and JavaScript's.
 * Threads: the thread of the context.
 */
#include "loop/value.h"

#include <string.h>

/* Whether JSStringCreateWithUTF8CString () would keep all of it: it stops at a NUL and refuses what is not UTF-8. */
static gboolean
is_plain (const char *text, gsize n_bytes)
{
  return memchr (text, '\0', n_bytes) == NULL && text[n_bytes] == '\0' &&
         g_utf8_validate (text, (gssize) n_bytes, NULL);
}

/**
 * heddle_js_string_new:
 * @text: UTF-8; what is not is replaced
 * @n_bytes: its length, or -1 when it ends with a NUL
 *
 * Returns: (transfer full): a string, for JSStringRelease()
 */
JSStringRef
heddle_js_string_new (const char *text, gssize n_bytes)
{
  g_autofree char *valid = NULL;
  g_autofree gunichar2 *units = NULL;
  glong n_units = 0;

  if (n_bytes < 0)
    n_bytes = (gssize) strlen (text);
  if (n_bytes == 0)
    return JSStringCreateWithUTF8CString ("");
  if (is_plain (text, (gsize) n_bytes))
    return JSStringCreateWithUTF8CString (text);
  valid = g_utf8_make_valid (text, n_bytes);
  /* g_utf8_make_valid () also replaces NULs, which JavaScript allows. */
  if (memchr (text, '\0', (gsize) n_bytes) != NULL) {
    GString *joined = g_string_sized_new ((gsize) n_bytes);

    for (const char *part = text; part <= text + n_bytes; part += strlen (part) + 1) {
      gsize n_part = strnlen (part, (gsize) (text + n_bytes - part));
      g_autofree char *valid_part = g_utf8_make_valid (part, (gssize) n_part);
      g_autofree gunichar2 *part_units = g_utf8_to_utf16 (valid_part, -1, NULL, &n_units, NULL);

      g_string_append_len (joined, (const char *) part_units, n_units * (glong) sizeof (gunichar2));
      if (part + n_part >= text + n_bytes)
        break;
      g_string_append_len (joined, "\0\0", 2);
    }
    n_units = (glong) (joined->len / sizeof (gunichar2));
    units = (gunichar2 *) (gpointer) g_string_free (joined, FALSE);
  } else {
    units = g_utf8_to_utf16 (valid, -1, NULL, &n_units, NULL);
  }
  return JSStringCreateWithCharacters (units, (gsize) n_units);
}

JSValueRef
heddle_js_string (JSContextRef context, const char *text, gssize n_bytes)
{
  JSStringRef string = heddle_js_string_new (text, n_bytes);
  JSValueRef value = JSValueMakeString (context, string);

  JSStringRelease (string);
  return value;
}

/**
 * heddle_js_string_dup_utf8:
 * @n_bytes: (out) (optional): its length without the final NUL
 *
 * Returns: (transfer full): UTF-8, with U+FFFD for lone surrogates
 */
char *
heddle_js_string_dup_utf8 (JSStringRef string, gsize *n_bytes)
{
  const JSChar *units = JSStringGetCharactersPtr (string);
  gsize n_units = JSStringGetLength (string);
  GString *text = g_string_sized_new (n_units + 1);

  for (gsize i = 0; i < n_units; i++) {
    gunichar c = units[i];

    if (c < 0x80) {
      g_string_append_c (text, (char) c);
      continue;
    }
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < n_units && units[i + 1] >= 0xdc00 && units[i + 1] < 0xe000)
      c = 0x10000 + ((c - 0xd800) << 10) + (units[++i] - 0xdc00u);
    else if (c >= 0xd800 && c < 0xe000)
      c = 0xfffd;
    g_string_append_unichar (text, c);
  }
  if (n_bytes != NULL)
    *n_bytes = text->len;
  return g_string_free (text, FALSE);
}

/**
 * heddle_js_dup_utf8:
 * @value: a value, converted as String(value) does
 * @n_bytes: (out) (optional): its length without the final NUL
 *
 * Returns: (transfer full) (nullable): UTF-8; %NULL when the conversion threw
 */
char *
heddle_js_dup_utf8 (JSContextRef context, JSValueRef value, gsize *n_bytes)
{
  JSStringRef string = JSValueToStringCopy (context, value, NULL);
  char *text;

  if (string == NULL)
    return NULL;
  text = heddle_js_string_dup_utf8 (string, n_bytes);
  JSStringRelease (string);
  return text;
}

/**
 * heddle_js_get:
 *
 * Returns: the property, undefined when reading it threw
 */
JSValueRef
heddle_js_get (JSContextRef context, JSObjectRef object, const char *name)
{
  JSStringRef key = JSStringCreateWithUTF8CString (name);
  JSValueRef exception = NULL;
  JSValueRef value = JSObjectGetProperty (context, object, key, &exception);

  JSStringRelease (key);
  return exception == NULL ? value : JSValueMakeUndefined (context);
}

void
heddle_js_set (JSContextRef context, JSObjectRef object, const char *name, JSValueRef value)
{
  JSStringRef key = JSStringCreateWithUTF8CString (name);

  JSObjectSetProperty (context, object, key, value, kJSPropertyAttributeNone, NULL);
  JSStringRelease (key);
}

/**
 * heddle_js_get_function:
 *
 * Returns: (nullable): the property when it is a function
 */
JSObjectRef
heddle_js_get_function (JSContextRef context, JSObjectRef object, const char *name)
{
  JSValueRef value = heddle_js_get (context, object, name);
  JSObjectRef function;

  if (!JSValueIsObject (context, value))
    return NULL;
  function = JSValueToObject (context, value, NULL);
  return JSObjectIsFunction (context, function) ? function : NULL;
}

static void
release_bytes (void *bytes, void *data)
{
  g_bytes_unref (data);
}

/**
 * heddle_js_bytes:
 * @bytes: bytes that nobody else changes
 *
 * Returns: an ArrayBuffer over @bytes, without a copy
 */
JSValueRef
heddle_js_bytes (JSContextRef context, GBytes *bytes)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);

  return JSObjectMakeArrayBufferWithBytesNoCopy (context, (void *) data, n_bytes, release_bytes, g_bytes_ref (bytes),
                                                 NULL);
}

/**
 * heddle_js_dup_bytes:
 * @array_buffer: an ArrayBuffer or a typed array; a DataView is neither
 *
 * Returns: (transfer full) (nullable): a copy of its bytes; %NULL when it is neither
 */
GBytes *
heddle_js_dup_bytes (JSContextRef context, JSValueRef array_buffer)
{
  JSTypedArrayType type = JSValueGetTypedArrayType (context, array_buffer, NULL);
  JSObjectRef object;
  const guint8 *data;

  if (type == kJSTypedArrayTypeNone)
    return NULL;
  object = JSValueToObject (context, array_buffer, NULL);
  if (type == kJSTypedArrayTypeArrayBuffer)
    return g_bytes_new (JSObjectGetArrayBufferBytesPtr (context, object, NULL),
                        JSObjectGetArrayBufferByteLength (context, object, NULL));
  data = JSObjectGetTypedArrayBytesPtr (context, object, NULL);
  return g_bytes_new (data + JSObjectGetTypedArrayByteOffset (context, object, NULL),
                      JSObjectGetTypedArrayByteLength (context, object, NULL));
}

static JSValueRef throw (JSContextRef context, JSValueRef *exception, const char *constructor, const char *message)
{
  JSValueRef argument = heddle_js_string (context, message, -1);
  JSObjectRef global = JSContextGetGlobalObject (context);
  JSObjectRef class = heddle_js_get_function (context, global, constructor);

  if (exception == NULL)
    return JSValueMakeUndefined (context);
  *exception = class != NULL ? JSObjectCallAsConstructor (context, class, 1, &argument, NULL) : NULL;
  if (*exception == NULL)
    *exception = JSObjectMakeError (context, 1, &argument, NULL);
  return JSValueMakeUndefined (context);
}

/**
 * heddle_js_throw_type_error:
 * @exception: (out): the callback's exception
 *
 * Returns: undefined, to be returned by the callback
 */
JSValueRef
heddle_js_throw_type_error (JSContextRef context, JSValueRef *exception, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return throw (context, exception, "TypeError", message);
}

JSValueRef
heddle_js_throw_error (JSContextRef context, JSValueRef *exception, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return throw (context, exception, "Error", message);
}
