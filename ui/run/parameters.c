/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sliders of a scenario's parameters. What differs from the scenario's own value stands out.
 * Threads: the main one.
 */
#include "ui/run/parameters.h"

#include <math.h>

struct _HeddleParameters {
  GtkPopover parent_instance;

  GtkBox *rows;
  GtkWidget *reset;

  HeddleStage *stage;
  GPtrArray *labels;      /* GtkWidget, of each parameter */
  GPtrArray *adjustments; /* GtkAdjustment, of each parameter */
};

G_DEFINE_FINAL_TYPE (HeddleParameters, heddle_parameters, GTK_TYPE_POPOVER)

static HeddleScenario *
get_scenario (HeddleParameters *self)
{
  return self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);
}

static void
on_values_changed (HeddleParameters *self)
{
  HeddleScenario *scenario = get_scenario (self);
  gboolean is_changed = FALSE;

  for (guint i = 0; i < self->labels->len; i++) {
    double value = heddle_stage_get_value (self->stage, i);
    gboolean differs = value != scenario->parameters[i].default_value;

    is_changed = is_changed || differs;
    gtk_adjustment_set_value (self->adjustments->pdata[i], value);
    if (differs)
      gtk_widget_add_css_class (self->labels->pdata[i], "changed");
    else
      gtk_widget_remove_css_class (self->labels->pdata[i], "changed");
  }
  gtk_widget_set_sensitive (self->reset, is_changed);
}

static void
on_adjusted (GtkAdjustment *adjustment, HeddleParameters *self)
{
  guint index;

  if (g_ptr_array_find (self->adjustments, adjustment, &index))
    heddle_stage_change_value (self->stage, index, gtk_adjustment_get_value (adjustment));
}

static void
on_reset (HeddleParameters *self)
{
  HeddleScenario *scenario = get_scenario (self);

  for (guint i = 0; i < scenario->n_parameters; i++)
    heddle_stage_change_value (self->stage, i, scenario->parameters[i].default_value);
}

static int
count_digits (double step)
{
  int digits = 0;

  for (; digits < 6 && fabs (step - round (step)) > 1e-9; step *= 10)
    digits++;
  return digits;
}

static void
append_row (HeddleParameters *self, const HeddleParameter *parameter, double value)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (value, parameter->minimum, parameter->maximum, parameter->step,
                                                  parameter->step * 5, 0);
  int digits = count_digits (parameter->step);
  GtkWidget *label = gtk_label_new (parameter->label);
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);
  GtkWidget *number = gtk_spin_button_new (adjustment, parameter->step, (guint) digits);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_scale_set_digits (GTK_SCALE (scale), digits);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_size_request (scale, 150, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, parameter->label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, parameter->label, -1);
  gtk_box_append (GTK_BOX (box), scale);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (self->rows, label);
  gtk_box_append (self->rows, box);
  g_ptr_array_add (self->labels, label);
  g_ptr_array_add (self->adjustments, g_object_ref_sink (adjustment));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_adjusted), self, 0);
}

static void
forget_stage (HeddleParameters *self)
{
  GtkWidget *child;

  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_data (self->stage, self);
  g_clear_object (&self->stage);
  g_ptr_array_set_size (self->labels, 0);
  g_ptr_array_set_size (self->adjustments, 0);
  while (self->rows != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
}

static void
heddle_parameters_dispose (GObject *object)
{
  forget_stage (HEDDLE_PARAMETERS (object));
  G_OBJECT_CLASS (heddle_parameters_parent_class)->dispose (object);
}

static void
heddle_parameters_finalize (GObject *object)
{
  HeddleParameters *self = HEDDLE_PARAMETERS (object);

  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->adjustments);
  G_OBJECT_CLASS (heddle_parameters_parent_class)->finalize (object);
}

static void
heddle_parameters_class_init (HeddleParametersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_parameters_dispose;
  G_OBJECT_CLASS (class)->finalize = heddle_parameters_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/parameters.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleParameters, rows);
  gtk_widget_class_bind_template_child (widget_class, HeddleParameters, reset);
}

static void
heddle_parameters_init (HeddleParameters *self)
{
  self->labels = g_ptr_array_new ();
  self->adjustments = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (on_reset), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_parameters_set_stage:
 * @stage: (nullable): whose parameters to show
 */
void
heddle_parameters_set_stage (HeddleParameters *self, HeddleStage *stage)
{
  HeddleScenario *scenario;

  forget_stage (self);
  self->stage = stage == NULL ? NULL : g_object_ref (stage);
  scenario = get_scenario (self);
  if (scenario == NULL)
    return;
  for (guint i = 0; i < scenario->n_parameters; i++)
    append_row (self, &scenario->parameters[i], heddle_stage_get_value (stage, i));
  g_signal_connect_object (stage, "values-changed", G_CALLBACK (on_values_changed), self, G_CONNECT_SWAPPED);
  on_values_changed (self);
}
