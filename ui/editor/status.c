/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the right of the tabs: what is wrong with the file, else how it differs from the variant before.
 * Threads: the main one.
 */
#include "ui/editor/status.h"

#include "lab/line-diff.h"

#include <glib/gi18n.h>

struct _HeddleStatus {
  GtkWidget parent_instance;

  GtkLabel *difference;
  GtkWidget *mistake;
  GtkLabel *mistake_text;

  HeddlePage *page;
};

G_DEFINE_FINAL_TYPE (HeddleStatus, heddle_status, GTK_TYPE_WIDGET)

static void
show_mistake (HeddleStatus *self)
{
  const HeddleMistake *mistake = self->page == NULL
                                   ? NULL
                                   : heddle_document_get_mistake (heddle_page_get_document (self->page));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->mistake, mistake != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->difference), mistake == NULL);
  if (mistake == NULL)
    return;
  text = mistake->line == 0 ? g_strdup (mistake->message)
                            : g_strdup_printf (_("Line %u: %s"), mistake->line, mistake->message);
  gtk_label_set_text (self->mistake_text, text);
}

static void
on_mistake_clicked (HeddleStatus *self)
{
  const HeddleMistake *mistake = heddle_document_get_mistake (heddle_page_get_document (self->page));

  heddle_page_show_position (self->page, mistake->line, mistake->column);
}

static void
show_difference (HeddleStatus *self, HeddleDocument *previous)
{
  HeddleDocument *document = heddle_page_get_document (self->page);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *older = NULL, *newer = heddle_document_dup_text (document), *text = NULL;
  const char *name = heddle_document_get_name (previous);
  guint n;

  heddle_document_load (previous);
  older = heddle_document_dup_text (previous);
  n = heddle_line_diff (older, newer, lines);
  heddle_document_set_differing (document, lines);
  text = n == 0
    ? g_strdup_printf (_("the same as %s"), name)
    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line differs from %s", "%u lines differ from %s", n), n, name);
  gtk_label_set_text (self->difference, text);
}

static void
set_page (HeddleStatus *self, HeddlePage *page)
{
  if (self->page == page)
    return;
  if (self->page != NULL)
    g_signal_handlers_disconnect_by_data (heddle_page_get_document (self->page), self);
  g_set_object (&self->page, page);
  if (page != NULL)
    g_signal_connect_object (heddle_page_get_document (page), "notify::mistake", G_CALLBACK (show_mistake), self,
                             G_CONNECT_SWAPPED);
}

static void
heddle_status_dispose (GObject *object)
{
  GtkWidget *child;

  set_page (HEDDLE_STATUS (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (heddle_status_parent_class)->dispose (object);
}

static void
heddle_status_class_init (HeddleStatusClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_status_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/status.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleStatus, difference);
  gtk_widget_class_bind_template_child (widget_class, HeddleStatus, mistake);
  gtk_widget_class_bind_template_child (widget_class, HeddleStatus, mistake_text);
  gtk_widget_class_bind_template_callback (widget_class, on_mistake_clicked);
}

static void
heddle_status_init (HeddleStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heddle_status_show:
 * @page: (nullable): the tab that is seen
 * @previous: (nullable): the program of the variant before it
 */
void
heddle_status_show (HeddleStatus *self, HeddlePage *page, HeddleDocument *previous)
{
  set_page (self, page);
  show_mistake (self);
  gtk_label_set_text (self->difference, "");
  if (page != NULL && previous != NULL)
    show_difference (self, previous);
}

/**
 * heddle_status_get_text:
 *
 * Returns: (transfer none): what it says now
 */
const char *
heddle_status_get_text (HeddleStatus *self)
{
  return gtk_label_get_text (gtk_widget_get_visible (self->mistake) ? self->mistake_text : self->difference);
}
