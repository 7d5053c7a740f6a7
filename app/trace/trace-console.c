/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run printed, as its trace keeps it: all of it, or the first and the newest part with a line between them that
 * says how many were left out.
 * Threads: one. Cost: an entry O(1); leaving out is O(1) for each entry that was ever added.
 */
#include "trace/trace-private.h"

#include <string.h>

/* What an entry costs besides its text: itself, its place, what the allocator adds. */
#define ENTRY_BYTES (sizeof (HeddleConsoleEntry) + 3 * sizeof (gpointer))

static gsize
entry_bytes (const HeddleConsoleEntry *entry)
{
  return strlen (entry->text) + ENTRY_BYTES;
}

void
heddle_trace_add_console (HeddleTrace *self, const HeddleConsoleEntry *entry)
{
  HeddleConsoleEntry *added = g_memdup2 (entry, sizeof *entry);

  added->text = g_strdup (entry->text);
  g_ptr_array_add (self->console, added);
  self->n_console_bytes += entry_bytes (added);
}

/**
 * heddle_trace_clear_console:
 *
 * Forgets the console entries that have come so far: for who has printed them and does not keep the trace, so that
 * endless output does not become endless memory.
 */
void
heddle_trace_clear_console (HeddleTrace *self)
{
  g_ptr_array_set_size (self->console, 0);
  self->n_console_bytes = 0;
  self->n_console_left_out = 0;
  self->console_shift = 0;
}

static const HeddleConsoleEntry *
peek (HeddleTrace *self, guint index)
{
  return g_ptr_array_index (self->console, index);
}

/* How many entries from the first on have so many bytes at most. */
static guint
count_first (HeddleTrace *self, gsize n_bytes)
{
  guint n = 0;

  for (gsize sum = 0; n < self->console->len; n++) {
    sum += entry_bytes (peek (self, n));
    if (sum > n_bytes)
      break;
  }
  return n;
}

/* The first of the newest entries that have so many bytes at most; there is always one. */
static guint
find_newest (HeddleTrace *self, gsize n_bytes)
{
  guint index = self->console->len - 1;

  for (gsize sum = entry_bytes (peek (self, index)); index > 0; index--) {
    sum += entry_bytes (peek (self, index - 1));
    if (sum > n_bytes)
      break;
  }
  return index;
}

static void
insert_gap (HeddleTrace *self, guint index, gint64 time_ns)
{
  HeddleConsoleEntry gap = { .time_ns = time_ns, .level = HEDDLE_LEVEL_WARN };

  gap.text = g_strdup_printf ("… %" G_GUINT64_FORMAT " lines of the console are left out here …",
                              self->n_console_left_out);
  self->n_console_bytes += entry_bytes (&gap);
  g_ptr_array_insert (self->console, (gint) index, g_memdup2 (&gap, sizeof gap));
}

/**
 * heddle_trace_trim_console:
 *
 * Leaves out the middle of the console when it has become more than its part of the trace's limit. Whoever shows new
 * entries has to have done so before.
 */
void
heddle_trace_trim_console (HeddleTrace *self)
{
  gsize limit_bytes = self->limit_bytes / HEDDLE_TRACE_CONSOLE_PART;
  gboolean has_gap = self->n_console_left_out > 0;
  guint first, newest, n_removed;
  gint64 time_ns;

  if (self->limit_bytes == 0 || self->n_console_bytes <= limit_bytes)
    return;
  first = has_gap ? self->console_gap : count_first (self, limit_bytes / 4);
  newest = find_newest (self, limit_bytes / 4);
  if (newest <= first + (has_gap ? 1 : 0))
    return;
  n_removed = newest - first;
  time_ns = peek (self, first)->time_ns;
  for (guint i = first; i < newest; i++)
    self->n_console_bytes -= entry_bytes (peek (self, i));
  g_ptr_array_remove_range (self->console, first, n_removed);
  self->n_console_left_out += n_removed - (has_gap ? 1 : 0);
  self->console_shift += n_removed - 1;
  self->console_gap = first;
  insert_gap (self, first, time_ns);
}

guint
heddle_trace_get_n_console (HeddleTrace *self)
{
  return self->console->len;
}

const HeddleConsoleEntry *
heddle_trace_get_console (HeddleTrace *self, guint index)
{
  return g_ptr_array_index (self->console, index);
}

/**
 * heddle_trace_get_console_shift:
 *
 * Returns: by how much the indices of the newest entries have become smaller, as others were left out. Who shows entries
 *   as they come counts them, and finds the next one at that count less this.
 */
guint64
heddle_trace_get_console_shift (HeddleTrace *self)
{
  return self->console_shift;
}

/**
 * heddle_trace_get_console_gap:
 *
 * Returns: the index of the entry that says how many were left out there; 0 as long as none were
 */
guint
heddle_trace_get_console_gap (HeddleTrace *self)
{
  return self->n_console_left_out == 0 ? 0 : self->console_gap;
}

/**
 * heddle_trace_get_n_console_left_out:
 *
 * Returns: how many entries were left out; where they were stands one that says so
 */
guint64
heddle_trace_get_n_console_left_out (HeddleTrace *self)
{
  return self->n_console_left_out;
}
