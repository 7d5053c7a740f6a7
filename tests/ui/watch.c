/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share.
 */
#include "watch.h"

#include "lab/playground-files.h"
#include "ui/window/application.h"

#include <glib/gstdio.h>
#include <string.h>

#define WATCHDOG_S 60

/* What the last time has left in the folder that meson.build gives each test program; never anything in a user's own. */
static void
forget_what_was_saved (void)
{
  const char *home = g_getenv ("HEDDLE_TEST_HOME");
  g_autofree char *data = home == NULL ? NULL : g_build_filename (home, "data", NULL);
  g_autofree char *state = home == NULL ? NULL : g_build_filename (home, "state", NULL);

  if (home == NULL || strcmp (data, g_get_user_data_dir ()) != 0 || strcmp (state, g_get_user_state_dir ()) != 0)
    g_error ("run this by `meson test`: it would change what you have saved");
  heddle_playground_files_remove (data, NULL);
  heddle_playground_files_remove (state, NULL);
}

/* The one application of this process; registered, but never run. */
GtkApplication *
heddle_test_get_application (void)
{
  static HeddleApplication *application = NULL;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return GTK_APPLICATION (application);
  forget_what_was_saved ();
  application = heddle_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_COMMAND_LINE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  /* Whatever moves is at once where it goes to. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return GTK_APPLICATION (application);
}

HeddleWindow *
heddle_test_open_window (const char *target)
{
  HeddleWindow *window = heddle_window_new (heddle_test_get_application ());

  heddle_window_open (window, target);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  return window;
}

void
heddle_test_close_window (HeddleWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
on_watchdog (gpointer data)
{
  g_error ("what the test waits for has not come within %d s", WATCHDOG_S);
  return G_SOURCE_REMOVE;
}

void
heddle_test_wait_until (HeddleTestCondition condition, gpointer data)
{
  guint watchdog = g_timeout_add_seconds (WATCHDOG_S, on_watchdog, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
}

/* The first widget of a type below another one. */
GtkWidget *
heddle_test_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = heddle_test_find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A picture of the window in the build folder, to be looked at. */
void
heddle_test_take_picture (gpointer window, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, name, NULL);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (window)),
                          gtk_widget_get_height (GTK_WIDGET (window)));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* A program in a folder of its own. */
char *
heddle_test_write_program (const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("heddle-ui-XXXXXX", &error);
  char *path;

  g_assert_no_error (error);
  path = g_build_filename (folder, "program.js", NULL);
  g_file_set_contents (path, source, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* Presses a key of the timeline. */
void
heddle_test_press (HeddleTimeline *timeline, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (timeline));
  g_autofree char *name = gtk_accelerator_name (key, modifiers);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    for (guint k = 0;
         GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
      g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
      g_auto (GStrv) keys = g_strsplit (trigger, "|", -1);

      if (g_strv_contains ((const char *const *) keys, name)) {
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (timeline),
                                      gtk_shortcut_get_arguments (shortcut));
        return;
      }
    }
  }
  g_error ("no shortcut has the key %s", name);
}
