/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What someone looks at in the timeline, in words: the card, the details, the cursor's flag.
 * Threads: the main one.
 */
#include "ui/timeline/timeline-private.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
get_text (HeddleTimeline *self, HeddleSpot spot, HeddleSpanText *text)
{
  HeddleBand *band = spot.band == HEDDLE_NO_BAND ? NULL : heddle_timeline_get_band (self, spot.band);
  HeddleLayout *layout;
  guint index;

  if (band == NULL || (layout = heddle_band_get_layout (band, &index)) == NULL)
    return FALSE;
  return heddle_span_text_init (text, layout, index, heddle_timeline_get_marks (self, spot.band), spot.ref);
}

/* The cursor. */

/* A moment, as exactly as a pixel can tell. */
static char *
format_moment (HeddleTimeline *self, gint64 time_ns)
{
  double pixel_s = (double) (heddle_time_axis_get_end_ns (self->axis) - heddle_time_axis_get_start_ns (self->axis)) /
                   1e9 / MAX (gtk_widget_get_width (self->ruler), 1);
  int n_decimals = CLAMP ((int) ceil (-log10 (pixel_s)) - 1, 0, 9);

  return g_strdup_printf (_("%.*f s"), n_decimals, (double) time_ns / 1e9);
}

/* Where a part of the timeline is, in the cursor's coordinates. */
static gboolean
find_bounds (HeddleTimeline *self, GtkWidget *part, graphene_rect_t *bounds)
{
  return part != NULL && gtk_widget_compute_bounds (part, GTK_WIDGET (self->cursor), bounds);
}

void
heddle_timeline_update_cursor (HeddleTimeline *self)
{
  gint64 time_ns;
  guint number = heddle_attention_get_cursor (self->attention, &time_ns);
  HeddleBand *band = number == HEDDLE_NO_BAND ? NULL : heddle_timeline_get_band (self, number);
  graphene_rect_t ruler, bounds;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  double x;

  if (band == NULL || !find_bounds (self, GTK_WIDGET (band), &bounds) || !find_bounds (self, self->ruler, &ruler)) {
    heddle_cursor_hide (self->cursor);
    return;
  }
  x = heddle_time_axis_get_x (self->axis, time_ns, ruler.size.width);
  if (x < 0 || x > ruler.size.width) {
    heddle_cursor_hide (self->cursor);
    return;
  }
  time = format_moment (self, time_ns);
  text = g_strdup_printf (_("%s, %s"), heddle_variant_run_get_title (heddle_band_get_run (band)), time);
  heddle_cursor_show (self->cursor, ruler.origin.x + x, bounds.origin.y, bounds.origin.y + bounds.size.height, text);
}

/* The pointer. */

static void
show_card (HeddleTimeline *self, const HeddlePlace *place, const HeddleLanePick *pick)
{
  g_auto (HeddleSpanText) text = { 0 };
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0);
  graphene_rect_t about = pick->box;

  if (!pick->has_item || pick->item.n_folded > 1 || pick->item.ref == 0 ||
      !get_text (self, (HeddleSpot){ place->band, pick->item.ref }, &text)) {
    heddle_card_hide (self->card);
    return;
  }
  if (!gtk_widget_compute_point (GTK_WIDGET (heddle_band_get_lanes (place->widget)), self->overlay, &origin, &origin))
    return;
  graphene_rect_offset (&about, origin.x, origin.y);
  heddle_card_show (self->card, &text, &about, self->pointer_x);
}

/**
 * heddle_timeline_point_at:
 *
 * The pointer is there.
 */
void
heddle_timeline_point_at (HeddleTimeline *self, double x, double y)
{
  double at = heddle_timeline_find_axis_place (self, x);
  gint64 time_ns = heddle_time_axis_get_ns (self->axis, at, 1);
  HeddleLanePick pick = { 0 };
  HeddlePlace place;

  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  if (!heddle_timeline_find_place (self, x, y, &place)) {
    heddle_attention_set_hover (self->attention, HEDDLE_NO_BAND, 0);
    heddle_card_hide (self->card);
    return;
  }
  if (at >= 0 && at <= 1 && self->replay_rate <= 0 && heddle_timeline_get_trace (self, place.band) != NULL)
    heddle_attention_set_cursor (self->attention, place.band, time_ns);
  heddle_lanes_pick (heddle_band_get_lanes (place.widget), place.x, place.y, &pick);
  heddle_attention_set_hover (self->attention, place.band,
                              pick.has_item && pick.item.n_folded == 1 ? pick.item.ref : 0);
  show_card (self, &place, &pick);
}

void
heddle_timeline_point_nowhere (HeddleTimeline *self)
{
  self->has_pointer = FALSE;
  heddle_attention_set_hover (self->attention, HEDDLE_NO_BAND, 0);
  heddle_card_hide (self->card);
}

/* The details. */

