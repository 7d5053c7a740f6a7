/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The big picture: a ruler, a band for each variant on one time axis, and the pointer's line over them.
 * Threads: the main one. Cost: while something runs, once a frame the layout's update and the lanes of what runs.
 */
#include "ui/timeline/timeline-private.h"

#include "base/clock.h"
#include "ui/timeline/measures.h"
#include "ui/timeline/ruler.h"
#include "ui/timeline/swatch.h"

#include <adwaita.h>

/* Room for the last finish flag, as a part of the longest run. */
#define FLAG_ROOM 1.17
/* A run that comes this near to the right edge makes room for itself. */
#define NEAR_EDGE 0.9
#define ROOM_TO_GROW 1.6
/* As long as nothing has run there is so much room for guesses. */
#define GUESS_EXTENT_NS (5 * HEDDLE_NS_PER_S)

enum {
  PROP_0,
  PROP_AXIS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleTimeline, heddle_timeline, GTK_TYPE_WIDGET)

/* The layout follows the runs. */

static GPtrArray *
list_traces (HeddleTimeline *self)
{
  GPtrArray *traces = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++) {
    HeddleTrace *trace = heddle_variant_run_get_trace (heddle_band_get_run (heddle_timeline_get_band (self, i)));

    if (trace != NULL)
      g_ptr_array_add (traces, g_object_ref (trace));
  }
  return traces;
}

static gboolean
same_traces (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (one->pdata[i] != other->pdata[i])
      return FALSE;
  return TRUE;
}

static void
set_layout_on_bands (HeddleTimeline *self)
{
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++) {
    HeddleBand *band = heddle_timeline_get_band (self, i);
    guint index;

    if (g_ptr_array_find (self->laid_out, heddle_variant_run_get_trace (heddle_band_get_run (band)), &index))
      heddle_band_set_layout (band, self->layout, index);
    else
      heddle_band_set_layout (band, NULL, 0);
  }
}

static void
follow_traces (HeddleTimeline *self)
{
  g_autoptr (GPtrArray) traces = list_traces (self);
  HeddleLayout *old = self->layout;

  if (same_traces (self->laid_out, traces))
    return;
  g_clear_pointer (&self->laid_out, g_ptr_array_unref);
  g_clear_pointer (&self->mark_indices, g_ptr_array_unref);
  heddle_attention_clear (self->attention);
  self->laid_out = g_steal_pointer (&traces);
  self->layout = self->laid_out->len == 0
                   ? NULL
                   : heddle_layout_new ((HeddleTrace *const *) self->laid_out->pdata, self->laid_out->len);
  if (self->layout != NULL)
    heddle_layout_update (self->layout, heddle_clock_now ());
  set_layout_on_bands (self);
  g_clear_pointer (&old, heddle_layout_free);
}

gboolean
heddle_timeline_is_running (HeddleTimeline *self)
{
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    if (heddle_variant_run_get_phase (heddle_band_get_run (heddle_timeline_get_band (self, i))) == HEDDLE_PHASE_RUNNING)
      return TRUE;
  return FALSE;
}

gint64
heddle_timeline_find_longest_ns (HeddleTimeline *self)
{
  gint64 longest_ns = 0;

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    longest_ns = MAX (longest_ns,
                      heddle_variant_run_get_wall_ns (heddle_band_get_run (heddle_timeline_get_band (self, i))));
  return longest_ns;
}

/* Guesses stay in sight too, once there is a run to compare them with. */
static gint64
find_longest_shown_ns (HeddleTimeline *self)
{
  gint64 longest_ns = heddle_timeline_find_longest_ns (self);

  for (guint i = 0; longest_ns > 0 && i < heddle_timeline_get_n_bands (self); i++)
    longest_ns = MAX (longest_ns,
                      heddle_variant_run_get_guess_ns (heddle_band_get_run (heddle_timeline_get_band (self, i))));
  return longest_ns;
}

/* While something runs the axis grows in leaps, so that only what runs is painted in each frame. */
static void
update_extent (HeddleTimeline *self)
{
  double longest_ns = (double) find_longest_shown_ns (self);
  double extent_ns = (double) heddle_time_axis_get_extent_ns (self->axis);

  if (longest_ns <= 0)
    return;
  if (!heddle_timeline_is_running (self))
    heddle_time_axis_set_extent_ns (self->axis, (gint64) (longest_ns * FLAG_ROOM));
  else if (longest_ns > extent_ns * NEAR_EDGE)
    heddle_time_axis_set_extent_ns (self->axis, (gint64) (longest_ns * ROOM_TO_GROW));
}

/* Whether another run comes. */
static gboolean
is_queued (HeddleTimeline *self)
{
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    if (heddle_variant_run_get_phase (heddle_band_get_run (heddle_timeline_get_band (self, i))) == HEDDLE_PHASE_QUEUED)
      return TRUE;
  return FALSE;
}

