/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console. The first page with errors comes to the front.
 * Threads: the main one.
 */
#include "ui/console/console.h"

#include "ui/console/console-page.h"

struct _HeddleConsole {
  GtkWidget parent_instance;

  GtkStack *stack;

  GtkWidget *tools; /* for who shows the console: in no place of its own */
  GtkDropDown *variants;
  GtkEditable *filter;
  GtkCheckButton *errors;
  GtkCheckButton *warnings;
  GtkCheckButton *logs;
  GtkCheckButton *debugs;

  gboolean has_errors;
};

enum {
  PROP_0,
  PROP_HAS_ERRORS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint show_line_signal;

G_DEFINE_FINAL_TYPE (HeddleConsole, heddle_console, GTK_TYPE_WIDGET)

/* Pages. */

static HeddleConsolePage *
get_page (HeddleConsole *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return page == NULL ? NULL : HEDDLE_CONSOLE_PAGE (page);
}

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
  gboolean has_errors = any_page_has_errors (self);

  if (heddle_console_page_has_errors (page) && !self->has_errors)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  if (self->has_errors == has_errors)
    return;
  self->has_errors = has_errors;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ERRORS]);
}

static void
on_visible_child (HeddleConsole *self)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    if (gtk_selection_model_is_selected (pages, i))
      gtk_drop_down_set_selected (self->variants, i);
}

static void
on_variant (HeddleConsole *self)
{
  guint selected = gtk_drop_down_get_selected (self->variants);
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->stack);

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_select_item (pages, selected, TRUE);
}

/* What the tools do. */

static guint
get_levels (HeddleConsole *self)
{
  guint levels = 0;

  if (gtk_check_button_get_active (self->errors))
    levels |= 1u << HEDDLE_LEVEL_ERROR;
  if (gtk_check_button_get_active (self->warnings))
    levels |= 1u << HEDDLE_LEVEL_WARN;
  if (gtk_check_button_get_active (self->logs))
    levels |= 1u << HEDDLE_LEVEL_LOG | 1u << HEDDLE_LEVEL_INFO;
  if (gtk_check_button_get_active (self->debugs))
    levels |= 1u << HEDDLE_LEVEL_DEBUG;
  return levels;
}

static void
apply_filter (HeddleConsole *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    heddle_console_page_filter (HEDDLE_CONSOLE_PAGE (page), get_levels (self), gtk_editable_get_text (self->filter));
}

static void
copy (HeddleConsole *self)
{
  HeddleConsolePage *page = get_page (self);
  g_autofree char *text = page == NULL ? NULL : heddle_console_page_dup_selected_text (page);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_by_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  copy (HEDDLE_CONSOLE (widget));
}

static void
clear (HeddleConsole *self)
{
  HeddleConsolePage *page = get_page (self);

  if (page != NULL)
    heddle_console_lines_clear (heddle_console_page_get_lines (page));
}

static void
show_line (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *file;
  guint line;

  g_variant_get (parameter, "(&su)", &file, &line);
  g_signal_emit (widget, show_line_signal, 0, file, line);
}

/* The object. */

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

  if (self->stack != NULL) {
    /* The stack's pages go without a word to who shows them. */
    g_signal_handlers_disconnect_by_data (self->variants, self);
    gtk_drop_down_set_model (self->variants, NULL);
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));
  }
  G_OBJECT_CLASS (heddle_console_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/console.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, tools);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, variants);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, filter);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, errors);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, warnings);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, logs);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsole, debugs);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_child);
  gtk_widget_class_bind_template_callback (widget_class, on_variant);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, copy);
  gtk_widget_class_bind_template_callback (widget_class, clear);
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

  /**
   * HeddleConsole::show-line:
   * @file: a source of the program
   * @line: there, from 1
   *
   * Someone wants to see where something was printed.
   */
  show_line_signal = g_signal_new ("show-line", HEDDLE_TYPE_CONSOLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "console.show-line", "(su)", show_line);
  gtk_widget_class_install_action (widget_class, "console.copy", NULL, copy_by_key);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "console");
}

static void
heddle_console_init (HeddleConsole *self)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  pages = gtk_stack_get_pages (self->stack);
  gtk_drop_down_set_model (self->variants, G_LIST_MODEL (pages));
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
  guint n_runs = runs == NULL ? 0 : g_list_model_get_n_items (runs);
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, page);
  for (guint i = 0; i < n_runs; i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

    add_page (self, run);
  }
  apply_filter (self);
  gtk_widget_set_visible (GTK_WIDGET (self->variants), n_runs > 1);
}

/**
 * heddle_console_get_tools:
 *
 * Returns: (transfer none): what belongs into the bar above it
 */
GtkWidget *
heddle_console_get_tools (HeddleConsole *self)
{
  return self->tools;
}

gboolean
heddle_console_has_errors (HeddleConsole *self)
{
  return self->has_errors;
}

/**
 * heddle_console_show_variant:
 * @variant: name of a variant
 *
 * Brings its page to the front.
 */
void
heddle_console_show_variant (HeddleConsole *self, const char *variant)
{
  gtk_stack_set_visible_child_name (self->stack, variant);
}

/**
 * heddle_console_set_filter:
 * @text: what the lines must contain; nothing to show all
 */
void
heddle_console_set_filter (HeddleConsole *self, const char *text)
{
  gtk_editable_set_text (self->filter, text);
  apply_filter (self);
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
