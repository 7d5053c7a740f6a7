/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of strings and bytes between C and JavaScript.
 */
#include "loop/value.h"

#include <string.h>

static JSGlobalContextRef context;

static JSValueRef
evaluate (const char *source)
{
  JSStringRef script = JSStringCreateWithUTF8CString (source);
  JSValueRef exception = NULL;
  JSValueRef value = JSEvaluateScript (context, script, NULL, NULL, 1, &exception);

  JSStringRelease (script);
  g_assert_null (exception);
  return value;
}

/* What JavaScript sees of C's text: its code units in hexadecimal. */
static void
assert_units (const char *text, gssize n_bytes, const char *units)
{
  JSObjectRef function = JSValueToObject (context,
                                          evaluate ("(text) => [...Array (text.length).keys ()].map ((i) => "
                                                    "text.charCodeAt (i).toString (16)).join (' ')"),
                                          NULL);
  JSValueRef value = heddle_js_string (context, text, n_bytes);
  JSValueRef result = JSObjectCallAsFunction (context, function, NULL, 1, &value, NULL);
  g_autofree char *got = heddle_js_dup_utf8 (context, result, NULL);

  g_assert_cmpstr (got, ==, units);
}

static void
test_to_javascript (void)
{
  static const char ends_at_a_page[] = { 'a', 'b', 'c', 'd' };

  assert_units ("", 0, "");
  assert_units ("", -1, "");
  assert_units ("a€😀", -1, "61 20ac d83d de00");
  assert_units ("a€😀", 8, "61 20ac d83d de00");
  /* A length that ends before the NUL. */
  assert_units (ends_at_a_page, 2, "61 62");
}

static void
test_nul (void)
{
  assert_units ("a\0b", 3, "61 0 62");
  assert_units ("\0", 1, "0");
  assert_units ("\0\0", 2, "0 0");
  assert_units ("a\0", 2, "61 0");
  assert_units ("\0é", 3, "0 e9");
  assert_units ("x\0\xff\0y", 5, "78 0 fffd 0 79");
}

static void
test_broken_utf8 (void)
{
  assert_units ("a\xff"
                "b",
                3, "61 fffd 62");
  assert_units ("\xe2\x82", 2, "fffd fffd");
  /* -1: up to the NUL, and no less. */
  assert_units ("a\xff"
                "b",
                -1, "61 fffd 62");
}

static void
assert_text (const char *source, const char *bytes, gsize n_bytes)
{
  gsize n_got;
  g_autofree char *got = heddle_js_dup_utf8 (context, evaluate (source), &n_got);

  g_assert_cmpmem (got, (int) n_got, bytes, (int) n_bytes);
  g_assert_cmpint (got[n_got], ==, '\0');
}

static void
test_from_javascript (void)
{
  assert_text ("''", "", 0);
  assert_text ("'a\\0b'", "a\0b", 3);
  assert_text ("'é€😀'", "é€😀", 9);
  assert_text ("'\\ud83d'", "\xef\xbf\xbd", 3);
  assert_text ("'\\ude00\\ud83d'", "\xef\xbf\xbd\xef\xbf\xbd", 6);
  assert_text ("'\\ud83dx\\ude00'", "\xef\xbf\xbdx\xef\xbf\xbd", 7);
  assert_text ("'\\ud83d\\ud83d\\ude00'", "\xef\xbf\xbd😀", 7);
  assert_text ("42", "42", 2);
  assert_text ("({ toString () { return 'mine'; } })", "mine", 4);
}

static void
test_conversion_throws (void)
{
  g_autofree char *symbol = heddle_js_dup_utf8 (context, evaluate ("Symbol ('s')"), NULL);
  g_autofree char *thrower = heddle_js_dup_utf8 (context, evaluate ("({ toString () { throw 1; } })"), NULL);
  JSObjectRef object = JSValueToObject (context, evaluate ("({ get x () { throw 1; }, y: 2 })"), NULL);

  g_assert_null (symbol);
  g_assert_null (thrower);
  g_assert_true (JSValueIsUndefined (context, heddle_js_get (context, object, "x")));
  g_assert_true (JSValueIsNumber (context, heddle_js_get (context, object, "y")));
  g_assert_null (heddle_js_get_function (context, object, "y"));
}

static void
assert_bytes (const char *source, const char *expected)
{
  g_autoptr (GBytes) bytes = heddle_js_dup_bytes (context, evaluate (source));
  gsize n_bytes;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &n_bytes);
  g_assert_cmpmem (data, (int) n_bytes, expected, (int) strlen (expected));
}

static void
test_bytes (void)
{
  assert_bytes ("new Uint8Array ([97, 98, 99]).buffer", "abc");
  assert_bytes ("new Uint8Array ([97, 98, 99, 100]).subarray (1, 3)", "bc");
  assert_bytes ("new ArrayBuffer (0)", "");
  assert_bytes ("new Uint16Array ([0x6261, 0x6463]).subarray (1)", "cd");
  /* The C interface does not know a DataView. */
  g_assert_null (heddle_js_dup_bytes (context, evaluate ("new DataView (new ArrayBuffer (4))")));
  g_assert_null (heddle_js_dup_bytes (context, evaluate ("'abc'")));
  g_assert_null (heddle_js_dup_bytes (context, evaluate ("({ byteLength: 3 })")));
}

static void
test_errors (void)
{
  JSValueRef exception = NULL;
  g_autofree char *text = NULL;

  g_assert_true (JSValueIsUndefined (context, heddle_js_throw_type_error (context, &exception, "“%s” of %d", "x", 3)));
  text = heddle_js_dup_utf8 (context, exception, NULL);
  g_assert_cmpstr (text, ==, "TypeError: “x” of 3");
  /* Nobody wants to know. */
  heddle_js_throw_type_error (context, NULL, "nothing");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  context = JSGlobalContextCreate (NULL);
  g_test_add_func ("/value/to-javascript", test_to_javascript);
  g_test_add_func ("/value/nul", test_nul);
  g_test_add_func ("/value/broken-utf8", test_broken_utf8);
  g_test_add_func ("/value/from-javascript", test_from_javascript);
  g_test_add_func ("/value/conversion-throws", test_conversion_throws);
  g_test_add_func ("/value/bytes", test_bytes);
  g_test_add_func ("/value/errors", test_errors);
  status = g_test_run ();
  JSGlobalContextRelease (context);
  return status;
}
