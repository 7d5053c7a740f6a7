/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message between two event loops.
 * Threads: see message.h. A JSStringRef's text is a copy of its own, which any thread may read.
 */
#include "web/message.h"

#include "base/clock.h"
#include "loop/value.h"
#include "web/port.h"
#include "web/shared-bytes.h"

static JSObjectRef
to_object (JSContextRef context, JSValueRef value)
{
  return JSValueIsObject (context, value) ? JSValueToObject (context, value, NULL) : NULL;
}

static guint
get_length (JSContextRef context, JSObjectRef array)
{
  return (guint) JSValueToNumber (context, heddle_js_get (context, array, "length"), NULL);
}

/* Returns: (transfer full) (nullable): the bytes of an array of ArrayBuffers */
static GPtrArray *
take_buffers (JSContextRef context, JSObjectRef array, JSValueRef *exception)
{
  guint n = get_length (context, array);
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_full (n, (GDestroyNotify) heddle_shared_bytes_unref);

  for (guint i = 0; i < n; i++) {
    JSValueRef value = JSObjectGetPropertyAtIndex (context, array, i, exception);
    HeddleSharedBytes *bytes = heddle_shared_bytes_take (context, JSValueToObject (context, value, NULL), exception);

    if (bytes == NULL)
      return NULL;
    g_ptr_array_add (buffers, bytes);
  }
  return g_steal_pointer (&buffers);
}

/* A list of ArrayBuffers among the arguments, which may be left out. Returns FALSE when it cannot be taken. */
static gboolean
take_argument (JSContextRef context,
               size_t n_arguments,
               const JSValueRef arguments[],
               gsize place,
               GPtrArray **buffers,
               JSValueRef *exception)
{
  if (n_arguments <= place || !JSValueIsObject (context, arguments[place]))
    return TRUE;
  *buffers = take_buffers (context, to_object (context, arguments[place]), exception);
  return *buffers != NULL;
}

static guint64
count_bytes (const GPtrArray *buffers)
{
  guint64 n_bytes = 0;

  for (guint i = 0; buffers != NULL && i < buffers->len; i++)
    n_bytes += heddle_shared_bytes_get_size (buffers->pdata[i]);
  return n_bytes;
}

static void
take_ports (HeddleMessage *self, JSContextRef context, JSObjectRef array)
{
  guint n = get_length (context, array);

  self->ports = g_ptr_array_new_full (n, (GDestroyNotify) heddle_port_release);
  for (guint i = 0; i < n; i++) {
    JSValueRef value = JSObjectGetPropertyAtIndex (context, array, i, NULL);

    g_ptr_array_add (self->ports, heddle_port_take_from_handle (JSValueToObject (context, value, NULL)));
  }
}

/**
 * heddle_message_new:
 * @loop: the sender
 * @arguments: (array length=n_arguments): the tree's text, its form, an array of ArrayBuffers, an array of port handles,
 *   how many of the bytes are transferred, an array of SharedArrayBuffers; all but the first may be left out
 * @exception: (out): what went wrong
 *
 * Takes over what a script sends.
 *
 * Returns: (transfer full) (nullable): the message
 */
HeddleMessage *
heddle_message_new (HeddleLoop *loop, size_t n_arguments, const JSValueRef arguments[], JSValueRef *exception)
{
  JSContextRef context = heddle_loop_get_context (loop);
  g_autoptr (HeddleMessage) self = g_slice_new0 (HeddleMessage);

  self->text = JSValueToStringCopy (context, arguments[0], exception);
  if (self->text == NULL)
    return NULL;
  self->place = heddle_call_place_get (loop);
  self->posted_ns = heddle_clock_now ();
  self->cause = heddle_loop_get_current_span (loop);
  if (n_arguments > 1)
    self->form = (int) JSValueToNumber (context, arguments[1], NULL);
  if (!take_argument (context, n_arguments, arguments, 2, &self->buffers, exception) ||
      !take_argument (context, n_arguments, arguments, 5, &self->shared, exception))
    return NULL;
  if (n_arguments > 3 && JSValueIsObject (context, arguments[3]))
    take_ports (self, context, to_object (context, arguments[3]));
  if (n_arguments > 4)
    self->n_transferred_bytes = (guint64) JSValueToNumber (context, arguments[4], NULL);
  self->n_bytes = count_bytes (self->buffers);
  self->n_bytes += JSStringGetLength (self->text) - MIN (self->n_transferred_bytes, self->n_bytes);
  return g_steal_pointer (&self);
}

