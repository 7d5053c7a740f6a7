/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paints the lanes of one band as trace/layout.h lays them out, and its finish flag. First all boxes, then all text.
 * Threads: the main one. Cost: O(visible items) a frame; the layout folds what is narrower than a pixel.
 */
#include "ui/timeline/lanes.h"

#include "ui/timeline/box.h"
#include "ui/style/colours.h"
#include "ui/timeline/ruler.h"
#include "ui/timeline/text-cache.h"

#include <glib/gi18n.h>
#include <math.h>

/* How far the layout's picture may be pressed or stretched. */
#define LEAST_SCALE 0.62
#define MOST_SCALE 1.7
#define LEAST_HEIGHT 56
#define PADDING 8
#define LABEL_ROOM 24
#define FLAG_PADDING 10.0f
#define FLAG_TOP 6.0f

struct _HeddleLanes {
  GtkWidget parent_instance;

  HeddleTimeAxis *axis;
  HeddleLayout *layout;
  guint band;
  double layout_height;
  char *flag;
  gboolean flag_is_stop;

  HeddlePatterns *patterns;
  HeddleTextCache *texts;
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

/* Where things are, for one frame. */

typedef struct {
  double left;
  double width;
  double scale;
  double top;
} Geometry;

static Geometry
find_geometry (HeddleLanes *self)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, self->band);
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  Geometry geometry = { .left = HEDDLE_LANES_NAMES_WIDTH };

  geometry.width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - geometry.left, 1);
  geometry.scale = CLAMP ((height - 2 * PADDING) / MAX (band->height, 1), LEAST_SCALE, MOST_SCALE);
  geometry.top = MAX ((height - band->height * geometry.scale) / 2, PADDING);
  return geometry;
}

static gint64
visible_start_ns (HeddleLanes *self)
{
  return heddle_time_axis_get_start_ns (self->axis);
}

static gint64
visible_end_ns (HeddleLanes *self)
{
  return heddle_time_axis_get_end_ns (self->axis);
}

static void
get_items (HeddleLanes *self, guint lane, const Geometry *geometry)
{
  g_array_set_size (self->items, 0);
  heddle_layout_get_items (self->layout, self->band, lane, visible_start_ns (self), visible_end_ns (self),
                           (guint) geometry->width, self->items);
}

/* The box of an item, in the widget; a pixel of air below where there is room for it. */
static graphene_rect_t
find_box (HeddleLanes *self, const Geometry *geometry, const HeddleLayoutLane *lane, const HeddleLayoutItem *item)
{
  double x0 = heddle_time_axis_get_x (self->axis, item->start_ns, geometry->width);
  double x1 = heddle_time_axis_get_x (self->axis, item->end_ns, geometry->width);
  double y0 = geometry->top + geometry->scale * (lane->y + item->top * lane->height);
  double y1 = geometry->top + geometry->scale * (lane->y + item->bottom * lane->height);
  double left = geometry->left + CLAMP (x0, -8, geometry->width);
  double right = geometry->left + CLAMP (x1, 0, geometry->width + 8);
  double air_x = right - left >= 4 ? 1 : 0, air_y = y1 - y0 >= 4 ? 1 : 0;

  return GRAPHENE_RECT_INIT ((float) left, (float) y0, (float) MAX (right - left - air_x, 1),
                             (float) MAX (y1 - y0 - air_y, 1));
}

/* Painting. */

static void
paint_text (GtkSnapshot *snapshot, PangoLayout *text, float x, float y, const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (y)));
  gtk_snapshot_append_layout (snapshot, text, colour);
  gtk_snapshot_restore (snapshot);
}

static void
paint_grid (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const Geometry *geometry)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutTick));

  heddle_ruler_get_ticks (self->axis, (int) geometry->width, ticks);
  for (guint i = 0; i < ticks->len; i++) {
    gint64 time_ns = g_array_index (ticks, HeddleLayoutTick, i).time_ns;
    float x = (float) (geometry->left + heddle_time_axis_get_x (self->axis, time_ns, geometry->width));

    gtk_snapshot_append_color (snapshot, &palette->grid,
                               &GRAPHENE_RECT_INIT (x, 0, 1, (float) gtk_widget_get_height (GTK_WIDGET (self))));
  }
}

static void
paint_name (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const Geometry *geometry,
            const HeddleLayoutLane *lane)
{
  PangoLayout *text = heddle_text_cache_get (self->texts, HEDDLE_TEXT_SMALL, lane->title);
  int width, height;

  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (text, (HEDDLE_LANES_NAMES_WIDTH - 10) * PANGO_SCALE);
  pango_layout_set_alignment (text, PANGO_ALIGN_RIGHT);
  pango_layout_get_pixel_size (text, &width, &height);
  paint_text (snapshot, text, 0,
              (float) (geometry->top + geometry->scale * (lane->y + lane->height / 2)) - (float) height / 2,
              &palette->dim_text);
}

