/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One variant: on the left what it is and its counters, on the right its lanes. To a screen reader it is one group
 * whose label says what the picture shows.
 * Threads: the main one. Cost: an update O(1) and a frame of its lanes.
 */
#include "ui/timeline/band.h"

#include "ui/timeline/measures.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _HeddleBand {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *header;
  GtkWidget *counters;
  GtkLabel *title;
  GtkLabel *waiting_caption;
  GtkLabel *computing_caption;
  GtkLabel *subtitle;
  GtkLabel *status;
  GtkLabel *waiting;
  GtkLabel *computing;
  HeddleLanes *lanes;
  HeddleLaneMarks *marks;
  GtkWidget *scrollbar;

  HeddleVariantRun *run;
  HeddleTimeAxis *axis;
  HeddleLayout *layout;
  guint index;
  char *description;
};

enum {
  PROP_0,
  PROP_RUN,
  PROP_DESCRIPTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleBand, heddle_band, GTK_TYPE_WIDGET)

static const HeddleSummary *
get_summary (HeddleBand *self)
{
  return self->layout == NULL ? NULL : &heddle_layout_get_band (self->layout, self->index)->summary;
}

static void
set_description (HeddleBand *self, const char *description)
{
  if (g_strcmp0 (self->description, description) == 0)
    return;
  g_free (self->description);
  self->description = g_strdup (description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static char *
describe_end (HeddleBand *self, const HeddleSummary *summary)
{
  const char *title = heddle_variant_run_get_title (self->run), *reason = heddle_variant_run_get_reason (self->run);
  g_autofree char *time = heddle_layout_format_time (summary->wall_ns);

  if (heddle_variant_run_get_phase (self->run) == HEDDLE_PHASE_FAILED)
    return g_strdup_printf (_("%s: ended at %s: %s; waiting at once %u, computing at once %u"), title, time,
                               reason != NULL ? reason
                                              : _("an error was not handled"), summary->waiting_at_once,
                                                   summary->computing_at_once);
  return g_strdup_printf (_("%s: finished in %s, waiting at once %u, computing at once %u"), title, time,
                             summary->waiting_at_once, summary->computing_at_once);
}

static char *
describe (HeddleBand *self)
{
  const HeddleSummary *summary = get_summary (self);
  const char *title = heddle_variant_run_get_title (self->run);

  switch (heddle_variant_run_get_phase (self->run)) {
  case HEDDLE_PHASE_NEVER_RUN:
    return g_strdup_printf (_("%s: not run yet"), title);
  case HEDDLE_PHASE_QUEUED:
    return g_strdup_printf (_("%s: runs next"), title);
  case HEDDLE_PHASE_RUNNING:
    return g_strdup_printf (_("%s: running"), title);
  default:
    return summary == NULL ? g_strdup (title) : describe_end (self, summary);
  }
}

/* Sentences about what is going on, or why it ended; none when all is well. */
static char *
describe_status (HeddleBand *self)
{
  const HeddleSummary *summary = get_summary (self);
  const char *reason = heddle_variant_run_get_reason (self->run);
  gint64 blocked_ns = heddle_variant_run_get_blocked_ns (self->run);
  g_autofree char *time = heddle_layout_format_time (blocked_ns > 0 ? blocked_ns : summary ? summary->wall_ns : 0);

  if (blocked_ns > 0)
    return g_strdup_printf (_("the loop has been blocked for %s"), time);
  if (heddle_variant_run_is_stale (self->run))
    return g_strdup (_("the code changed since this run"));
  if (heddle_variant_run_get_phase (self->run) != HEDDLE_PHASE_FAILED)
    return NULL;
  if (summary == NULL)
    return g_strdup (reason);
  if (reason == NULL)
    return g_strdup_printf (_("failed at %s: an error was not handled"), time);
  return g_strdup_printf (_("stopped at %s: %s"), time, reason);
}

static void
update_status (HeddleBand *self)
{
  g_autofree char *status = describe_status (self);

  if (g_strcmp0 (gtk_label_get_text (self->status), status != NULL ? status : "") == 0)
    return;
  gtk_label_set_text (self->status, status != NULL ? status : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != NULL);
}

static void
set_count (GtkLabel *label, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_text (label, text);
}

static void
update_counters (HeddleBand *self)
{
  const HeddleSummary *summary = get_summary (self);

  gtk_widget_set_visible (self->counters, summary != NULL);
  if (summary == NULL)
    return;
  set_count (self->waiting, summary->waiting_at_once);
  set_count (self->computing, summary->computing_at_once);
}

static const char *
get_subtitle (HeddleBand *self)
{
  switch (heddle_variant_run_get_phase (self->run)) {
  case HEDDLE_PHASE_NEVER_RUN:
    return _("not run yet");
  case HEDDLE_PHASE_QUEUED:
    return _("runs next");
  default:
    return self->layout == NULL ? _("starting") : heddle_layout_get_band (self->layout, self->index)->subtitle;
  }
}

static void
update_flag (HeddleBand *self)
{
  HeddlePhase phase = heddle_variant_run_get_phase (self->run);
  gint64 wall_ns = phase == HEDDLE_PHASE_RUNNING ? heddle_variant_run_get_wall_ns (self->run)
                   : get_summary (self) != NULL  ? get_summary (self)->wall_ns
                                                 : 0;
  g_autofree char *time = heddle_layout_format_time (wall_ns);
  gboolean has_flag = self->layout != NULL && phase >= HEDDLE_PHASE_RUNNING;

  g_autofree char *stopped = phase == HEDDLE_PHASE_FAILED ? g_strdup_printf (_("stopped at %s"), time) : NULL;

  heddle_lanes_set_flag (self->lanes,
                         !has_flag         ? NULL
                         : stopped != NULL ? stopped
                                           : time,
                         phase == HEDDLE_PHASE_FAILED, phase == HEDDLE_PHASE_RUNNING);
}

/* Before the run the flag can be dragged; afterwards it says what was guessed. */
static void
update_guess (HeddleBand *self)
{
  gint64 guess_ns = heddle_variant_run_get_guess_ns (self->run);
  gboolean is_open = heddle_variant_run_get_phase (self->run) <= HEDDLE_PHASE_QUEUED;
  gboolean has_flag = guess_ns >= 0 || heddle_variant_run_get_phase (self->run) == HEDDLE_PHASE_NEVER_RUN;
  g_autofree char *time = heddle_layout_format_time (guess_ns);
  g_autofree char *text = guess_ns < 0 ? g_strdup (_("?"))
                                       : g_strdup_printf (is_open ? _("%s?") : _("you said %s"), time);

  if (self->axis == NULL)
    return;
  if (guess_ns < 0)
    guess_ns = heddle_time_axis_get_extent_ns (self->axis) / 4;
  heddle_lane_marks_set_guess (self->marks, self->axis, guess_ns, has_flag ? text : NULL);
}

static void
set_class (HeddleBand *self, const char *class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (GTK_WIDGET (self), class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), class);
}

static void
heddle_band_dispose (GObject *object)
{
  HeddleBand *self = HEDDLE_BAND (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->run);
  g_clear_object (&self->axis);
  G_OBJECT_CLASS (heddle_band_parent_class)->dispose (object);
}

static void
heddle_band_finalize (GObject *object)
{
  g_free (HEDDLE_BAND (object)->description);
  G_OBJECT_CLASS (heddle_band_parent_class)->finalize (object);
}

static void
heddle_band_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleBand *self = HEDDLE_BAND (object);

  if (id == PROP_RUN)
    g_value_set_object (value, self->run);
  else if (id == PROP_DESCRIPTION)
    g_value_set_string (value, self->description);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_band_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_RUN)
    g_set_object (&HEDDLE_BAND (object)->run, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_band_constructed (GObject *object)
{
  HeddleBand *self = HEDDLE_BAND (object);

  G_OBJECT_CLASS (heddle_band_parent_class)->constructed (object);
  if (self->run == NULL)
    return;
  gtk_label_set_text (self->title, heddle_variant_run_get_title (self->run));
  heddle_band_update (self);
}

/* Where there is little room, the short words of the legend. */
static void
shorten_captions (HeddleBand *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean is_narrow = window != NULL && gtk_widget_has_css_class (window, "narrow");

  gtk_label_set_text (self->waiting_caption, is_narrow ? _("waiting") : _("waiting at once"));
  gtk_label_set_text (self->computing_caption, is_narrow ? _("computing") : _("computing at once"));
}

static void
heddle_band_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  HeddleBand *self = HEDDLE_BAND (widget);
  int width;

  GTK_WIDGET_CLASS (heddle_band_parent_class)->css_changed (widget, change);
  width = heddle_measures_get_header_width (widget); /* by the font that it has now */
  gtk_widget_set_size_request (self->header, width, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->header), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->header), width);
  shorten_captions (self);
}

