/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rings of records in memory that a runner and its parent share: one ring for each recording thread, one writer and
 * one reader each, a doorbell for all.
 * Threads: a ring's writer is one thread at a time; all rings have one reader. Nothing here takes a lock: the writer
 * owns `head`, the reader owns `tail`. Cost: see recorder.h; reading copies each record once.
 */
#pragma once

#include "trace/record.h"

G_BEGIN_DECLS

#define HEDDLE_RINGS_MAX 192
#define HEDDLE_RING_BYTES (1u << 20)

typedef struct _HeddleRings HeddleRings;
typedef struct _HeddleRing HeddleRing;

/* Both ends. */
HeddleRings *heddle_rings_new (GError **error);
HeddleRings *heddle_rings_new_from_fds (int memory_fd, int doorbell_fd, GError **error);
void heddle_rings_free (HeddleRings *self);
int heddle_rings_get_memory_fd (HeddleRings *self);
int heddle_rings_get_doorbell_fd (HeddleRings *self);

/* The writing end. */
HeddleRing *heddle_rings_claim (HeddleRings *self, guint *thread);
void heddle_rings_release (HeddleRings *self, HeddleRing *ring);
void heddle_rings_ring_doorbell (HeddleRings *self);
void heddle_rings_ring_muted_doorbell (HeddleRings *self);
gpointer heddle_ring_reserve (HeddleRing *self, gsize n_bytes, gsize keep_free_bytes);
void heddle_ring_commit (HeddleRing *self, gsize n_bytes);
void heddle_ring_wait_for_space (HeddleRing *self);

/* The reading end. */
typedef gboolean (*HeddleRingsFunc) (guint ring, const HeddleRecord *record, gpointer user_data, GError **error);

void heddle_rings_mute_doorbell (HeddleRings *self);
guint64 heddle_rings_get_n_read (HeddleRings *self);
gboolean heddle_rings_read (HeddleRings *self, HeddleRingsFunc func, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRings, heddle_rings_free)

G_END_DECLS
