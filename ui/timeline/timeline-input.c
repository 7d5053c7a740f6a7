/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What mouse and touch do in the timeline: the wheel and pinching zoom at the pointer, dragging pans, dragging with Shift or
 * on the ruler chooses a stretch of time, with Ctrl zooms to it; a click selects, two zoom to it, a long press on a touch
 * screen begins a stretch.
 * Threads: the main one.
 */
#include "ui/timeline/timeline-private.h"

#include <math.h>

#define WHEEL_ZOOM 1.25
#define SURFACE_ZOOM 1.012
#define WHEEL_PAN 0.08
#define SURFACE_PAN 0.0014
/* A pointer that moves less is still. */
#define STILL 4
/* Speed is measured over about so long, in seconds. */
#define SPEED_S 0.05

typedef enum {
  DRAG_NONE,
  DRAG_PAN,
  DRAG_RANGE,
  DRAG_ZOOM,
  DRAG_GUESS,
} DragMode;

/* Lives as long as the timeline, which owns all of it. */
typedef struct {
  HeddleTimeline *timeline;
  DragMode mode;
  gboolean has_moved;
  guint band;
  double begin_x;
  gint64 from_start_ns;
  gint64 from_end_ns;
  double pinch_at;
  double last_x;
  gint64 last_us;
  double speed; /* pixels a second */
} Input;

static double
axis_width (HeddleTimeline *timeline)
{
  return MAX (gtk_widget_get_width (timeline->ruler), 1);
}

static double
clamp_place (double place)
{
  return CLAMP (place, 0, 1);
}

static gint64
find_ns (HeddleTimeline *timeline, double x)
{
  return heddle_time_axis_get_ns (timeline->axis, clamp_place (heddle_timeline_find_axis_place (timeline, x)), 1);
}

/* Over the bands, where times are. */
static gboolean
is_over_axis (HeddleTimeline *timeline, double x)
{
  double place = heddle_timeline_find_axis_place (timeline, x);

  return place >= 0 && place <= 1;
}

/* The shape of the pointer says what a drag would do. */
static void
update_shape (HeddleTimeline *timeline, double x, double y)
{
  const char *shape = NULL;
  HeddleLanePick pick;
  HeddlePlace place;

  if (heddle_timeline_find_place (timeline, x, y, &place)) {
    if (heddle_lane_marks_is_guess_at (heddle_band_get_marks (place.widget), place.x, place.y) &&
        heddle_variant_run_get_phase (heddle_band_get_run (place.widget)) == HEDDLE_PHASE_NEVER_RUN)
      shape = "ew-resize";
    else if (heddle_lanes_pick (heddle_band_get_lanes (place.widget), place.x, place.y, &pick) && pick.is_name &&
             pick.row->group != HEDDLE_GROUP_MAIN)
      shape = "pointer";
  }
  gtk_widget_set_cursor_from_name (timeline->overlay, shape);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, Input *input)
{
  if (input->mode != DRAG_NONE && input->has_moved)
    return;
  heddle_timeline_point_at (input->timeline, x, y);
  update_shape (input->timeline, x, y);
}

static void
on_leave (GtkEventControllerMotion *motion, Input *input)
{
  heddle_timeline_point_nowhere (input->timeline);
}

/* The wheel. */

static gboolean
can_scroll (HeddleTimeline *timeline)
{
  GtkAdjustment *bands = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (timeline->scroller));

  return gtk_adjustment_get_upper (bands) > gtk_adjustment_get_page_size (bands) + 1;
}

/* The lanes of the band at the pointer scroll first. */
static gboolean
scroll_lanes (HeddleTimeline *timeline, double dy, gboolean is_wheel)
{
  HeddlePlace place;
  GtkAdjustment *adjustment;
  double value, step;

  if (!heddle_timeline_find_place (timeline, timeline->pointer_x, timeline->pointer_y, &place))
    return FALSE;
  adjustment = heddle_lanes_get_adjustment (heddle_band_get_lanes (place.widget));
  value = gtk_adjustment_get_value (adjustment);
  step = is_wheel ? 40 : 1;
  gtk_adjustment_set_value (adjustment, value + dy * step);
  return gtk_adjustment_get_value (adjustment) != value;
}

