/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of one item of the gallery. Its menu names the item as the target of the window's actions.
 * Threads: the main one.
 */
#include "ui/gallery/gallery-row.h"

#include <glib/gi18n.h>

struct _HeddleGalleryRow {
  GtkListBoxRow parent_instance;

  GtkImage *tick;
  GtkLabel *title;
  GtkWidget *menu; /* while it was shown once */

  HeddleGalleryItem *item;
};

G_DEFINE_FINAL_TYPE (HeddleGalleryRow, heddle_gallery_row, GTK_TYPE_LIST_BOX_ROW)

static void
append_action (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) entry = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (entry, action, "s", target);
  g_menu_append_item (menu, entry);
}

static GMenuModel *
make_menu (HeddleGalleryItem *item)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  const char *target = heddle_gallery_item_get_target (item);

  append_action (menu, _("_Open"), "win.open-target", target);
  append_action (menu, _("Open in New _Window"), "app.open-window", target);
  append_action (edit, _("D_uplicate"), "win.duplicate", target);
  if (heddle_gallery_item_is_lesson (item))
    append_action (edit, _("Restore the O_riginal"), "win.restore-original", target);
  else {
    append_action (edit, _("_Rename…"), "win.rename", target);
    append_action (edit, _("_Delete"), "win.delete", target);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  return G_MENU_MODEL (menu);
}

static void
show_menu (HeddleGalleryRow *self)
{
  if (self->menu == NULL) {
    g_autoptr (GMenuModel) model = make_menu (self->item);

    self->menu = gtk_popover_menu_new_from_model (model);
    gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
    gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
    gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_pressed (HeddleGalleryRow *self)
{
  show_menu (self);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  show_menu (HEDDLE_GALLERY_ROW (widget));
  return TRUE;
}

static void
show_tick (HeddleGalleryRow *self)
{
  gboolean has_run = heddle_gallery_item_get_has_run (self->item);
  g_autofree char *label = has_run ? g_strdup_printf (_("%s, has run"), heddle_gallery_item_get_title (self->item))
                                   : NULL;

  gtk_image_set_from_icon_name (self->tick, has_run ? "object-select-symbolic" : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  has_run ? label : heddle_gallery_item_get_title (self->item), -1);
}

static void
heddle_gallery_row_dispose (GObject *object)
{
  HeddleGalleryRow *self = HEDDLE_GALLERY_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (heddle_gallery_row_parent_class)->dispose (object);
}

static void
heddle_gallery_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HeddleGalleryRow *self = HEDDLE_GALLERY_ROW (widget);

  GTK_WIDGET_CLASS (heddle_gallery_row_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
heddle_gallery_row_class_init (HeddleGalleryRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_gallery_row_dispose;
  widget_class->size_allocate = heddle_gallery_row_size_allocate;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
}

static void
heddle_gallery_row_init (HeddleGalleryRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkGesture *click = gtk_gesture_click_new ();

  self->tick = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->tick), "tick");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tick));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * heddle_gallery_row_new:
 * @item: what it shows
 *
 * Returns: a row
 */
GtkWidget *
heddle_gallery_row_new (HeddleGalleryItem *item)
{
  HeddleGalleryRow *self = g_object_new (HEDDLE_TYPE_GALLERY_ROW, NULL);
  const char *summary = heddle_gallery_item_get_summary (item);

  self->item = g_object_ref (item);
  gtk_label_set_text (self->title, heddle_gallery_item_get_title (item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *summary != '\0' ? summary : NULL);
  g_signal_connect_object (item, "notify::has-run", G_CALLBACK (show_tick), self, G_CONNECT_SWAPPED);
  show_tick (self);
  return GTK_WIDGET (self);
}

HeddleGalleryItem *
heddle_gallery_row_get_item (HeddleGalleryRow *self)
{
  return self->item;
}
