/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One tab of the editor. A tab that nobody has looked at is an empty widget: its view is made when it is filled.
 * Threads: the main one.
 */
#include "ui/editor/page.h"

#include "ui/editor/completion.h"
#include "ui/editor/line-bars.h"
#include "ui/editor/marks.h"

#include <glib/gi18n.h>

struct _HeddlePage {
  GtkWidget parent_instance;

  HeddleDocument *document;
  GtkCssProvider *size;
  gboolean is_filled;
  guint first_line; /* where the cursor is to be when it is filled; 0 for the start */
  guint first_column;

  /* Once it is filled. */
  GtkWidget *content;
  GtkInfoBar *notice;
  GtkLabel *notice_text;
  GtkButton *keep_button;
  GtkButton *take_button;
  HeddleSearchBar *search_bar;
  GtkWidget *scroller;
  GtkSourceView *view;
};

G_DEFINE_FINAL_TYPE (HeddlePage, heddle_page, GTK_TYPE_WIDGET)

/* What the user has to know. */

static const struct {
  const char *text; /* with the name of the file, and with the reason */
  const char *keep; /* what the first button says, if there is one */
  const char *take;
} notices[] = {
  [HEDDLE_NOTICE_NONE] = { NULL, NULL, NULL },
  [HEDDLE_NOTICE_REFUSED] = { "", NULL, NULL }, /* the reason says it all */
  [HEDDLE_NOTICE_RECOVERED] = {
    N_ ("“%1$s”: this text could not be saved the last time. The file holds another one."),
        N_ ("_Save This"), N_ ("Show the _File") },
        [HEDDLE_NOTICE_UNSAVED] = {
          N_ ("“%1$s” cannot be saved: %2$s. What you type is kept in another place meanwhile."),
              N_ ("_Try Again"), NULL },
          [HEDDLE_NOTICE_ENDANGERED] = {
            N_ ("“%1$s” cannot be saved anywhere: %2$s. Make room before you close the window."),
                N_ ("_Try Again"), NULL },
            [HEDDLE_NOTICE_CHANGED] = {
              N_ ("“%1$s” was changed by another program."),
                  N_ ("_Keep This Text"), N_ ("_Reload") },
                  [HEDDLE_NOTICE_GONE] = { N_ ("“%1$s” was deleted by another program. Its text is still here."),
                                               N_ ("_Save Again"), NULL },
                  };

static void
label_button (GtkButton *button, const char *label)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_button_set_use_underline (button, TRUE);
  gtk_button_set_label (button, label != NULL ? _(label) : "");
}

static void
show_notice (HeddlePage *self)
{
  HeddleNotice notice = heddle_document_get_notice (self->document);
  const char *reason = heddle_document_get_reason (self->document);
  g_autofree char *text = NULL;

  if (notices[notice].text != NULL) {
    if (notice == HEDDLE_NOTICE_REFUSED)
      text = g_strdup (reason);
    else
      text = g_strdup_printf (_(notices[notice].text), heddle_document_get_name (self->document),
                                 reason != NULL ? reason : "");
    gtk_label_set_text (self->notice_text, text);
    label_button (self->keep_button, notices[notice].keep);
    label_button (self->take_button, notices[notice].take);
  }
  gtk_info_bar_set_revealed (self->notice, text != NULL);
  gtk_widget_set_visible (self->scroller, notice != HEDDLE_NOTICE_REFUSED);
}

static void
on_response (HeddlePage *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    heddle_document_keep (self->document);
  else
    heddle_document_take_from_disk (self->document);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
on_query_tooltip (HeddlePage *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  const HeddleMistake *mistake = heddle_document_get_mistake (self->document);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (mistake == NULL)
    return FALSE;
  if (by_keyboard) {
    GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

    gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  } else {
    gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x,
                                           &buffer_y);
    gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &iter, buffer_x, buffer_y);
  }
  if (gtk_text_iter_get_line (&iter) + 1 != (int) MAX (mistake->line, 1))
    return FALSE;
  gtk_tooltip_set_text (tooltip, mistake->message);
  return TRUE;
}

