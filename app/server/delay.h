/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timers, as many as there are waiting requests: one source of the main loop with a heap.
 * Threads: the one that runs the context. Cost: the logarithm of the number of timers; none for those that only wait.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeddleDelays HeddleDelays;
typedef struct _HeddleDelay HeddleDelay;

typedef void (*HeddleDelayFunc) (gpointer data);

/**
 * HeddleDelay:
 *
 * One timer; it lives in the struct of what waits. All zeros is a timer that is not set. The fields are private.
 */
struct _HeddleDelay {
  gint64 due_us;
  guint64 order;
  gsize place;
  HeddleDelayFunc func;
  gpointer data;
};

HeddleDelays *heddle_delays_new (GMainContext *context);
void heddle_delays_free (HeddleDelays *self);
void heddle_delays_set (HeddleDelays *self, HeddleDelay *delay, gint64 due_us, HeddleDelayFunc func, gpointer data);
void heddle_delays_clear (HeddleDelays *self, HeddleDelay *delay);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleDelays, heddle_delays_free)

G_END_DECLS
