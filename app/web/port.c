/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Message ports.
 * Threads: see port.h. Both ends of a channel share one lock. A task takes whatever is first in its port's queue when it
 * runs; so there is a task for each message that waits, and a port that left takes its messages along.
 */
#include "web/port.h"

struct _HeddlePort {
  /* set once */
  HeddlePort *other;
  GMutex *lock;
  gatomicrefcount *n_references;
  /* guarded by the lock */
  HeddleMessage *first;
  HeddleMessage *last;
  guint n_messages;
  gboolean closed;
  HeddleLoop *loop; /* where it is started; else NULL */
  /* the loop's thread */
  JSObjectRef target;
  char *label;
  guint32 site;
};

typedef struct {
  GMutex lock;
  gatomicrefcount n_references;
  HeddlePort ends[2];
} Channel;

typedef struct {
  HeddleTask task;
  HeddlePort *port;
  HeddleMessage *message;
} DeliveryTask;

/* The life of a port. */

/**
 * heddle_port_new_pair:
 * @first: (out) (transfer full): one end
 * @second: (out) (transfer full): the other
 */
void
heddle_port_new_pair (HeddlePort **first, HeddlePort **second)
{
  Channel *channel = g_new0 (Channel, 1);

  g_mutex_init (&channel->lock);
  g_atomic_ref_count_init (&channel->n_references);
  g_atomic_ref_count_inc (&channel->n_references);
  for (guint i = 0; i < 2; i++) {
    channel->ends[i].other = &channel->ends[1 - i];
    channel->ends[i].lock = &channel->lock;
    channel->ends[i].n_references = &channel->n_references;
  }
  *first = &channel->ends[0];
  *second = &channel->ends[1];
}

HeddlePort *
heddle_port_ref (HeddlePort *self)
{
  g_atomic_ref_count_inc (self->n_references);
  return self;
}

static void
free_messages (HeddleMessage *message)
{
  while (message != NULL) {
    HeddleMessage *next = message->next;

    heddle_message_free (message);
    message = next;
  }
}

void
heddle_port_unref (HeddlePort *self)
{
  Channel *channel = (Channel *) ((char *) self->lock - G_STRUCT_OFFSET (Channel, lock));

  if (!g_atomic_ref_count_dec (self->n_references))
    return;
  for (guint i = 0; i < 2; i++) {
    free_messages (channel->ends[i].first);
    g_free (channel->ends[i].label);
  }
  g_mutex_clear (&channel->lock);
  g_free (channel);
}

static HeddleMessage *
steal_messages_locked (HeddlePort *self)
{
  HeddleMessage *first = g_steal_pointer (&self->first);

  self->last = NULL;
  self->n_messages = 0;
  return first;
}

/**
 * heddle_port_release:
 * @self: (transfer full): a port that is in no loop
 *
 * Gives up a port that no one can receive with any more: what was sent to it is forgotten.
 */
void
heddle_port_release (HeddlePort *self)
{
  HeddleMessage *messages;

  g_mutex_lock (self->lock);
  self->closed = TRUE;
  messages = steal_messages_locked (self);
  g_mutex_unlock (self->lock);
  free_messages (messages);
  heddle_port_unref (self);
}

/**
 * heddle_port_set_label:
 * @label: what a message to this port is called in the trace
 *
 * Call it before any other thread has the port.
 */
void
heddle_port_set_label (HeddlePort *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
}

/* Messages. */

static guint32
get_site (HeddlePort *self, HeddleLoop *loop, const HeddleMessage *message)
{
  g_autofree char *label = NULL;
  guint32 site;

  if (self->site != 0 && message->place.file == NULL)
    return self->site;
  label = self->label != NULL ? g_strdup (self->label) : g_strdup_printf ("message to %s", heddle_loop_get_name (loop));
  site = heddle_call_place_to_site (message->place, heddle_loop_get_recorder (loop), label);
  if (message->place.file == NULL)
    self->site = site;
  return site;
}

