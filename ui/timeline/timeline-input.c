/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What mouse, touch and keys do to the timeline: Ctrl+wheel, pinch, W and S zoom at the pointer; Shift+wheel, drag, A and D
 * pan; 0 shows all; the arrows as W, A, S and D.
 * Threads: the main one.
 */
#include "ui/timeline/timeline-input.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_STEP 1.25
#define PAN_STEP 0.1

/* Lives as long as the timeline, which owns all of it. */
typedef struct {
  GtkWidget *timeline;
  GtkWidget *ruler;
  HeddleTimeAxis *axis;
  HeddleCursor *cursor;
  double pointer_x;
  gboolean has_pointer;
  gint64 from_start_ns;
  gint64 from_end_ns;
  double pinch_at;
} Input;

/* Where a place of the timeline is on the axis: 0 its left edge, 1 its right edge. */
static double
find_place (Input *input, double x)
{
  graphene_rect_t ruler;

  if (!gtk_widget_compute_bounds (input->ruler, input->timeline, &ruler) || ruler.size.width < 1)
    return 0.5;
  return (x - ruler.origin.x) / ruler.size.width;
}

static double
find_pointer_place (Input *input)
{
  double place = input->has_pointer ? find_place (input, input->pointer_x) : 0.5;

  return place < 0 || place > 1 ? 0.5 : place;
}

/* A moment, as exactly as a pixel can tell. */
static char *
format_moment (Input *input, double place)
{
  double pixel_s = (double) (heddle_time_axis_get_end_ns (input->axis) - heddle_time_axis_get_start_ns (input->axis)) /
                   1e9 / MAX (gtk_widget_get_width (input->ruler), 1);
  int n_decimals = CLAMP ((int) ceil (-log10 (pixel_s)) - 1, 0, 9);

  return g_strdup_printf (_("%.*f s"), n_decimals, (double) heddle_time_axis_get_ns (input->axis, place, 1) / 1e9);
}

static void
update_cursor (Input *input)
{
  double place = input->has_pointer ? find_place (input, input->pointer_x) : -1;
  g_autofree char *text = NULL;

  if (place < 0 || place > 1) {
    heddle_cursor_hide (input->cursor);
    return;
  }
  text = format_moment (input, place);
  heddle_cursor_show (input->cursor, input->pointer_x, text);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, Input *input)
{
  input->has_pointer = TRUE;
  input->pointer_x = x;
  update_cursor (input);
}

static void
on_leave (GtkEventControllerMotion *motion, Input *input)
{
  input->has_pointer = FALSE;
  update_cursor (input);
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, Input *input)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if (modifiers & GDK_CONTROL_MASK)
    heddle_time_axis_zoom (input->axis, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, find_pointer_place (input));
  else if (modifiers & GDK_SHIFT_MASK)
    heddle_time_axis_pan (input->axis, (dx + dy) * PAN_STEP);
  else if (dx != 0)
    heddle_time_axis_pan (input->axis, dx * PAN_STEP);
  else
    return GDK_EVENT_PROPAGATE;
  update_cursor (input);
  return GDK_EVENT_STOP;
}

static void
remember_range (Input *input)
{
  input->from_start_ns = heddle_time_axis_get_start_ns (input->axis);
  input->from_end_ns = heddle_time_axis_get_end_ns (input->axis);
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, Input *input)
{
  remember_range (input);
}

static void
on_drag_update (GtkGestureDrag *drag, double x, double y, Input *input)
{
  double part = find_place (input, x) - find_place (input, 0);
  gint64 by_ns = (gint64) (part * (double) (input->from_end_ns - input->from_start_ns));

  if (ABS (x) < 4 && heddle_time_axis_get_start_ns (input->axis) == input->from_start_ns)
    return;
  heddle_time_axis_show (input->axis, MAX (input->from_start_ns - by_ns, 0),
                         MAX (input->from_start_ns - by_ns, 0) + input->from_end_ns - input->from_start_ns);
}

static void
on_pinch_begin (GtkGesture *pinch, GdkEventSequence *sequence, Input *input)
{
  double x, y;

  remember_range (input);
  input->pinch_at = gtk_gesture_get_bounding_box_center (pinch, &x, &y) ? CLAMP (find_place (input, x), 0, 1) : 0.5;
}

static void
on_pinch (GtkGestureZoom *pinch, double scale, Input *input)
{
  heddle_time_axis_show (input->axis, input->from_start_ns, input->from_end_ns);
  heddle_time_axis_zoom (input->axis, scale, input->pinch_at);
}

static gboolean
zoom_in (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Input *input = data;

  heddle_time_axis_zoom (input->axis, ZOOM_STEP, find_pointer_place (input));
  update_cursor (input);
  return TRUE;
}

static gboolean
zoom_out (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Input *input = data;

  heddle_time_axis_zoom (input->axis, 1 / ZOOM_STEP, find_pointer_place (input));
  update_cursor (input);
  return TRUE;
}

static gboolean
pan_left (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Input *input = data;

  heddle_time_axis_pan (input->axis, -PAN_STEP);
  update_cursor (input);
  return TRUE;
}

static gboolean
pan_right (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Input *input = data;

  heddle_time_axis_pan (input->axis, PAN_STEP);
  update_cursor (input);
  return TRUE;
}

static gboolean
fit_all (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  Input *input = data;

  heddle_time_axis_fit (input->axis);
  update_cursor (input);
  return TRUE;
}

static void
connect_keys (Input *input)
{
  static const struct {
    const char *trigger;
    GtkShortcutFunc function;
  } keys[] = {
    { "w|Up|plus|KP_Add", zoom_in },
    { "s|Down|minus|KP_Subtract", zoom_out },
    { "a|Left", pan_left },
    { "d|Right", pan_right },
    { "0|KP_0|f", fit_all },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_callback_action_new (keys[i].function, input, NULL)));
  gtk_widget_add_controller (input->timeline, controller);
}

static void
connect_pointer (Input *input)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), input);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), input);
  gtk_widget_add_controller (input->timeline, motion);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), input);
  gtk_widget_add_controller (input->timeline, scroll);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), input);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), input);
  gtk_widget_add_controller (input->timeline, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), input);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), input);
  gtk_widget_add_controller (input->timeline, GTK_EVENT_CONTROLLER (pinch));
}

/**
 * heddle_timeline_input_connect:
 * @timeline: what gets the input
 * @ruler: as wide as the axis is drawn
 * @axis: what is moved
 * @cursor: the pointer's line
 *
 * To be called once; it goes with the timeline.
 */
void
heddle_timeline_input_connect (GtkWidget *timeline, GtkWidget *ruler, HeddleTimeAxis *axis, HeddleCursor *cursor)
{
  Input *input = g_new0 (Input, 1);

  *input = (Input) { .timeline = timeline, .ruler = ruler, .axis = axis, .cursor = cursor };
  g_object_set_data_full (G_OBJECT (timeline), "heddle-input", input, g_free);
  connect_keys (input);
  connect_pointer (input);
}
