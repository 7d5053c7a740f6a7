/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thing that a program printed. It keeps a copy of its text, as the trace may leave out the entry later.
 * Threads: the main one. Cost: O(its text).
 */
#include "ui/console/console-line.h"

#include <string.h>

struct _HeddleConsoleLine {
  GObject parent_instance;

  char *text;
  HeddleLevel level;
  char *file;
  guint line;
  char *thread;
  gint64 time_ns;
  gboolean is_unfolded;
};

G_DEFINE_FINAL_TYPE (HeddleConsoleLine, heddle_console_line, G_TYPE_OBJECT)

static void
heddle_console_line_finalize (GObject *object)
{
  HeddleConsoleLine *self = HEDDLE_CONSOLE_LINE (object);

  g_free (self->text);
  g_free (self->file);
  g_free (self->thread);
  G_OBJECT_CLASS (heddle_console_line_parent_class)->finalize (object);
}

static void
heddle_console_line_class_init (HeddleConsoleLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = heddle_console_line_finalize;
}

static void
heddle_console_line_init (HeddleConsoleLine *self)
{
  self->time_ns = -1;
}

/* The first place in the source that a text names, as stacks do: `work.js:12`. */
static gboolean
find_place_in_text (HeddleConsoleLine *self)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *line = NULL;

  if (regex == NULL)
    regex = g_regex_new ("([\\w.][\\w./-]*\\.[cm]?js):([1-9][0-9]{0,7})\\b", G_REGEX_OPTIMIZE, 0, NULL);
  if (strstr (self->text, "js:") == NULL || !g_regex_match (regex, self->text, 0, &match))
    return FALSE;
  self->file = g_match_info_fetch (match, 1);
  line = g_match_info_fetch (match, 2);
  self->line = (guint) g_ascii_strtoull (line, NULL, 10);
  return TRUE;
}

static void
find_place_of_span (HeddleConsoleLine *self, HeddleTrace *trace, HeddleSpanRef ref)
{
  const HeddleSpan *span = ref == 0 ? NULL : heddle_trace_get_span (trace, ref);
  const HeddleSite *site = span == NULL || span->site == 0 ? NULL : heddle_trace_get_site (trace, span->site);

  if (site == NULL || site->file == NULL || site->line == 0)
    return;
  self->file = g_strdup (site->file);
  self->line = site->line;
}

/**
 * heddle_console_line_new:
 * @trace: whose it is
 * @entry: one of its entries
 *
 * Returns: (transfer full): a copy; its place in the source is the one that an error names, else that of the task in which
 *   it was printed
 */
HeddleConsoleLine *
heddle_console_line_new (HeddleTrace *trace, const HeddleConsoleEntry *entry)
{
  HeddleConsoleLine *self = g_object_new (HEDDLE_TYPE_CONSOLE_LINE, NULL);
  gint64 start_ns = heddle_trace_get_start_ns (trace);

  self->text = g_strdup (entry->text);
  self->level = entry->level;
  self->time_ns = MAX (entry->time_ns - MAX (start_ns, 0), 0);
  if (entry->thread < heddle_trace_get_n_threads (trace))
    self->thread = g_strdup (heddle_trace_get_thread (trace, entry->thread)->name);
  if (entry->level != HEDDLE_LEVEL_ERROR || !find_place_in_text (self))
    find_place_of_span (self, trace, entry->span);
  return self;
}

/**
 * heddle_console_line_new_reason:
 * @reason: why the run ended
 *
 * Returns: (transfer full): the last line of a run that failed
 */
HeddleConsoleLine *
heddle_console_line_new_reason (const char *reason)
{
  HeddleConsoleLine *self = g_object_new (HEDDLE_TYPE_CONSOLE_LINE, NULL);

  self->text = g_strdup (reason);
  self->level = HEDDLE_LEVEL_ERROR;
  find_place_in_text (self);
  return self;
}

const char *
heddle_console_line_get_text (HeddleConsoleLine *self)
{
  return self->text;
}

HeddleLevel
heddle_console_line_get_level (HeddleConsoleLine *self)
{
  return self->level;
}

/**
 * heddle_console_line_get_file:
 *
 * Returns: (nullable): the source that it belongs to
 */
const char *
heddle_console_line_get_file (HeddleConsoleLine *self)
{
  return self->file;
}

guint
heddle_console_line_get_line (HeddleConsoleLine *self)
{
  return self->line;
}

/**
 * heddle_console_line_get_thread:
 *
 * Returns: (nullable): the name of the thread that printed it
 */
const char *
heddle_console_line_get_thread (HeddleConsoleLine *self)
{
  return self->thread;
}

/**
 * heddle_console_line_get_time_ns:
 *
 * Returns: when it was printed, from the run's first statement; -1 when that means nothing
 */
gint64
heddle_console_line_get_time_ns (HeddleConsoleLine *self)
{
  return self->time_ns;
}

/**
 * heddle_console_line_is_unfolded:
 *
 * Returns: whether all lines of a long text are shown
 */
gboolean
heddle_console_line_is_unfolded (HeddleConsoleLine *self)
{
  return self->is_unfolded;
}

void
heddle_console_line_set_unfolded (HeddleConsoleLine *self, gboolean is_unfolded)
{
  self->is_unfolded = is_unfolded;
}
