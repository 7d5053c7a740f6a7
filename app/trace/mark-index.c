/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The marks of each span: chained, the latest one last.
 * Threads: the trace's.
 */
#include "trace/mark-index.h"

typedef struct {
  guint64 first; /* index of a mark + 1 */
  guint64 last;
} Chain;

struct _HeddleMarkIndex {
  HeddleTrace *trace;
  GHashTable *chains; /* HeddleSpanRef → Chain */
  GHashTable *next;   /* HeddleMark → the next one of the same span */
  guint64 n_known;
};

/**
 * heddle_mark_index_new:
 * @trace: whose marks
 *
 * Returns: (transfer full): an index, which follows the trace
 */
HeddleMarkIndex *
heddle_mark_index_new (HeddleTrace *trace)
{
  HeddleMarkIndex *self = g_new0 (HeddleMarkIndex, 1);

  self->trace = g_object_ref (trace);
  self->chains = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->next = g_hash_table_new (NULL, NULL);
  return self;
}

void
heddle_mark_index_free (HeddleMarkIndex *self)
{
  g_hash_table_unref (self->chains);
  g_hash_table_unref (self->next);
  g_object_unref (self->trace);
  g_free (self);
}

HeddleTrace *
heddle_mark_index_get_trace (HeddleMarkIndex *self)
{
  return self->trace;
}

static void
add_mark (HeddleMarkIndex *self, guint64 index)
{
  const HeddleMark *mark = heddle_trace_get_mark (self->trace, index);
  Chain *chain = g_hash_table_lookup (self->chains, &mark->of);

  if (chain != NULL) {
    g_hash_table_insert (self->next, (gpointer) heddle_trace_get_mark (self->trace, chain->last - 1), (gpointer) mark);
    chain->last = index + 1;
    return;
  }
  chain = g_new (Chain, 1);
  *chain = (Chain){ index + 1, index + 1 };
  g_hash_table_insert (self->chains, g_memdup2 (&mark->of, sizeof mark->of), chain);
}

/**
 * heddle_mark_index_get_first:
 * @ref: a span
 *
 * Returns: (transfer none) (nullable): the first mark of it that was recorded
 */
const HeddleMark *
heddle_mark_index_get_first (HeddleMarkIndex *self, HeddleSpanRef ref)
{
  Chain *chain;

  while (self->n_known < heddle_trace_get_n_marks (self->trace)) {
    if (heddle_trace_get_mark (self->trace, self->n_known)->of != 0)
      add_mark (self, self->n_known);
    self->n_known++;
  }
  chain = g_hash_table_lookup (self->chains, &ref);
  return chain == NULL ? NULL : heddle_trace_get_mark (self->trace, chain->first - 1);
}

const HeddleMark *
heddle_mark_index_get_next (HeddleMarkIndex *self, const HeddleMark *mark)
{
  return g_hash_table_lookup (self->next, mark);
}