static void
paint_boxes (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const Geometry *geometry,
             const HeddleLayoutLane *lane)
{
  for (guint i = 0; i < self->items->len; i++) {
    const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);
    graphene_rect_t box = find_box (self, geometry, lane, item);

    heddle_box_paint (snapshot, self->patterns, palette, item->state, item->number, &box);
  }
}

/* The number of what computes, or its label where it has none and there is room. */
static void
paint_label (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const HeddleLayoutItem *item,
             const graphene_rect_t *box)
{
  char number[12];
  const char *label = item->number > 0 ? number : item->label;
  PangoLayout *text;
  int width, height;

  g_snprintf (number, sizeof number, "%u", item->number);
  if (item->state != HEDDLE_STATE_COMPUTING || item->n_folded > 1 || label == NULL ||
      (item->number == 0 && box->size.width < LABEL_ROOM))
    return;
  text = heddle_text_cache_get (self->texts, HEDDLE_TEXT_NUMBER, label);
  pango_layout_get_pixel_size (text, &width, &height);
  if ((float) width + 1 > box->size.width || (float) height > box->size.height + 4)
    return;
  paint_text (snapshot, text, box->origin.x + (box->size.width - (float) width) / 2,
              box->origin.y + (box->size.height - (float) height) / 2, &palette->task_text);
}

static void
paint_lane (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const Geometry *geometry,
            guint index)
{
  const HeddleLayoutLane *lane = heddle_layout_get_lane (self->layout, self->band, index);

  get_items (self, index, geometry);
  gtk_snapshot_append_color (
    snapshot, &palette->lane,
    &GRAPHENE_RECT_INIT ((float) geometry->left, (float) (geometry->top + geometry->scale * lane->y),
                         (float) geometry->width, (float) (geometry->scale * lane->height)));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) geometry->left, 0, (float) geometry->width,
                                                         (float) gtk_widget_get_height (GTK_WIDGET (self))));
  paint_boxes (self, snapshot, palette, geometry, lane);
  for (guint i = 0; i < self->items->len; i++) {
    const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);
    graphene_rect_t box = find_box (self, geometry, lane, item);

    paint_label (self, snapshot, palette, item, &box);
  }
  gtk_snapshot_pop (snapshot);
  paint_name (self, snapshot, palette, geometry, lane);
}

static void
paint_flag (HeddleLanes *self, GtkSnapshot *snapshot, const HeddlePalette *palette, const Geometry *geometry)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, self->band);
  const GdkRGBA *ground = self->flag_is_stop ? &palette->stop : &palette->flag;
  const GdkRGBA *colour = self->flag_is_stop ? &palette->stop_text : &palette->flag_text;
  PangoLayout *text = heddle_text_cache_get (self->texts, HEDDLE_TEXT_FLAG, self->flag);
  float x = (float) heddle_time_axis_get_x (self->axis, band->summary.wall_ns, geometry->width);
  GskRoundedRect round;
  float width, left;
  int text_width, text_height;

  if (x < 0 || x > (float) geometry->width)
    return;
  pango_layout_get_pixel_size (text, &text_width, &text_height);
  x += (float) geometry->left;
  width = (float) text_width + 2 * FLAG_PADDING;
  left = x + 2 + width > (float) gtk_widget_get_width (GTK_WIDGET (self)) ? x - width : x + 2;
  gtk_snapshot_append_color (snapshot, ground,
                             &GRAPHENE_RECT_INIT (x, 2, 2, (float) gtk_widget_get_height (GTK_WIDGET (self)) - 4));
  gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT (left, FLAG_TOP, width, (float) text_height + 4), 4);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, ground, &round.bounds);
  gtk_snapshot_pop (snapshot);
  paint_text (snapshot, text, left + FLAG_PADDING, FLAG_TOP + 2, colour);
}

static void
heddle_lanes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HeddleLanes *self = HEDDLE_LANES (widget);
  const HeddlePalette *palette = heddle_colours_get_palette ();
  Geometry geometry;

  if (self->layout == NULL || self->axis == NULL)
    return;
  geometry = find_geometry (self);
  heddle_patterns_set_palette (self->patterns, palette, gtk_widget_get_scale_factor (widget));
  paint_grid (self, snapshot, palette, &geometry);
  gtk_snapshot_push_clip (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  for (guint i = 0; i < heddle_layout_get_n_lanes (self->layout, self->band); i++)
    paint_lane (self, snapshot, palette, &geometry, i);
  if (self->flag != NULL)
    paint_flag (self, snapshot, palette, &geometry);
  gtk_snapshot_pop (snapshot);
}

