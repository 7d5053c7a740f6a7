/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions on playgrounds. Their parameter is a lesson's name or a playground's folder; an empty one stands
 * for what the window shows.
 * Threads: the main one.
 */
#include "ui/gallery/gallery-commands.h"

#include "lab/playground.h"
#include "lab/scenario.h"
#include "ui/gallery/gallery-list.h"
#include "ui/window/dialogs.h"
#include "ui/window/window.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an action is about. */
static char *
dup_target (GtkWidget *window, GVariant *parameter)
{
  const char *target = g_variant_get_string (parameter, NULL);

  return g_strdup (*target != '\0' ? target : heddle_window_get_target (HEDDLE_WINDOW (window)));
}

static gboolean
is_lesson (const char *target)
{
  return target != NULL && strchr (target, '/') == NULL;
}

/* The playground of a target: the copy of a lesson, or the folder. */
static HeddlePlayground *
load_playground (const char *target, GError **error)
{
  return is_lesson (target) ? heddle_playground_open_lesson (target, error) : heddle_playground_load (target, error);
}

/* Something has happened to a playground: @playground is what is to be shown, or %NULL with @error. */
static void
show_result (GtkWidget *window, HeddlePlayground *playground, const GError *error)
{
  heddle_gallery_list_reload_playgrounds ();
  if (playground == NULL)
    heddle_window_show_message (HEDDLE_WINDOW (window), error->message);
  else
    heddle_window_open (HEDDLE_WINDOW (window), playground->lesson != NULL ? playground->lesson : playground->folder);
}

static void
new_playground (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = heddle_playground_new (_("New playground"), &error);

  show_result (window, playground, error);
}

static HeddlePlayground *
duplicate_target (const char *target, GError **error)
{
  g_autoptr (HeddleScenario) scenario = heddle_scenario_open (target, error);
  g_autoptr (HeddlePlayground) original = NULL;
  g_autofree char *title = NULL, *file = NULL;

  if (scenario == NULL)
    return NULL;
  if (scenario->is_file) {
    file = g_build_filename (scenario->folder, scenario->variants[0].file, NULL);
    return heddle_playground_import (file, error);
  }
  if (is_lesson (target) && (original = heddle_playground_open_lesson (target, error)) == NULL)
    return NULL;
  title = g_strdup_printf (_("%s (copy)"), scenario->title);
  return heddle_playground_duplicate (original != NULL ? original->folder : scenario->folder, title, error);
}

static void
duplicate (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autofree char *target = dup_target (window, parameter);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = NULL;

  if (target == NULL || !heddle_window_save (HEDDLE_WINDOW (window)))
    return;
  playground = duplicate_target (target, &error);
  show_result (window, playground, error);
}

static void
on_renamed (GtkWindow *window, const char *title, gpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = heddle_playground_load (folder, &error);

  if (playground == NULL || !heddle_playground_rename (playground, title, &error)) {
    heddle_window_show_message (HEDDLE_WINDOW (window), error->message);
    return;
  }
  heddle_gallery_list_reload_playgrounds ();
  if (g_strcmp0 (heddle_window_get_target (HEDDLE_WINDOW (window)), folder) == 0)
    heddle_window_open (HEDDLE_WINDOW (window), folder);
}

static void
rename_playground (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autofree char *target = dup_target (window, parameter);
  HeddleGalleryItem *item = target == NULL ? NULL : heddle_gallery_list_find (target);
  HeddleQuestion question = { .heading = _("Rename the playground"), .yes = _("_Rename") };

  if (item == NULL || heddle_gallery_item_is_lesson (item) || !heddle_window_save (HEDDLE_WINDOW (window)))
    return;
  heddle_dialogs_ask_name (GTK_WINDOW (window), &question, heddle_gallery_item_get_title (item), on_renamed,
                           g_strdup (target), g_free);
}