static gpointer
copy_bytes (gconstpointer bytes, gpointer unused)
{
  return heddle_shared_bytes_copy ((HeddleSharedBytes *) bytes);
}

/**
 * heddle_message_copy:
 *
 * Returns: (transfer full): the same message for another receiver, with bytes of its own, but for those that are shared. Ports
 *   cannot be copied.
 */
HeddleMessage *
heddle_message_copy (HeddleMessage *self)
{
  HeddleMessage *copy = g_slice_dup (HeddleMessage, self);

  copy->next = NULL;
  copy->ports = NULL;
  JSStringRetain (copy->text);
  if (self->buffers != NULL)
    copy->buffers = g_ptr_array_copy (self->buffers, copy_bytes, NULL);
  if (self->shared != NULL)
    g_ptr_array_ref (copy->shared);
  return copy;
}

void
heddle_message_free (HeddleMessage *self)
{
  g_clear_pointer (&self->text, JSStringRelease);
  g_clear_pointer (&self->buffers, g_ptr_array_unref);
  g_clear_pointer (&self->ports, g_ptr_array_unref);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_slice_free (HeddleMessage, self);
}

/* undefined, or an array of ArrayBuffers */
static JSValueRef
buffers_to_js (GPtrArray *buffers, JSContextRef context, JSValueRef *exception)
{
  JSObjectRef array;

  if (buffers == NULL)
    return JSValueMakeUndefined (context);
  array = JSObjectMakeArray (context, 0, NULL, exception);
  for (guint i = 0; i < buffers->len; i++)
    JSObjectSetPropertyAtIndex (context, array, i,
                                heddle_shared_bytes_to_array_buffer (buffers->pdata[i], context, exception), NULL);
  return array;
}

static JSValueRef
ports_to_js (HeddleMessage *self, HeddleLoop *loop, JSValueRef *exception)
{
  JSContextRef context = heddle_loop_get_context (loop);
  JSObjectRef array = JSObjectMakeArray (context, 0, NULL, exception);

  for (guint i = 0; i < self->ports->len; i++)
    JSObjectSetPropertyAtIndex (context, array, i, heddle_port_make_handle (self->ports->pdata[i], context), NULL);
  g_ptr_array_set_free_func (self->ports, (GDestroyNotify) heddle_port_unref);
  g_clear_pointer (&self->ports, g_ptr_array_unref);
  return array;
}

/**
 * heddle_message_to_js:
 * @loop: the receiver
 * @arguments: (out caller-allocates): the tree, its form, ArrayBuffers or undefined, port handles or undefined,
 *   ArrayBuffers over shared memory
 * @exception: (out): what went wrong
 *
 * Returns: how many of @arguments were set; 0 when the tree cannot be read
 */
gsize
heddle_message_to_js (HeddleMessage *self,
                      HeddleLoop *loop,
                      JSValueRef arguments[HEDDLE_MESSAGE_MAX_ARGUMENTS],
                      JSValueRef *exception)
{
  JSContextRef context = heddle_loop_get_context (loop);

  arguments[0] = JSValueMakeFromJSONString (context, self->text);
  if (arguments[0] == NULL)
    return 0;
  if (self->form == 0)
    return 1;
  arguments[1] = JSValueMakeNumber (context, self->form);
  arguments[2] = buffers_to_js (self->buffers, context, exception);
  arguments[3] = self->ports != NULL ? ports_to_js (self, loop, exception) : JSValueMakeUndefined (context);
  if (self->shared == NULL)
    return 4;
  arguments[4] = buffers_to_js (self->shared, context, exception);
  return 5;
}

/**
 * heddle_message_record:
 * @loop: the receiver, whose task is about to start
 * @site: where the message goes
 *
 * Returns: the message's span
 */
HeddleSpanId
heddle_message_record (HeddleMessage *self, HeddleLoop *loop, guint32 site)
{
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);
  HeddleSpanId span = heddle_recorder_span (recorder, HEDDLE_KIND_MESSAGE, HEDDLE_STATE_WAITING, site, self->cause,
                                            self->posted_ns, heddle_clock_now (),
                                            self->n_bytes + self->n_transferred_bytes);

  heddle_recorder_mark (recorder, HEDDLE_MARK_BYTES, 0, span, self->n_bytes);
  if (self->n_transferred_bytes > 0)
    heddle_recorder_mark (recorder, HEDDLE_MARK_TRANSFERRED, 0, span, self->n_transferred_bytes);
  return span;
}
