/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By one key from part to part of the window.
 * Threads: the main one. Cost: a walk over the window's widgets for each key.
 */
#include "ui/window/next-part.h"

#include "ui/drawer/drawer.h"
#include "ui/editor/editor.h"
#include "ui/gallery/gallery.h"
#include "ui/lesson/lesson.h"
#include "ui/timeline/timeline.h"

static gboolean
is_part (GtkWidget *widget)
{
  return HEDDLE_IS_GALLERY (widget) || HEDDLE_IS_EDITOR (widget) || HEDDLE_IS_LESSON (widget) ||
         HEDDLE_IS_TIMELINE (widget) || HEDDLE_IS_DRAWER (widget);
}

/* Those that are seen, as they stand in the window. */
static void
collect_parts (GtkWidget *widget, GPtrArray *parts)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_part (widget)) {
    g_ptr_array_add (parts, widget);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_parts (child, parts);
}

static gboolean
focus_part (GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (part);
  GtkWidget *focus;

  if (gtk_widget_grab_focus (part))
    return TRUE;
  if (!gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD))
    return FALSE;
  focus = gtk_root_get_focus (root);
  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

static int
find_part_with_focus (GtkWidget *window, GPtrArray *parts)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  for (guint i = 0; focus != NULL && i < parts->len; i++)
    if (focus == parts->pdata[i] || gtk_widget_is_ancestor (focus, parts->pdata[i]))
      return (int) i;
  return -1;
}

static void
go_to_next (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  int by = g_str_equal (name, "win.next-part") ? 1 : -1, at;

  collect_parts (window, parts);
  at = find_part_with_focus (window, parts);
  if (at < 0 && by < 0)
    at = 0;
  for (guint i = 1; i <= parts->len; i++) {
    int next = (at + by * (int) i + (int) parts->len) % (int) parts->len;

    if (focus_part (parts->pdata[next]))
      return;
  }
}

/**
 * heddle_next_part_install:
 * @window_class: the window's class, which gets the actions `win.next-part` and `win.previous-part`
 */
void
heddle_next_part_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.next-part", NULL, go_to_next);
  gtk_widget_class_install_action (window_class, "win.previous-part", NULL, go_to_next);
}
