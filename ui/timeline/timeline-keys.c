/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What keys do in the timeline.
 * Threads: the main one.
 */
#include "ui/timeline/timeline-private.h"

#define ZOOM_STEP 1.35
#define PAN_STEP 0.12
#define GUESS_STEP 0.02

static double
find_pointer_place (HeddleTimeline *self)
{
  double place = self->has_pointer ? heddle_timeline_find_axis_place (self, self->pointer_x) : 0.5;

  return place < 0 || place > 1 ? 0.5 : place;
}

static gboolean
has_selection (HeddleTimeline *self)
{
  return heddle_attention_get_selection (self->attention).band != HEDDLE_NO_BAND;
}

static void
let_go_of_edge (HeddleTimeline *self)
{
  self->follows_edge = FALSE;
}

static gboolean
zoom (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  let_go_of_edge (self);
  heddle_glide_zoom (self->glide, g_variant_get_int32 (direction) > 0 ? ZOOM_STEP : 1 / ZOOM_STEP,
                     find_pointer_place (self));
  return TRUE;
}

static gboolean
pan (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  let_go_of_edge (self);
  heddle_glide_pan (self->glide, g_variant_get_int32 (direction) * PAN_STEP);
  return TRUE;
}

/* Before the first run the focused band's guess is moved. */
static gboolean
move_guess (HeddleTimeline *self, int by)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  HeddleVariantRun *run = HEDDLE_IS_BAND (focus) ? heddle_band_get_run (HEDDLE_BAND (focus)) : NULL;
  gint64 step_ns = (gint64) ((double) heddle_time_axis_get_extent_ns (self->axis) * GUESS_STEP), guess_ns;

  if (run == NULL || heddle_variant_run_get_phase (run) != HEDDLE_PHASE_NEVER_RUN)
    return FALSE;
  guess_ns = heddle_variant_run_get_guess_ns (run);
  if (guess_ns < 0)
    guess_ns = heddle_time_axis_get_extent_ns (self->axis) / 4;
  heddle_variant_run_set_guess_ns (run, MAX (guess_ns + by * step_ns, step_ns));
  return TRUE;
}

/* The arrows step from span to span when one is selected; else they do as W, A, S and D. */
static gboolean
arrow_across (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (has_selection (self))
    heddle_timeline_step (self, g_variant_get_int32 (direction));
  else if (!move_guess (self, g_variant_get_int32 (direction)))
    return pan (widget, direction, data);
  return TRUE;
}

static gboolean
arrow_along (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (!has_selection (self))
    return zoom (widget, direction, data);
  heddle_timeline_step_lane (self, -g_variant_get_int32 (direction));
  return TRUE;
}

static gboolean
fit (GtkWidget *widget, GVariant *what, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (g_variant_get_int32 (what) == 0)
    heddle_glide_fit (self->glide);
  else
    heddle_timeline_zoom_to_selection (self);
  return TRUE;
}

static gboolean
history (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (g_variant_get_int32 (direction) < 0)
    heddle_glide_back (self->glide);
  else
    heddle_glide_forward (self->glide);
  return TRUE;
}

/* In a replay from event to event, else from span to span. */
static gboolean
step (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (heddle_timeline_is_replaying (self))
    heddle_timeline_step_replay (self, g_variant_get_int32 (direction));
  else
    heddle_timeline_step (self, g_variant_get_int32 (direction));
  return TRUE;
}

/* Tab goes on to the next span as long as one is selected. */
static gboolean
tab (GtkWidget *widget, GVariant *direction, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (!has_selection (self))
    return FALSE;
  heddle_timeline_step (self, g_variant_get_int32 (direction));
  return TRUE;
}

static gboolean
flow (GtkWidget *widget, GVariant *direction, gpointer data)
{
  heddle_timeline_step_flow (HEDDLE_TIMELINE (widget), g_variant_get_int32 (direction) > 0);
  return TRUE;
}

