/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many cores a run may use: 1, 2, 4 … all. What this machine does not have is shown, but cannot be chosen.
 * Threads: the main one.
 */
#include "ui/run/cores-popover.h"

#include "base/cpu-set.h"

#include <glib/gi18n.h>

/* Powers of two are offered at least up to here, so that people see what they could compare with. */
#define ALWAYS_OFFERED 8

/* More CPUs than these are not drawn one by one. */
#define MAX_DRAWN 64

struct _HeddleCoresPopover {
  GtkPopover parent_instance;

  GtkBox *choices;
  GtkFlowBox *cpus;
  GtkLabel *explanation;
};

G_DEFINE_FINAL_TYPE (HeddleCoresPopover, heddle_cores_popover, GTK_TYPE_POPOVER)

/**
 * heddle_cores_count:
 *
 * Returns: how many cores this process may use
 */
guint
heddle_cores_count (void)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();

  return allowed->n_cpus;
}

/**
 * heddle_cores_format:
 * @n_cores: how many a run may use; 0 for all
 *
 * Returns: (transfer full): such as `2 of 8 cores`
 */
char *
heddle_cores_format (guint n_cores)
{
  guint n_available = heddle_cores_count ();

  return g_strdup_printf (ngettext ("%u of %u core", "%u of %u cores", n_available),
                          n_cores == 0 ? n_available : n_cores, n_available);
}

static GtkWidget *
append_choice (HeddleCoresPopover *self, const char *label)
{
  GtkWidget *choice = gtk_check_button_new_with_label (label);

  gtk_box_append (self->choices, choice);
  return choice;
}

static void
append_number (HeddleCoresPopover *self, guint n_cores, guint n_available)
{
  g_autofree char *label = g_strdup_printf (ngettext ("%u core", "%u cores", n_cores), n_cores);
  g_autofree char *too_many = g_strdup_printf (_("%u cores (this machine has %u)"), n_cores, n_available);
  GtkWidget *choice = append_choice (self, n_cores <= n_available ? label : too_many);

  if (n_cores <= n_available)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (choice), "i", (gint32) n_cores);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (choice), n_cores <= n_available ? "win.cores" : "win.more-cores");
}

static void
append_choices (HeddleCoresPopover *self)
{
  guint n_available = heddle_cores_count ();
  g_autofree char *label = g_strdup_printf (_("All (%u)"), n_available);
  GtkWidget *all;

  for (guint n = 1; n < n_available || n <= ALWAYS_OFFERED; n *= 2)
    append_number (self, n, n_available);
  all = append_choice (self, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (all), "i", 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "win.cores");
}

static void
heddle_cores_popover_class_init (HeddleCoresPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/cores-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPopover, choices);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPopover, cpus);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPopover, explanation);
}

static void
heddle_cores_popover_init (HeddleCoresPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  append_choices (self);
  heddle_cores_popover_set_n_cores (self, 0);
}

static void
show_cpu (HeddleCoresPopover *self, guint cpu, gboolean is_used)
{
  g_autofree char *number = g_strdup_printf ("%u", cpu);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (label, "cpu");
  if (is_used)
    gtk_widget_add_css_class (label, "used");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), label);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->cpus, child);
}

static char *
explain (const HeddleCpuSet *used, guint n_available)
{
  g_autofree char *names = heddle_cpu_set_to_string (used);

  if (used->n_cpus == n_available)
    return g_strdup_printf (_("A run uses CPU %s. That is all there are: the window and the server share them with it."),
                               names);
  return g_strdup_printf (_("A run uses CPU %s. The window and the server keep to the others."), names);
}

/**
 * heddle_cores_popover_set_n_cores:
 * @n_cores: how many cores a run may use; 0 for all
 *
 * Shows which CPUs those are.
 */
void
heddle_cores_popover_set_n_cores (HeddleCoresPopover *self, guint n_cores)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();
  guint n_used = n_cores == 0 || n_cores > allowed->n_cpus ? allowed->n_cpus : n_cores;
  g_autoptr (HeddleCpuSet) used = heddle_cpu_set_take_first (allowed, n_used, NULL);
  g_autofree char *explanation = explain (used, allowed->n_cpus);
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (self->cpus, 0)) != NULL)
    gtk_flow_box_remove (self->cpus, GTK_WIDGET (child));
  for (guint i = 0; i < MIN (allowed->n_cpus, MAX_DRAWN); i++)
    show_cpu (self, allowed->cpus[i], i < n_used);
  gtk_label_set_text (self->explanation, explanation);
}
