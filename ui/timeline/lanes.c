/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lanes of one band as trace/layout.h lays them out, their names, and the finish flag. What is too high for it is
 * scrolled.
 * Threads: the main one. Cost: a frame O(pixels + visible items); finding what is at a place O(items there).
 */
#include "ui/timeline/lanes.h"

#include "ui/style/colours.h"
#include "ui/timeline/finish-flag.h"
#include "ui/timeline/lane-painter.h"
#include "ui/timeline/measures.h"
#include "ui/timeline/ruler.h"

#include <glib/gi18n.h>
#include <math.h>

/* How far the plan may be pressed or stretched. */
#define LEAST_SCALE 0.62
#define MOST_SCALE 1.7
#define LEAST_HEIGHT 56
/* Higher than this no band asks to be; the rest is scrolled. */
#define MOST_HEIGHT 360
#define PADDING 10
#define FLAG_TOP 6.0f
/* How near to an item the pointer has to be. */
#define REACH 2

struct _HeddleLanes {
  GtkWidget parent_instance;

  HeddleTimeAxis *axis;
  HeddleLayout *layout;
  guint band;
  HeddleCores *cores;
  HeddleTrace *cores_of;
  HeddleLaneStrips *strips;
  HeddleLanePlan *plan;
  double plan_height;
  gint64 until_ns;
  char *flag;
  HeddleFlagForm flag_form;
  GtkAdjustment *adjustment;

  HeddleTextCache *texts;
  HeddleLanePainter *painter;
  GArray *items;
};

enum {
  PROP_0,
  PROP_AXIS,
  PROP_FLAG,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleLanes, heddle_lanes, GTK_TYPE_WIDGET)

/**
 * heddle_lanes_get_sight:
 * @sight: (out caller-allocates): what is in sight
 *
 * Returns: whether there is a layout to be seen
 */
gboolean
heddle_lanes_get_sight (HeddleLanes *self, HeddleSight *sight)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double height = gtk_widget_get_height (widget), names = heddle_measures_get_names_width (widget), room;

  if (self->axis == NULL)
    return FALSE;
  *sight = (HeddleSight){ .layout = self->layout,
                          .cores = self->cores,
                          .strips = self->strips,
                          .plan = self->plan,
                          .band = self->band,
                          .from_ns = heddle_time_axis_get_start_ns (self->axis),
                          .until_ns = self->until_ns,
                          .to_ns = heddle_time_axis_get_end_ns (self->axis),
                          .height = height };
  sight->left = heddle_measures_is_mirrored (widget) ? 0 : names;
  sight->width = MAX (gtk_widget_get_width (widget) - names, 1);
  sight->scale = CLAMP ((height - 2 * PADDING) / MAX (self->plan_height, 1), LEAST_SCALE, MOST_SCALE);
  room = height - self->plan_height * sight->scale;
  sight->top = room >= 2 * PADDING ? room / 2 : PADDING - gtk_adjustment_get_value (self->adjustment);
  return self->layout != NULL;
}

/* Painting. */

static void
paint_grid (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const HeddleSight *sight)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutTick));

  heddle_ruler_get_ticks (self->axis, (int) sight->width, ticks);
  for (guint i = 0; i < ticks->len; i++) {
    float x = (float) heddle_sight_get_x (sight, g_array_index (ticks, HeddleLayoutTick, i).time_ns);

    gtk_snapshot_append_color (snapshot, &palette->grid, &GRAPHENE_RECT_INIT (roundf (x), 0, 1, (float) sight->height));
  }
}

