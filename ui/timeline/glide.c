/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moves the time axis smoothly.
 * Threads: the main one.
 */
#include "ui/timeline/glide.h"

#include "ui/timeline/view-history.h"

#include <math.h>

#define LENGTH_US 170000.0
/* A fling loses half of its speed in so many seconds. */
#define HALF_SPEED_S 0.16
#define LEAST_SPEED 0.02

struct _HeddleGlide {
  GtkWidget *widget; /* owns it */
  HeddleTimeAxis *axis;
  HeddleViewHistory *history;
  guint tick;
  gint64 begun_us;
  gint64 last_us;
  gint64 from_start_ns;
  gint64 from_end_ns;
  gint64 to_start_ns;
  gint64 to_end_ns;
  double speed; /* of a fling, in parts of what is visible a second; 0 for a move to a target */
};

HeddleGlide *
heddle_glide_new (GtkWidget *widget, HeddleTimeAxis *axis)
{
  HeddleGlide *self = g_new0 (HeddleGlide, 1);

  self->widget = widget;
  self->axis = g_object_ref (axis);
  self->history = heddle_view_history_new ();
  return self;
}

static void
stop (HeddleGlide *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->widget, self->tick);
  self->tick = 0;
  self->speed = 0;
}

void
heddle_glide_free (HeddleGlide *self)
{
  stop (self);
  heddle_view_history_free (self->history);
  g_object_unref (self->axis);
  g_free (self);
}

static gboolean
may_move (HeddleGlide *self)
{
  gboolean has_animations;

  g_object_get (gtk_widget_get_settings (self->widget), "gtk-enable-animations", &has_animations, NULL);
  return has_animations && gtk_widget_get_mapped (self->widget);
}

static gint64
between (gint64 from, gint64 to, double part)
{
  return from + (gint64) ((double) (to - from) * part);
}

/* Lengths change by factors, so that zooming is even; the place that both stretches share stays where it is. */
static void
show_part (HeddleGlide *self, double part)
{
  double from = (double) (self->from_end_ns - self->from_start_ns), to = (double) (self->to_end_ns - self->to_start_ns);
  double length = from * pow (to / from, part);
  double place = from == to ? part : (length - from) / (to - from);
  gint64 start_ns = between (self->from_start_ns, self->to_start_ns, place);

  heddle_time_axis_show (self->axis, MAX (start_ns, 0), MAX (start_ns, 0) + (gint64) length);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HeddleGlide *self = data;
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  double seconds = (double) (now_us - self->last_us) / 1e6, part;

  if (self->begun_us == 0)
    self->begun_us = self->last_us = now_us;
  self->last_us = now_us;
  if (self->speed != 0) {
    heddle_time_axis_pan (self->axis, self->speed * seconds);
    self->speed *= pow (0.5, seconds / HALF_SPEED_S);
    if (fabs (self->speed) > LEAST_SPEED)
      return G_SOURCE_CONTINUE;
  } else {
    part = (double) (now_us - self->begun_us) / LENGTH_US;
    if (part < 1) {
      show_part (self, 1 - pow (1 - part, 3));
      return G_SOURCE_CONTINUE;
    }
    heddle_time_axis_show (self->axis, self->to_start_ns, self->to_end_ns);
  }
  self->speed = 0;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
begin (HeddleGlide *self)
{
  self->begun_us = self->last_us = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->widget, on_tick, self, NULL);
}

static void
move_to (HeddleGlide *self, gint64 start_ns, gint64 end_ns)
{
  gint64 extent_ns = heddle_time_axis_get_extent_ns (self->axis), length_ns = MIN (end_ns - start_ns, extent_ns);

  self->speed = 0;
  if (!may_move (self)) {
    stop (self);
    heddle_time_axis_show (self->axis, start_ns, end_ns);
    return;
  }
  self->from_start_ns = heddle_time_axis_get_start_ns (self->axis);
  self->from_end_ns = heddle_time_axis_get_end_ns (self->axis);
  self->to_start_ns = CLAMP (start_ns, 0, extent_ns - length_ns);
  self->to_end_ns = self->to_start_ns + MAX (length_ns, 1);
  begin (self);
}