static void
delivery_start (HeddleTask *task, HeddleLoop *loop)
{
  DeliveryTask *self = (DeliveryTask *) task;
  HeddlePort *port = self->port;

  g_mutex_lock (port->lock);
  if (port->loop == loop && port->first != NULL) {
    self->message = port->first;
    port->first = self->message->next;
    port->n_messages--;
    if (port->first == NULL)
      port->last = NULL;
  }
  g_mutex_unlock (port->lock);
  if (self->message != NULL)
    task->cause = heddle_message_record (self->message, loop, get_site (port, loop, self->message));
}

static void
delivery_run (HeddleTask *task, HeddleLoop *loop)
{
  DeliveryTask *self = (DeliveryTask *) task;
  JSValueRef arguments[1 + HEDDLE_MESSAGE_MAX_ARGUMENTS];
  JSValueRef exception = NULL;
  gsize n_arguments;

  if (self->message == NULL)
    return;
  arguments[0] = self->port->target;
  n_arguments = heddle_message_to_js (self->message, loop, arguments + 1, &exception);
  heddle_loop_call_hook (loop, "receiveMessage", 1 + n_arguments, arguments);
}

static void
delivery_free (HeddleTask *task)
{
  DeliveryTask *self = (DeliveryTask *) task;

  g_clear_pointer (&self->message, heddle_message_free);
  heddle_port_unref (self->port);
  g_slice_free (DeliveryTask, self);
}

static void
queue_delivery (HeddlePort *self, HeddleLoop *loop)
{
  DeliveryTask *delivery = g_slice_new0 (DeliveryTask);

  delivery->task.source = HEDDLE_SOURCE_MESSAGE;
  delivery->task.label = "message";
  delivery->task.start = delivery_start;
  delivery->task.run = delivery_run;
  delivery->task.free = delivery_free;
  delivery->port = heddle_port_ref (self);
  heddle_loop_queue (loop, &delivery->task);
}

static void
append_locked (HeddlePort *self, HeddleMessage *message)
{
  if (self->last != NULL)
    self->last->next = message;
  else
    self->first = message;
  self->last = message;
  self->n_messages++;
}

/**
 * heddle_port_post:
 * @message: (transfer full): a message for the other end
 *
 * The message keeps the run alive from when the other end is started.
 */
void
heddle_port_post (HeddlePort *self, HeddleMessage *message)
{
  HeddlePort *other = self->other;
  HeddleLoop *loop = NULL;

  g_mutex_lock (self->lock);
  if (!self->closed && !other->closed) {
    append_locked (other, g_steal_pointer (&message));
    loop = other->loop == NULL ? NULL : heddle_loop_ref (other->loop);
  }
  g_mutex_unlock (self->lock);
  if (message != NULL)
    heddle_message_free (message);
  if (loop == NULL)
    return;
  queue_delivery (other, loop);
  heddle_loop_unref (loop);
}

/* The ports that are started in a loop: a set, with the loop's data. */

static void
leave_loop (HeddlePort *self, HeddleLoop *loop)
{
  HeddleLoop *left;

  g_mutex_lock (self->lock);
  left = g_steal_pointer (&self->loop);
  g_mutex_unlock (self->lock);
  if (left == NULL)
    return;
  JSValueUnprotect (heddle_loop_get_context (loop), self->target);
  self->target = NULL;
  self->site = 0;
  heddle_loop_unref (left);
}

static void
started_ports_free (gpointer ports)
{
  HeddleLoop *loop = heddle_loop_get_current ();
  GHashTableIter iter;
  gpointer port;

  g_hash_table_iter_init (&iter, ports);
  while (g_hash_table_iter_next (&iter, &port, NULL)) {
    leave_loop (port, loop);
    heddle_port_release (port);
  }
  g_hash_table_unref (ports);
}

/**
 * heddle_port_start:
 * @loop: the loop that receives from now on
 * @target: what the messages are dispatched to; kept until the port leaves the loop
 *
 * Enables the port message queue.
 */
void
heddle_port_start (HeddlePort *self, HeddleLoop *loop, JSObjectRef target)
{
  GHashTable *started = heddle_loop_get_data (loop, "started-ports");
  guint n_messages = 0;

  g_mutex_lock (self->lock);
  if (self->loop == NULL && !self->closed) {
    self->loop = heddle_loop_ref (loop);
    self->target = target;
    JSValueProtect (heddle_loop_get_context (loop), target);
    g_hash_table_add (started, heddle_port_ref (self));
    n_messages = self->n_messages;
  }
  g_mutex_unlock (self->lock);
  while (n_messages-- > 0)
    queue_delivery (self, loop);
}

