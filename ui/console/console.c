/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console pane. A page with errors calls for attention, and the first one comes to the front.
 * Threads: the main one.
 */
#include "ui/console/console.h"

#include "ui/console/console-page.h"

struct _HeddleConsole {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;

  gboolean has_errors;
};

enum {
  PROP_0,
  PROP_HAS_ERRORS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleConsole, heddle_console, GTK_TYPE_WIDGET)

static gboolean
any_page_has_errors (HeddleConsole *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    if (heddle_console_page_has_errors (HEDDLE_CONSOLE_PAGE (page)))
      return TRUE;
  return FALSE;
}

static void
on_page_has_errors (HeddleConsole *self, GParamSpec *spec, HeddleConsolePage *page)
{
  gboolean page_has_errors = heddle_console_page_has_errors (page);
  gboolean has_errors = any_page_has_errors (self);

  gtk_stack_page_set_needs_attention (gtk_stack_get_page (self->stack, GTK_WIDGET (page)), page_has_errors);
  if (page_has_errors && !self->has_errors)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  if (self->has_errors == has_errors)
    return;
  self->has_errors = has_errors;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ERRORS]);
}

static void
heddle_console_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_HAS_ERRORS)
    g_value_set_boolean (value, HEDDLE_CONSOLE (object)->has_errors);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_console_dispose (GObject *object)
{
  HeddleConsole *self = HEDDLE_CONSOLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_console_parent_class)->dispose (object);
}

static void
heddle_console_class_init (HeddleConsoleClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = heddle_console_get_property;
  object_class->dispose = heddle_console_dispose;
  properties[PROP_HAS_ERRORS] = g_param_spec_boolean ("has-errors", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/console.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, box);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, stack);
  gtk_widget_class_set_css_name (widget_class, "console");
}

static void
heddle_console_init (HeddleConsole *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_page (HeddleConsole *self, HeddleVariantRun *run)
{
  GtkWidget *page = heddle_console_page_new (run);

  gtk_stack_add_titled (self->stack, page, heddle_variant_run_get_name (run), heddle_variant_run_get_title (run));
  g_signal_connect_object (page, "notify::has-errors", G_CALLBACK (on_page_has_errors), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_console_set_runs:
 * @runs: (nullable): a list of #HeddleVariantRun
 *
 * Shows what these print.
 */
void
heddle_console_set_runs (HeddleConsole *self, GListModel *runs)
{
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, page);
  for (guint i = 0; runs != NULL && i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

    add_page (self, run);
  }
}

gboolean
heddle_console_has_errors (HeddleConsole *self)
{
  return self->has_errors;
}

/**
 * heddle_console_dup_text:
 * @variant: name of a variant
 *
 * Returns: (transfer full) (nullable): what its page shows
 */
char *
heddle_console_dup_text (HeddleConsole *self, const char *variant)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, variant);

  return page == NULL ? NULL : heddle_console_page_dup_text (HEDDLE_CONSOLE_PAGE (page));
}