/* Keeps the moment that it is now in sight, a little left of the edge. */
static void
follow_edge (HeddleTimeline *self)
{
  gint64 start_ns = heddle_time_axis_get_start_ns (self->axis), end_ns = heddle_time_axis_get_end_ns (self->axis);
  gint64 edge_ns = start_ns + (gint64) ((double) (end_ns - start_ns) * NEAR_EDGE);
  gint64 ahead_ns = heddle_timeline_find_longest_ns (self) - edge_ns;

  if (self->follows_edge && !heddle_time_axis_is_fitted (self->axis) && ahead_ns > 0)
    heddle_time_axis_show (self->axis, start_ns + ahead_ns, end_ns + ahead_ns);
}

/* Before the first run it asks, and takes guesses. */
static void
update_invitation (HeddleTimeline *self)
{
  gboolean has_run = self->runs == NULL;

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    has_run |= heddle_variant_run_get_phase (heddle_band_get_run (heddle_timeline_get_band (self, i))) !=
               HEDDLE_PHASE_NEVER_RUN;
  if (has_run && gtk_widget_get_visible (self->invitation))
    heddle_time_axis_set_extent_ns (self->axis, HEDDLE_NS_PER_S);
  gtk_widget_set_visible (self->invitation, !has_run && *gtk_label_get_text (self->question) != '\0');
  if (gtk_widget_get_visible (self->invitation))
    heddle_time_axis_set_extent_ns (self->axis, GUESS_EXTENT_NS);
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    heddle_band_update (heddle_timeline_get_band (self, i));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (!heddle_timeline_is_running (self)) {
    self->tick = 0;
    if (!is_queued (self))
      heddle_timeline_offer_replay (self);
    return G_SOURCE_REMOVE;
  }
  if (self->layout != NULL)
    heddle_layout_update (self->layout, heddle_clock_now ());
  update_extent (self);
  follow_edge (self);
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++) {
    HeddleBand *band = heddle_timeline_get_band (self, i);

    if (heddle_variant_run_get_phase (heddle_band_get_run (band)) == HEDDLE_PHASE_RUNNING)
      heddle_band_update (band);
  }
  return G_SOURCE_CONTINUE;
}

static void
on_phase (HeddleTimeline *self, GParamSpec *spec, HeddleVariantRun *run)
{
  heddle_timeline_end_replay (self);
  follow_traces (self);
  if (self->layout != NULL)
    heddle_layout_update (self->layout, heddle_clock_now ());
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    heddle_band_update (heddle_timeline_get_band (self, i));
  update_invitation (self);
  update_extent (self);
  if (self->tick == 0 && heddle_timeline_is_running (self))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* The bands follow the list of runs. */

static void
remove_bands (HeddleTimeline *self)
{
  GtkWidget *band;

  heddle_timeline_end_replay (self);
  heddle_attention_clear (self->attention);
  while ((band = gtk_widget_get_first_child (GTK_WIDGET (self->bands))) != NULL) {
    g_signal_handlers_disconnect_by_data (heddle_band_get_run (HEDDLE_BAND (band)), self);
    gtk_box_remove (self->bands, band);
  }
  g_clear_pointer (&self->layout, heddle_layout_free);
  g_clear_pointer (&self->laid_out, g_ptr_array_unref);
  g_clear_pointer (&self->mark_indices, g_ptr_array_unref);
}

static void
add_band (HeddleTimeline *self, HeddleVariantRun *run, guint number)
{
  GtkWidget *band = heddle_band_new (run, self->axis, self->attention, number);

  gtk_box_append (self->bands, band);
  g_signal_connect_swapped (run, "notify::phase", G_CALLBACK (on_phase), self);
  g_signal_connect_object (run, "notify::stale", G_CALLBACK (heddle_band_update), band, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::guess-ns", G_CALLBACK (heddle_band_update), band, G_CONNECT_SWAPPED);
}

/**
 * heddle_timeline_set_runs:
 * @runs: (nullable): a list of #HeddleVariantRun
 *
 * Shows these, a band for each.
 */
void
heddle_timeline_set_runs (HeddleTimeline *self, GListModel *runs)
{
  remove_bands (self);
  g_set_object (&self->runs, runs);
  for (guint i = 0; runs != NULL && i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

    add_band (self, run, i);
  }
  heddle_time_axis_set_extent_ns (self->axis, HEDDLE_NS_PER_S);
  if (runs != NULL)
    on_phase (self, NULL, NULL);
  heddle_time_axis_fit (self->axis);
}

/**
 * heddle_timeline_set_question:
 * @question: (nullable): what a first run answers; without one there is no invitation to guess
 * @summary: (nullable): more about it
 */
void
heddle_timeline_set_question (HeddleTimeline *self, const char *question, const char *summary)
{
  gtk_label_set_text (self->question, question != NULL ? question : "");
  gtk_label_set_text (self->summary, summary != NULL ? summary : "");
  update_invitation (self);
}

static gboolean
heddle_timeline_grab_focus (GtkWidget *widget)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (gtk_widget_get_visible (self->invitation))
    return gtk_widget_grab_focus (self->run_button);
  return GTK_WIDGET_CLASS (heddle_timeline_parent_class)->grab_focus (widget);
}

static void
heddle_timeline_dispose (GObject *object)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (object);
  GtkWidget *child;

  if (self->bands != NULL)
    remove_bands (self);
  self->bands = NULL;
  g_clear_object (&self->runs);
  g_clear_pointer (&self->glide, heddle_glide_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (heddle_timeline_parent_class)->dispose (object);
}

static void
heddle_timeline_finalize (GObject *object)
{
  g_clear_object (&HEDDLE_TIMELINE (object)->axis);
  g_clear_object (&HEDDLE_TIMELINE (object)->attention);
  G_OBJECT_CLASS (heddle_timeline_parent_class)->finalize (object);
}

static void
heddle_timeline_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  int width;

  GTK_WIDGET_CLASS (heddle_timeline_parent_class)->css_changed (widget, change);
  width = heddle_measures_get_header_width (widget); /* by the font that it has now */
  gtk_widget_set_size_request (HEDDLE_TIMELINE (widget)->legend, width, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (HEDDLE_TIMELINE (widget)->legend), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (HEDDLE_TIMELINE (widget)->legend), width);
}

