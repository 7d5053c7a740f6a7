/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From span to span: in a lane, across lanes, along arrows, through what was found.
 * Threads: the main one. Cost: a step O(pixels); a search O(spans).
 */
#include "ui/timeline/timeline-private.h"

#include "trace/find.h"
#include "trace/flows.h"

#include <glib/gi18n.h>

/* Around what one zooms to, as a part of its length. */
#define MARGIN 0.15
/* A step looks so far around, in multiples of what is visible, before it gives up. */
#define MAX_LOOKS 12

static gboolean
find_selected (HeddleTimeline *self, HeddleSpot *spot, HeddleLanes **lanes, HeddleLanePick *pick)
{
  HeddleBand *band;

  *spot = heddle_attention_get_selection (self->attention);
  band = spot->band == HEDDLE_NO_BAND ? NULL : heddle_timeline_get_band (self, spot->band);
  if (band == NULL)
    return FALSE;
  *lanes = heddle_band_get_lanes (band);
  return heddle_lanes_find_span (*lanes, spot->ref, pick);
}

/**
 * heddle_timeline_reveal:
 * @band: which run, from the top
 * @ref: one of its spans
 *
 * Selects it, and moves there so that it is seen.
 */
void
heddle_timeline_reveal (HeddleTimeline *self, guint band, HeddleSpanRef ref)
{
  HeddleLanes *lanes = heddle_band_get_lanes (heddle_timeline_get_band (self, band));
  gint64 start_ns = heddle_time_axis_get_start_ns (self->axis), end_ns = heddle_time_axis_get_end_ns (self->axis);
  gint64 length_ns = end_ns - start_ns;
  HeddleLanePick pick;

  heddle_attention_select (self->attention, band, ref);
  if (!heddle_lanes_find_span (lanes, ref, &pick))
    return;
  heddle_lanes_scroll_to (lanes, pick.row);
  heddle_attention_set_cursor (self->attention, band, pick.item.start_ns);
  if (pick.item.start_ns >= end_ns || pick.item.end_ns <= start_ns)
    heddle_glide_show (self->glide, MAX (pick.item.start_ns - length_ns / 4, 0),
                       MAX (pick.item.start_ns - length_ns / 4, 0) + length_ns, HEDDLE_GLIDE_JUMP);
}

/* The next item of a row that starts after a time, or the previous one that starts before it. */
static HeddleSpanRef
find_neighbour (const HeddleSight *sight, const HeddlePlanRow *row, HeddleSpanRef but, gint64 time_ns, int by)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  gint64 step_ns = MAX ((sight->to_ns - sight->from_ns) / 4, 1);
  const HeddleLayoutItem *best = NULL;

  for (guint look = 0; look < MAX_LOOKS && best == NULL; look++, step_ns *= 2) {
    gint64 from_ns = by > 0 ? time_ns : MAX (time_ns - step_ns, 0), to_ns = by > 0 ? time_ns + step_ns : time_ns + 1;

    g_array_set_size (items, 0);
    for (guint lane = 0; lane < row->lanes->len; lane++)
      heddle_sight_get_items (sight, row, lane, from_ns, MAX (to_ns, from_ns + 1), 4000, items);
    for (guint i = 0; i < items->len; i++) {
      const HeddleLayoutItem *item = &g_array_index (items, HeddleLayoutItem, i);
      gboolean is_beyond = by > 0 ? item->start_ns > time_ns || (item->start_ns == time_ns && item->ref > but)
                                  : item->start_ns < time_ns || (item->start_ns == time_ns && item->ref < but);
      gboolean is_nearer = best == NULL || (by > 0 ? item->start_ns < best->start_ns : item->start_ns > best->start_ns);

      if (item->ref != 0 && item->ref != but && (item->top < 0.7 || row->group == HEDDLE_GROUP_REQUESTS) && is_beyond &&
          is_nearer)
        best = item;
    }
  }
  return best != NULL ? best->ref : 0;
}

static void
select_first (HeddleTimeline *self)
{
  gint64 cursor_ns;
  guint band = heddle_attention_get_cursor (self->attention, &cursor_ns);

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++) {
    guint number = band == HEDDLE_NO_BAND ? i : band;
    HeddleLanes *lanes = heddle_band_get_lanes (heddle_timeline_get_band (self, number));
    HeddleSight sight = { 0 };

    if (!heddle_lanes_get_sight (lanes, &sight))
      continue;
    for (guint row = 0; row < heddle_lane_plan_get_n_rows (sight.plan); row++) {
      HeddleSpanRef ref = find_neighbour (&sight, heddle_lane_plan_get_row (sight.plan, row), 0, sight.from_ns, 1);

      if (ref != 0) {
        heddle_timeline_reveal (self, number, ref);
        return;
      }
    }
  }
}

