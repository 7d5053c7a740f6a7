/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The native functions of message-port.js and of the structured clone.
 * Threads: the loop's own.
 */
#include "web/messaging.h"

#include "loop/jsc-private.h"
#include "web/blob-store.h"
#include "web/port.h"
#include "web/shared-bytes.h"
#include "web/waiters.h"

/* makeChannel (): two ports */
static JSValueRef
make_channel (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  HeddlePort *ports[2];
  JSValueRef handles[2];

  heddle_port_new_pair (&ports[0], &ports[1]);
  for (guint i = 0; i < 2; i++) {
    handles[i] = heddle_port_make_handle (ports[i], context);
    heddle_port_unref (ports[i]);
  }
  return JSObjectMakeArray (context, 2, handles, exception);
}

/* postMessage (port, text, form, buffers, ports, transferred bytes, shared) */
static JSValueRef
post_message (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  HeddlePort *port = heddle_port_peek_handle ((JSObjectRef) arguments[0]);
  HeddleMessage *message;

  heddle_loop_check_termination (loop);
  message = heddle_message_new (loop, n_arguments - 1, arguments + 1, exception);
  if (message != NULL)
    heddle_port_post (port, message);
  return JSValueMakeUndefined (context);
}

/* startPort (port, target) */
static JSValueRef
start_port (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  heddle_port_start (heddle_port_peek_handle ((JSObjectRef) arguments[0]), heddle_loop_get_current (),
                     (JSObjectRef) arguments[1]);
  return JSValueMakeUndefined (context);
}

/* closePort (port) */
static JSValueRef
close_port (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  heddle_port_close (heddle_port_peek_handle ((JSObjectRef) arguments[0]), heddle_loop_get_current ());
  return JSValueMakeUndefined (context);
}

/* detachPort (port): before it is sent away */
static JSValueRef
detach_port (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  heddle_port_detach (heddle_port_peek_handle ((JSObjectRef) arguments[0]), heddle_loop_get_current ());
  return JSValueMakeUndefined (context);
}

/* allocateBytes (n): an ArrayBuffer that can be sent without a further copy; undefined when there is no memory for it */
static JSValueRef
allocate_bytes (JSContextRef context,
                JSObjectRef function,
                JSObjectRef this_object,
                size_t n_arguments,
                const JSValueRef arguments[],
                JSValueRef *exception)
{
  g_autoptr (HeddleSharedBytes)
    bytes = heddle_shared_bytes_new ((gsize) JSValueToNumber (context, arguments[0], exception));

  if (bytes == NULL)
    return JSValueMakeUndefined (context);
  return heddle_shared_bytes_to_array_buffer (bytes, context, exception);
}

/* shareBytes (buffer): another ArrayBuffer over the same memory */
static JSValueRef
share_bytes (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  g_autoptr (HeddleSharedBytes) bytes = heddle_shared_bytes_take (context, (JSObjectRef) arguments[0], exception);

  return bytes == NULL ? NULL : heddle_shared_bytes_to_array_buffer (bytes, context, exception);
}

/* shapeOf (object): the number of its shape, which the engine has in the first four bytes of an object; objects of one shape
 * have the same properties */
static JSValueRef
shape_of (JSContextRef context,
          JSObjectRef function,
          JSObjectRef this_object,
          size_t n_arguments,
          const JSValueRef arguments[],
          JSValueRef *exception)
{
  return JSValueMakeNumber (context, *(const guint32 *) arguments[0]);
}

/* findProxy (object, …): the place of the first that is a Proxy, or -1 */
static JSValueRef
find_proxy (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  JSObjectRef global = JSContextGetGlobalObject (context);

  for (size_t i = 0; i < n_arguments; i++)
    if (arguments[i] != global && JSObjectGetProxyTarget ((JSObjectRef) arguments[i]) != NULL)
      return JSValueMakeNumber (context, (double) i);
  return JSValueMakeNumber (context, -1);
}

void
heddle_web_messaging_register (HeddleLoop *loop)
{
  heddle_web_ports_register (loop);
  heddle_web_broadcast_register (loop);
  heddle_web_waiters_register (loop);
  heddle_web_blob_store_register (loop);
  heddle_loop_add_native (loop, "makeChannel", make_channel);
  heddle_loop_add_native (loop, "postMessage", post_message);
  heddle_loop_add_native (loop, "startPort", start_port);
  heddle_loop_add_native (loop, "closePort", close_port);
  heddle_loop_add_native (loop, "detachPort", detach_port);
  heddle_loop_add_native (loop, "allocateBytes", allocate_bytes);
  heddle_loop_add_native (loop, "shareBytes", share_bytes);
  heddle_loop_add_native (loop, "shapeOf", shape_of);
  heddle_loop_add_native (loop, "findProxy", find_proxy);
}