static void
heddle_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_AXIS)
    g_value_set_object (value, HEDDLE_TIMELINE (object)->axis);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_timeline_class_init (HeddleTimelineClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = heddle_timeline_dispose;
  object_class->finalize = heddle_timeline_finalize;
  object_class->get_property = heddle_timeline_get_property;
  widget_class->css_changed = heddle_timeline_css_changed;
  widget_class->grab_focus = heddle_timeline_grab_focus;
  properties[PROP_AXIS] = g_param_spec_object ("axis", NULL, NULL, HEDDLE_TYPE_TIME_AXIS,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleTimeline::span-activated:
   * @run: whose it is
   * @ref: a #HeddleSpanRef
   * @file: (nullable): the source that it belongs to
   * @line: there, from 1; 0 when not known
   *
   * Someone wants to see where in the source a span belongs.
   */
  g_signal_new ("span-activated", HEDDLE_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                HEDDLE_TYPE_VARIANT_RUN, G_TYPE_UINT64, G_TYPE_STRING, G_TYPE_UINT);
  g_type_ensure (HEDDLE_TYPE_RULER);
  g_type_ensure (HEDDLE_TYPE_SWATCH);
  g_type_ensure (HEDDLE_TYPE_CURSOR);
  g_type_ensure (HEDDLE_TYPE_CARD);
  g_type_ensure (HEDDLE_TYPE_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, ruler);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, bands);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, cursor);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, invitation);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, question);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, summary);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, run_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, card);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, details);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, caption);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, search_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, legend);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* What was below the pointer is elsewhere now. */
static void
on_axis_changed (HeddleTimeline *self)
{
  heddle_timeline_update_cursor (self);
  heddle_attention_set_hover (self->attention, HEDDLE_NO_BAND, 0);
  heddle_card_hide (self->card);
}

static gboolean
on_card_position (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, HeddleTimeline *self)
{
  if (child != GTK_WIDGET (self->card))
    return FALSE;
  heddle_card_find_place (self->card, gtk_widget_get_width (GTK_WIDGET (overlay)),
                          gtk_widget_get_height (GTK_WIDGET (overlay)), place);
  return TRUE;
}

static void
on_details_closed (HeddleTimeline *self)
{
  heddle_attention_set_range (self->attention, HEDDLE_NO_BAND, 0, 0);
  heddle_attention_select (self->attention, HEDDLE_NO_BAND, 0);
  heddle_details_hide (self->details);
}

