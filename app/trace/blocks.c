/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An append-only array in blocks that never move.
 * Threads: one.
 */
#include "trace/blocks.h"

void
heddle_blocks_init (HeddleBlocks *self, gsize item_bytes)
{
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->n_items = 0;
  self->item_bytes = item_bytes;
}

void
heddle_blocks_clear (HeddleBlocks *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  self->n_items = 0;
}

/**
 * heddle_blocks_append:
 *
 * Returns: (transfer none): a new item, all zero
 */
gpointer
heddle_blocks_append (HeddleBlocks *self)
{
  if (self->n_items == (guint64) self->blocks->len * HEDDLE_BLOCK_ITEMS)
    g_ptr_array_add (self->blocks, g_malloc0_n (HEDDLE_BLOCK_ITEMS, self->item_bytes));
  return heddle_blocks_get (self, self->n_items++);
}
