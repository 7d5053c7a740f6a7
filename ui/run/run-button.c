/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Run all and Stop, in one place and of one size, so that nothing moves under the pointer.
 * Threads: the main one.
 */
#include "ui/run/run-button.h"

#include <glib/gi18n.h>

struct _HeddleRunButton {
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwSplitButton *run;

  HeddleStage *stage;
};

G_DEFINE_FINAL_TYPE (HeddleRunButton, heddle_run_button, GTK_TYPE_WIDGET)

static void
forget_stage (HeddleRunButton *self)
{
  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_data (self->stage, self);
  g_clear_object (&self->stage);
}

static void
heddle_run_button_dispose (GObject *object)
{
  HeddleRunButton *self = HEDDLE_RUN_BUTTON (object);
  GtkWidget *child;

  forget_stage (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (heddle_run_button_parent_class)->dispose (object);
}

static void
heddle_run_button_class_init (HeddleRunButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_run_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/run-button.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleRunButton, pages);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunButton, run);
}

static void
heddle_run_button_init (HeddleRunButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_page (HeddleRunButton *self)
{
  gtk_stack_set_visible_child_name (self->pages,
                                    self->stage != NULL && heddle_stage_is_running (self->stage) ? "stop" : "run");
}

static GMenuModel *
make_menu (HeddleScenario *scenario)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) variants = g_menu_new ();
  g_autoptr (GMenu) repeats = g_menu_new ();

  for (guint i = 0; scenario->n_variants > 1 && i < scenario->n_variants; i++) {
    g_autofree char *label = g_strdup_printf (_("Run “%s”"), scenario->variants[i].title);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    g_menu_item_set_action_and_target (item, "win.run-variant", "i", (gint32) i);
    g_menu_append_item (variants, item);
  }
  g_menu_append (repeats, _("_Measure"), "win.measure");
  g_menu_append (repeats, _("Run _10 Times"), "win.repeat");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (variants));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (repeats));
  return G_MENU_MODEL (menu);
}

/**
 * heddle_run_button_set_stage:
 * @stage: (nullable): what it runs
 */
void
heddle_run_button_set_stage (HeddleRunButton *self, HeddleStage *stage)
{
  HeddleScenario *scenario = stage == NULL ? NULL : heddle_stage_get_scenario (stage);
  g_autoptr (GMenuModel) menu = scenario == NULL ? NULL : make_menu (scenario);

  forget_stage (self);
  adw_split_button_set_menu_model (self->run, menu);
  if (stage != NULL) {
    self->stage = g_object_ref (stage);
    g_signal_connect_object (stage, "notify::running", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  }
  update_page (self);
}
