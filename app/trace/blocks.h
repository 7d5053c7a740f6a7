/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An append-only array in blocks that never move: pointers into it stay good.
 * Threads: one. Cost: appending and reading O(1).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEDDLE_BLOCK_ITEMS 128

/**
 * HeddleBlocks:
 * @blocks: the blocks, HEDDLE_BLOCK_ITEMS items each
 * @n_items: how many items there are
 * @item_bytes: the size of one
 */
typedef struct {
  GPtrArray *blocks;
  guint64 n_items;
  gsize item_bytes;
} HeddleBlocks;

void heddle_blocks_init (HeddleBlocks *self, gsize item_bytes);
void heddle_blocks_clear (HeddleBlocks *self);
gpointer heddle_blocks_append (HeddleBlocks *self);

static inline gpointer
heddle_blocks_get (const HeddleBlocks *self, guint64 index)
{
  guint8 *block = g_ptr_array_index (self->blocks, index / HEDDLE_BLOCK_ITEMS);

  return block + (index % HEDDLE_BLOCK_ITEMS) * self->item_bytes;
}

G_END_DECLS
