/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Broadcast channels (HTML, "Broadcasting to other browsing contexts"): who listens under which name, in all threads of the
 * run. Each listener has a port; a message is posted to the ports of all others of its name.
 * Threads: the loop's own; the table of names is shared, under a lock.
 */
#include "web/messaging.h"

#include "loop/value.h"
#include "web/port.h"

typedef struct {
  char *name;
  HeddlePort *inside;  /* receives */
  HeddlePort *outside; /* where others post to it */
} Listener;

static GMutex lock;
/* guarded by lock: in the order in which they were opened */
static GPtrArray *listeners;

static void
listener_free (Listener *self)
{
  gboolean was_open;

  g_mutex_lock (&lock);
  was_open = g_ptr_array_remove (listeners, self);
  g_mutex_unlock (&lock);
  if (was_open)
    heddle_port_release (self->outside);
  heddle_port_release (self->inside);
  g_free (self->name);
  g_free (self);
}

static void
handle_finalize (JSObjectRef handle)
{
  listener_free (JSObjectGetPrivate (handle));
}

static JSClassRef
get_handle_class (void)
{
  static gsize handle_class;

  if (g_once_init_enter (&handle_class)) {
    JSClassDefinition definition = kJSClassDefinitionEmpty;

    definition.className = "BroadcastHandle";
    definition.finalize = handle_finalize;
    g_once_init_leave (&handle_class, (gsize) JSClassCreate (&definition));
  }
  return (JSClassRef) handle_class;
}

/* openBroadcast (target, name): a handle */
static JSValueRef
open_broadcast (JSContextRef context,
                JSObjectRef function,
                JSObjectRef this_object,
                size_t n_arguments,
                const JSValueRef arguments[],
                JSValueRef *exception)
{
  Listener *self = g_new0 (Listener, 1);
  g_autofree char *label = NULL;

  self->name = heddle_js_dup_utf8 (context, arguments[1], NULL);
  label = g_strdup_printf ("broadcast “%s”", self->name);
  heddle_port_new_pair (&self->inside, &self->outside);
  heddle_port_set_label (self->inside, label);
  heddle_port_start (self->inside, heddle_loop_get_current (), (JSObjectRef) arguments[0]);
  g_mutex_lock (&lock);
  if (listeners == NULL)
    listeners = g_ptr_array_new ();
  g_ptr_array_add (listeners, self);
  g_mutex_unlock (&lock);
  return JSObjectMake (context, get_handle_class (), self);
}

static void
post_to_others (Listener *self, HeddleMessage *message)
{
  g_mutex_lock (&lock);
  for (guint i = 0; i < listeners->len; i++) {
    Listener *other = listeners->pdata[i];

    if (other != self && g_str_equal (other->name, self->name))
      heddle_port_post (other->outside, heddle_message_copy (message));
  }
  g_mutex_unlock (&lock);
}

/* broadcast (handle, text, form, buffers, ports, transferred bytes, shared); there are no ports */
static JSValueRef
broadcast (JSContextRef context,
           JSObjectRef function,
           JSObjectRef this_object,
           size_t n_arguments,
           const JSValueRef arguments[],
           JSValueRef *exception)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  g_autoptr (HeddleMessage) message = NULL;

  heddle_loop_check_termination (loop);
  message = heddle_message_new (loop, n_arguments - 1, arguments + 1, exception);
  if (message != NULL)
    post_to_others (JSObjectGetPrivate ((JSObjectRef) arguments[0]), message);
  return JSValueMakeUndefined (context);
}

/* closeBroadcast (handle) */
static JSValueRef
close_broadcast (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  Listener *self = JSObjectGetPrivate ((JSObjectRef) arguments[0]);
  gboolean was_open;

  g_mutex_lock (&lock);
  was_open = g_ptr_array_remove (listeners, self);
  g_mutex_unlock (&lock);
  if (was_open)
    heddle_port_release (self->outside);
  heddle_port_close (self->inside, heddle_loop_get_current ());
  return JSValueMakeUndefined (context);
}

void
heddle_web_broadcast_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "openBroadcast", open_broadcast);
  heddle_loop_add_native (loop, "broadcast", broadcast);
  heddle_loop_add_native (loop, "closeBroadcast", close_broadcast);
}