static void
paint_name (HeddleLanes *self,
            GtkSnapshot *snapshot,
            const HeddlePalette *palette,
            const HeddleSight *sight,
            const HeddlePlanRow *row)
{
  gboolean is_mirrored = heddle_measures_is_mirrored (GTK_WIDGET (self));
  int room = heddle_measures_get_names_width (GTK_WIDGET (self)) - 10, height;
  graphene_rect_t box = heddle_sight_get_row_box (sight, row);
  g_autofree char *title = NULL;
  PangoLayout *text;

  title = row->has_fold ? g_strdup_printf ("%s %s", row->is_folded ? is_mirrored ? "◂" : "▸" : "▾", row->title)
                        : g_strdup (row->title);
  text = heddle_text_cache_get (self->texts, HEDDLE_TEXT_SMALL, title);
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (text, room * PANGO_SCALE);
  pango_layout_set_alignment (text, PANGO_ALIGN_RIGHT);
  pango_layout_get_pixel_size (text, NULL, &height);
  if ((float) height > box.size.height + 6)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (is_mirrored ? (float) (sight->width + 10) : 0,
                                                roundf (box.origin.y + box.size.height / 2 - (float) height / 2)));
  gtk_snapshot_append_layout (snapshot, text, &palette->dim_text);
  gtk_snapshot_restore (snapshot);
}

/* While it runs, the edge of what is there glows. */
static void
paint_glow (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const HeddleSight *sight, float x)
{
  double phase = (double) (g_get_monotonic_time () % 1600000) / 1600000 * 2 * G_PI;
  GdkRGBA near = palette->accent, far = palette->accent;
  const GskColorStop stops[] = { { 0, far }, { 1, near } };
  GskColorStop glow[2] = { stops[0], stops[1] };

  glow[0].color.alpha = 0;
  glow[1].color.alpha = (float) (0.28 + 0.16 * sin (phase));
  gtk_snapshot_append_linear_gradient (snapshot, &GRAPHENE_RECT_INIT (x - 36, 2, 36, (float) sight->height - 4),
                                       &GRAPHENE_POINT_INIT (x - 36, 0), &GRAPHENE_POINT_INIT (x, 0), glow, 2);
}

static void
paint_flag (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const HeddleSight *sight)
{
  gint64 wall_ns = heddle_layout_get_band (self->layout, self->band)->summary.wall_ns;
  float x = (float) heddle_sight_get_x (sight, wall_ns);
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) sight->left, 0, (float) sight->width, (float) sight->height);

  if (x < area.origin.x || x > area.origin.x + area.size.width || wall_ns > self->until_ns)
    return;
  if (self->flag_form == HEDDLE_FLAG_NOW)
    paint_glow (self, snapshot, palette, sight, x);
  heddle_finish_flag_paint (snapshot, palette, self->flag_form,
                            heddle_text_cache_get (self->texts, HEDDLE_TEXT_FLAG, self->flag), x, FLAG_TOP, &area);
}

static void
heddle_lanes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleLanes *self = HEDDLE_LANES (widget);
  const HeddlePalette *palette = heddle_colours_get_palette ();
  gboolean has_lanes;
  HeddleSight sight = { 0 };

  if (self->axis == NULL)
    return;
  has_lanes = heddle_lanes_get_sight (self, &sight);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                         (float) gtk_widget_get_height (widget)));
  paint_grid (self, snapshot, palette, &sight);
  if (!has_lanes) {
    gtk_snapshot_pop (snapshot);
    return;
  }
  heddle_lane_painter_paint (self->painter, &sight, palette, gtk_widget_get_scale_factor (widget), snapshot);
  for (guint i = 0; i < heddle_lane_plan_get_n_rows (self->plan); i++) {
    const HeddlePlanRow *row = heddle_lane_plan_get_row (self->plan, i);

    if (heddle_sight_shows_row (&sight, row))
      paint_name (self, snapshot, palette, &sight, row);
  }
  if (self->flag != NULL)
    paint_flag (self, snapshot, palette, &sight);
  gtk_snapshot_pop (snapshot);
}

/* Finding. */

static gboolean
is_better (const HeddleLanePick *pick, double x, const graphene_rect_t *box, const HeddleLayoutItem *item)
{
  double away = x < box->origin.x ? box->origin.x - x : MAX (x - box->origin.x - box->size.width, 0);
  double best = x < pick->box.origin.x ? pick->box.origin.x - x
                                       : MAX (x - pick->box.origin.x - pick->box.size.width, 0);

  if (away > REACH)
    return FALSE;
  if (!pick->has_item || away != best)
    return !pick->has_item || away < best;
  return item->end_ns - item->start_ns < pick->item.end_ns - pick->item.start_ns;
}