static void
delete_playground (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autofree char *target = dup_target (window, parameter);
  HeddleGalleryItem *item = target == NULL ? NULL : heddle_gallery_list_find (target);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = NULL;
  g_autofree char *undo = NULL, *message = NULL;

  if (item == NULL || heddle_gallery_item_is_lesson (item) || !heddle_window_save (HEDDLE_WINDOW (window)))
    return;
  playground = heddle_playground_load (target, &error);
  if (playground == NULL || !heddle_playground_delete (playground, &undo, &error)) {
    heddle_window_show_message (HEDDLE_WINDOW (window), error->message);
    return;
  }
  message = g_strdup_printf (_("“%s” is deleted"), playground->title);
  heddle_gallery_list_reload_playgrounds ();
  if (g_strcmp0 (heddle_window_get_target (HEDDLE_WINDOW (window)), target) == 0)
    heddle_window_open (HEDDLE_WINDOW (window), HEDDLE_SCENARIO_DEFAULT);
  heddle_window_show_undo (HEDDLE_WINDOW (window), message, undo);
}

static void
restore_original (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autofree char *target = dup_target (window, parameter);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = NULL;
  g_autofree char *undo = NULL;

  if (target == NULL || !heddle_window_save (HEDDLE_WINDOW (window)))
    return;
  playground = load_playground (target, &error);
  if (playground == NULL || !heddle_playground_restore (playground, &undo, &error)) {
    heddle_window_show_message (HEDDLE_WINDOW (window), error->message);
    return;
  }
  if (g_strcmp0 (heddle_window_get_target (HEDDLE_WINDOW (window)), target) == 0)
    heddle_window_open (HEDDLE_WINDOW (window), target);
  heddle_window_show_undo (HEDDLE_WINDOW (window), _("The lesson is as it came"), undo);
}

static void
undo (GtkWidget *window, const char *name, GVariant *parameter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = heddle_playground_undo (g_variant_get_string (parameter, NULL), &error);

  show_result (window, playground, error);
}

static void
on_import_chosen (GtkWindow *window, const char *path, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddlePlayground) playground = heddle_playground_import (path, &error);

  show_result (GTK_WIDGET (window), playground, error);
}

static void
import (GtkWidget *window, const char *name, GVariant *parameter)
{
  heddle_dialogs_choose_open (GTK_WINDOW (window), g_variant_get_boolean (parameter), on_import_chosen);
}

/* The copies of lessons go to where what is deleted goes; the user's own playgrounds stay. */
static void
on_start_afresh (GtkWindow *window, const char *answer, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) playgrounds = heddle_playground_list (&error);

  for (guint i = 0; playgrounds != NULL && i < playgrounds->len; i++) {
    HeddlePlayground *playground = playgrounds->pdata[i];

    if (playground->lesson != NULL && error == NULL)
      heddle_playground_delete (playground, NULL, &error);
  }
  heddle_gallery_list_clear_ticks ();
  if (error != NULL)
    heddle_window_show_message (HEDDLE_WINDOW (window), error->message);
  heddle_window_open (HEDDLE_WINDOW (window), HEDDLE_SCENARIO_DEFAULT);
}

static void
start_afresh (GtkWidget *window, const char *name, GVariant *parameter)
{
  HeddleQuestion question = {
    .heading = _("Start afresh?"), .body = _("All lessons become as they came, and none counts as run: as for a new class. Your own playgrounds stay."),
                                               .yes = _("_Start Afresh"), .is_destructive = TRUE,
                                               };

  heddle_dialogs_confirm (GTK_WINDOW (window), &question, on_start_afresh, NULL, NULL);
}

/**
 * heddle_gallery_commands_install:
 * @window_class: the class of #HeddleWindow
 */
void
heddle_gallery_commands_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.new-playground", NULL, new_playground);
  gtk_widget_class_install_action (window_class, "win.duplicate", "s", duplicate);
  gtk_widget_class_install_action (window_class, "win.rename", "s", rename_playground);
  gtk_widget_class_install_action (window_class, "win.delete", "s", delete_playground);
  gtk_widget_class_install_action (window_class, "win.restore-original", "s", restore_original);
  gtk_widget_class_install_action (window_class, "win.undo", "s", undo);
  gtk_widget_class_install_action (window_class, "win.import", "b", import);
  gtk_widget_class_install_action (window_class, "win.start-afresh", NULL, start_afresh);
}