/**
 * heddle_port_detach:
 *
 * Takes the port out of its loop, with the messages that wait for it.
 */
void
heddle_port_detach (HeddlePort *self, HeddleLoop *loop)
{
  GHashTable *started = heddle_loop_get_data (loop, "started-ports");

  leave_loop (self, loop);
  if (started != NULL && g_hash_table_remove (started, self))
    heddle_port_unref (self);
}

/* The other end hears of it: the event "close". */
static void
closing_run (HeddleTask *task, HeddleLoop *loop)
{
  HeddlePort *port = ((DeliveryTask *) task)->port;
  JSValueRef target = port->target;

  if (port->loop != loop)
    return;
  JSValueProtect (heddle_loop_get_context (loop), target);
  heddle_port_detach (port, loop);
  g_mutex_lock (port->lock);
  port->closed = TRUE;
  g_mutex_unlock (port->lock);
  heddle_loop_call_hook (loop, "portClosed", 1, &target);
  JSValueUnprotect (heddle_loop_get_context (loop), target);
}

static void
queue_closing (HeddlePort *self, HeddleLoop *loop)
{
  DeliveryTask *closing = g_slice_new0 (DeliveryTask);

  closing->task.source = HEDDLE_SOURCE_MESSAGE;
  closing->task.label = "close";
  closing->task.cause = heddle_loop_get_current_span (heddle_loop_get_current ());
  closing->task.run = closing_run;
  closing->task.free = delivery_free;
  closing->port = heddle_port_ref (self);
  heddle_loop_queue (loop, &closing->task);
}

/**
 * heddle_port_close:
 *
 * Disentangles the port: what waits for it is forgotten, what it sent still arrives.
 */
void
heddle_port_close (HeddlePort *self, HeddleLoop *loop)
{
  HeddleMessage *messages;
  HeddleLoop *other_loop = NULL;

  g_mutex_lock (self->lock);
  if (!self->closed && self->other->loop != NULL)
    other_loop = heddle_loop_ref (self->other->loop);
  self->closed = TRUE;
  messages = steal_messages_locked (self);
  g_mutex_unlock (self->lock);
  free_messages (messages);
  heddle_port_detach (self, loop);
  if (other_loop == NULL)
    return;
  queue_closing (self->other, other_loop);
  heddle_loop_unref (other_loop);
}

/* Handles. */

static void
handle_finalize (JSObjectRef handle)
{
  HeddlePort *port = JSObjectGetPrivate (handle);

  if (port != NULL)
    heddle_port_release (port);
}

static JSClassRef
get_handle_class (void)
{
  static gsize handle_class;

  if (g_once_init_enter (&handle_class)) {
    JSClassDefinition definition = kJSClassDefinitionEmpty;

    definition.className = "PortHandle";
    definition.finalize = handle_finalize;
    g_once_init_leave (&handle_class, (gsize) JSClassCreate (&definition));
  }
  return (JSClassRef) handle_class;
}

/**
 * heddle_port_make_handle:
 *
 * Returns: an object for scripts to hold; when it is collected, the port is released
 */
JSObjectRef
heddle_port_make_handle (HeddlePort *self, JSContextRef context)
{
  return JSObjectMake (context, get_handle_class (), heddle_port_ref (self));
}

HeddlePort *
heddle_port_peek_handle (JSObjectRef handle)
{
  return JSObjectGetPrivate (handle);
}

/**
 * heddle_port_take_from_handle:
 * @handle: the handle of a port that was detached
 *
 * Returns: (transfer full): the port, which @handle does not hold any more
 */
HeddlePort *
heddle_port_take_from_handle (JSObjectRef handle)
{
  HeddlePort *port = JSObjectGetPrivate (handle);

  JSObjectSetPrivate (handle, NULL);
  return port;
}

void
heddle_web_ports_register (HeddleLoop *loop)
{
  heddle_loop_set_data (loop, "started-ports", g_hash_table_new (NULL, NULL), started_ports_free);
}