static void
pick_item (HeddleLanes *self, const HeddleSight *sight, double x, double y, HeddleLanePick *pick)
{
  for (guint lane = 0; !pick->row->is_folded && lane < pick->row->lanes->len; lane++) {
    g_array_set_size (self->items, 0);
    heddle_sight_get_items (sight, pick->row, lane, heddle_sight_get_ns (sight, x - REACH),
                            MAX (heddle_sight_get_ns (sight, x + REACH), heddle_sight_get_ns (sight, x - REACH) + 1),
                            2 * REACH, self->items);
    for (guint i = 0; i < self->items->len; i++) {
      const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);
      graphene_rect_t box = heddle_sight_get_box (sight, pick->row, item);

      if (y < box.origin.y || y > box.origin.y + box.size.height + 1 || !is_better (pick, x, &box, item))
        continue;
      pick->has_item = TRUE;
      pick->item = *item;
      pick->box = box;
    }
  }
}

/**
 * heddle_lanes_pick:
 * @x: in the widget
 * @y: in the widget
 * @pick: (out caller-allocates): what is there
 *
 * Returns: whether there is a row
 */
gboolean
heddle_lanes_pick (HeddleLanes *self, double x, double y, HeddleLanePick *pick)
{
  HeddleSight sight = { 0 };

  *pick = (HeddleLanePick){ 0 };
  if (!heddle_lanes_get_sight (self, &sight))
    return FALSE;
  pick->time_ns = heddle_sight_get_ns (&sight, x);
  pick->row = heddle_sight_find_row (&sight, y);
  pick->is_name = x < sight.left || x > sight.left + sight.width;
  if (pick->row != NULL && !pick->is_name)
    pick_item (self, &sight, x, y, pick);
  return pick->row != NULL;
}

