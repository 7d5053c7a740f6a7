/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8 to and from JavaScript's strings (Encoding standard, section 8.1).
 * Threads: the loop's. Cost: about a nanosecond a byte.
 */
#include "web/utf8.h"

#include "loop/value.h"

#include <string.h>

static const JSChar REPLACEMENT = 0xfffd;

/* How many bytes follow a lead byte, 0 for a byte that leads nothing; and the bounds of the first of them. */
static guint
read_lead (guint8 lead, guint8 *lower, guint8 *upper)
{
  *lower = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  *upper = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf)
    return 1;
  if (lead >= 0xe0 && lead <= 0xef)
    return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
}

static gsize
append_code_point (JSChar *units, gsize n_units, guint32 code_point)
{
  if (code_point < 0x10000) {
    units[n_units] = (JSChar) code_point;
    return n_units + 1;
  }
  units[n_units] = (JSChar) (0xd800 + ((code_point - 0x10000) >> 10));
  units[n_units + 1] = (JSChar) (0xdc00 + ((code_point - 0x10000) & 0x3ff));
  return n_units + 2;
}

/**
 * heddle_utf8_decode:
 * @bytes: UTF-8, perhaps with errors
 * @n_bytes: how many
 * @units: room for @n_bytes UTF-16 code units
 * @n_units: (out): how many were written
 *
 * Each maximal part of a sequence that is wrong becomes one U+FFFD.
 *
 * Returns: whether there was no error
 */
gboolean
heddle_utf8_decode (const guint8 *bytes, gsize n_bytes, JSChar *units, gsize *n_units)
{
  gboolean is_valid = TRUE;
  gsize n = 0;

  for (gsize i = 0; i < n_bytes;) {
    guint8 lead = bytes[i++];
    guint8 lower, upper;
    guint n_following = read_lead (lead, &lower, &upper);
    guint32 code_point = n_following > 0 ? lead & (0x3f >> n_following) : lead;

    if (lead >= 0x80 && n_following == 0)
      code_point = G_MAXUINT32;
    for (; n_following > 0; n_following--, lower = 0x80, upper = 0xbf) {
      if (i == n_bytes || bytes[i] < lower || bytes[i] > upper) {
        code_point = G_MAXUINT32;
        break;
      }
      code_point = (code_point << 6) | (bytes[i++] & 0x3f);
    }
    is_valid = is_valid && code_point != G_MAXUINT32;
    n = append_code_point (units, n, code_point == G_MAXUINT32 ? REPLACEMENT : code_point);
  }
  *n_units = n;
  return is_valid;
}

/* utf8Decode (buffer, offset, length, isFatal): a string; undefined when it is fatal and there was an error */
static JSValueRef
decode (JSContextRef context,
        JSObjectRef function,
        JSObjectRef this_object,
        size_t n_arguments,
        const JSValueRef arguments[],
        JSValueRef *exception)
{
  const guint8 *bytes = JSObjectGetArrayBufferBytesPtr (context, (JSObjectRef) arguments[0], exception);
  gsize offset = (gsize) JSValueToNumber (context, arguments[1], NULL);
  gsize n_bytes = (gsize) JSValueToNumber (context, arguments[2], NULL);
  g_autofree JSChar *units = g_new (JSChar, n_bytes + 1);
  gsize n_units;
  JSStringRef string;
  JSValueRef value;

  if (!heddle_utf8_decode (bytes + offset, bytes ? n_bytes : 0, units, &n_units) && JSValueToBoolean (context, arguments[3]))
    return JSValueMakeUndefined (context);
  string = JSStringCreateWithCharacters (units, n_units);
  value = JSValueMakeString (context, string);
  JSStringRelease (string);
  return value;
}

/* utf8Encode (string): an ArrayBuffer */
static JSValueRef
encode (JSContextRef context,
        JSObjectRef function,
        JSObjectRef this_object,
        size_t n_arguments,
        const JSValueRef arguments[],
        JSValueRef *exception)
{
  gsize n_bytes;
  char *text = heddle_js_dup_utf8 (context, arguments[0], &n_bytes);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, n_bytes);

  return heddle_js_bytes (context, bytes);
}

/**
 * heddle_web_utf8_register:
 * @loop: a loop, before its first script
 *
 * Adds the natives `utf8Encode` and `utf8Decode`.
 */
void
heddle_web_utf8_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "utf8Decode", decode);
  heddle_loop_add_native (loop, "utf8Encode", encode);
}