/**
 * heddle_timeline_step:
 * @by: 1 for the next span in the lane, -1 for the previous one
 */
void
heddle_timeline_step (HeddleTimeline *self, int by)
{
  HeddleSpot spot;
  HeddleLanes *lanes;
  HeddleLanePick pick;
  HeddleSight sight = { 0 };
  HeddleSpanRef ref;

  if (!find_selected (self, &spot, &lanes, &pick)) {
    select_first (self);
    return;
  }
  heddle_lanes_get_sight (lanes, &sight);
  ref = find_neighbour (&sight, pick.row, spot.ref, pick.item.start_ns, by);
  if (ref != 0)
    heddle_timeline_reveal (self, spot.band, ref);
}

static HeddleSpanRef
find_in_band (HeddleTimeline *self, guint band, int from_row, int by, gint64 time_ns)
{
  HeddleLanes *lanes = heddle_band_get_lanes (heddle_timeline_get_band (self, band));
  HeddleSight sight = { 0 };
  int n_rows;

  if (!heddle_lanes_get_sight (lanes, &sight))
    return 0;
  n_rows = (int) heddle_lane_plan_get_n_rows (sight.plan);
  for (int i = from_row < 0 && by < 0 ? n_rows - 1 : MAX (from_row, 0); i >= 0 && i < n_rows; i += by) {
    const HeddlePlanRow *row = heddle_lane_plan_get_row (sight.plan, (guint) i);
    HeddleSpanRef ref;

    if (row->group == HEDDLE_GROUP_CORES)
      continue;
    ref = find_neighbour (&sight, row, 0, MAX (time_ns - 1, 0), 1);
    if (ref == 0)
      ref = find_neighbour (&sight, row, 0, time_ns + 1, -1);
    if (ref != 0)
      return ref;
  }
  return 0;
}

/**
 * heddle_timeline_step_lane:
 * @by: 1 for the lane below, -1 for the lane above; behind the last one comes the next band
 */
void
heddle_timeline_step_lane (HeddleTimeline *self, int by)
{
  HeddleSpot spot;
  HeddleLanes *lanes;
  HeddleLanePick pick;
  HeddleSight sight = { 0 };
  int row = 0;

  if (!find_selected (self, &spot, &lanes, &pick)) {
    select_first (self);
    return;
  }
  heddle_lanes_get_sight (lanes, &sight);
  while (heddle_lane_plan_get_row (sight.plan, (guint) row) != pick.row)
    row++;
  row += by;
  for (guint band = spot.band; band < heddle_timeline_get_n_bands (self); band += (guint) by) {
    HeddleSpanRef ref = row < 0 && band == spot.band ? 0 : find_in_band (self, band, row, by, pick.item.start_ns);

    if (ref != 0) {
      heddle_timeline_reveal (self, band, ref);
      return;
    }
    row = by > 0 ? 0 : -1;
  }
}

/**
 * heddle_timeline_step_flow:
 * @to_effect: whether to go to what the selected span led to, or to what led to it
 */
void
heddle_timeline_step_flow (HeddleTimeline *self, gboolean to_effect)
{
  HeddleSpot spot = heddle_attention_get_selection (self->attention);
  HeddleTrace *trace = spot.band == HEDDLE_NO_BAND ? NULL : heddle_timeline_get_trace (self, spot.band);
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (HeddleFlow));

  if (trace == NULL)
    return;
  heddle_flows_get (trace, spot.ref, 64, flows);
  for (guint i = 0; i < flows->len; i++) {
    const HeddleFlow *flow = &g_array_index (flows, HeddleFlow, i);

    if ((to_effect ? flow->from : flow->to) != spot.ref)
      continue;
    heddle_timeline_reveal (self, spot.band, to_effect ? flow->to : flow->from);
    return;
  }
}

/**
 * heddle_timeline_zoom_to_selection:
 *
 * Zooms to the stretch of time, or else to the span; all is shown where neither is selected.
 */
