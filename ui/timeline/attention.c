/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What someone looks at in the timeline.
 * Threads: the main one. Cost: everything O(1).
 */
#include "ui/timeline/attention.h"

struct _HeddleAttention {
  GObject parent_instance;

  guint cursor_band;
  gint64 cursor_ns;
  HeddleSpot hover;
  HeddleSpot selection;
  guint range_band;
  gint64 from_ns;
  gint64 to_ns;
  GArray *found; /* HeddleSpot */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeddleAttention, heddle_attention, G_TYPE_OBJECT)

static void
heddle_attention_finalize (GObject *object)
{
  g_array_unref (HEDDLE_ATTENTION (object)->found);
  G_OBJECT_CLASS (heddle_attention_parent_class)->finalize (object);
}

static void
heddle_attention_class_init (HeddleAttentionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = heddle_attention_finalize;

  /**
   * HeddleAttention::changed:
   * @part: a #HeddleAttentionPart
   *
   * Someone looks at something else.
   */
  changed_signal = g_signal_new ("changed", HEDDLE_TYPE_ATTENTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_UINT);
}

static void
heddle_attention_init (HeddleAttention *self)
{
  self->cursor_band = self->hover.band = self->selection.band = self->range_band = HEDDLE_NO_BAND;
  self->found = g_array_new (FALSE, FALSE, sizeof (HeddleSpot));
}

HeddleAttention *
heddle_attention_new (void)
{
  return g_object_new (HEDDLE_TYPE_ATTENTION, NULL);
}

static void
tell (HeddleAttention *self, HeddleAttentionPart part)
{
  g_signal_emit (self, changed_signal, 0, (guint) part);
}

/**
 * heddle_attention_clear:
 *
 * Looks at nothing: there are other runs.
 */
void
heddle_attention_clear (HeddleAttention *self)
{
  heddle_attention_set_cursor (self, HEDDLE_NO_BAND, 0);
  heddle_attention_set_hover (self, HEDDLE_NO_BAND, 0);
  heddle_attention_select (self, HEDDLE_NO_BAND, 0);
  heddle_attention_set_range (self, HEDDLE_NO_BAND, 0, 0);
  heddle_attention_take_found (self, g_array_new (FALSE, FALSE, sizeof (HeddleSpot)));
}

/**
 * heddle_attention_set_cursor:
 * @band: whose cursor it is; %HEDDLE_NO_BAND for none
 * @time_ns: when, from the run's first statement
 */
void
heddle_attention_set_cursor (HeddleAttention *self, guint band, gint64 time_ns)
{
  if (self->cursor_band == band && (self->cursor_ns == time_ns || band == HEDDLE_NO_BAND))
    return;
  self->cursor_band = band;
  self->cursor_ns = time_ns;
  tell (self, HEDDLE_ATTENTION_CURSOR);
}

guint
heddle_attention_get_cursor (HeddleAttention *self, gint64 *time_ns)
{
  *time_ns = self->cursor_ns;
  return self->cursor_band;
}

static gboolean
set_spot (HeddleSpot *spot, guint band, HeddleSpanRef ref)
{
  if (ref == 0)
    band = HEDDLE_NO_BAND;
  if (spot->band == band && spot->ref == ref)
    return FALSE;
  *spot = (HeddleSpot){ band, ref };
  return TRUE;
}

void
heddle_attention_set_hover (HeddleAttention *self, guint band, HeddleSpanRef ref)
{
  if (set_spot (&self->hover, band, ref))
    tell (self, HEDDLE_ATTENTION_HOVER);
}

HeddleSpot
heddle_attention_get_hover (HeddleAttention *self)
{
  return self->hover;
}

/**
 * heddle_attention_select:
 * @ref: a span; 0 to select none
 */
void
heddle_attention_select (HeddleAttention *self, guint band, HeddleSpanRef ref)
{
  if (set_spot (&self->selection, band, ref))
    tell (self, HEDDLE_ATTENTION_SELECTION);
}

HeddleSpot
heddle_attention_get_selection (HeddleAttention *self)
{
  return self->selection;
}

/**
 * heddle_attention_set_range:
 * @band: in which it was begun; %HEDDLE_NO_BAND for no range
 * @from_ns: one end, from the runs' first statements
 * @to_ns: the other end
 */
void
heddle_attention_set_range (HeddleAttention *self, guint band, gint64 from_ns, gint64 to_ns)
{
  if (from_ns > to_ns)
    heddle_attention_set_range (self, band, to_ns, from_ns);
  else if (self->range_band != band || (band != HEDDLE_NO_BAND && (self->from_ns != from_ns || self->to_ns != to_ns))) {
    self->range_band = band;
    self->from_ns = MAX (from_ns, 0);
    self->to_ns = to_ns;
    tell (self, HEDDLE_ATTENTION_RANGE);
  }
}

guint
heddle_attention_get_range (HeddleAttention *self, gint64 *from_ns, gint64 *to_ns)
{
  *from_ns = self->from_ns;
  *to_ns = self->to_ns;
  return self->range_band;
}

/**
 * heddle_attention_take_found:
 * @found: (element-type HeddleSpot) (transfer full): what fits what was searched for
 */
void
heddle_attention_take_found (HeddleAttention *self, GArray *found)
{
  gboolean is_other = found->len > 0 || self->found->len > 0;

  g_array_unref (self->found);
  self->found = found;
  if (is_other)
    tell (self, HEDDLE_ATTENTION_FOUND);
}

/**
 * heddle_attention_get_found:
 *
 * Returns: (transfer none) (element-type HeddleSpot): what is marked
 */
const GArray *
heddle_attention_get_found (HeddleAttention *self)
{
  return self->found;
}
