/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is drawn over the lanes of a band.
 * Threads: the main one. Cost: a frame O(arrows + marked spans); a selection O(spans of the run) once.
 */
#include "ui/timeline/lane-marks.h"

#include "trace/flows.h"
#include "ui/style/colours.h"
#include "ui/timeline/finish-flag.h"
#include "ui/timeline/measures.h"

#include <math.h>

#define MAX_FLOWS 48
#define MAX_FOUND 400
#define RADIUS 3.0f
#define HEAD 6.0
/* Below the finish flag, so that both can be read. */
#define GUESS_TOP 46.0f

struct _HeddleLaneMarks {
  GtkWidget parent_instance;

  HeddleLanes *lanes; /* its neighbour, which lives as long */
  HeddleAttention *attention;
  guint band;
  GArray *flows; /* HeddleFlow of what is selected */
  HeddleSpanRef flows_of;
  HeddleTimeAxis *axis;
  gint64 guess_ns;
  PangoLayout *guess;
  graphene_rect_t guess_box;
};

G_DEFINE_FINAL_TYPE (HeddleLaneMarks, heddle_lane_marks, GTK_TYPE_WIDGET)

static void
paint_outline (HeddleLaneMarks *self, GtkSnapshot *snapshot, HeddleSpanRef ref, const GdkRGBA *colour, float width)
{
  const float widths[] = { width, width, width, width };
  const GdkRGBA colours[] = { *colour, *colour, *colour, *colour };
  HeddleLanePick pick;
  GskRoundedRect round;

  if (!heddle_lanes_find_span (self->lanes, ref, &pick))
    return;
  graphene_rect_inset_r (&pick.box, -width, -width, &pick.box);
  gsk_rounded_rect_init_from_rect (&round, &pick.box, RADIUS + width - 1);
  gtk_snapshot_append_border (snapshot, &round, widths, colours);
}

static void
paint_range (HeddleLaneMarks *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const HeddleSight *sight)
{
  GdkRGBA shade = palette->accent;
  gint64 from_ns, to_ns;
  float x0, x1, height = (float) sight->height;

  if (heddle_attention_get_range (self->attention, &from_ns, &to_ns) == HEDDLE_NO_BAND)
    return;
  x0 = (float) CLAMP (heddle_sight_get_x (sight, from_ns), sight->left, sight->left + sight->width);
  x1 = (float) CLAMP (heddle_sight_get_x (sight, to_ns), sight->left, sight->left + sight->width);
  shade.alpha = 0.14f;
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (x0, 0, x1 - x0, height));
  gtk_snapshot_append_color (snapshot, &palette->accent, &GRAPHENE_RECT_INIT (x0, 0, 1, height));
  gtk_snapshot_append_color (snapshot, &palette->accent, &GRAPHENE_RECT_INIT (x1 - 1, 0, 1, height));
}

/* Arrows. */

static float
middle_of (const HeddleLanePick *pick)
{
  return pick->box.origin.y + pick->box.size.height / 2;
}

static void
draw_flow (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  double bend = MAX (MIN (fabs (x1 - x0) / 2, 60), 14);

  cairo_move_to (cr, x0, y0);
  cairo_curve_to (cr, x0 + bend, y0, x1 - bend, y1, x1 - HEAD / 2, y1);
  cairo_stroke (cr);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x1 - HEAD, y1 - HEAD / 2);
  cairo_line_to (cr, x1 - HEAD, y1 + HEAD / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_arc (cr, x0, y0, 2.2, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
paint_flows (HeddleLaneMarks *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const HeddleSight *sight)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) sight->left, 0, (float) sight->width, (float) sight->height);
  cairo_t *cr;

  if (self->flows->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  gdk_cairo_set_source_rgba (cr, &palette->arrow);
  cairo_set_line_width (cr, 1.6);
  for (guint i = 0; i < self->flows->len; i++) {
    const HeddleFlow *flow = &g_array_index (self->flows, HeddleFlow, i);
    HeddleLanePick from, to;

    if (flow->to_ns > sight->until_ns || !heddle_lanes_find_span (self->lanes, flow->from, &from) ||
        !heddle_lanes_find_span (self->lanes, flow->to, &to))
      continue;
    draw_flow (cr, heddle_sight_get_x (sight, flow->from_ns), middle_of (&from),
               heddle_sight_get_x (sight, flow->to_ns), middle_of (&to));
  }
  cairo_destroy (cr);
}

