/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawer below the timeline: pages with a switcher, and beside it the tools of the page that is shown.
 * Threads: the main one.
 */
#include "ui/drawer/drawer.h"

struct _HeddleDrawer {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *tools;
  GtkStack *stack;
  GtkStackPage *console_page;
  HeddleConsole *console;
  HeddleEvents *events;
};

G_DEFINE_FINAL_TYPE (HeddleDrawer, heddle_drawer, GTK_TYPE_WIDGET)

static void
show_tools (HeddleDrawer *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (name != NULL)
    gtk_stack_set_visible_child_name (self->tools, name);
}

static void
on_has_errors (HeddleDrawer *self)
{
  gboolean has_errors = heddle_console_has_errors (self->console);

  gtk_stack_page_set_needs_attention (self->console_page, has_errors);
  if (has_errors)
    heddle_drawer_show_page (self, "console");
}

static void
heddle_drawer_dispose (GObject *object)
{
  g_clear_pointer (&HEDDLE_DRAWER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_drawer_parent_class)->dispose (object);
}

static void
heddle_drawer_class_init (HeddleDrawerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_drawer_dispose;
  g_type_ensure (HEDDLE_TYPE_CONSOLE);
  g_type_ensure (HEDDLE_TYPE_EVENTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/drawer.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleDrawer, box);
  gtk_widget_class_bind_template_child (widget_class, HeddleDrawer, tools);
  gtk_widget_class_bind_template_child (widget_class, HeddleDrawer, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleDrawer, console_page);
  gtk_widget_class_bind_template_child (widget_class, HeddleDrawer, console);
  gtk_widget_class_bind_template_child (widget_class, HeddleDrawer, events);
  gtk_widget_class_set_css_name (widget_class, "drawer");
}

static void
heddle_drawer_init (HeddleDrawer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_stack_add_named (self->tools, heddle_console_get_tools (self->console), "console");
  gtk_stack_add_named (self->tools, heddle_events_get_tools (self->events), "events");
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (show_tools), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->console, "notify::has-errors", G_CALLBACK (on_has_errors), self, G_CONNECT_SWAPPED);
  show_tools (self);
}

HeddleConsole *
heddle_drawer_get_console (HeddleDrawer *self)
{
  return self->console;
}

HeddleEvents *
heddle_drawer_get_events (HeddleDrawer *self)
{
  return self->events;
}

/**
 * heddle_drawer_set_runs:
 * @runs: (nullable): a list of #HeddleVariantRun
 *
 * Shows what is known of these.
 */
void
heddle_drawer_set_runs (HeddleDrawer *self, GListModel *runs)
{
  heddle_console_set_runs (self->console, runs);
  heddle_events_set_runs (self->events, runs);
}

/**
 * heddle_drawer_show_page:
 * @name: "console" or "events"
 *
 * Brings a page to the front.
 */
void
heddle_drawer_show_page (HeddleDrawer *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}
