/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one variant printed, and at the end why it stopped. The newest line stays in sight as long as nobody scrolls up.
 * Threads: the main one. Cost: O(new lines), and the rows in sight.
 */
#include "ui/console/console-page.h"

#include "ui/console/console-row.h"

#include <glib/gi18n.h>

/* So near to the end, in pixels, is at the end. */
#define NEAR_END 4

struct _HeddleConsolePage {
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkLabel *nothing;

  HeddleVariantRun *run;
  HeddleConsoleLines *lines;
  GtkSelectionModel *selection;
  HeddleTrace *trace; /* whose entries were looked at for errors */
  guint64 n_looked_at;
  gboolean follows_end;
  guint end_source;
  double last_value;
  double last_upper;
  gboolean has_errors;
};

enum {
  PROP_0,
  PROP_RUN,
  PROP_HAS_ERRORS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleConsolePage, heddle_console_page, GTK_TYPE_WIDGET)

/* Rows. */

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, heddle_console_row_new ());
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  heddle_console_row_set_line (HEDDLE_CONSOLE_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

/* Scrolling. */

/* Whoever goes up wants to stay there; new lines and better guesses of heights move the place too. */
static void
on_scrolled (HeddleConsolePage *self, GtkAdjustment *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment), upper = gtk_adjustment_get_upper (adjustment);

  if (value + gtk_adjustment_get_page_size (adjustment) >= upper - NEAR_END)
    self->follows_end = TRUE;
  else if (value < self->last_value && upper <= self->last_upper)
    self->follows_end = FALSE;
  self->last_value = value;
  self->last_upper = upper;
}

static gboolean
on_wheel (HeddleConsolePage *self, double dx, double dy)
{
  if (dy < 0)
    self->follows_end = FALSE;
  return FALSE;
}

static void
show_whether_empty (HeddleConsolePage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->lines)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->nothing), is_empty);
  if (is_empty)
    gtk_label_set_text (self->nothing, heddle_console_lines_get_n_hidden (self->lines) > 0
                        ? _("Nothing that was printed fits what is asked for")
                        : _("Nothing is printed yet"));
}

/* The list guesses the heights of rows that it has not laid out yet: when it knows better, the end is elsewhere. */
static gboolean
show_very_end (gpointer data)
{
  HeddleConsolePage *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->end_source = 0;
  if (self->follows_end)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

static void
show_very_end_soon (HeddleConsolePage *self)
{
  if (self->follows_end && self->end_source == 0)
    self->end_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, show_very_end, self, NULL);
}

static void
on_items_changed (HeddleConsolePage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  show_whether_empty (self);
  if (!self->follows_end || n_items == 0)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", n_items - 1);
  self->follows_end = TRUE;
}

/* Following the run. */

static void
set_has_errors (HeddleConsolePage *self, gboolean has_errors)
{
  if (self->has_errors == has_errors)
    return;
  self->has_errors = has_errors;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ERRORS]);
}

static gboolean
find_errors (HeddleConsolePage *self)
{
  guint64 shift = self->trace == NULL ? 0 : heddle_trace_get_console_shift (self->trace);
  guint64 end = self->trace == NULL ? 0 : heddle_trace_get_n_console (self->trace) + shift;

  for (self->n_looked_at = MAX (self->n_looked_at, shift); self->n_looked_at < end; self->n_looked_at++)
    if (heddle_trace_get_console (self->trace, (guint) (self->n_looked_at - shift))->level == HEDDLE_LEVEL_ERROR)
      return TRUE;
  return FALSE;
}

static void
on_changed (HeddleConsolePage *self)
{
  HeddleTrace *trace = heddle_variant_run_get_trace (self->run);
  const char *reason = heddle_variant_run_get_reason (self->run);

  if (g_set_object (&self->trace, trace)) {
    self->n_looked_at = 0;
    self->follows_end = TRUE;
    set_has_errors (self, FALSE);
  }
  heddle_console_lines_follow (self->lines, trace, reason);
  if (!self->has_errors && (reason != NULL || find_errors (self)))
    set_has_errors (self, TRUE);
}

/* The object. */

static void
heddle_console_page_constructed (GObject *object)
{
  HeddleConsolePage *self = HEDDLE_CONSOLE_PAGE (object);

  G_OBJECT_CLASS (heddle_console_page_parent_class)->constructed (object);
  show_whether_empty (self);
  if (self->run == NULL)
    return;
  g_signal_connect_object (self->run, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

static void
heddle_console_page_dispose (GObject *object)
{
  HeddleConsolePage *self = HEDDLE_CONSOLE_PAGE (object);

  g_clear_handle_id (&self->end_source, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_object (&self->run);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (heddle_console_page_parent_class)->dispose (object);
}

static void
heddle_console_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleConsolePage *self = HEDDLE_CONSOLE_PAGE (object);

  if (id == PROP_RUN)
    g_value_set_object (value, self->run);
  else if (id == PROP_HAS_ERRORS)
    g_value_set_boolean (value, self->has_errors);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_console_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_RUN)
    g_set_object (&HEDDLE_CONSOLE_PAGE (object)->run, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_console_page_class_init (HeddleConsolePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = heddle_console_page_constructed;
  object_class->dispose = heddle_console_page_dispose;
  object_class->get_property = heddle_console_page_get_property;
  object_class->set_property = heddle_console_page_set_property;
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, HEDDLE_TYPE_VARIANT_RUN,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_ERRORS] = g_param_spec_boolean ("has-errors", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/console-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, view);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_wheel);
  gtk_widget_class_bind_template_callback (widget_class, set_up_row);
  gtk_widget_class_bind_template_callback (widget_class, bind_row);
}

static void
heddle_console_page_init (HeddleConsolePage *self)
{
  self->follows_end = TRUE;
  self->lines = heddle_console_lines_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  gtk_list_view_set_model (self->view, self->selection);
  g_signal_connect_object (self->lines, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (show_very_end_soon), self, G_CONNECT_SWAPPED);
}

GtkWidget *
heddle_console_page_new (HeddleVariantRun *run)
{
  return g_object_new (HEDDLE_TYPE_CONSOLE_PAGE, "run", run, NULL);
}

HeddleConsoleLines *
heddle_console_page_get_lines (HeddleConsolePage *self)
{
  return self->lines;
}

/**
 * heddle_console_page_filter:
 * @levels: a bit for each #HeddleLevel that is shown
 * @text: (nullable): what the lines must contain
 *
 * Shows these alone.
 */
void
heddle_console_page_filter (HeddleConsolePage *self, guint levels, const char *text)
{
  self->follows_end = TRUE;
  heddle_console_lines_filter (self->lines, levels, text);
  show_whether_empty (self);
}

gboolean
heddle_console_page_has_errors (HeddleConsolePage *self)
{
  return self->has_errors;
}

/**
 * heddle_console_page_dup_text:
 *
 * Returns: (transfer full): the text that it shows
 */
char *
heddle_console_page_dup_text (HeddleConsolePage *self)
{
  return heddle_console_lines_dup_text (self->lines);
}

/**
 * heddle_console_page_dup_selected_text:
 *
 * Returns: (transfer full): the text of the lines that are selected; of all when none is
 */
char *
heddle_console_page_dup_selected_text (HeddleConsolePage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GString *text;
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_is_empty (selected))
    return heddle_console_lines_dup_text (self->lines);
  text = g_string_new (NULL);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position)) {
    g_autoptr (HeddleConsoleLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", heddle_console_line_get_text (line));
  }
  return g_string_free (text, FALSE);
}