static void
on_scrolled_size (HeddleBand *self)
{
  GtkAdjustment *adjustment = heddle_lanes_get_adjustment (self->lanes);

  gtk_widget_set_visible (self->scrollbar,
                          gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1);
  gtk_widget_queue_draw (GTK_WIDGET (self->marks));
}

static void
heddle_band_class_init (HeddleBandClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = heddle_band_constructed;
  object_class->dispose = heddle_band_dispose;
  object_class->finalize = heddle_band_finalize;
  object_class->get_property = heddle_band_get_property;
  object_class->set_property = heddle_band_set_property;
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, HEDDLE_TYPE_VARIANT_RUN,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  widget_class->css_changed = heddle_band_css_changed;
  g_type_ensure (HEDDLE_TYPE_LANES);
  g_type_ensure (HEDDLE_TYPE_LANE_MARKS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/band.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, box);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, header);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, counters);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, waiting_caption);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, computing_caption);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, subtitle);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, status);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, waiting);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, computing);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, lanes);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, marks);
  gtk_widget_class_bind_template_child (widget_class, HeddleBand, scrollbar);
  gtk_widget_class_set_css_name (widget_class, "band");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heddle_band_init (HeddleBand *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  adjustment = heddle_lanes_get_adjustment (self->lanes);
  heddle_lane_marks_set_lanes (self->marks, self->lanes);
  gtk_scrollbar_set_adjustment (GTK_SCROLLBAR (self->scrollbar), adjustment);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_scrolled_size), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled_size), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_band_new:
 * @run: what it shows
 * @axis: which stretch of time
 * @attention: what someone looks at
 * @number: which band it is, from the top
 *
 * Returns: (transfer floating): a band
 */
