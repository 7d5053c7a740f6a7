/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions on files.
 * Threads: the main one.
 */
#include "ui/window/file-commands.h"

#include "export/export.h"
#include "ui/window/dialogs.h"
#include "ui/window/picture.h"
#include "ui/window/window.h"

#include <glib/gi18n.h>

/* A picture is for slides: finer than the screen. */
#define PICTURE_SCALE 2

static void
on_open_chosen (GtkWindow *window, const char *path, gpointer data)
{
  heddle_window_open (HEDDLE_WINDOW (window), path);
}

static void
choose_file (GtkWidget *window, const char *name, GVariant *parameter)
{
  heddle_dialogs_choose_open (GTK_WINDOW (window), FALSE, on_open_chosen);
}

static void
choose_folder (GtkWidget *window, const char *name, GVariant *parameter)
{
  heddle_dialogs_choose_open (GTK_WINDOW (window), TRUE, on_open_chosen);
}

static GPtrArray *
list_traces (HeddleWindow *window)
{
  GPtrArray *traces = g_ptr_array_new_with_free_func (g_object_unref);
  HeddleStage *stage = heddle_window_get_stage (window);
  GListModel *runs = stage == NULL ? NULL : heddle_stage_get_runs (stage);

  for (guint i = 0; runs != NULL && i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);
    HeddleTrace *trace = heddle_variant_run_get_trace (run);

    if (trace != NULL && heddle_trace_is_closed (trace))
      g_ptr_array_add (traces, g_object_ref (trace));
  }
  return traces;
}

static gboolean
save_picture (HeddleWindow *window, const char *path, GError **error)
{
  g_autoptr (GdkTexture) picture = heddle_picture_new (GTK_WIDGET (heddle_window_get_timeline (window)), PICTURE_SCALE);

  if (picture != NULL && gdk_texture_save_to_png (picture, path))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” cannot be written"), path);
  return FALSE;
}

/* The ending of the name says in which form. */
static gboolean
export_to (HeddleWindow *window, const char *path, GError **error)
{
  g_autoptr (GPtrArray) traces = list_traces (window);

  if (traces->len == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("There is nothing to save: run it first"));
    return FALSE;
  }
  if (g_str_has_suffix (path, ".png"))
    return save_picture (window, path, error);
  return heddle_export_file ((HeddleTrace *const *) traces->pdata, traces->len, path, error);
}

static void
on_export_chosen (GtkWindow *window, const char *path, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *message = g_strdup_printf (_("“%s” is saved"), name);

  if (export_to (HEDDLE_WINDOW (window), path, &error))
    heddle_window_show_note (HEDDLE_WINDOW (window), message);
  else
    heddle_window_show_message (HEDDLE_WINDOW (window), error->message);
}

static void
export_as (GtkWidget *window, const char *name, GVariant *parameter)
{
  HeddleStage *stage = heddle_window_get_stage (HEDDLE_WINDOW (window));
  g_autofree char *file = NULL;

  if (stage == NULL)
    return;
  file = g_strconcat (heddle_stage_get_title (stage), g_variant_get_string (parameter, NULL), NULL);
  g_strdelimit (file, "/", '-');
  heddle_dialogs_choose_save (GTK_WINDOW (window), file, on_export_chosen);
}

static void
export_to_path (GtkWidget *window, const char *name, GVariant *parameter)
{
  on_export_chosen (GTK_WINDOW (window), g_variant_get_string (parameter, NULL), NULL);
}

static void
copy_picture (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autoptr (GdkTexture)
    picture = heddle_picture_new (GTK_WIDGET (heddle_window_get_timeline (HEDDLE_WINDOW (window))), PICTURE_SCALE);

  if (picture == NULL)
    return;
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (window), picture);
  heddle_window_show_note (HEDDLE_WINDOW (window), _("The picture is copied"));
}

static gboolean
on_dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer window)
{
  GSList *files = g_value_get_boxed (value);
  gboolean is_first = TRUE;

  for (GSList *each = files; each != NULL; each = each->next) {
    const char *path = g_file_peek_path (each->data);

    if (path == NULL)
      continue;
    if (is_first)
      heddle_window_open (window, path);
    else
      gtk_widget_activate_action (window, "app.open-window", "s", path);
    is_first = FALSE;
  }
  return !is_first;
}

/**
 * heddle_file_commands_install:
 * @window_class: the class of #HeddleWindow
 */
void
heddle_file_commands_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.open", NULL, choose_file);
  gtk_widget_class_install_action (window_class, "win.open-folder", NULL, choose_folder);
  gtk_widget_class_install_action (window_class, "win.export", "s", export_as);
  gtk_widget_class_install_action (window_class, "win.export-to", "s", export_to_path);
  gtk_widget_class_install_action (window_class, "win.copy-picture", NULL, copy_picture);
}

/**
 * heddle_file_commands_accept_drops:
 * @window: the window
 *
 * Programs, folders and traces that are dropped onto it are opened, each further one in a window of its own.
 */
void
heddle_file_commands_accept_drops (GtkWidget *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_dropped), window);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (target));
}
