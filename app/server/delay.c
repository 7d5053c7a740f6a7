/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timers, as many as there are waiting requests: one source of the main loop with a heap.
 * Threads: the one that runs the context. Cost: the logarithm of the number of timers; none for those that only wait.
 */
#include "server/delay.h"

/* heap[0] is unused, so that the children of i are 2i and 2i + 1 and the place 0 means "not set". */
struct _HeddleDelays {
  GSource *source;
  GPtrArray *heap;
  guint64 n_set;
};

typedef struct {
  GSource source;
  HeddleDelays *delays;
} DelaySource;

static HeddleDelay *
get_delay (HeddleDelays *self, gsize place)
{
  return g_ptr_array_index (self->heap, place);
}

static void
put_delay (HeddleDelays *self, gsize place, HeddleDelay *delay)
{
  g_ptr_array_index (self->heap, place) = delay;
  delay->place = place;
}

static gboolean
is_before (const HeddleDelay *a, const HeddleDelay *b)
{
  return a->due_us != b->due_us ? a->due_us < b->due_us : a->order < b->order;
}

static void
sift_up (HeddleDelays *self, HeddleDelay *delay)
{
  gsize place = delay->place;

  for (; place > 1 && is_before (delay, get_delay (self, place / 2)); place /= 2)
    put_delay (self, place, get_delay (self, place / 2));
  put_delay (self, place, delay);
}

static void
sift_down (HeddleDelays *self, HeddleDelay *delay)
{
  gsize place = delay->place, child;

  for (; (child = 2 * place) < self->heap->len; place = child) {
    if (child + 1 < self->heap->len && is_before (get_delay (self, child + 1), get_delay (self, child)))
      child++;
    if (!is_before (get_delay (self, child), delay))
      break;
    put_delay (self, place, get_delay (self, child));
  }
  put_delay (self, place, delay);
}

static void
update_ready_time (HeddleDelays *self)
{
  g_source_set_ready_time (self->source, self->heap->len > 1 ? get_delay (self, 1)->due_us : -1);
}

/* Those that are set while this runs wait for the next turn, so that the loop always gets on. */
static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  HeddleDelays *self = ((DelaySource *) source)->delays;
  gint64 now_us = g_source_get_time (source);
  guint64 n_set = self->n_set;

  while (self->heap->len > 1) {
    HeddleDelay *first = get_delay (self, 1);

    if (first->due_us > now_us || first->order >= n_set)
      break;
    heddle_delays_clear (self, first);
    first->func (first->data);
  }
  update_ready_time (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

/**
 * heddle_delays_new:
 * @context: the context that calls the functions
 *
 * Returns: (transfer full): no timers yet
 */
HeddleDelays *
heddle_delays_new (GMainContext *context)
{
  HeddleDelays *self = g_new0 (HeddleDelays, 1);

  self->heap = g_ptr_array_new ();
  g_ptr_array_add (self->heap, NULL);
  self->source = g_source_new (&source_funcs, sizeof (DelaySource));
  ((DelaySource *) self->source)->delays = self;
  g_source_attach (self->source, context);
  return self;
}

void
heddle_delays_free (HeddleDelays *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_ptr_array_unref (self->heap);
  g_free (self);
}

/**
 * heddle_delays_set:
 * @self: the timers
 * @delay: one that stays where it is in memory until it is called or cleared; set anew when it is set already
 * @due_us: when to call @func, in the time of g_get_monotonic_time()
 * @func: what to call, once
 * @data: for @func
 *
 * Timers that are due at the same time are called in the order in which they were set.
 */
void
heddle_delays_set (HeddleDelays *self, HeddleDelay *delay, gint64 due_us, HeddleDelayFunc func, gpointer data)
{
  heddle_delays_clear (self, delay);
  delay->due_us = due_us;
  delay->order = self->n_set++;
  delay->func = func;
  delay->data = data;
  delay->place = self->heap->len;
  g_ptr_array_add (self->heap, delay);
  sift_up (self, delay);
  if (delay->place == 1)
    update_ready_time (self);
}

/**
 * heddle_delays_clear:
 * @self: the timers
 * @delay: one of them, or one that is not set
 *
 * Its function is not called any more.
 */
void
heddle_delays_clear (HeddleDelays *self, HeddleDelay *delay)
{
  gsize place = delay->place;
  HeddleDelay *last;

  if (place == 0)
    return;
  last = get_delay (self, self->heap->len - 1);
  g_ptr_array_set_size (self->heap, (gint) self->heap->len - 1);
  delay->place = 0;
  if (last != delay) {
    put_delay (self, place, last);
    sift_up (self, last);
    sift_down (self, last);
  }
  if (place == 1)
    update_ready_time (self);
}