/* The card about what the pointer is on. */

static const char *
describe_state (HeddleState state)
{
  switch (state) {
  case HEDDLE_STATE_WAITING:
    return _("waiting for the world");
  case HEDDLE_STATE_READY:
    return _("ready, but its thread or a core is taken");
  default:
    return _("computing");
  }
}

static char *
describe_item (const HeddleLayoutItem *item)
{
  g_autofree char *start = heddle_layout_format_time (item->start_ns);
  g_autofree char *length = heddle_layout_format_time (item->end_ns - item->start_ns);
  g_autofree char *label = g_markup_escape_text (item->label != NULL ? item->label : _("unnamed"), -1);

  if (item->number > 0)
    return g_strdup_printf (_("<b>%u · %s</b>\nstart %s, duration %s\n%s"), item->number, label, start, length,
                            describe_state (item->state));
  return g_strdup_printf (_("<b>%s</b>\nstart %s, duration %s\n%s"), label, start, length,
                          describe_state (item->state));
}

static const HeddleLayoutItem *
find_item (HeddleLanes *self, double x, double y, graphene_rect_t *box)
{
  Geometry geometry = find_geometry (self);

  for (guint i = 0; i < heddle_layout_get_n_lanes (self->layout, self->band); i++) {
    const HeddleLayoutLane *lane = heddle_layout_get_lane (self->layout, self->band, i);

    get_items (self, i, &geometry);
    for (guint k = 0; k < self->items->len; k++) {
      *box = find_box (self, &geometry, lane, &g_array_index (self->items, HeddleLayoutItem, k));
      if (graphene_rect_contains_point (box, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return &g_array_index (self->items, HeddleLayoutItem, k);
    }
  }
  return NULL;
}

static gboolean
heddle_lanes_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  HeddleLanes *self = HEDDLE_LANES (widget);
  const HeddleLayoutItem *item;
  graphene_rect_t box;
  g_autofree char *card = NULL;

  if (keyboard || self->layout == NULL || self->axis == NULL || (item = find_item (self, x, y, &box)) == NULL)
    return FALSE;
  card = describe_item (item);
  gtk_tooltip_set_markup (tooltip, card);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) box.origin.x, (int) box.origin.y, (int) box.size.width + 1,
                                                       (int) box.size.height + 1 });
  return TRUE;
}

static void
heddle_lanes_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  HeddleLanes *self = HEDDLE_LANES (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = HEDDLE_LANES_NAMES_WIDTH + 120;
    return;
  }
  *minimum = MAX ((int) ceil (self->layout_height * LEAST_SCALE) + 2 * PADDING, LEAST_HEIGHT);
  *natural = MAX ((int) ceil (self->layout_height) + 2 * PADDING, LEAST_HEIGHT);
}

static void
heddle_lanes_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heddle_lanes_parent_class)->css_changed (widget, change);
  heddle_text_cache_clear (HEDDLE_LANES (widget)->texts);
}

static void
heddle_lanes_dispose (GObject *object)
{
  HeddleLanes *self = HEDDLE_LANES (object);

  self->layout = NULL;
  heddle_lanes_set_axis (self, NULL);
  G_OBJECT_CLASS (heddle_lanes_parent_class)->dispose (object);
}

static void
heddle_lanes_finalize (GObject *object)
{
  HeddleLanes *self = HEDDLE_LANES (object);

  g_free (self->flag);
  heddle_patterns_free (self->patterns);
  heddle_text_cache_free (self->texts);
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
  widget_class->css_changed = heddle_lanes_css_changed;
  widget_class->query_tooltip = heddle_lanes_query_tooltip;
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
  self->patterns = heddle_patterns_new ();
  self->texts = heddle_text_cache_new (GTK_WIDGET (self));
  self->items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
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
  double height = layout == NULL ? 0 : heddle_layout_get_band (layout, band)->height;

  self->layout = layout;
  self->band = band;
  if (height != self->layout_height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->layout_height = height;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_lanes_set_flag:
 * @text: (nullable): the time on the flag at the run's end; none to take it away
 * @is_stop: whether it did not end well
 */
void
heddle_lanes_set_flag (HeddleLanes *self, const char *text, gboolean is_stop)
{
  if (g_strcmp0 (self->flag, text) == 0 && self->flag_is_stop == is_stop)
    return;
  g_free (self->flag);
  self->flag = g_strdup (text);
  self->flag_is_stop = is_stop;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLAG]);
}