static void
paint_spots (HeddleLaneMarks *self, GtkSnapshot *snapshot, const HeddlePalette *palette)
{
  const GArray *found = heddle_attention_get_found (self->attention);
  HeddleSpot hover = heddle_attention_get_hover (self->attention);
  HeddleSpot selection = heddle_attention_get_selection (self->attention);
  guint n_painted = 0;

  for (guint i = 0; i < found->len && n_painted < MAX_FOUND; i++) {
    HeddleSpot spot = g_array_index (found, HeddleSpot, i);

    if (spot.band != self->band)
      continue;
    paint_outline (self, snapshot, spot.ref, &palette->found, 2);
    n_painted++;
  }
  if (hover.band == self->band && hover.ref != selection.ref)
    paint_outline (self, snapshot, hover.ref, &palette->text, 1);
  if (selection.band == self->band) {
    paint_outline (self, snapshot, selection.ref, &palette->lane, 4);
    paint_outline (self, snapshot, selection.ref, &palette->accent, 3);
  }
}

static void
paint_guess (HeddleLaneMarks *self, GtkSnapshot *snapshot, const HeddlePalette *palette)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float names = (float) heddle_measures_get_names_width (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (heddle_measures_is_mirrored (widget) ? 0 : names, 0,
                                             MAX ((float) gtk_widget_get_width (widget) - names, 1),
                                             (float) gtk_widget_get_height (widget));
  float x;

  if (self->guess == NULL || self->axis == NULL)
    return;
  x = area.origin.x + (float) heddle_time_axis_get_x (self->axis, self->guess_ns, area.size.width);
  if (x < area.origin.x || x > area.origin.x + area.size.width)
    return;
  self->guess_box = heddle_finish_flag_paint (snapshot, palette, HEDDLE_FLAG_GUESS, self->guess, x,
                                              MIN (GUESS_TOP, area.size.height / 2), &area);
}

static void
heddle_lane_marks_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleLaneMarks *self = HEDDLE_LANE_MARKS (widget);
  const HeddlePalette *palette = heddle_colours_get_palette ();
  HeddleSight sight = { 0 };

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                         (float) gtk_widget_get_height (widget)));
  if (self->attention != NULL && self->lanes != NULL && heddle_lanes_get_sight (self->lanes, &sight)) {
    paint_range (self, snapshot, palette, &sight);
    gtk_snapshot_push_clip (snapshot,
                            &GRAPHENE_RECT_INIT ((float) sight.left, 0, (float) sight.width, (float) sight.height));
    paint_spots (self, snapshot, palette);
    gtk_snapshot_pop (snapshot);
    paint_flows (self, snapshot, palette, &sight);
  }
  paint_guess (self, snapshot, palette);
  gtk_snapshot_pop (snapshot);
}

/* Arrows belong to what is selected in this band. */
static void
follow_selection (HeddleLaneMarks *self)
{
  HeddleSpot selection = heddle_attention_get_selection (self->attention);
  HeddleSpanRef ref = selection.band == self->band ? selection.ref : 0;
  HeddleSight sight = { 0 };

  if (ref == self->flows_of)
    return;
  self->flows_of = ref;
  g_array_set_size (self->flows, 0);
  if (ref != 0 && heddle_lanes_get_sight (self->lanes, &sight))
    heddle_flows_get (heddle_layout_get_band (sight.layout, sight.band)->trace, ref, MAX_FLOWS, self->flows);
}