static void
zoom_by_wheel (HeddleTimeline *timeline, double dy, gboolean is_wheel)
{
  double place = clamp_place (heddle_timeline_find_axis_place (timeline, timeline->pointer_x));

  timeline->follows_edge = FALSE;
  heddle_glide_zoom (timeline->glide, pow (is_wheel ? WHEEL_ZOOM : SURFACE_ZOOM, -dy), place);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, Input *input)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (scroll));
  gboolean is_wheel = gdk_event_get_event_type (event) == GDK_SCROLL &&
                      gdk_scroll_event_get_unit (event) == GDK_SCROLL_UNIT_WHEEL;
  HeddleTimeline *timeline = input->timeline;

  if (modifiers & GDK_SHIFT_MASK || fabs (dx) > fabs (dy)) {
    timeline->follows_edge = FALSE;
    heddle_glide_pan (timeline->glide, (dx + dy) * (is_wheel ? WHEEL_PAN : SURFACE_PAN));
    return GDK_EVENT_STOP;
  }
  if (!(modifiers & GDK_CONTROL_MASK)) {
    if (scroll_lanes (timeline, dy, is_wheel))
      return GDK_EVENT_STOP;
    if (can_scroll (timeline) || !is_over_axis (timeline, timeline->pointer_x))
      return GDK_EVENT_PROPAGATE;
  }
  zoom_by_wheel (timeline, dy, is_wheel);
  return GDK_EVENT_STOP;
}

/* Dragging. */

static DragMode
find_mode (Input *input, GtkGesture *drag, double x, double y)
{
  HeddleTimeline *timeline = input->timeline;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  gboolean is_middle = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag)) == GDK_BUTTON_MIDDLE;
  HeddlePlace place;

  if (!is_over_axis (timeline, x))
    return DRAG_NONE;
  if (!heddle_timeline_find_place (timeline, x, y, &place)) {
    input->band = 0;
    return y < gtk_widget_get_height (timeline->ruler) + 4 ? DRAG_RANGE : DRAG_NONE;
  }
  input->band = place.band;
  if (heddle_lane_marks_is_guess_at (heddle_band_get_marks (place.widget), place.x, place.y) &&
      heddle_variant_run_get_phase (heddle_band_get_run (place.widget)) == HEDDLE_PHASE_NEVER_RUN)
    return DRAG_GUESS;
  if (is_middle)
    return DRAG_PAN;
  return modifiers & GDK_SHIFT_MASK ? DRAG_RANGE : modifiers & GDK_CONTROL_MASK ? DRAG_ZOOM : DRAG_PAN;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, Input *input)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag));

  input->mode = button == GDK_BUTTON_SECONDARY ? DRAG_NONE : find_mode (input, GTK_GESTURE (drag), x, y);
  input->has_moved = FALSE;
  input->begin_x = x;
  input->last_x = x;
  input->last_us = g_get_monotonic_time ();
  input->speed = 0;
  gtk_widget_grab_focus (GTK_WIDGET (input->timeline));
}

static void
begin_move (Input *input, GtkGesture *drag)
{
  HeddleTimeline *timeline = input->timeline;

  input->has_moved = TRUE;
  gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
  heddle_timeline_point_nowhere (timeline);
  if (input->mode == DRAG_PAN) {
    timeline->follows_edge = FALSE;
    heddle_glide_grab (timeline->glide, HEDDLE_GLIDE_JUMP);
    gtk_widget_set_cursor_from_name (timeline->overlay, "grabbing");
  }
  input->from_start_ns = heddle_time_axis_get_start_ns (timeline->axis);
  input->from_end_ns = heddle_time_axis_get_end_ns (timeline->axis);
}

static void
measure_speed (Input *input, double x)
{
  gint64 now_us = g_get_monotonic_time ();
  double seconds = (double) (now_us - input->last_us) / 1e6, share;

  if (seconds <= 0)
    return;
  share = MIN (seconds / SPEED_S, 1);
  input->speed = input->speed * (1 - share) + (x - input->last_x) / seconds * share;
  input->last_x = x;
  input->last_us = now_us;
}

static void
drag_pan (Input *input, double x)
{
  gint64 length_ns = input->from_end_ns - input->from_start_ns;
  gint64 by_ns = (gint64) (x / axis_width (input->timeline) * (double) length_ns);
  gint64 start_ns = MAX (input->from_start_ns - by_ns, 0);

  heddle_time_axis_show (input->timeline->axis, start_ns, start_ns + length_ns);
  measure_speed (input, input->begin_x + x);
}

static void
on_drag_update (GtkGestureDrag *drag, double x, double y, Input *input)
{
  HeddleTimeline *timeline = input->timeline;

  if (input->mode == DRAG_NONE || (!input->has_moved && fabs (x) < STILL))
    return;
  if (!input->has_moved)
    begin_move (input, GTK_GESTURE (drag));
  if (input->mode == DRAG_PAN)
    drag_pan (input, x);
  else if (input->mode == DRAG_GUESS)
    heddle_variant_run_set_guess_ns (heddle_band_get_run (heddle_timeline_get_band (timeline, input->band)),
                                     MAX (find_ns (timeline, input->begin_x + x), 1));
  else
    heddle_attention_set_range (timeline->attention, input->band, find_ns (timeline, input->begin_x),
                                find_ns (timeline, input->begin_x + x));
}