static gboolean
find_in_row (HeddleLanes *self,
             const HeddleSight *sight,
             const HeddlePlanRow *row,
             HeddleSpanRef ref,
             gint64 from_ns,
             gint64 to_ns,
             HeddleLanePick *pick)
{
  for (guint lane = 0; lane < row->lanes->len; lane++) {
    g_array_set_size (self->items, 0);
    heddle_sight_get_items (sight, row, lane, from_ns, to_ns, 64, self->items);
    for (guint i = 0; i < self->items->len; i++) {
      HeddleLayoutItem item = g_array_index (self->items, HeddleLayoutItem, i);

      if (item.ref != ref || item.n_folded > 1)
        continue;
      if (row->is_folded)
        item.top = 0, item.bottom = 1;
      *pick = (HeddleLanePick){ .row = row,
                                .has_item = TRUE,
                                .item = item,
                                .time_ns = item.start_ns,
                                .box = heddle_sight_get_box (sight, row, &item) };
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * heddle_lanes_find_span:
 * @ref: a span of the trace
 * @pick: (out caller-allocates): where it stands; what is not in sight stands beside it
 *
 * Returns: whether the span is on one of the rows
 */
gboolean
heddle_lanes_find_span (HeddleLanes *self, HeddleSpanRef ref, HeddleLanePick *pick)
{
  const HeddleLayoutBand *band;
  const HeddleSpan *span;
  HeddleSight sight = { 0 };
  gint64 from_ns, to_ns;

  *pick = (HeddleLanePick){ 0 };
  if (ref == 0 || !heddle_lanes_get_sight (self, &sight))
    return FALSE;
  band = heddle_layout_get_band (self->layout, self->band);
  span = heddle_trace_get_span (band->trace, ref);
  if (span == NULL)
    return FALSE;
  from_ns = span->start_ns - band->start_ns;
  to_ns = MAX (MIN (span->end_ns, MAX (band->now_ns, span->start_ns)) - band->start_ns, from_ns + 1);
  for (guint i = 0; i < heddle_lane_plan_get_n_rows (self->plan); i++) {
    const HeddlePlanRow *row = heddle_lane_plan_get_row (self->plan, i);

    if (row->group != HEDDLE_GROUP_CORES && find_in_row (self, &sight, row, ref, from_ns, to_ns, pick))
      return TRUE;
  }
  return FALSE;
}

/* Size and scrolling. */

static void
plan_rows (HeddleLanes *self)
{
  double height;

  if (self->layout == NULL) {
    heddle_lane_plan_clear (self->plan);
  } else {
    guint n_cores = self->cores == NULL ? 0 : heddle_cores_update (self->cores);

    heddle_lane_plan_update (self->plan, self->layout, self->band, n_cores,
                             heddle_measures_get_text_scale (GTK_WIDGET (self)));
  }
  height = heddle_lane_plan_get_height (self->plan);
  if (height != self->plan_height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->plan_height = height;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
heddle_lanes_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  HeddleLanes *self = HEDDLE_LANES (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = heddle_measures_get_names_width (widget) + 120;
    return;
  }
  *minimum = CLAMP ((int) ceil (self->plan_height * LEAST_SCALE) + 2 * PADDING, LEAST_HEIGHT, MOST_HEIGHT);
  *natural = CLAMP ((int) ceil (self->plan_height) + 2 * PADDING, LEAST_HEIGHT, MOST_HEIGHT);
}

static void
heddle_lanes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HeddleLanes *self = HEDDLE_LANES (widget);
  double least = self->plan_height * LEAST_SCALE + 2 * PADDING;

  gtk_adjustment_configure (self->adjustment, gtk_adjustment_get_value (self->adjustment), 0, MAX (least, height), 24,
                            height * 0.9, height);
}

/**
 * heddle_lanes_scroll_to:
 * @row: a row
 *
 * Scrolls until the row is in sight.
 */
void
heddle_lanes_scroll_to (HeddleLanes *self, const HeddlePlanRow *row)
{
  HeddleSight sight = { 0 };
  graphene_rect_t box;
  double offset;

  if (!heddle_lanes_get_sight (self, &sight))
    return;
  box = heddle_sight_get_row_box (&sight, row);
  offset = gtk_adjustment_get_value (self->adjustment);
  gtk_adjustment_clamp_page (self->adjustment, offset + box.origin.y - PADDING,
                             offset + box.origin.y + box.size.height + PADDING);
}

/**
 * heddle_lanes_get_adjustment:
 *
 * Returns: (transfer none): how far it is scrolled
 */
GtkAdjustment *
heddle_lanes_get_adjustment (HeddleLanes *self)
{
  return self->adjustment;
}

/* Life. */

static void
heddle_lanes_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  HeddleLanes *self = HEDDLE_LANES (widget);

  GTK_WIDGET_CLASS (heddle_lanes_parent_class)->css_changed (widget, change);
  heddle_text_cache_clear (self->texts);
  plan_rows (self);
}

static void
heddle_lanes_dispose (GObject *object)
{
  HeddleLanes *self = HEDDLE_LANES (object);

  self->layout = NULL;
  g_clear_pointer (&self->cores, heddle_cores_free);
  g_clear_pointer (&self->strips, heddle_lane_strips_free);
  g_clear_object (&self->cores_of);
  heddle_lanes_set_axis (self, NULL);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (heddle_lanes_parent_class)->dispose (object);
}

static void
heddle_lanes_finalize (GObject *object)
{
  HeddleLanes *self = HEDDLE_LANES (object);

  g_free (self->flag);
  heddle_lane_painter_free (self->painter);
  heddle_text_cache_free (self->texts);
  heddle_lane_plan_free (self->plan);
  g_array_unref (self->items);
  G_OBJECT_CLASS (heddle_lanes_parent_class)->finalize (object);
}

static void
heddle_lanes_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleLanes *self = HEDDLE_LANES (object);

  if (id == PROP_AXIS)
    g_value_set_object (value, self->axis);
  else if (id == PROP_FLAG)
    g_value_set_string (value, self->flag);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_lanes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_AXIS)
    heddle_lanes_set_axis (HEDDLE_LANES (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_lanes_class_init (HeddleLanesClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = heddle_lanes_dispose;
  object_class->finalize = heddle_lanes_finalize;
  object_class->get_property = heddle_lanes_get_property;
  object_class->set_property = heddle_lanes_set_property;
  widget_class->snapshot = heddle_lanes_snapshot;
  widget_class->measure = heddle_lanes_measure;
  widget_class->size_allocate = heddle_lanes_size_allocate;
  widget_class->css_changed = heddle_lanes_css_changed;
  properties[PROP_AXIS] = g_param_spec_object ("axis", NULL, NULL, HEDDLE_TYPE_TIME_AXIS,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FLAG] = g_param_spec_string ("flag", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "lanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_lanes_init (HeddleLanes *self)
{
  self->texts = heddle_text_cache_new (GTK_WIDGET (self));
  self->painter = heddle_lane_painter_new (self->texts);
  self->plan = heddle_lane_plan_new ();
  self->items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  self->until_ns = G_MAXINT64;
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  heddle_colours_follow_system (GTK_WIDGET (self));
}

void
heddle_lanes_set_axis (HeddleLanes *self, HeddleTimeAxis *axis)
{
  if (self->axis == axis)
    return;
  if (self->axis != NULL)
    g_signal_handlers_disconnect_by_data (self->axis, self);
  g_set_object (&self->axis, axis);
  if (axis != NULL)
    g_signal_connect_swapped (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AXIS]);
}

static void
follow_cores (HeddleLanes *self)
{
  HeddleTrace *trace = self->layout == NULL ? NULL : heddle_layout_get_band (self->layout, self->band)->trace;

  if (!g_set_object (&self->cores_of, trace))
    return;
  g_clear_pointer (&self->cores, heddle_cores_free);
  g_clear_pointer (&self->strips, heddle_lane_strips_free);
  if (trace == NULL)
    return;
  self->cores = heddle_cores_new (trace);
  self->strips = heddle_lane_strips_new (trace);
}

/**
 * heddle_lanes_set_layout:
 * @layout: (transfer none) (nullable): where everything stands; it stays until another one is set
 * @band: which band of it
 *
 * To be called again when the layout has changed.
 */
void
heddle_lanes_set_layout (HeddleLanes *self, HeddleLayout *layout, guint band)
{
  self->layout = layout;
  self->band = band;
  follow_cores (self);
  plan_rows (self);
}

/**
 * heddle_lanes_set_flag:
 * @text: (nullable): the time on the flag at the run's end; none to take it away
 * @is_stop: whether it did not end well
 * @is_running: whether it goes on
 */
void
heddle_lanes_set_flag (HeddleLanes *self, const char *text, gboolean is_stop, gboolean is_running)
{
  HeddleFlagForm form = is_stop ? HEDDLE_FLAG_STOP : is_running ? HEDDLE_FLAG_NOW : HEDDLE_FLAG_FINISH;

  if (g_strcmp0 (self->flag, text) == 0 && self->flag_form == form)
    return;
  g_free (self->flag);
  self->flag = g_strdup (text);
  self->flag_form = form;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLAG]);
}

/**
 * heddle_lanes_set_until_ns:
 * @until_ns: nothing after this is shown; %G_MAXINT64 to show all
 */
void
heddle_lanes_set_until_ns (HeddleLanes *self, gint64 until_ns)
{
  if (self->until_ns == until_ns)
    return;
  self->until_ns = until_ns;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_lanes_toggle_fold:
 * @group: which rows
 *
 * Folds a group to one row, or shows all of its rows again.
 */
void
heddle_lanes_toggle_fold (HeddleLanes *self, HeddleLaneGroup group)
{
  heddle_lane_plan_set_folded (self->plan, group, !heddle_lane_plan_is_folded (self->plan, group));
  plan_rows (self);
}

void
heddle_lanes_set_all_folded (HeddleLanes *self, gboolean is_folded)
{
  for (HeddleLaneGroup group = 0; group < HEDDLE_N_GROUPS; group++)
    heddle_lane_plan_set_folded (self->plan, group, is_folded);
  plan_rows (self);
}