static char *
explain (HeddleTimeline *self, HeddleBand *band, const HeddleLanePick *pick)
{
  guint index;
  HeddleLayout *layout = heddle_band_get_layout (band, &index);
  const HeddleLayoutBand *layout_band = heddle_layout_get_band (layout, index);
  gint64 time_ns = pick->time_ns + layout_band->start_ns;
  HeddleWhy why;

  if (pick->row->group == HEDDLE_GROUP_MAIN || (pick->row->group == HEDDLE_GROUP_WORKERS && !pick->row->is_folded))
    heddle_why_thread (layout_band->trace,
                       heddle_layout_get_lane (layout, index, g_array_index (pick->row->lanes, guint, 0))->thread,
                       time_ns, layout_band->now_ns, &why);
  else if (pick->row->group == HEDDLE_GROUP_REQUESTS && pick->has_item && pick->item.ref != 0)
    heddle_why_request (layout_band->trace, pick->item.ref, time_ns, layout_band->now_ns, &why);
  else
    return NULL;
  return heddle_words_for_why (layout, index, &why);
}

/**
 * heddle_timeline_ask_why:
 * @place: where
 *
 * Says why nothing happened there, or what did.
 */
void
heddle_timeline_ask_why (HeddleTimeline *self, const HeddlePlace *place)
{
  HeddleLanePick pick;
  g_autofree char *why = NULL;
  g_autofree char *title = NULL;
  g_autofree char *moment = NULL;

  if (!heddle_lanes_pick (heddle_band_get_lanes (place->widget), place->x, place->y, &pick) || pick.is_name ||
      (why = explain (self, place->widget, &pick)) == NULL)
    return;
  if (!pick.has_item || heddle_attention_get_selection (self->attention).ref != pick.item.ref) {
    moment = heddle_words_for_moment (pick.time_ns);
    title = g_strdup_printf (_("%s, %s at %s"), heddle_variant_run_get_title (heddle_band_get_run (place->widget)),
                                pick.row->title, moment);
    heddle_details_show (self->details, title, NULL, NULL, NULL, FALSE);
  }
  heddle_details_show_why (self->details, why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
}

static void
show_range (HeddleTimeline *self, gint64 from_ns, gint64 to_ns)
{
  g_autofree char *from = heddle_words_for_moment (from_ns), *to = heddle_words_for_moment (to_ns);
  g_autofree char *length = heddle_layout_format_time (to_ns - from_ns);
  g_autofree char *title = g_strdup_printf (_("%s to %s: %s"), from, to, length);
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++) {
    HeddleBand *band = heddle_timeline_get_band (self, i);
    guint index;
    HeddleLayout *layout = heddle_band_get_layout (band, &index);
    const HeddleLayoutBand *layout_band = layout != NULL ? heddle_layout_get_band (layout, index) : NULL;
    g_autofree char *words = NULL;
    HeddleRangeSums sums;

    if (layout_band == NULL)
      continue;
    heddle_range_sum (layout_band->trace, from_ns + layout_band->start_ns, to_ns + layout_band->start_ns,
                      layout_band->now_ns, &sums);
    words = heddle_words_for_range (&sums);
    g_string_append_printf (body, _("%s%s: %s"), body->len > 0 ? "\n" : "",
                                     heddle_variant_run_get_title (heddle_band_get_run (band)), words);
  }
  heddle_details_show (self->details, title, NULL, body->str, NULL, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body->str, -1);
}

/* Words for what is selected, or for the stretch; what was chosen last counts. */
static void
show_details (HeddleTimeline *self, guint part)
{
  HeddleSpot selection = heddle_attention_get_selection (self->attention);
  g_auto (HeddleSpanText) text = { 0 };
  g_autofree char *sentence = NULL;
  gint64 from_ns, to_ns;
  gboolean has_range = heddle_attention_get_range (self->attention, &from_ns, &to_ns) != HEDDLE_NO_BAND;
  gboolean has_span = get_text (self, selection, &text);

  if (has_range && (part == HEDDLE_ATTENTION_RANGE || !has_span)) {
    show_range (self, from_ns, to_ns);
  } else if (has_span) {
    sentence = heddle_span_text_dup_sentence (&text);
    heddle_details_show (self->details, text.title, text.state, text.body, text.source, TRUE);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  } else {
    heddle_details_hide (self->details);
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  }
}

/**
 * heddle_timeline_look:
 * @part: a #HeddleAttentionPart
 *
 * Someone looks at something else.
 */
void
heddle_timeline_look (HeddleTimeline *self, guint part)
{
  if (part == HEDDLE_ATTENTION_CURSOR)
    heddle_timeline_update_cursor (self);
  else if (part == HEDDLE_ATTENTION_SELECTION || part == HEDDLE_ATTENTION_RANGE)
    show_details (self, part);
}

const char *
heddle_timeline_get_details (HeddleTimeline *self)
{
  return heddle_details_get_body (self->details);
}

const char *
heddle_timeline_get_why (HeddleTimeline *self)
{
  return heddle_details_get_why (self->details);
}