GtkWidget *
heddle_band_new (HeddleVariantRun *run, HeddleTimeAxis *axis, HeddleAttention *attention, guint number)
{
  HeddleBand *self = g_object_new (HEDDLE_TYPE_BAND, "run", run, NULL);

  self->axis = g_object_ref (axis);
  heddle_lanes_set_axis (self->lanes, axis);
  heddle_lane_marks_set_attention (self->marks, attention, number);
  heddle_band_update (self);
  return GTK_WIDGET (self);
}

/**
 * heddle_band_set_layout:
 * @layout: (transfer none) (nullable): where everything stands; it stays until another one is set
 * @index: which band of it
 */
void
heddle_band_set_layout (HeddleBand *self, HeddleLayout *layout, guint index)
{
  self->layout = layout;
  self->index = index;
  heddle_band_update (self);
}

/**
 * heddle_band_update:
 *
 * Its run or the layout has changed.
 */
void
heddle_band_update (HeddleBand *self)
{
  HeddlePhase phase = heddle_variant_run_get_phase (self->run);
  g_autofree char *description = describe (self);

  gtk_label_set_text (self->subtitle, get_subtitle (self));
  update_status (self);
  update_counters (self);
  heddle_lanes_set_layout (self->lanes, self->layout, self->index);
  update_flag (self);
  update_guess (self);
  set_class (self, "stale", heddle_variant_run_is_stale (self->run));
  set_class (self, "running", phase == HEDDLE_PHASE_RUNNING);
  set_class (self, "failed", phase == HEDDLE_PHASE_FAILED);
  set_description (self, description);
}

HeddleVariantRun *
heddle_band_get_run (HeddleBand *self)
{
  return self->run;
}

/**
 * heddle_band_get_description:
 *
 * Returns: (transfer none): what a screen reader says about it
 */
const char *
heddle_band_get_description (HeddleBand *self)
{
  return self->description;
}

HeddleLanes *
heddle_band_get_lanes (HeddleBand *self)
{
  return self->lanes;
}

HeddleLaneMarks *
heddle_band_get_marks (HeddleBand *self)
{
  return self->marks;
}

/**
 * heddle_band_get_layout:
 * @index: (out): which band of the layout it is
 *
 * Returns: (transfer none) (nullable): where everything stands
 */
HeddleLayout *
heddle_band_get_layout (HeddleBand *self, guint *index)
{
  *index = self->index;
  return self->layout;
}
