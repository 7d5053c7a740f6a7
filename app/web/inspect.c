/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the language does not tell about its own objects, for inspect.js: a promise's state, a proxy's target, the
 * class of an object.
 *
 * JavaScriptCore's C API has no question for the first and the last, so both are read from the object itself. On
 * 64-bit machines a JSObjectRef is the address of the engine's object: a header of 8 bytes whose sixth says what
 * kind of object it is, a pointer to its properties, then the fields of that kind, encoded as JSValueRefs are. A
 * promise's first field is an integer whose lower two bits are its state, its second the result. None of that is
 * promised by the engine, so nothing is believed untested: the scripts learn the kinds from objects that they make,
 * promise_layout_is_known () looks at promises whose states it knows, and inspect-iterator.js at a known iterator.
 * An iterator of a Map or Set has four fields: how far it is, the map, its table, and keys, values or entries.
 * Threads: the loop's own. Cost: one call from JavaScript into C, about 0.2 µs.
 */
#include "web/inspect.h"

#include <string.h>

#define KIND_OFFSET 5
#define FIELDS_OFFSET 16
#define INTEGER_TAG G_GUINT64_CONSTANT (0xfffe000000000000)
#define PROMISE_STATE_MASK 3u
#define ITERATOR_FIELDS 4
#define ITERATOR_KIND_FIELD 3

typedef enum {
  PROMISE_PENDING,
  PROMISE_FULFILLED,
  PROMISE_REJECTED,
  PROMISE_UNKNOWN,
} PromiseState;

/* Exported by the library, declared in its private header JSObjectRefPrivate.h. */
JSObjectRef JSObjectGetProxyTarget (JSObjectRef object);

static guint8
object_kind (JSValueRef object)
{
  return ((const guint8 *) object)[KIND_OFFSET];
}

static guint64
object_field (JSValueRef object, guint field)
{
  guint64 bits;

  memcpy (&bits, (const char *) object + FIELDS_OFFSET + field * sizeof bits, sizeof bits);
  return bits;
}

static PromiseState
promise_state (JSValueRef promise)
{
  guint64 flags = object_field (promise, 0);

  if ((flags & INTEGER_TAG) != INTEGER_TAG || (flags & PROMISE_STATE_MASK) == PROMISE_UNKNOWN)
    return PROMISE_UNKNOWN;
  return (PromiseState) (flags & PROMISE_STATE_MASK);
}

static JSValueRef
promise_result (JSValueRef promise)
{
  return (JSValueRef) (gsize) object_field (promise, 1);
}

static gboolean
promise_layout_is_known (JSContextRef context)
{
  static gsize known = 0;

  if (g_once_init_enter (&known)) {
    JSObjectRef resolve, reject;
    JSObjectRef promise = JSObjectMakeDeferredPromise (context, &resolve, &reject, NULL);
    JSValueRef result = JSObjectMake (context, NULL, NULL);
    gboolean right = sizeof (gpointer) == sizeof (guint64) && promise_state (promise) == PROMISE_PENDING;

    JSObjectCallAsFunction (context, resolve, NULL, 1, &result, NULL);
    right = right && promise_state (promise) == PROMISE_FULFILLED && promise_result (promise) == result;
    g_once_init_leave (&known, right ? 1 : 2);
  }
  return known == 1;
}

/* objectKind (object): a number, the same for all objects of one of the engine's own classes. */
static JSValueRef
native_object_kind (JSContextRef context,
                    JSObjectRef function,
                    JSObjectRef this_object,
                    size_t n_arguments,
                    const JSValueRef arguments[],
                    JSValueRef *exception)
{
  return JSValueMakeNumber (context, object_kind (arguments[0]));
}

/* promiseState (promise): 0 pending, 1 fulfilled, 2 rejected, 3 when the engine's layout is not the known one. */
static JSValueRef
native_promise_state (JSContextRef context,
                      JSObjectRef function,
                      JSObjectRef this_object,
                      size_t n_arguments,
                      const JSValueRef arguments[],
                      JSValueRef *exception)
{
  PromiseState state = promise_layout_is_known (context) ? promise_state (arguments[0]) : PROMISE_UNKNOWN;

  return JSValueMakeNumber (context, state);
}

/* promiseResult (promise): the value or the reason of a promise whose state is 1 or 2. */
static JSValueRef
native_promise_result (JSContextRef context,
                       JSObjectRef function,
                       JSObjectRef this_object,
                       size_t n_arguments,
                       const JSValueRef arguments[],
                       JSValueRef *exception)
{
  return promise_result (arguments[0]);
}

/* proxyTarget (proxy): its target; null when it was revoked. */
static JSValueRef
native_proxy_target (JSContextRef context,
                     JSObjectRef function,
                     JSObjectRef this_object,
                     size_t n_arguments,
                     const JSValueRef arguments[],
                     JSValueRef *exception)
{
  JSObjectRef target = JSObjectGetProxyTarget ((JSObjectRef) arguments[0]);

  return target != NULL ? target : JSValueMakeNull (context);
}

/* copyIterator (from, to): makes `to`, a fresh iterator of the same class, one that goes on where `from` is, so that
 * what is left can be seen without a step of `from`. Returns 0 for one of keys, 1 of values, 2 of entries. No
 * write barrier is needed: `from`, which is alive, refers to the same cells, and `to` is younger than all of them. */
static JSValueRef
native_copy_iterator (JSContextRef context,
                      JSObjectRef function,
                      JSObjectRef this_object,
                      size_t n_arguments,
                      const JSValueRef arguments[],
                      JSValueRef *exception)
{
  const char *from = (const char *) arguments[0] + FIELDS_OFFSET;
  char *to = (char *) arguments[1] + FIELDS_OFFSET;

  if (object_kind (arguments[0]) != object_kind (arguments[1]))
    return JSValueMakeUndefined (context);
  memcpy (to, from, ITERATOR_FIELDS * sizeof (guint64));
  return JSValueMakeNumber (context, (double) (object_field (arguments[0], ITERATOR_KIND_FIELD) & ~INTEGER_TAG));
}

/**
 * heddle_web_inspect_register:
 * @loop: the loop whose VM gets it
 *
 * Adds what inspect.js needs of C. The functions trust their arguments: `heddle` is not the program's.
 */
void
heddle_web_inspect_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "copyIterator", native_copy_iterator);
  heddle_loop_add_native (loop, "objectKind", native_object_kind);
  heddle_loop_add_native (loop, "promiseState", native_promise_state);
  heddle_loop_add_native (loop, "promiseResult", native_promise_result);
  heddle_loop_add_native (loop, "proxyTarget", native_proxy_target);
}
