/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Find and replace in one text, by a GtkSourceSearchContext.
 * Threads: the main one.
 */
#include "ui/editor/search-bar.h"

#include <glib/gi18n.h>

struct _HeddleSearchBar {
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkEditable *find;
  GtkEditable *replacement;
  GtkWidget *replace_buttons;
  GtkLabel *count;
  GtkToggleButton *case_sensitive;
  GtkToggleButton *regex;

  GtkSourceView *view;
  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext *context;
};

G_DEFINE_FINAL_TYPE (HeddleSearchBar, heddle_search_bar, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (HeddleSearchBar *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

/* “2 of 7”, while the whole text may still be looked through. */
static void
update_count (HeddleSearchBar *self)
{
  int n = self->context == NULL ? 0 : gtk_source_search_context_get_occurrences_count (self->context);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (*gtk_editable_get_text (self->find) == '\0' || n < 0) {
    gtk_label_set_text (self->count, "");
    return;
  }
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  text = n == 0
    ? g_strdup (_("not found"))
    : g_strdup_printf (_("%d of %d"),
                          MAX (gtk_source_search_context_get_occurrence_position (self->context, &start, &end), 0), n);
  gtk_label_set_text (self->count, text);
  if (n == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->find), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->find), "error");
}

static void
select_match (HeddleSearchBar *self, const GtkTextIter *start, const GtkTextIter *end)
{
  gtk_text_buffer_select_range (get_buffer (self), start, end);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (get_buffer (self)), 0.1, FALSE,
                                0, 0);
  update_count (self);
}

/* From the start of the selection while somebody types, so that the match grows; from its end for the next one. */
static void
find_forward (HeddleSearchBar *self, gboolean from_start)
{
  GtkTextIter start, end, match_start, match_end;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  if (gtk_source_search_context_forward (self->context, from_start ? &start : &end, &match_start, &match_end, NULL))
    select_match (self, &match_start, &match_end);
  update_count (self);
}

/**
 * heddle_search_bar_move:
 * @forward: to the next match, else to the one before
 */
void
heddle_search_bar_move (HeddleSearchBar *self, gboolean forward)
{
  GtkTextIter start, end, match_start, match_end;

  if (forward) {
    find_forward (self, FALSE);
    return;
  }
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  if (gtk_source_search_context_backward (self->context, &start, &match_start, &match_end, NULL))
    select_match (self, &match_start, &match_end);
}

static void
on_find_changed (HeddleSearchBar *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->find));
  gboolean is_regex = gtk_toggle_button_get_active (self->regex);
  g_autofree char *plain = is_regex ? g_strdup (text) : gtk_source_utils_unescape_search_text (text);

  gtk_source_search_settings_set_search_text (self->settings, *plain == '\0' ? NULL : plain);
  if (self->view != NULL && heddle_search_bar_is_open (self))
    find_forward (self, TRUE);
}

static void
on_next (HeddleSearchBar *self)
{
  heddle_search_bar_move (self, TRUE);
}

static void
on_previous (HeddleSearchBar *self)
{
  heddle_search_bar_move (self, FALSE);
}

static void
on_replace (HeddleSearchBar *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  if (gtk_source_search_context_get_occurrence_position (self->context, &start, &end) > 0)
    gtk_source_search_context_replace (self->context, &start, &end, gtk_editable_get_text (self->replacement), -1,
                                       NULL);
  heddle_search_bar_move (self, TRUE);
}

static void
replace_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleSearchBar *self = HEDDLE_SEARCH_BAR (widget);

  gtk_source_search_context_replace_all (self->context, gtk_editable_get_text (self->replacement), -1, NULL);
  update_count (self);
}

static void
replace (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_replace (HEDDLE_SEARCH_BAR (widget));
}

static void
next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_next (HEDDLE_SEARCH_BAR (widget));
}

static void
previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_previous (HEDDLE_SEARCH_BAR (widget));
}

static void
close_bar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  heddle_search_bar_close (HEDDLE_SEARCH_BAR (widget));
}

static void
heddle_search_bar_dispose (GObject *object)
{
  HeddleSearchBar *self = HEDDLE_SEARCH_BAR (object);

  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;
  G_OBJECT_CLASS (heddle_search_bar_parent_class)->dispose (object);
}

static void
heddle_search_bar_class_init (HeddleSearchBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_search_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/search-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, find);
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, replacement);
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, replace_buttons);
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, count);
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, case_sensitive);
  gtk_widget_class_bind_template_child (widget_class, HeddleSearchBar, regex);
  gtk_widget_class_bind_template_callback (widget_class, on_find_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_replace);
  gtk_widget_class_bind_template_callback (widget_class, heddle_search_bar_close);
  gtk_widget_class_install_action (widget_class, "search.next", NULL, next);
  gtk_widget_class_install_action (widget_class, "search.previous", NULL, previous);
  gtk_widget_class_install_action (widget_class, "search.replace", NULL, replace);
  gtk_widget_class_install_action (widget_class, "search.replace-all", NULL, replace_all);
  gtk_widget_class_install_action (widget_class, "search.close", NULL, close_bar);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "search.close", NULL);
}

static void
heddle_search_bar_init (HeddleSearchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  g_object_bind_property (self->case_sensitive, "active", self->settings, "case-sensitive", G_BINDING_DEFAULT);
  g_object_bind_property (self->regex, "active", self->settings, "regex-enabled", G_BINDING_DEFAULT);
  g_signal_connect_object (self->regex, "toggled", G_CALLBACK (on_find_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->case_sensitive, "toggled", G_CALLBACK (on_find_changed), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_search_bar_set_view:
 * @view: where to find; it outlives the bar
 */
void
heddle_search_bar_set_view (HeddleSearchBar *self, GtkSourceView *view)
{
  self->view = view;
  self->context = gtk_source_search_context_new (GTK_SOURCE_BUFFER (get_buffer (self)), self->settings);
  gtk_source_search_context_set_highlight (self->context, FALSE);
  g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
}

/**
 * heddle_search_bar_open:
 * @wants_replace: whether to replace, too
 *
 * Shows it, with what is selected as what to find.
 */
void
heddle_search_bar_open (HeddleSearchBar *self, gboolean wants_replace)
{
  GtkTextIter start, end;

  gtk_widget_set_visible (GTK_WIDGET (self->replacement), wants_replace);
  gtk_widget_set_visible (self->replace_buttons, wants_replace);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_source_search_context_set_highlight (self->context, TRUE);
  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end)) {
    g_autofree char *selected = gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
    g_autofree char *escaped = gtk_source_utils_escape_search_text (selected);

    gtk_editable_set_text (self->find, escaped);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
  gtk_editable_select_region (self->find, 0, -1);
}

void
heddle_search_bar_close (HeddleSearchBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_source_search_context_set_highlight (self->context, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gboolean
heddle_search_bar_is_open (HeddleSearchBar *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}