static gboolean
follow (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HEDDLE_TIMELINE (widget)->follows_edge = TRUE;
  return TRUE;
}

/* First the replay, then the search, the stretch, the span; what is not used here is Stop. */
static gboolean
escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);
  gint64 from_ns, to_ns;

  if (heddle_timeline_is_replaying (self)) {
    heddle_timeline_end_replay (self);
  } else if (heddle_attention_get_found (self->attention)->len > 0 ||
             gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->search_bar))) {
    gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), FALSE);
    heddle_timeline_select_site (self, NULL, 0);
    gtk_widget_grab_focus (widget);
  } else if (heddle_attention_get_range (self->attention, &from_ns, &to_ns) != HEDDLE_NO_BAND) {
    heddle_attention_set_range (self->attention, HEDDLE_NO_BAND, 0, 0);
  } else if (has_selection (self)) {
    heddle_attention_select (self->attention, HEDDLE_NO_BAND, 0);
  } else {
    return FALSE;
  }
  return TRUE;
}

static gboolean
activate (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (!has_selection (self))
    return FALSE;
  heddle_timeline_activate (self);
  return TRUE;
}

static gboolean
search (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return TRUE;
}

static gboolean
why (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);
  HeddlePlace place;

  if (self->has_pointer && heddle_timeline_find_place (self, self->pointer_x, self->pointer_y, &place))
    heddle_timeline_ask_why (self, &place);
  return TRUE;
}

static gboolean
fold (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);
  HeddleLanePick pick;
  HeddlePlace place;

  if (self->has_pointer && heddle_timeline_find_place (self, self->pointer_x, self->pointer_y, &place) &&
      heddle_lanes_pick (heddle_band_get_lanes (place.widget), place.x, place.y, &pick))
    heddle_lanes_toggle_fold (heddle_band_get_lanes (place.widget), pick.row->group);
  return TRUE;
}

static gboolean
fold_all (GtkWidget *widget, GVariant *folded, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    heddle_lanes_set_all_folded (heddle_band_get_lanes (heddle_timeline_get_band (self, i)),
                                 g_variant_get_int32 (folded) != 0);
  return TRUE;
}

static gboolean
replay (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (heddle_timeline_is_replaying (self))
    self->replay_rests = !self->replay_rests;
  else
    heddle_timeline_replay (self, 1);
  return TRUE;
}

/**
 * heddle_timeline_connect_keys:
 *
 * To be called once.
 */
void
heddle_timeline_connect_keys (HeddleTimeline *self)
{
  static const struct {
    const char *trigger;
    GtkShortcutFunc function;
    int argument;
  } keys[] = {
    { "w|plus|equal|KP_Add", zoom, 1 },
    { "s|minus|KP_Subtract", zoom, -1 },
    { "a", pan, -1 },
    { "d", pan, 1 },
    { "Left", arrow_across, -1 },
    { "Right", arrow_across, 1 },
    { "Up", arrow_along, 1 },
    { "Down", arrow_along, -1 },
    { "0|KP_0|Home", fit, 0 },
    { "f", fit, 1 },
    { "<Alt>Left", history, -1 },
    { "<Alt>Right", history, 1 },
    { "comma", step, -1 },
    { "period", step, 1 },
    { "Tab", tab, 1 },
    { "<Shift>Tab|<Shift>ISO_Left_Tab", tab, -1 },
    { "bracketleft", flow, -1 },
    { "bracketright", flow, 1 },
    { "l", follow, 0 },
    { "Escape", escape, 0 },
    { "Return|KP_Enter|ISO_Enter", activate, 0 },
    { "<Control>f", search, 0 },
    { "question|<Shift>question|y", why, 0 },
    { "space", fold, 0 },
    { "e", fold_all, 0 },
    { "<Shift>e", fold_all, 1 },
    { "p", replay, 0 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                              gtk_callback_action_new (keys[i].function, NULL, NULL));

    gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].argument));
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