void
heddle_timeline_zoom_to_selection (HeddleTimeline *self)
{
  HeddleSpot spot;
  HeddleLanes *lanes;
  HeddleLanePick pick;
  gint64 from_ns, to_ns, margin_ns;

  if (heddle_attention_get_range (self->attention, &from_ns, &to_ns) != HEDDLE_NO_BAND) {
    heddle_glide_show (self->glide, from_ns, to_ns, HEDDLE_GLIDE_JUMP);
    return;
  }
  if (!find_selected (self, &spot, &lanes, &pick)) {
    heddle_glide_fit (self->glide);
    return;
  }
  margin_ns = (gint64) ((double) (pick.item.end_ns - pick.item.start_ns) * MARGIN) + 500;
  heddle_glide_show (self->glide, MAX (pick.item.start_ns - margin_ns, 0), pick.item.end_ns + margin_ns,
                     HEDDLE_GLIDE_JUMP);
}

/**
 * heddle_timeline_activate:
 *
 * Tells everybody that the selected span is to be shown in the source.
 */
void
heddle_timeline_activate (HeddleTimeline *self)
{
  HeddleSpot spot = heddle_attention_get_selection (self->attention);
  HeddleTrace *trace = spot.band == HEDDLE_NO_BAND ? NULL : heddle_timeline_get_trace (self, spot.band);
  const HeddleSpan *span = trace != NULL ? heddle_trace_get_span (trace, spot.ref) : NULL;
  const HeddleSite *site = span != NULL ? heddle_trace_get_site (trace, span->site) : NULL;

  if (span == NULL)
    return;
  g_signal_emit_by_name (self, "span-activated", heddle_band_get_run (heddle_timeline_get_band (self, spot.band)),
                         spot.ref, site != NULL ? site->file : NULL, site != NULL ? site->line : 0);
}

/* Searching. */

static void
update_count (HeddleTimeline *self)
{
  const GArray *found = heddle_attention_get_found (self->attention);
  g_autofree char *count = g_strdup_printf (_("%u of %u"), self->found_at, found->len);
  gboolean has_text = *gtk_editable_get_text (self->search_entry) != '\0';

  gtk_label_set_text (self->search_count, !has_text ? "" : found->len == 0 ? _("nothing found") : count);
}

/**
 * heddle_timeline_find:
 * @text: a part of what spans are called; an empty one finds none
 *
 * Marks all spans of all runs that fit.
 */
void
heddle_timeline_find (HeddleTimeline *self, const char *text)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HeddleSpot));

  for (guint band = 0; band < heddle_timeline_get_n_bands (self); band++) {
    HeddleTrace *trace = heddle_timeline_get_trace (self, band);

    g_array_set_size (refs, 0);
    if (trace != NULL)
      heddle_find_by_label (trace, text, refs);
    for (guint i = 0; i < refs->len; i++) {
      HeddleSpot spot = { band, g_array_index (refs, HeddleSpanRef, i) };

      if (heddle_flows_is_place (heddle_trace_get_span (trace, spot.ref)))
        g_array_append_val (found, spot);
    }
  }
  self->found_at = 0;
  heddle_attention_take_found (self->attention, found);
  update_count (self);
}

/**
 * heddle_timeline_step_found:
 * @by: 1 for the next one that was found, -1 for the previous one
 */
void
heddle_timeline_step_found (HeddleTimeline *self, int by)
{
  const GArray *found = heddle_attention_get_found (self->attention);
  HeddleSpot spot;

  if (found->len == 0)
    return;
  self->found_at = by > 0 ? self->found_at % found->len + 1 : (self->found_at + found->len - 2) % found->len + 1;
  spot = g_array_index (found, HeddleSpot, self->found_at - 1);
  heddle_timeline_reveal (self, spot.band, spot.ref);
  update_count (self);
}

/**
 * heddle_timeline_select_site:
 * @file: (nullable): a file of the program; none to mark nothing
 * @line: there, from 1
 *
 * Marks all spans that belong to a line of the source.
 *
 * Returns: how many there are
 */
guint
heddle_timeline_select_site (HeddleTimeline *self, const char *file, guint line)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HeddleSpot));
  guint n_found;

  for (guint band = 0; file != NULL && band < heddle_timeline_get_n_bands (self); band++) {
    HeddleTrace *trace = heddle_timeline_get_trace (self, band);

    g_array_set_size (refs, 0);
    if (trace != NULL)
      heddle_find_by_line (trace, file, line, refs);
    for (guint i = 0; i < refs->len; i++)
      g_array_append_val (found, ((HeddleSpot){ band, g_array_index (refs, HeddleSpanRef, i) }));
  }
  n_found = found->len;
  self->found_at = 0;
  heddle_attention_take_found (self->attention, found);
  return n_found;
}
