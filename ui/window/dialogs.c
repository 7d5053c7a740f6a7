/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions to the user: GtkFileChooserNative, AdwMessageDialog and AdwAboutWindow, which later versions replace by
 * GtkFileDialog, AdwAlertDialog and AdwAboutDialog.
 * Threads: the main one.
 */
#include "ui/window/dialogs.h"

#include "ui/window/settings.h"

#include <glib/gi18n.h>

/* An answer that is waited for. */
typedef struct {
  GtkWindow *window;
  GtkEditable *entry; /* none for a confirmation */
  HeddleDialogFunc answered;
  gpointer data;
  GDestroyNotify free_data;
} Waiting;

static Waiting *
waiting_new (GtkWindow *window, HeddleDialogFunc answered, gpointer data, GDestroyNotify free_data)
{
  Waiting *self = g_new0 (Waiting, 1);

  self->window = g_object_ref (window);
  self->answered = answered;
  self->data = data;
  self->free_data = free_data;
  return self;
}

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_object_unref (self->window);
  g_free (self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Waiting *waiting = data;
  g_autofree char *name = NULL;

  if (g_strcmp0 (response, "yes") != 0)
    return;
  if (waiting->entry != NULL)
    name = g_strstrip (g_strdup (gtk_editable_get_text (waiting->entry)));
  waiting->answered (waiting->window, name, waiting->data);
}

static AdwMessageDialog *
make_dialog (const HeddleQuestion *question, Waiting *waiting)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (waiting->window, question->heading,
                                                                         question->body));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "yes", question->yes, NULL);
  adw_message_dialog_set_response_appearance (dialog, "yes",
                                              question->is_destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                                       : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, question->is_destructive ? "cancel" : "yes");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), waiting, (GClosureNotify) waiting_free, 0);
  return dialog;
}

static void
on_name_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "yes", *name != '\0');
}

/**
 * heddle_dialogs_ask_name:
 * @window: who asks
 * @question: what is asked
 * @name: the name that is proposed
 * @answered: what to do with the name, which is not empty
 * @data: (nullable): for @answered
 * @free_data: (nullable): frees @data
 */
void
heddle_dialogs_ask_name (GtkWindow *window,
                         const HeddleQuestion *question,
                         const char *name,
                         HeddleDialogFunc answered,
                         gpointer data,
                         GDestroyNotify free_data)
{
  Waiting *waiting = waiting_new (window, answered, data, free_data);
  AdwMessageDialog *dialog = make_dialog (question, waiting);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, question->heading, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_name_changed), dialog, 0);
  waiting->entry = GTK_EDITABLE (entry);
  adw_message_dialog_set_extra_child (dialog, entry);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/**
 * heddle_dialogs_confirm:
 * @window: who asks
 * @question: what is asked
 * @answered: what to do when the user says yes
 * @data: (nullable): for @answered
 * @free_data: (nullable): frees @data
 */
void
heddle_dialogs_confirm (GtkWindow *window,
                        const HeddleQuestion *question,
                        HeddleDialogFunc answered,
                        gpointer data,
                        GDestroyNotify free_data)
{
  gtk_window_present (GTK_WINDOW (make_dialog (question, waiting_new (window, answered, data, free_data))));
}

static void
on_file_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                                                           : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    waiting->answered (waiting->window, g_file_peek_path (file), waiting->data);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
show_chooser (GtkWindow *window, GtkFileChooserNative *chooser, HeddleDialogFunc answered)
{
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_file_chosen), waiting_new (window, answered, NULL, NULL),
                         (GClosureNotify) waiting_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * heddle_dialogs_choose_open:
 * @window: who asks
 * @is_folder: whether a scenario's folder is looked for, else a program or a trace
 * @answered: what to do with its path
 */
void
heddle_dialogs_choose_open (GtkWindow *window, gboolean is_folder, HeddleDialogFunc answered)
{
  static const char *const all[] = { "*.js", "*.mjs", "*.cjs", "*.json", "*.json.gz", NULL };
  static const char *const programs[] = { "*.js", "*.mjs", "*.cjs", NULL };
  static const char *const traces[] = { "*.json", "*.json.gz", NULL };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (is_folder
                                                               ? _("Open a Folder")
                                                               : _("Open"), window,
                                                                    is_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                                                              : GTK_FILE_CHOOSER_ACTION_OPEN,
                                                                    NULL, NULL);

  if (!is_folder) {
    add_filter (GTK_FILE_CHOOSER (chooser), _("Programs and traces"), all);
    add_filter (GTK_FILE_CHOOSER (chooser), _("Programs"), programs);
    add_filter (GTK_FILE_CHOOSER (chooser), _("Traces"), traces);
  }
  show_chooser (window, chooser, answered);
}

/**
 * heddle_dialogs_choose_save:
 * @window: who asks
 * @name: the file name that is proposed
 * @answered: what to do with its path
 */
void
heddle_dialogs_choose_save (GtkWindow *window, const char *name, HeddleDialogFunc answered)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Save"), window, GTK_FILE_CHOOSER_ACTION_SAVE, NULL,
                                                                  NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  show_chooser (window, chooser, answered);
}

/**
 * heddle_dialogs_show_about:
 * @window: (nullable): whose dialog it is
 */
void
heddle_dialogs_show_about (GtkWindow *window)
{
  adw_show_about_window (window, "application-name", "Heddle", "application-icon", HEDDLE_APPLICATION_ID, "version",
                         HEDDLE_VERSION, "developer-name",
                         _("The Heddle authors"), "license-type", GTK_LICENSE_GPL_3_0, "website", "https://heddle.org",
                            "comments", _("Run concurrent JavaScript for real and watch it on a timeline."), NULL);
}