static void
on_drag_end (GtkGestureDrag *drag, double x, double y, Input *input)
{
  HeddleTimeline *timeline = input->timeline;
  DragMode mode = input->mode;

  input->mode = DRAG_NONE;
  if (!input->has_moved)
    return;
  gtk_widget_set_cursor_from_name (timeline->overlay, NULL);
  if (mode == DRAG_ZOOM) {
    heddle_timeline_zoom_to_selection (timeline);
    heddle_attention_set_range (timeline->attention, HEDDLE_NO_BAND, 0, 0);
  } else if (mode == DRAG_PAN) {
    measure_speed (input, input->begin_x + x);
    heddle_glide_fling (timeline->glide, -input->speed / axis_width (timeline));
  }
}

static void
on_long_press (GtkGestureLongPress *press, double x, double y, Input *input)
{
  if (input->mode == DRAG_PAN && !input->has_moved)
    input->mode = DRAG_RANGE;
}

/* Clicks. */

static void
select_at (HeddleTimeline *timeline, const HeddlePlace *place, const HeddleLanePick *pick, int n_presses)
{
  if (pick->has_item && pick->item.n_folded > 1) {
    heddle_glide_show (timeline->glide, MAX (pick->item.start_ns - (pick->item.end_ns - pick->item.start_ns), 0),
                       pick->item.end_ns + (pick->item.end_ns - pick->item.start_ns), HEDDLE_GLIDE_JUMP);
  } else if (pick->has_item && pick->item.ref != 0) {
    heddle_attention_select (timeline->attention, place->band, pick->item.ref);
    if (n_presses == 1)
      heddle_timeline_ask_why (timeline, place);
    if (n_presses == 2) {
      heddle_timeline_zoom_to_selection (timeline);
      heddle_timeline_activate (timeline);
    }
  } else {
    heddle_attention_select (timeline->attention, HEDDLE_NO_BAND, 0);
    heddle_timeline_ask_why (timeline, place);
  }
}

static void
on_click (GtkGestureClick *click, int n_presses, double x, double y, Input *input)
{
  HeddleTimeline *timeline = input->timeline;
  HeddleLanePick pick;
  HeddlePlace place;

  if (input->has_moved)
    return;
  heddle_timeline_end_replay (timeline);
  if (!heddle_timeline_find_place (timeline, x, y, &place) ||
      !heddle_lanes_pick (heddle_band_get_lanes (place.widget), place.x, place.y, &pick)) {
    heddle_attention_select (timeline->attention, HEDDLE_NO_BAND, 0);
    heddle_attention_set_range (timeline->attention, HEDDLE_NO_BAND, 0, 0);
    if (n_presses == 2)
      heddle_glide_fit (timeline->glide);
  } else if (pick.is_name) {
    heddle_lanes_toggle_fold (heddle_band_get_lanes (place.widget), pick.row->group);
  } else {
    select_at (timeline, &place, &pick, n_presses);
  }
}

/* Pinching. */

static void
on_pinch_begin (GtkGesture *pinch, GdkEventSequence *sequence, Input *input)
{
  HeddleTimeline *timeline = input->timeline;
  double x, y;

  input->mode = DRAG_NONE;
  timeline->follows_edge = FALSE;
  heddle_glide_grab (timeline->glide, HEDDLE_GLIDE_ZOOM);
  input->from_start_ns = heddle_time_axis_get_start_ns (timeline->axis);
  input->from_end_ns = heddle_time_axis_get_end_ns (timeline->axis);
  input->pinch_at = gtk_gesture_get_bounding_box_center (pinch, &x, &y)
                      ? clamp_place (heddle_timeline_find_axis_place (timeline, x))
                      : 0.5;
}

static void
on_pinch (GtkGestureZoom *pinch, double scale, Input *input)
{
  heddle_time_axis_show (input->timeline->axis, input->from_start_ns, input->from_end_ns);
  heddle_time_axis_zoom (input->timeline->axis, scale, input->pinch_at);
}

static void
connect_gestures (HeddleTimeline *self, Input *input)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new (), *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), input);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), input);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), input);
  gtk_widget_add_controller (self->overlay, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "released", G_CALLBACK (on_click), input);
  gtk_widget_add_controller (self->overlay, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (drag, click);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), input);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), input);
  gtk_widget_add_controller (self->overlay, GTK_EVENT_CONTROLLER (pinch));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), input);
  gtk_widget_add_controller (self->overlay, GTK_EVENT_CONTROLLER (press));
}

/**
 * heddle_timeline_connect_pointer:
 *
 * To be called once.
 */
void
heddle_timeline_connect_pointer (HeddleTimeline *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES |
                                                                GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  Input *input = g_new0 (Input, 1);

  input->timeline = self;
  g_object_set_data_full (G_OBJECT (self), "heddle-input", input, g_free);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), input);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), input);
  gtk_widget_add_controller (self->overlay, motion);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), input);
  gtk_widget_add_controller (self->overlay, scroll);
  connect_gestures (self, input);
}
