/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which stretch of time all bands show. It never leaves 0 … extent; as long as nobody has zoomed, it shows all of it,
 * also while it grows.
 * Threads: the main one. Cost: everything O(1).
 */
#include "ui/timeline/time-axis.h"

#define SHORTEST_NS 1000
#define DEFAULT_EXTENT_NS G_GINT64_CONSTANT (1000000000)

struct _HeddleTimeAxis {
  GObject parent_instance;

  gint64 start_ns;
  gint64 end_ns;
  gint64 extent_ns;
  gboolean fitted;
};

enum {
  PROP_0,
  PROP_START_NS,
  PROP_END_NS,
  PROP_EXTENT_NS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeddleTimeAxis, heddle_time_axis, G_TYPE_OBJECT)

static void
heddle_time_axis_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleTimeAxis *self = HEDDLE_TIME_AXIS (object);

  switch (id) {
  case PROP_START_NS:
    g_value_set_int64 (value, self->start_ns);
    break;
  case PROP_END_NS:
    g_value_set_int64 (value, self->end_ns);
    break;
  case PROP_EXTENT_NS:
    g_value_set_int64 (value, self->extent_ns);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
heddle_time_axis_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_EXTENT_NS)
    heddle_time_axis_set_extent_ns (HEDDLE_TIME_AXIS (object), g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_time_axis_class_init (HeddleTimeAxisClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = heddle_time_axis_get_property;
  object_class->set_property = heddle_time_axis_set_property;
  properties[PROP_START_NS] = g_param_spec_int64 ("start-ns", NULL, NULL, 0, G_MAXINT64, 0, flags | G_PARAM_READABLE);
  properties[PROP_END_NS] = g_param_spec_int64 ("end-ns", NULL, NULL, 0, G_MAXINT64, DEFAULT_EXTENT_NS,
                                                flags | G_PARAM_READABLE);
  properties[PROP_EXTENT_NS] = g_param_spec_int64 ("extent-ns", NULL, NULL, SHORTEST_NS, G_MAXINT64 / 4,
                                                   DEFAULT_EXTENT_NS, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleTimeAxis::changed:
   *
   * It shows another stretch.
   */
  changed_signal = g_signal_new ("changed", HEDDLE_TYPE_TIME_AXIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
}

static void
heddle_time_axis_init (HeddleTimeAxis *self)
{
  self->extent_ns = DEFAULT_EXTENT_NS;
  self->end_ns = DEFAULT_EXTENT_NS;
  self->fitted = TRUE;
}

HeddleTimeAxis *
heddle_time_axis_new (void)
{
  return g_object_new (HEDDLE_TYPE_TIME_AXIS, NULL);
}

gint64
heddle_time_axis_get_start_ns (HeddleTimeAxis *self)
{
  return self->start_ns;
}

gint64
heddle_time_axis_get_end_ns (HeddleTimeAxis *self)
{
  return self->end_ns;
}

gint64
heddle_time_axis_get_extent_ns (HeddleTimeAxis *self)
{
  return self->extent_ns;
}

/**
 * heddle_time_axis_is_fitted:
 *
 * Returns: whether it shows all that there is, and will while that grows
 */
gboolean
heddle_time_axis_is_fitted (HeddleTimeAxis *self)
{
  return self->fitted;
}

static void
set_range (HeddleTimeAxis *self, gint64 start_ns, gint64 end_ns)
{
  gint64 length_ns = CLAMP (end_ns - start_ns, SHORTEST_NS, self->extent_ns);

  start_ns = CLAMP (start_ns, 0, self->extent_ns - length_ns);
  end_ns = start_ns + length_ns;
  if (start_ns == self->start_ns && end_ns == self->end_ns)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (start_ns != self->start_ns)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_START_NS]);
  if (end_ns != self->end_ns)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_END_NS]);
  self->start_ns = start_ns;
  self->end_ns = end_ns;
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_time_axis_set_extent_ns:
 * @extent_ns: how much there is to show, in nanoseconds
 *
 * Whoever sees all of it sees all of the new extent.
 */
void
heddle_time_axis_set_extent_ns (HeddleTimeAxis *self, gint64 extent_ns)
{
  extent_ns = MAX (extent_ns, SHORTEST_NS);
  if (extent_ns == self->extent_ns)
    return;
  self->extent_ns = extent_ns;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXTENT_NS]);
  if (self->fitted)
    set_range (self, 0, extent_ns);
  else
    set_range (self, self->start_ns, self->end_ns);
}

/**
 * heddle_time_axis_show:
 * @start_ns: the first moment
 * @end_ns: the last moment
 *
 * Shows this stretch, or what there is of it.
 */
void
heddle_time_axis_show (HeddleTimeAxis *self, gint64 start_ns, gint64 end_ns)
{
  set_range (self, start_ns, end_ns);
  self->fitted = self->start_ns == 0 && self->end_ns == self->extent_ns;
}

void
heddle_time_axis_fit (HeddleTimeAxis *self)
{
  heddle_time_axis_show (self, 0, self->extent_ns);
}

/**
 * heddle_time_axis_zoom:
 * @factor: above 1 to see more of less
 * @at: which place stays where it is: 0 the left edge, 1 the right edge
 */
void
heddle_time_axis_zoom (HeddleTimeAxis *self, double factor, double at)
{
  double length_ns = (double) (self->end_ns - self->start_ns);
  double still_ns = (double) self->start_ns + length_ns * at;
  double new_length_ns = CLAMP (length_ns / factor, SHORTEST_NS, (double) self->extent_ns);
  gint64 start_ns = (gint64) MAX (still_ns - new_length_ns * at, 0);

  heddle_time_axis_show (self, start_ns, start_ns + (gint64) new_length_ns);
}

/**
 * heddle_time_axis_pan:
 * @by: how far to later times, as a part of what is visible
 */
void
heddle_time_axis_pan (HeddleTimeAxis *self, double by)
{
  gint64 by_ns = (gint64) ((double) (self->end_ns - self->start_ns) * by);

  heddle_time_axis_show (self, self->start_ns + by_ns, self->end_ns + by_ns);
}

/**
 * heddle_time_axis_get_x:
 * @time_ns: from the run's origin
 * @width: how wide the axis is drawn
 *
 * Returns: where that moment is; outside of 0 … @width when it is not visible
 */
double
heddle_time_axis_get_x (HeddleTimeAxis *self, gint64 time_ns, double width)
{
  return (double) (time_ns - self->start_ns) * width / (double) (self->end_ns - self->start_ns);
}

gint64
heddle_time_axis_get_ns (HeddleTimeAxis *self, double x, double width)
{
  return self->start_ns + (gint64) (x * (double) (self->end_ns - self->start_ns) / MAX (width, 1));
}