static void
on_attention (HeddleLaneMarks *self, guint part)
{
  if (part == HEDDLE_ATTENTION_CURSOR)
    return;
  if (part == HEDDLE_ATTENTION_SELECTION)
    follow_selection (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
heddle_lane_marks_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  HeddleLaneMarks *self = HEDDLE_LANE_MARKS (widget);

  GTK_WIDGET_CLASS (heddle_lane_marks_parent_class)->css_changed (widget, change);
  if (self->guess != NULL)
    pango_layout_context_changed (self->guess);
}

static void
forget (HeddleLaneMarks *self)
{
  if (self->attention != NULL)
    g_signal_handlers_disconnect_by_data (self->attention, self);
  if (self->axis != NULL)
    g_signal_handlers_disconnect_by_data (self->axis, self);
  g_clear_object (&self->attention);
  g_clear_object (&self->axis);
}

static void
heddle_lane_marks_dispose (GObject *object)
{
  HeddleLaneMarks *self = HEDDLE_LANE_MARKS (object);

  forget (self);
  self->lanes = NULL;
  g_clear_object (&self->guess);
  G_OBJECT_CLASS (heddle_lane_marks_parent_class)->dispose (object);
}

static void
heddle_lane_marks_finalize (GObject *object)
{
  g_array_unref (HEDDLE_LANE_MARKS (object)->flows);
  G_OBJECT_CLASS (heddle_lane_marks_parent_class)->finalize (object);
}

static void
heddle_lane_marks_class_init (HeddleLaneMarksClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_lane_marks_dispose;
  G_OBJECT_CLASS (class)->finalize = heddle_lane_marks_finalize;
  widget_class->snapshot = heddle_lane_marks_snapshot;
  widget_class->css_changed = heddle_lane_marks_css_changed;
  gtk_widget_class_set_css_name (widget_class, "lanemarks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_lane_marks_init (HeddleLaneMarks *self)
{
  self->flows = g_array_new (FALSE, FALSE, sizeof (HeddleFlow));
  self->band = HEDDLE_NO_BAND;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  heddle_colours_follow_system (GTK_WIDGET (self));
}

/**
 * heddle_lane_marks_set_lanes:
 * @lanes: (transfer none): what it is drawn over; it lives as long
 */
void
heddle_lane_marks_set_lanes (HeddleLaneMarks *self, HeddleLanes *lanes)
{
  self->lanes = lanes;
}

/**
 * heddle_lane_marks_set_attention:
 * @attention: what someone looks at
 * @band: which band this is
 */
void
heddle_lane_marks_set_attention (HeddleLaneMarks *self, HeddleAttention *attention, guint band)
{
  self->band = band;
  if (g_set_object (&self->attention, attention))
    g_signal_connect_swapped (attention, "changed", G_CALLBACK (on_attention), self);
}

static PangoLayout *
create_guess (HeddleLaneMarks *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (1.35));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/**
 * heddle_lane_marks_set_guess:
 * @axis: where times are
 * @guess_ns: when someone thinks that the run will end
 * @text: (nullable): what stands on the flag; none for no guess
 */
void
heddle_lane_marks_set_guess (HeddleLaneMarks *self, HeddleTimeAxis *axis, gint64 guess_ns, const char *text)
{
  if (g_set_object (&self->axis, axis))
    g_signal_connect_swapped (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  self->guess_ns = guess_ns;
  if (text == NULL) {
    g_clear_object (&self->guess);
  } else {
    if (self->guess == NULL)
      self->guess = create_guess (self);
    pango_layout_set_text (self->guess, text, -1);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_lane_marks_is_guess_at:
 *
 * Returns: whether the guess's flag or its line is there, to be dragged
 */
gboolean
heddle_lane_marks_is_guess_at (HeddleLaneMarks *self, double x, double y)
{
  graphene_rect_t reach = self->guess_box;
  float line = x < self->guess_box.origin.x ? self->guess_box.origin.x
                                            : self->guess_box.origin.x + self->guess_box.size.width;

  if (self->guess == NULL)
    return FALSE;
  graphene_rect_inset (&reach, -5, -5);
  return graphene_rect_contains_point (&reach, &GRAPHENE_POINT_INIT ((float) x, (float) y)) || fabs (x - line) < 5;
}
