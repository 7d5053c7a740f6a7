/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The big picture: a ruler, a band for each variant on one time axis, and the pointer's line over them.
 * Threads: the main one. Cost: while something runs, once a frame the layout's update and the lanes of what runs.
 */
#include "ui/timeline/timeline.h"

#include "base/clock.h"
#include "ui/timeline/cursor.h"
#include "ui/timeline/measures.h"
#include "ui/timeline/ruler.h"
#include "ui/timeline/swatch.h"
#include "ui/timeline/timeline-input.h"

/* Room for the last finish flag, as a part of the longest run. */
#define FLAG_ROOM 1.17
/* A run that comes this near to the right edge makes room for itself. */
#define NEAR_EDGE 0.9
#define ROOM_TO_GROW 1.6

struct _HeddleTimeline {
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkWidget *ruler;
  GtkBox *bands;
  HeddleCursor *cursor;
  GtkWidget *legend;

  GListModel *runs;
  HeddleTimeAxis *axis;
  HeddleAttention *attention;
  HeddleLayout *layout;
  GPtrArray *laid_out; /* the traces of the layout, in its order */
  guint tick;
};

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
  self->laid_out = g_steal_pointer (&traces);
  self->layout = self->laid_out->len == 0
                   ? NULL
                   : heddle_layout_new ((HeddleTrace *const *) self->laid_out->pdata, self->laid_out->len);
  if (self->layout != NULL)
    heddle_layout_update (self->layout, heddle_clock_now ());
  set_layout_on_bands (self);
  g_clear_pointer (&old, heddle_layout_free);
}

static gboolean
any_running (HeddleTimeline *self)
{
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    if (heddle_variant_run_get_phase (heddle_band_get_run (heddle_timeline_get_band (self, i))) ==
        HEDDLE_PHASE_RUNNING)
      return TRUE;
  return FALSE;
}

static gint64
find_longest_ns (HeddleTimeline *self)
{
  gint64 longest_ns = 0;

  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    longest_ns = MAX (longest_ns,
                      heddle_variant_run_get_wall_ns (heddle_band_get_run (heddle_timeline_get_band (self, i))));
  return longest_ns;
}

/* While something runs the axis grows in leaps, so that only what runs is painted in each frame. */
static void
update_extent (HeddleTimeline *self)
{
  double longest_ns = (double) find_longest_ns (self);
  double extent_ns = (double) heddle_time_axis_get_extent_ns (self->axis);

  if (longest_ns <= 0)
    return;
  if (!any_running (self))
    heddle_time_axis_set_extent_ns (self->axis, (gint64) (longest_ns * FLAG_ROOM));
  else if (longest_ns > extent_ns * NEAR_EDGE)
    heddle_time_axis_set_extent_ns (self->axis, (gint64) (longest_ns * ROOM_TO_GROW));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);

  if (!any_running (self)) {
    self->tick = 0;
    return G_SOURCE_REMOVE;
  }
  if (self->layout != NULL)
    heddle_layout_update (self->layout, heddle_clock_now ());
  update_extent (self);
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
  follow_traces (self);
  if (self->layout != NULL)
    heddle_layout_update (self->layout, heddle_clock_now ());
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    heddle_band_update (heddle_timeline_get_band (self, i));
  update_extent (self);
  if (self->tick == 0 && any_running (self))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* The bands follow the list of runs. */

static void
remove_bands (HeddleTimeline *self)
{
  GtkWidget *band;

  while ((band = gtk_widget_get_first_child (GTK_WIDGET (self->bands))) != NULL) {
    g_signal_handlers_disconnect_by_data (heddle_band_get_run (HEDDLE_BAND (band)), self);
    gtk_box_remove (self->bands, band);
  }
  g_clear_pointer (&self->layout, heddle_layout_free);
  g_clear_pointer (&self->laid_out, g_ptr_array_unref);
}

static void
add_band (HeddleTimeline *self, HeddleVariantRun *run, guint number)
{
  GtkWidget *band = heddle_band_new (run, self->axis, self->attention, number);

  gtk_box_append (self->bands, band);
  g_signal_connect_swapped (run, "notify::phase", G_CALLBACK (on_phase), self);
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
  if (runs != NULL)
    on_phase (self, NULL, NULL);
  heddle_time_axis_fit (self->axis);
}

static void
heddle_timeline_dispose (GObject *object)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (object);

  if (self->bands != NULL)
    remove_bands (self);
  self->bands = NULL;
  g_clear_object (&self->runs);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
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
  GTK_WIDGET_CLASS (heddle_timeline_parent_class)->css_changed (widget, change);
  gtk_widget_set_size_request (HEDDLE_TIMELINE (widget)->legend, heddle_measures_get_header_width (widget), -1);
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
  properties[PROP_AXIS] = g_param_spec_object ("axis", NULL, NULL, HEDDLE_TYPE_TIME_AXIS,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (HEDDLE_TYPE_RULER);
  g_type_ensure (HEDDLE_TYPE_SWATCH);
  g_type_ensure (HEDDLE_TYPE_CURSOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, ruler);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, bands);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, cursor);
  gtk_widget_class_bind_template_child (widget_class, HeddleTimeline, legend);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heddle_timeline_init (HeddleTimeline *self)
{
  self->axis = heddle_time_axis_new ();
  self->attention = heddle_attention_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_ruler_set_axis (HEDDLE_RULER (self->ruler), self->axis);
  heddle_timeline_input_connect (GTK_WIDGET (self), self->ruler, self->axis, self->cursor);
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
