/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The C half of encoding.js. A buffer that is handed to C can never be transferred again: so the scripts hand over
 * copies of the program's buffers.
 * Threads: the loop's own.
 */
#include "web/encoding.h"

#include "loop/value.h"
#include "web/utf8.h"

#include <errno.h>
#include <string.h>

static void
free_bytes (void *bytes, void *data)
{
  g_free (bytes);
}

/* utf8Encode (string): an ArrayBuffer */
static JSValueRef
utf8_encode (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  JSStringRef string = JSValueToStringCopy (context, arguments[0], exception);
  gsize n_units, n_bytes;
  guint8 *bytes;

  if (string == NULL)
    return JSValueMakeUndefined (context);
  n_units = JSStringGetLength (string);
  bytes = g_try_malloc (n_units * 3 + 1);
  if (bytes == NULL) {
    JSStringRelease (string);
    return heddle_js_throw_error (context, exception, "Out of memory");
  }
  n_bytes = heddle_utf8_encode (JSStringGetCharactersPtr (string), n_units, bytes);
  JSStringRelease (string);
  bytes = g_realloc (bytes, MAX (n_bytes, 1));
  return JSObjectMakeArrayBufferWithBytesNoCopy (context, bytes, n_bytes, free_bytes, NULL, exception);
}

/* The bytes of the arguments (buffer, offset, length); NULL when they are none. */
static const guint8 *
get_bytes (JSContextRef context, const JSValueRef arguments[], gsize *n_bytes)
{
  JSObjectRef buffer = JSValueToObject (context, arguments[0], NULL);
  gsize offset = (gsize) JSValueToNumber (context, arguments[1], NULL);
  gsize available = buffer != NULL ? JSObjectGetArrayBufferByteLength (context, buffer, NULL) : 0;

  *n_bytes = (gsize) JSValueToNumber (context, arguments[2], NULL);
  if (offset > available || *n_bytes > available - offset)
    return NULL;
  return *n_bytes == 0 ? (const guint8 *) ""
                       : (guint8 *) JSObjectGetArrayBufferBytesPtr (context, buffer, NULL) + offset;
}

static JSValueRef
make_string (JSContextRef context, JSStringRef string)
{
  JSValueRef value = JSValueMakeString (context, string);

  JSStringRelease (string);
  return value;
}

/* utf8Decode (buffer, offset, length, fatal): a string; undefined when it is fatal and not well-formed */
static JSValueRef
utf8_decode (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  gsize n_bytes, n_units;
  const guint8 *bytes = get_bytes (context, arguments, &n_bytes);
  g_autofree guint16 *units = NULL;

  if (bytes == NULL)
    return heddle_js_throw_type_error (context, exception, "utf8Decode: out of bounds");
  /* Strings of 8-bit characters are half the size: this call makes them, but stops at a NUL. */
  if (heddle_utf8_skip_ascii (bytes, n_bytes) == n_bytes && memchr (bytes, '\0', n_bytes) == NULL) {
    g_autofree char *text = g_strndup ((const char *) bytes, n_bytes);

    return make_string (context, JSStringCreateWithUTF8CString (text));
  }
  units = g_try_new (guint16, n_bytes);
  if (units == NULL)
    return heddle_js_throw_error (context, exception, "Out of memory");
  if (!heddle_utf8_decode (bytes, n_bytes, JSValueToBoolean (context, arguments[3]), units, &n_units))
    return JSValueMakeUndefined (context);
  return make_string (context, JSStringCreateWithCharacters (units, n_units));
}

/* Appends U+FFFD for one byte that is no text. */
static void
skip_byte (GString *units, char **in, gsize *n_in)
{
  static const guint16 replacement = 0xfffd;

  g_string_append_len (units, (const char *) &replacement, sizeof replacement);
  (*in)++;
  (*n_in)--;
}

/* Converts until the end or until a sequence that is not complete. Returns FALSE when it is fatal and no text. */
static gboolean
convert (GIConv converter, char **in, gsize *n_in, gboolean fatal, GString *units)
{
  while (*n_in > 0) {
    char block[4096];
    char *out = block;
    gsize n_out = sizeof block;
    gsize result = g_iconv (converter, in, n_in, &out, &n_out);
    int error = errno;

    g_string_append_len (units, block, out - block);
    if (result != (gsize) -1 || error == E2BIG)
      continue;
    if (error == EINVAL)
      return TRUE;
    if (fatal)
      return FALSE;
    skip_byte (units, in, n_in);
  }
  return TRUE;
}

/* legacyDecode (name, buffer, fatal, isLast): [string, how many bytes are left], undefined when fatal and no text */
static JSValueRef
legacy_decode (JSContextRef context,
               JSObjectRef function,
               JSObjectRef this_object,
               size_t n_arguments,
               const JSValueRef arguments[],
               JSValueRef *exception)
{
  g_autofree char *name = heddle_js_dup_utf8 (context, arguments[0], NULL);
  g_autoptr (GBytes) bytes = heddle_js_dup_bytes (context, arguments[1]);
  gboolean fatal = JSValueToBoolean (context, arguments[2]);
  gboolean is_last = JSValueToBoolean (context, arguments[3]);
  g_autoptr (GString) units = g_string_new (NULL);
  GIConv converter = g_iconv_open (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "UTF-16LE" : "UTF-16BE", name);
  gsize n_in;
  char *in;
  gboolean done;
  JSValueRef pair[2];

  if (converter == (GIConv) -1)
    return heddle_js_throw_error (context, exception, "This system has no text converter for %s", name);
  in = (char *) g_bytes_get_data (bytes, &n_in);
  done = convert (converter, &in, &n_in, fatal, units);
  g_iconv_close (converter);
  if (!done || (is_last && n_in > 0 && fatal))
    return JSValueMakeUndefined (context);
  if (is_last && n_in > 0) {
    skip_byte (units, &in, &n_in);
    n_in = 0;
  }
  pair[0] = make_string (context, JSStringCreateWithCharacters ((const JSChar *) (gpointer) units->str,
                                                                units->len / sizeof (JSChar)));
  pair[1] = JSValueMakeNumber (context, (double) n_in);
  return JSObjectMakeArray (context, G_N_ELEMENTS (pair), pair, exception);
}

void
heddle_web_encoding_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "utf8Encode", utf8_encode);
  heddle_loop_add_native (loop, "utf8Decode", utf8_decode);
  heddle_loop_add_native (loop, "legacyDecode", legacy_decode);
}