/* Where it is, or where it is on its way to. */
static void
get_target (HeddleGlide *self, gint64 *start_ns, gint64 *end_ns)
{
  gboolean moves = self->tick != 0 && self->speed == 0;

  *start_ns = moves ? self->to_start_ns : heddle_time_axis_get_start_ns (self->axis);
  *end_ns = moves ? self->to_end_ns : heddle_time_axis_get_end_ns (self->axis);
}

/**
 * heddle_glide_show:
 * @start_ns: the first moment
 * @end_ns: the last moment
 * @way: how one gets there
 */
void
heddle_glide_show (HeddleGlide *self, gint64 start_ns, gint64 end_ns, HeddleGlideWay way)
{
  gint64 old_start_ns, old_end_ns;

  get_target (self, &old_start_ns, &old_end_ns);
  if (old_start_ns == start_ns && old_end_ns == end_ns)
    return;
  heddle_view_history_leave (self->history, old_start_ns, old_end_ns, way, g_get_monotonic_time ());
  move_to (self, start_ns, end_ns);
}

void
heddle_glide_fit (HeddleGlide *self)
{
  heddle_glide_show (self, 0, heddle_time_axis_get_extent_ns (self->axis), HEDDLE_GLIDE_JUMP);
}

/**
 * heddle_glide_zoom:
 * @factor: above 1 to see more of less
 * @at: which place stays where it is: 0 the left edge, 1 the right edge
 */
void
heddle_glide_zoom (HeddleGlide *self, double factor, double at)
{
  gint64 start_ns, end_ns, extent_ns = heddle_time_axis_get_extent_ns (self->axis);
  double length, still;

  get_target (self, &start_ns, &end_ns);
  still = (double) start_ns + (double) (end_ns - start_ns) * at;
  length = CLAMP ((double) (end_ns - start_ns) / factor, 1000, (double) extent_ns);
  start_ns = (gint64) CLAMP (still - length * at, 0, (double) extent_ns - length);
  heddle_glide_show (self, start_ns, start_ns + (gint64) length, HEDDLE_GLIDE_ZOOM);
}

/**
 * heddle_glide_pan:
 * @by: how far to later times, as a part of what is visible
 */
void
heddle_glide_pan (HeddleGlide *self, double by)
{
  gint64 start_ns, end_ns, extent_ns = heddle_time_axis_get_extent_ns (self->axis), by_ns;

  get_target (self, &start_ns, &end_ns);
  by_ns = CLAMP ((gint64) ((double) (end_ns - start_ns) * by), -start_ns, extent_ns - end_ns);
  heddle_glide_show (self, start_ns + by_ns, end_ns + by_ns, HEDDLE_GLIDE_PAN);
}

/**
 * heddle_glide_grab:
 *
 * Stands still: someone moves the axis itself from now on.
 */
void
heddle_glide_grab (HeddleGlide *self, HeddleGlideWay way)
{
  stop (self);
  heddle_view_history_leave (self->history, heddle_time_axis_get_start_ns (self->axis),
                             heddle_time_axis_get_end_ns (self->axis), way, g_get_monotonic_time ());
}

/**
 * heddle_glide_fling:
 * @parts_per_second: how fast to later times, in parts of what is visible
 *
 * Moves on until it is slow.
 */
void
heddle_glide_fling (HeddleGlide *self, double parts_per_second)
{
  if (!may_move (self) || fabs (parts_per_second) < LEAST_SPEED)
    return;
  self->speed = CLAMP (parts_per_second, -8, 8);
  begin (self);
}

gboolean
heddle_glide_back (HeddleGlide *self)
{
  gint64 start_ns, end_ns;

  get_target (self, &start_ns, &end_ns);
  if (!heddle_view_history_back (self->history, &start_ns, &end_ns))
    return FALSE;
  move_to (self, start_ns, end_ns);
  return TRUE;
}

gboolean
heddle_glide_forward (HeddleGlide *self)
{
  gint64 start_ns, end_ns;

  get_target (self, &start_ns, &end_ns);
  if (!heddle_view_history_forward (self->history, &start_ns, &end_ns))
    return FALSE;
  move_to (self, start_ns, end_ns);
  return TRUE;
}
