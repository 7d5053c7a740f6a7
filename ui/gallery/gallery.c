/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sidebar. A row that is activated becomes the window's action `win.open-target`.
 * Threads: the main one.
 */
#include "ui/gallery/gallery.h"

#include "ui/gallery/gallery-list.h"
#include "ui/gallery/gallery-row.h"

struct _HeddleGallery {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSearchEntry *search;
  GtkStack *pages;
  GtkListBox *rows;

  GtkFilterListModel *shown;
  char *current;
};

G_DEFINE_FINAL_TYPE (HeddleGallery, heddle_gallery, GTK_TYPE_WIDGET)

static gboolean
is_wanted (gpointer item, gpointer data)
{
  return heddle_gallery_item_matches (item, gtk_editable_get_text (GTK_EDITABLE (HEDDLE_GALLERY (data)->search)));
}

static HeddleGalleryItem *
get_row_item (GtkListBoxRow *row)
{
  return heddle_gallery_row_get_item (HEDDLE_GALLERY_ROW (row));
}

static void
select_current (HeddleGallery *self)
{
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (self->rows);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (g_strcmp0 (heddle_gallery_item_get_target (get_row_item (row)), self->current) == 0)
      gtk_list_box_select_row (self->rows, row);
}

static void
on_shown_changed (HeddleGallery *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;

  gtk_stack_set_visible_child_name (self->pages, is_empty ? "nothing" : "list");
  gtk_list_box_invalidate_headers (self->rows);
  select_current (self);
}

static void
on_search_changed (HeddleGallery *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
open_item (HeddleGallery *self, HeddleGalleryItem *item)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-target", "s", heddle_gallery_item_get_target (item));
}

/* Enter opens what stands first. */
static void
on_search_activate (HeddleGallery *self)
{
  g_autoptr (HeddleGalleryItem) first = g_list_model_get_item (G_LIST_MODEL (self->shown), 0);

  if (first == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  open_item (self, first);
}

static void
on_search_stopped (HeddleGallery *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
on_row_activated (HeddleGallery *self, GtkListBoxRow *row)
{
  g_autoptr (HeddleGalleryItem) item = g_object_ref (get_row_item (row));

  open_item (self, item);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  return heddle_gallery_row_new (item);
}

static void
show_chapter (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *chapter = heddle_gallery_item_get_chapter (get_row_item (row));
  GtkWidget *label;

  if (before != NULL && g_strcmp0 (chapter, heddle_gallery_item_get_chapter (get_row_item (before))) == 0) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = g_object_new (GTK_TYPE_LABEL, "label", chapter, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                        GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (label, "chapter");
  gtk_list_box_row_set_header (row, label);
}

static void
heddle_gallery_dispose (GObject *object)
{
  HeddleGallery *self = HEDDLE_GALLERY (object);

  if (self->rows != NULL)
    gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  self->rows = NULL;
  g_clear_object (&self->shown);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->current, g_free);
  G_OBJECT_CLASS (heddle_gallery_parent_class)->dispose (object);
}

static void
heddle_gallery_class_init (HeddleGalleryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_gallery_dispose;
  gtk_widget_class_set_css_name (widget_class, "gallery");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/gallery.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleGallery, box);
  gtk_widget_class_bind_template_child (widget_class, HeddleGallery, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleGallery, pages);
  gtk_widget_class_bind_template_child (widget_class, HeddleGallery, rows);
}

static void
heddle_gallery_init (HeddleGallery *self)
{
  GListModel *all = g_object_ref (heddle_gallery_list_get_default ());

  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = gtk_filter_list_model_new (all, GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL)));
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->shown), make_row, self, NULL);
  gtk_list_box_set_header_func (self->rows, show_chapter, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (on_search_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (on_search_stopped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_gallery_set_current:
 * @target: (nullable): which item the window shows
 */
void
heddle_gallery_set_current (HeddleGallery *self, const char *target)
{
  g_free (self->current);
  self->current = g_strdup (target);
  select_current (self);
}

void
heddle_gallery_focus_search (HeddleGallery *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * heddle_gallery_get_shown:
 *
 * Returns: (transfer none): a list of #HeddleGalleryItem: those that the search has found; all without a search
 */
GListModel *
heddle_gallery_get_shown (HeddleGallery *self)
{
  return G_LIST_MODEL (self->shown);
}