static void
connect_details (HeddleTimeline *self)
{
  g_signal_connect_object (self->details, "closed", G_CALLBACK (on_details_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "source-activated", G_CALLBACK (heddle_timeline_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "zoom-activated", G_CALLBACK (heddle_timeline_zoom_to_selection), self,
                           G_CONNECT_SWAPPED);
}

static void
on_search (HeddleTimeline *self)
{
  heddle_timeline_find (self, gtk_editable_get_text (self->search_entry));
}

static void
on_next_match (HeddleTimeline *self)
{
  heddle_timeline_step_found (self, 1);
}

static gboolean
on_previous_match (GtkWidget *entry, GVariant *arguments, gpointer data)
{
  heddle_timeline_step_found (data, -1);
  return TRUE;
}

static void
connect_search (HeddleTimeline *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar), self->search_entry);
  g_signal_connect_object (self->search_entry, "search-changed", G_CALLBACK (on_search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "activate", G_CALLBACK (on_next_match), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_entry, "next-match", G_CALLBACK (on_next_match), self, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Shift>Return"),
                                                          gtk_callback_action_new (on_previous_match, self, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), keys);
}

static void
heddle_timeline_init (HeddleTimeline *self)
{
  self->axis = heddle_time_axis_new ();
  self->attention = heddle_attention_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->glide = heddle_glide_new (GTK_WIDGET (self), self->axis);
  heddle_ruler_set_axis (HEDDLE_RULER (self->ruler), self->axis);
  g_signal_connect_object (self->axis, "changed", G_CALLBACK (on_axis_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attention, "changed", G_CALLBACK (heddle_timeline_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (on_card_position), self, 0);
  connect_details (self);
  connect_search (self);
  heddle_timeline_connect_keys (self);
  heddle_timeline_connect_pointer (self);
}

HeddleTimeAxis *
heddle_timeline_get_axis (HeddleTimeline *self)
{
  return self->axis;
}

guint
heddle_timeline_get_n_bands (HeddleTimeline *self)
{
  return self->runs == NULL ? 0 : g_list_model_get_n_items (self->runs);
}

/**
 * heddle_timeline_get_band:
 * @index: which, from the top
 *
 * Returns: (transfer none) (nullable): the band
 */
HeddleBand *
heddle_timeline_get_band (HeddleTimeline *self, guint index)
{
  GtkWidget *band = gtk_widget_get_first_child (GTK_WIDGET (self->bands));

  while (band != NULL && index-- > 0)
    band = gtk_widget_get_next_sibling (band);
  return band == NULL ? NULL : HEDDLE_BAND (band);
}

/**
 * heddle_timeline_get_attention:
 *
 * Returns: (transfer none): what someone looks at: the cursor, what is selected …
 */
HeddleAttention *
heddle_timeline_get_attention (HeddleTimeline *self)
{
  return self->attention;
}

/**
 * heddle_timeline_get_trace:
 * @band: which band
 *
 * Returns: (transfer none) (nullable): the trace that it shows
 */
HeddleTrace *
heddle_timeline_get_trace (HeddleTimeline *self, guint band)
{
  HeddleBand *widget = heddle_timeline_get_band (self, band);

  return widget == NULL ? NULL : heddle_variant_run_get_trace (heddle_band_get_run (widget));
}

/**
 * heddle_timeline_get_marks:
 * @band: which band, one that shows a trace
 *
 * Returns: (transfer none): the marks of its trace
 */
HeddleMarkIndex *
heddle_timeline_get_marks (HeddleTimeline *self, guint band)
{
  guint index;

  heddle_band_get_layout (heddle_timeline_get_band (self, band), &index);
  if (self->mark_indices == NULL) {
    self->mark_indices = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_mark_index_free);
    for (guint i = 0; i < self->laid_out->len; i++)
      g_ptr_array_add (self->mark_indices, heddle_mark_index_new (self->laid_out->pdata[i]));
  }
  return g_ptr_array_index (self->mark_indices, index);
}

/**
 * heddle_timeline_find_axis_place:
 * @x: in the overlay
 *
 * Returns: where that is on the axis: 0 its left edge, 1 its right edge
 */
double
heddle_timeline_find_axis_place (HeddleTimeline *self, double x)
{
  graphene_rect_t ruler;

  if (!gtk_widget_compute_bounds (self->ruler, self->overlay, &ruler) || ruler.size.width < 1)
    return 0.5;
  return (x - ruler.origin.x) / ruler.size.width;
}

/**
 * heddle_timeline_find_place:
 * @x: in the overlay
 * @y: in the overlay
 * @place: (out caller-allocates): the place in the lanes of a band
 *
 * Returns: whether there is a band
 */
gboolean
heddle_timeline_find_place (HeddleTimeline *self, double x, double y, HeddlePlace *place)
{
  graphene_rect_t view, bounds;

  if (!gtk_widget_compute_bounds (self->scroller, self->overlay, &view) || y < view.origin.y ||
      y > view.origin.y + view.size.height)
    return FALSE;
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++) {
    HeddleBand *band = heddle_timeline_get_band (self, i);
    GtkWidget *lanes = GTK_WIDGET (heddle_band_get_lanes (band));

    if (!gtk_widget_compute_bounds (lanes, self->overlay, &bounds) ||
        !graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
      continue;
    *place = (HeddlePlace){ .band = i, .widget = band, .x = x - bounds.origin.x, .y = y - bounds.origin.y };
    return TRUE;
  }
  return FALSE;
}
