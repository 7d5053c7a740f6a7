/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one loop adds to the count that keeps a run alive, so that it can be taken back at once when the loop's thread is
 * parked for good.
 * Threads: any. Cost: two atomic additions.
 */
#pragma once

#include "loop/activity.h"

G_BEGIN_DECLS

typedef struct {
  /* set once */
  HeddleActivity *activity;
  /* atomic: how many, and whether they were abandoned */
  guint state;
} HeddleHolds;

void heddle_holds_init (HeddleHolds *self, HeddleActivity *activity);
void heddle_holds_add (HeddleHolds *self);
void heddle_holds_remove (HeddleHolds *self);
void heddle_holds_abandon (HeddleHolds *self);

G_END_DECLS