/* What stands in a gutter keeps its view: all of it has to go by hand. */
static void
empty_gutter (HeddlePage *self)
{
  GtkSourceGutter *gutter = self->view == NULL ? NULL : gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT);
  GtkWidget *renderer;

  while (gutter != NULL && (renderer = gtk_widget_get_first_child (GTK_WIDGET (gutter))) != NULL)
    gtk_source_gutter_remove (gutter, GTK_SOURCE_GUTTER_RENDERER (renderer));
}

static void
heddle_page_dispose (GObject *object)
{
  HeddlePage *self = HEDDLE_PAGE (object);

  empty_gutter (self);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->size);
  G_OBJECT_CLASS (heddle_page_parent_class)->dispose (object);
}

static void
heddle_page_class_init (HeddlePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_page_dispose;
  g_type_ensure (HEDDLE_TYPE_SEARCH_BAR);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, content);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, notice);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, notice_text);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, take_button);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddlePage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_set_css_name (widget_class, "codepage");
}

static void
heddle_page_init (HeddlePage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
  self->size = gtk_css_provider_new ();
}

/**
 * heddle_page_new:
 * @document: what it shows
 *
 * Returns: (transfer floating): an empty page
 */
HeddlePage *
heddle_page_new (HeddleDocument *document)
{
  HeddlePage *self = g_object_new (HEDDLE_TYPE_PAGE, NULL);

  self->document = g_object_ref (document);
  return self;
}

static void
move_cursor (HeddlePage *self, guint line, guint column)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextIter position;

  heddle_marks_get_position (buffer, line, column, &position);
  gtk_text_buffer_place_cursor (buffer, &position);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer), 0.0, TRUE, 0, 0.4);
}

/**
 * heddle_page_place_cursor:
 * @line: from 1
 * @column: from 1, in UTF-16 code units; 0 for the start of the line
 *
 * Moves the cursor there, without taking the focus; when the page is not filled yet, as soon as it is.
 */
void
heddle_page_place_cursor (HeddlePage *self, guint line, guint column)
{
  self->first_line = line;
  self->first_column = column;
  if (self->is_filled)
    move_cursor (self, line, column);
}

/**
 * heddle_page_fill:
 *
 * Loads the document and makes the view, once.
 */
void
heddle_page_fill (HeddlePage *self)
{
  if (self->is_filled)
    return;
  self->is_filled = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), GTK_TEXT_BUFFER (self->document));
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self->view)),
                                  GTK_STYLE_PROVIDER (self->size), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_source_gutter_insert (gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT),
                            heddle_line_bars_new (self->document), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_document_get_name (self->document), -1);
  heddle_search_bar_set_view (self->search_bar, self->view);
  if (heddle_document_is_program (self->document))
    heddle_completion_add (self->view);
  g_signal_connect_object (self->document, "notify::notice", G_CALLBACK (show_notice), self, G_CONNECT_SWAPPED);
  heddle_document_load (self->document);
  show_notice (self);
  if (self->first_line > 0)
    move_cursor (self, self->first_line, self->first_column);
}

HeddleDocument *
heddle_page_get_document (HeddlePage *self)
{
  return self->document;
}

/**
 * heddle_page_get_view:
 *
 * Returns: (transfer none) (nullable): the view, when it is filled
 */
GtkSourceView *
heddle_page_get_view (HeddlePage *self)
{
  return self->view;
}

HeddleSearchBar *
heddle_page_get_search_bar (HeddlePage *self)
{
  return self->search_bar;
}

/**
 * heddle_page_is_completing:
 *
 * Returns: whether a list of completions is seen
 */
gboolean
heddle_page_is_completing (HeddlePage *self)
{
  GtkWidget *child = self->view == NULL ? NULL : gtk_widget_get_first_child (GTK_WIDGET (self->view));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      return TRUE;
  return FALSE;
}

/**
 * heddle_page_set_text_size:
 * @points: how large the text is
 */
void
heddle_page_set_text_size (HeddlePage *self, double points)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (number, sizeof number, "%.1f", points);
  css = g_strdup_printf ("textview { font-size: %spt; }", number);
  gtk_css_provider_load_from_data (self->size, css, -1);
}

/**
 * heddle_page_show_position:
 * @line: from 1
 * @column: from 1, in UTF-16 code units; 0 for the start of the line
 *
 * Moves the cursor there and scrolls to it.
 */
void
heddle_page_show_position (HeddlePage *self, guint line, guint column)
{
  heddle_page_fill (self);
  move_cursor (self, line, column);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
