/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between C's values and JavaScript's: strings, numbers, arrays, errors.
 * Threads: the thread of the context.
 */
#pragma once

#include <glib.h>
#include <JavaScriptCore/JavaScript.h>

G_BEGIN_DECLS

/* Property names and literals: NUL-terminated UTF-8. */
JSStringRef heddle_js_string_new (const char *text, gssize n_bytes);
JSValueRef heddle_js_string (JSContextRef context, const char *text, gssize n_bytes);
char *heddle_js_dup_utf8 (JSContextRef context, JSValueRef value, gsize *n_bytes);
char *heddle_js_string_dup_utf8 (JSStringRef string, gsize *n_bytes);

JSValueRef heddle_js_get (JSContextRef context, JSObjectRef object, const char *name);
void heddle_js_set (JSContextRef context, JSObjectRef object, const char *name, JSValueRef value);
JSObjectRef heddle_js_get_function (JSContextRef context, JSObjectRef object, const char *name);

JSValueRef heddle_js_bytes (JSContextRef context, GBytes *bytes);
GBytes *heddle_js_dup_bytes (JSContextRef context, JSValueRef array_buffer);

JSValueRef
heddle_js_throw_type_error (JSContextRef context, JSValueRef *exception, const char *format, ...) G_GNUC_PRINTF (3, 4);
JSValueRef
heddle_js_throw_error (JSContextRef context, JSValueRef *exception, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
