/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many spans of a kind are open at one time: counted while records come in, and found from the times of all.
 * Threads: one. The records of several threads do not come in the order of their times: so what is counted while they
 * come is near, and what is found at the end is exact. A saved run is found the same way when it is opened again.
 */
#pragma once

#include "trace/trace.h"

G_BEGIN_DECLS

/**
 * HeddleAtOnce:
 * @n_open: how many are open now
 * @most: how many were at most
 */
typedef struct {
  guint n_open;
  guint most;
} HeddleAtOnce;

static inline void
heddle_at_once_begin (HeddleAtOnce *self)
{
  self->n_open++;
  self->most = MAX (self->most, self->n_open);
}

static inline void
heddle_at_once_end (HeddleAtOnce *self)
{
  if (self->n_open > 0)
    self->n_open--;
}

guint heddle_at_once_find (HeddleTrace *trace, HeddleKind kind);

G_END_DECLS
