/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program heddle: its command line and its windows.
 * Threads: the main one.
 */
#include "ui/window/application.h"

#include "ui/window/dialogs.h"
#include "ui/window/settings.h"
#include "ui-resources.h"
#include "ui/window/window.h"

#include <glib/gi18n.h>

struct _HeddleApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleApplication, heddle_application, ADW_TYPE_APPLICATION)

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  heddle_dialogs_show_about (gtk_application_get_active_window (data));
}

static void open_window (HeddleApplication *self, const char *target);

static void
new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_window (data, HEDDLE_SCENARIO_DEFAULT);
}

static void
open_in_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_window (data, g_variant_get_string (parameter, NULL));
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *each = windows; each != NULL; each = each->next)
    gtk_window_close (each->data);
}

static void
add_accelerators (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *keys[4];
  } accelerators[] = {
    { "win.new-playground", { "<Control>n" } },
    { "app.new-window", { "<Control><Shift>n" } },
    { "win.open", { "<Control>o" } },
    { "win.open-folder", { "<Control><Shift>o" } },
    { "win.next-part", { "F6" } },
    { "win.previous-part", { "<Shift>F6" } },
    { "win.rename::", { "F2" } },
    { "win.export::.json", { "<Control><Shift>s" } },
    { "win.copy-picture", { "<Control><Shift>c" } },
    { "win.search", { "<Control>k", "<Control><Shift>f" } },
    { "win.sidebar", { "F8" } },
    { "win.code", { "<Control>e" } },
    { "win.console", { "F9" } },
    { "win.run-all", { "F5", "<Control>r", "<Control>Return" } },
    { "win.measure", { "<Control>m" } },
    { "win.stop", { "<Shift>F5", "Escape" } },
    { "win.present", { "F11" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action, accelerators[i].keys);
}

static void
heddle_application_startup (GApplication *application)
{
  const GActionEntry entries[] = {
    { .name = "about", .activate = show_about },
    { .name = "new-window", .activate = new_window },
    { .name = "open-window", .activate = open_in_window, .parameter_type = "s" },
    { .name = "quit", .activate = quit },
  };

  g_resources_register (heddle_ui_get_resource ());
  G_APPLICATION_CLASS (heddle_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  add_accelerators (GTK_APPLICATION (application));
}

/* Without a target, what was open the last time. */
static void
open_window (HeddleApplication *self, const char *target)
{
  HeddleWindow *window = heddle_window_new (GTK_APPLICATION (self));

  if (target == NULL)
    heddle_window_open_last (window);
  else
    heddle_window_open (window, target);
  gtk_window_present (GTK_WINDOW (window));
}

static void
heddle_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_window (HEDDLE_APPLICATION (application), NULL);
}

/* A path means what it means where the command was typed; a lesson's name is no path. */
static char *
resolve_target (GApplicationCommandLine *command_line, const char *target)
{
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, target);

  if (g_file_query_exists (file, NULL) && g_file_peek_path (file) != NULL)
    return g_file_get_path (file);
  return g_strdup (target);
}

static int
heddle_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);

  if (arguments[0] == NULL || arguments[1] == NULL)
    g_application_activate (application);
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++) {
    g_autofree char *target = resolve_target (command_line, arguments[i]);

    open_window (HEDDLE_APPLICATION (application), target);
  }
  return 0;
}

static void
heddle_application_class_init (HeddleApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = heddle_application_startup;
  application_class->activate = heddle_application_activate;
  application_class->command_line = heddle_application_command_line;
}

static void
heddle_application_init (HeddleApplication *self)
{
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     _("[LESSON | FOLDER | FILE.js | TRACE.json]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Run concurrent JavaScript for real and watch it on a timeline."));
}

HeddleApplication *
heddle_application_new (void)
{
  return g_object_new (HEDDLE_TYPE_APPLICATION, "application-id", HEDDLE_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
