/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From readings of the threads' CPU clocks to stretches on cores: which thread was on which core from when to when.
 * Threads: one at a time. No two stretches on one core overlap, whatever the readings say: the clocks are read one after
 * the other, a thread moves between two readings, and one that has left may be seen later than its successor.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeddleStretches HeddleStretches;

/**
 * HeddleStretch:
 * @tick_cpu_ns: told: how far the thread's CPU clock moved in this tick
 * @tick_cpu: told: the CPU on which it was seen last
 * @has_ended: whether its stretch ended in this tick
 * @end_ns: when, then
 * @has_begun: whether a stretch began in this tick, behind an end if there is one
 * @start_ns: since when it may have been on a core in this tick; of a stretch that has begun, its start
 * @is_on_core: whether a stretch is open now
 * @cpu: the CPU of the last stretch
 * @busy_until_ns: private: when its last stretch ended
 * @carried_ns: private: what it had of a core in the tick before, and no stretch has
 * @is_computing: private: whether it is the one that its core was for in this tick
 *
 * One thread, all zero at first.
 */
typedef struct {
  gint64 tick_cpu_ns;
  guint tick_cpu;
  gboolean has_ended;
  gint64 end_ns;
  gboolean has_begun;
  gint64 start_ns;
  gboolean is_on_core;
  guint cpu;
  gint64 busy_until_ns;
  gint64 carried_ns;
  gboolean is_computing;
} HeddleStretch;

HeddleStretches *heddle_stretches_new (void);
void heddle_stretches_free (HeddleStretches *self);
void heddle_stretches_tick (HeddleStretches *self,
                            HeddleStretch *const *threads,
                            guint n_threads,
                            gint64 last_ns,
                            gint64 now_ns);
void heddle_stretches_leave (HeddleStretches *self, HeddleStretch *thread, gint64 last_ns, gint64 now_ns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleStretches, heddle_stretches_free)

G_END_DECLS
