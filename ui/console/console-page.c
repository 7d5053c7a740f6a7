/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one variant printed, errors and warnings in their colours, and at the end why it stopped.
 * Threads: the main one. Cost: O(new lines); the oldest lines go when there are very many.
 */
#include "ui/console/console-page.h"

#include "ui/style/colours.h"

#include <adwaita.h>

#define MAX_LINES 10000

struct _HeddleConsolePage {
  GtkWidget parent_instance;

  GtkTextBuffer *buffer;
  GtkWidget *scroller;
  GtkTextView *view;

  HeddleVariantRun *run;
  HeddleTrace *shown;
  guint64 n_shown;
  gboolean reason_shown;
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

static void
set_has_errors (HeddleConsolePage *self, gboolean has_errors)
{
  if (self->has_errors == has_errors)
    return;
  self->has_errors = has_errors;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ERRORS]);
}

static void
append_line (HeddleConsolePage *self, const char *text, HeddleLevel level)
{
  const char *tag = level == HEDDLE_LEVEL_ERROR ? "error" : level == HEDDLE_LEVEL_WARN ? "warning" : NULL;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (gtk_text_buffer_get_char_count (self->buffer) > 0)
    gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
  if (tag != NULL)
    gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, text, -1, tag, NULL);
  else
    gtk_text_buffer_insert (self->buffer, &end, text, -1);
  if (level == HEDDLE_LEVEL_ERROR)
    set_has_errors (self, TRUE);
}

static void
drop_oldest_lines (HeddleConsolePage *self)
{
  int n_lines = gtk_text_buffer_get_line_count (self->buffer);
  GtkTextIter start, end;

  if (n_lines <= MAX_LINES)
    return;
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_get_iter_at_line (self->buffer, &end, n_lines - MAX_LINES);
  gtk_text_buffer_delete (self->buffer, &start, &end);
}

static void
clear (HeddleConsolePage *self)
{
  gtk_text_buffer_set_text (self->buffer, "", 0);
  self->n_shown = 0;
  self->reason_shown = FALSE;
  set_has_errors (self, FALSE);
}

static void
append_new_lines (HeddleConsolePage *self)
{
  guint64 shift = self->shown == NULL ? 0 : heddle_trace_get_console_shift (self->shown);
  guint64 n_lines = self->shown == NULL ? 0 : heddle_trace_get_n_console (self->shown) + shift;

  if (n_lines > MAX_LINES)
    self->n_shown = MAX (self->n_shown, n_lines - MAX_LINES);
  self->n_shown = MAX (self->n_shown, shift);
  for (; self->n_shown < n_lines; self->n_shown++) {
    const HeddleConsoleEntry *entry = heddle_trace_get_console (self->shown, (guint) (self->n_shown - shift));

    append_line (self, entry->text, entry->level);
  }
  drop_oldest_lines (self);
}

static void
scroll_to_end (HeddleConsolePage *self)
{
  GtkTextMark *end = gtk_text_buffer_get_mark (self->buffer, "end");

  gtk_text_view_scroll_mark_onscreen (self->view, end);
}

static void
on_changed (HeddleConsolePage *self)
{
  HeddleTrace *trace = heddle_variant_run_get_trace (self->run);
  const char *reason = heddle_variant_run_get_reason (self->run);
  guint64 n_before = self->n_shown;

  if (g_set_object (&self->shown, trace))
    clear (self);
  append_new_lines (self);
  if (reason != NULL && !self->reason_shown) {
    self->reason_shown = TRUE;
    append_line (self, reason, HEDDLE_LEVEL_ERROR);
  }
  if (self->n_shown != n_before)
    scroll_to_end (self);
}

static void
update_tags (HeddleConsolePage *self)
{
  const HeddlePalette *palette = heddle_colours_get_palette ();
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (self->buffer);

  g_object_set (gtk_text_tag_table_lookup (table, "error"), "foreground-rgba", &palette->stop, NULL);
  g_object_set (gtk_text_tag_table_lookup (table, "warning"), "foreground-rgba", &palette->ready, NULL);
}

static void
heddle_console_page_constructed (GObject *object)
{
  HeddleConsolePage *self = HEDDLE_CONSOLE_PAGE (object);

  G_OBJECT_CLASS (heddle_console_page_parent_class)->constructed (object);
  if (self->run == NULL)
    return;
  g_signal_connect_object (self->run, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

static void
heddle_console_page_dispose (GObject *object)
{
  HeddleConsolePage *self = HEDDLE_CONSOLE_PAGE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->run);
  g_clear_object (&self->shown);
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
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, buffer);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsolePage, view);
}

static void
heddle_console_page_init (HeddleConsolePage *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkTextIter end;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (self->buffer, "error", NULL);
  gtk_text_buffer_create_tag (self->buffer, "warning", NULL);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_create_mark (self->buffer, "end", &end, FALSE);
  update_tags (self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update_tags), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update_tags), self, G_CONNECT_SWAPPED);
}

GtkWidget *
heddle_console_page_new (HeddleVariantRun *run)
{
  return g_object_new (HEDDLE_TYPE_CONSOLE_PAGE, "run", run, NULL);
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
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}
