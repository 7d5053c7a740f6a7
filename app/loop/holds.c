/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one loop adds to the count of its run.
 * Threads: see holds.h. Once abandoned, what is added and removed counts no more; whoever was in the middle of it finds out
 * by the state that it read.
 */
#include "loop/holds.h"

#define ABANDONED (1u << 31)

void
heddle_holds_init (HeddleHolds *self, HeddleActivity *activity)
{
  self->activity = activity;
  self->state = 0;
}

/* The run is held first: its count must not fall to zero in between. */
void
heddle_holds_add (HeddleHolds *self)
{
  heddle_activity_hold (self->activity);
  if (__atomic_fetch_add (&self->state, 1, __ATOMIC_ACQ_REL) & ABANDONED)
    heddle_activity_release (self->activity);
}

void
heddle_holds_remove (HeddleHolds *self)
{
  if ((__atomic_fetch_sub (&self->state, 1, __ATOMIC_ACQ_REL) & ABANDONED) == 0)
    heddle_activity_release (self->activity);
}

/**
 * heddle_holds_abandon:
 *
 * Takes back all that was added; what is removed later was taken back already. Call it once.
 */
void
heddle_holds_abandon (HeddleHolds *self)
{
  guint n = __atomic_fetch_or (&self->state, ABANDONED, __ATOMIC_ACQ_REL);

  for (; n > 0; n--)
    heddle_activity_release (self->activity);
}
