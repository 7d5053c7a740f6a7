/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run printed, as a list for a view. It keeps 4 bytes for each entry that it shows; the items are made when a row
 * asks for them. Entries are looked at in slices, so that a hundred thousand of them never hold up a frame.
 * Threads: the main one. Cost: an item O(its text); a new entry O(its text) when text is looked for, else O(1).
 */
#include "ui/console/console-lines.h"

#include "base/needle.h"

#define SLICE_LINES 8192

struct _HeddleConsoleLines {
  GObject parent_instance;

  HeddleTrace *trace;
  char *reason;
  guint levels;
  HeddleNeedle *needle;

  GArray *shown; /* guint: indices into the trace's console */
  gboolean reason_is_shown;
  /* Entries are counted from the run's first one: the trace's indices become smaller when it leaves some out. */
  guint64 n_seen;
  guint64 n_cleared;
  guint64 shift;
  guint source;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleConsoleLines,
                               heddle_console_lines,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The list. */

static GType
get_item_type (GListModel *model)
{
  return HEDDLE_TYPE_CONSOLE_LINE;
}

static guint
get_n_items (GListModel *model)
{
  HeddleConsoleLines *self = HEDDLE_CONSOLE_LINES (model);

  return self->shown->len + (self->reason_is_shown ? 1 : 0);
}

static const HeddleConsoleEntry *
get_entry (HeddleConsoleLines *self, guint position)
{
  return heddle_trace_get_console (self->trace, g_array_index (self->shown, guint, position));
}

/* The trace may have left out entries since it was followed last. */
static guint
get_n_kept (HeddleConsoleLines *self)
{
  return heddle_trace_get_n_console (self->trace);
}

static gpointer
get_item (GListModel *model, guint position)
{
  HeddleConsoleLines *self = HEDDLE_CONSOLE_LINES (model);

  if (position < self->shown->len && g_array_index (self->shown, guint, position) < get_n_kept (self))
    return heddle_console_line_new (self->trace, get_entry (self, position));
  if (position < self->shown->len)
    return heddle_console_line_new_reason ("");
  return position == self->shown->len && self->reason_is_shown ? heddle_console_line_new_reason (self->reason) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* The object. */

static void
heddle_console_lines_dispose (GObject *object)
{
  HeddleConsoleLines *self = HEDDLE_CONSOLE_LINES (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (heddle_console_lines_parent_class)->dispose (object);
}

static void
heddle_console_lines_finalize (GObject *object)
{
  HeddleConsoleLines *self = HEDDLE_CONSOLE_LINES (object);

  g_free (self->reason);
  g_clear_pointer (&self->needle, heddle_needle_free);
  g_array_unref (self->shown);
  G_OBJECT_CLASS (heddle_console_lines_parent_class)->finalize (object);
}

static void
heddle_console_lines_class_init (HeddleConsoleLinesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_console_lines_dispose;
  G_OBJECT_CLASS (class)->finalize = heddle_console_lines_finalize;
}

static void
heddle_console_lines_init (HeddleConsoleLines *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->levels = HEDDLE_LEVELS_ALL;
}

HeddleConsoleLines *
heddle_console_lines_new (void)
{
  return g_object_new (HEDDLE_TYPE_CONSOLE_LINES, NULL);
}

/* Following the trace. */

static gboolean
fits (HeddleConsoleLines *self, HeddleLevel level, const char *text)
{
  return (self->levels & (1u << level)) != 0 && heddle_needle_is_in (self->needle, text);
}

static guint64
count_entries (HeddleConsoleLines *self)
{
  return self->trace == NULL ? 0 : heddle_trace_get_n_console (self->trace) + self->shift;
}

static void
look_at_slice (HeddleConsoleLines *self)
{
  guint64 end = MIN (count_entries (self), self->n_seen + SLICE_LINES);
  guint n_before = self->shown->len;

  for (; self->n_seen < end; self->n_seen++) {
    guint index = (guint) (self->n_seen - self->shift);
    const HeddleConsoleEntry *entry = heddle_trace_get_console (self->trace, index);

    if (fits (self, entry->level, entry->text))
      g_array_append_val (self->shown, index);
  }
  if (self->shown->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->shown->len - n_before);
}

static gboolean
look_on (gpointer data)
{
  HeddleConsoleLines *self = data;

  look_at_slice (self);
  if (self->n_seen < count_entries (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
look_at_new (HeddleConsoleLines *self)
{
  if (self->source != 0)
    return;
  look_at_slice (self);
  if (self->n_seen < count_entries (self))
    self->source = g_idle_add (look_on, self);
}

static void
update_reason (HeddleConsoleLines *self)
{
  gboolean is_shown = self->reason != NULL && fits (self, HEDDLE_LEVEL_ERROR, self->reason);

  if (is_shown == self->reason_is_shown)
    return;
  self->reason_is_shown = is_shown;
  g_list_model_items_changed (G_LIST_MODEL (self), self->shown->len, !is_shown, is_shown);
}

/* Where to begin, as a count of entries. Those before the gap are counted as what they are: they have not moved. */
static guint64
find_first (HeddleConsoleLines *self)
{
  if (self->n_cleared == 0)
    return self->shift;
  if (self->n_cleared > self->shift)
    return self->n_cleared;
  return MIN (self->n_cleared, heddle_trace_get_console_gap (self->trace)) + self->shift;
}

static void
start_again (HeddleConsoleLines *self)
{
  guint n_shown = self->shown->len;

  g_clear_handle_id (&self->source, g_source_remove);
  g_array_set_size (self->shown, 0);
  self->shift = self->trace == NULL ? 0 : heddle_trace_get_console_shift (self->trace);
  self->n_seen = find_first (self);
  if (n_shown > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_shown, 0);
  look_at_new (self);
  update_reason (self);
}

/**
 * heddle_console_lines_follow:
 * @trace: (nullable): a run's; the one that it shows, to see what came since
 * @reason: (nullable): why the run ended
 *
 * Shows what the run printed up to now.
 */
void
heddle_console_lines_follow (HeddleConsoleLines *self, HeddleTrace *trace, const char *reason)
{
  gboolean is_other = self->trace != trace;

  if (g_strcmp0 (self->reason, reason) != 0) {
    if (self->reason_is_shown) {
      self->reason_is_shown = FALSE;
      g_list_model_items_changed (G_LIST_MODEL (self), self->shown->len, 1, 0);
    }
    g_free (self->reason);
    self->reason = g_strdup (reason);
  }
  if (is_other) {
    g_clear_object (&self->trace);
    self->trace = trace == NULL ? NULL : g_object_ref (trace);
    self->n_cleared = 0;
  }
  if (is_other || (trace != NULL && heddle_trace_get_console_shift (trace) != self->shift))
    start_again (self);
  look_at_new (self);
  update_reason (self);
}

/**
 * heddle_console_lines_filter:
 * @levels: which levels are shown, a bit for each
 * @text: (nullable): what they must contain, upper or lower case
 *
 * Shows these alone.
 */
void
heddle_console_lines_filter (HeddleConsoleLines *self, guint levels, const char *text)
{
  g_clear_pointer (&self->needle, heddle_needle_free);
  self->needle = heddle_needle_new (text);
  self->levels = levels;
  start_again (self);
}

/**
 * heddle_console_lines_clear:
 *
 * Shows only what is printed from now on; the trace keeps all.
 */
void
heddle_console_lines_clear (HeddleConsoleLines *self)
{
  self->n_cleared = count_entries (self);
  start_again (self);
}

/**
 * heddle_console_lines_get_n_hidden:
 *
 * Returns: how many of the entries that were looked at are not shown
 */
guint
heddle_console_lines_get_n_hidden (HeddleConsoleLines *self)
{
  return (guint) (self->n_seen - self->shift) - self->shown->len;
}

/**
 * heddle_console_lines_dup_text:
 *
 * Returns: (transfer full): all that it shows, a line below the other
 */
char *
heddle_console_lines_dup_text (HeddleConsoleLines *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->shown->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", get_entry (self, i)->text);
  if (self->reason_is_shown)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", self->reason);
  return g_string_free (text, FALSE);
}
