/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bar that asks whether a scenario may reach a host that it asked for. GtkInfoBar is deprecated later; AdwBanner comes
 * only with libadwaita 1.3.
 * Threads: the main one.
 */
#include "ui/run/permission-bar.h"

#include "ui/run/permissions.h"

#include <glib/gi18n.h>

struct _HeddlePermissionBar {
  GtkWidget parent_instance;

  GtkInfoBar *bar;
  GtkLabel *question;
  GtkWidget *allow;

  HeddleStage *stage;
  char *host;
};

G_DEFINE_FINAL_TYPE (HeddlePermissionBar, heddle_permission_bar, GTK_TYPE_WIDGET)

static void
forget_stage (HeddlePermissionBar *self)
{
  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_data (self->stage, self);
  g_clear_object (&self->stage);
  g_clear_pointer (&self->host, g_free);
}

static void
heddle_permission_bar_dispose (GObject *object)
{
  HeddlePermissionBar *self = HEDDLE_PERMISSION_BAR (object);
  GtkWidget *child;

  forget_stage (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (heddle_permission_bar_parent_class)->dispose (object);
}

static void
heddle_permission_bar_class_init (HeddlePermissionBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_permission_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/permission-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddlePermissionBar, bar);
  gtk_widget_class_bind_template_child (widget_class, HeddlePermissionBar, question);
  gtk_widget_class_bind_template_child (widget_class, HeddlePermissionBar, allow);
}

static void
on_allow (HeddlePermissionBar *self)
{
  g_autofree char *owner = heddle_permissions_dup_owner (heddle_stage_get_scenario (self->stage));

  heddle_permissions_allow (owner, self->host);
  gtk_info_bar_set_revealed (self->bar, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.run-all", NULL);
}

static void
on_closed (HeddlePermissionBar *self)
{
  gtk_info_bar_set_revealed (self->bar, FALSE);
}

static void
heddle_permission_bar_init (HeddlePermissionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->allow, "clicked", G_CALLBACK (on_allow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "response", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
}

static char *
find_wanted (HeddlePermissionBar *self)
{
  GListModel *runs = heddle_stage_get_runs (self->stage);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);
    HeddleTrace *trace = heddle_variant_run_get_trace (run);
    char *host = trace == NULL ? NULL : heddle_permissions_find_wanted (trace);

    if (host != NULL)
      return host;
  }
  return NULL;
}

/* The question is asked when all runs are over: a program that waits for an answer could time it out. */
static void
on_running (HeddlePermissionBar *self)
{
  g_autofree char *question = NULL;

  g_clear_pointer (&self->host, g_free);
  if (!heddle_stage_is_running (self->stage) && heddle_stage_get_scenario (self->stage) != NULL)
    self->host = find_wanted (self);
  gtk_info_bar_set_revealed (self->bar, self->host != NULL);
  if (self->host == NULL)
    return;
  question = g_strdup_printf (_("This program asked for %s, which is out of its reach. May it send requests there?"),
                                 self->host);
  gtk_label_set_text (self->question, question);
}

/**
 * heddle_permission_bar_set_stage:
 * @stage: (nullable): whose runs to follow
 */
void
heddle_permission_bar_set_stage (HeddlePermissionBar *self, HeddleStage *stage)
{
  forget_stage (self);
  gtk_info_bar_set_revealed (self->bar, FALSE);
  if (stage == NULL)
    return;
  self->stage = g_object_ref (stage);
  g_signal_connect_object (stage, "notify::running", G_CALLBACK (on_running), self, G_CONNECT_SWAPPED);
}
