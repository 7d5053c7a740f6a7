/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main window: what is open in it, and what its stage does. Which of its parts are seen: window-parts.c.
 * Threads: the main one.
 */
#include "ui/window/window-private.h"

#include "ui/gallery/gallery-commands.h"
#include "ui/gallery/gallery-list.h"
#include "ui/run/sentence.h"
#include "ui/window/file-commands.h"
#include "ui/window/next-part.h"
#include "ui/window/opening.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_STAGE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleWindow, heddle_window, ADW_TYPE_APPLICATION_WINDOW)

/* What is visible. */

static void
show_sentence (HeddleWindow *self, const char *text)
{
  gtk_label_set_text (self->sentence, text != NULL ? text : "");
  gtk_widget_set_visible (self->sentence_bar, text != NULL && *text != '\0');
}

static void
update_sentence (HeddleWindow *self)
{
  g_autofree char *text = self->stage == NULL ? NULL : heddle_sentence_new (self->stage);

  show_sentence (self, text);
}

static void
update_parameters (HeddleWindow *self)
{
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);

  gtk_widget_set_visible (self->parameters_button, scenario != NULL && scenario->n_parameters > 0);
}

void
heddle_window_update_cores (HeddleWindow *self)
{
  guint n_cores = heddle_launcher_get_n_cores (self->launcher);
  g_autofree char *label = self->is_narrow ? g_strdup_printf ("%u", n_cores > 0 ? n_cores : heddle_cores_count ())
                                           : heddle_cores_format (n_cores);

  gtk_menu_button_set_label (self->cores_button, label);
  heddle_cores_popover_set_n_cores (self->cores_popover, n_cores);
}

static gboolean
on_prepare (HeddleWindow *self)
{
  return !heddle_window_save (self);
}

/* Following the stage. */

static void
show_titles (HeddleWindow *self)
{
  const char *title = heddle_stage_get_title (self->stage);
  g_autofree char *subtitle = heddle_stage_dup_subtitle (self->stage);
  g_autofree char *window_title = g_strdup_printf (_("%s – Heddle"), title);

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
on_run_changed (HeddleWindow *self)
{
  update_sentence (self);
  heddle_workspace_update_page (self->workspace);
}

static void
on_running (HeddleWindow *self)
{
  update_sentence (self);
  heddle_workspace_update_page (self->workspace);
  show_titles (self);
  if (heddle_stage_is_running (self->stage) && !heddle_workspace_is_editing (self->workspace))
    gtk_widget_grab_focus (GTK_WIDGET (heddle_window_get_timeline (self)));
  else if (self->target != NULL && heddle_stage_is_done (self->stage))
    heddle_gallery_list_tick (self->target);
}

static void
on_failed (HeddleWindow *self, const char *message)
{
  heddle_window_show_message (self, message);
}

static void
on_has_errors (HeddleWindow *self)
{
  if (heddle_console_has_errors (heddle_window_get_console (self)))
    heddle_window_set_wants_console (self, TRUE);
}

static void
watch_runs (HeddleWindow *self)
{
  GListModel *runs = heddle_stage_get_runs (self->stage);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

    g_signal_connect_object (run, "notify::phase", G_CALLBACK (on_run_changed), self, G_CONNECT_SWAPPED);
  }
}

static void
set_stage (HeddleWindow *self, HeddleStage *stage)
{
  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_data (self->stage, self);
  g_set_object (&self->stage, stage);
  heddle_workspace_set_stage (self->workspace, stage);
  heddle_launcher_set_stage (self->launcher, stage);
  heddle_run_button_set_stage (self->run_button, stage);
  heddle_parameters_set_stage (self->parameters, stage);
  heddle_permission_bar_set_stage (self->permission_bar, stage);
  update_parameters (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
  if (stage == NULL)
    return;
  g_signal_connect_object (stage, "notify::running", G_CALLBACK (on_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "values-changed", G_CALLBACK (show_titles), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  watch_runs (self);
  show_titles (self);
  update_sentence (self);
}

/* Actions. */

static void
on_scenario_changed (HeddleWindow *self, HeddleScenario *scenario)
{
  g_autoptr (HeddleStage) stage = heddle_stage_new (scenario);

  set_stage (self, stage);
}

static void
fit_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  heddle_time_axis_fit (heddle_timeline_get_axis (heddle_window_get_timeline (HEDDLE_WINDOW (widget))));
}

static void
open_target (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  heddle_window_open (self, g_variant_get_string (parameter, NULL));
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, TRUE);
  heddle_gallery_focus_search (self->gallery);
}

/* Text that is on no disk keeps the window open once: whoever closes it again knows. */
static gboolean
is_safe_to_close (HeddleWindow *self)
{
  HeddleEditor *editor = heddle_workspace_get_editor (self->workspace);
  gboolean knows = self->knows_of_loss;

  self->knows_of_loss = FALSE;
  if (heddle_workspace_save (self->workspace, NULL) || knows || editor == NULL || heddle_editor_is_safe (editor))
    return TRUE;
  self->knows_of_loss = TRUE;
  heddle_window_show_message (self, _("What you typed is on no disk yet. Close again to lose it."));
  return FALSE;
}

static gboolean
heddle_window_close_request (GtkWindow *window)
{
  HeddleWindow *self = HEDDLE_WINDOW (window);

  heddle_window_write_settings (self);
  if (!is_safe_to_close (self))
    return TRUE;
  heddle_workspace_save_session (self->workspace);
  if (self->stage != NULL)
    heddle_stage_stop (self->stage);
  return GTK_WINDOW_CLASS (heddle_window_parent_class)->close_request (window);
}

static void
heddle_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (heddle_window_parent_class)->size_allocate (widget, width, height, baseline);
  heddle_window_make_room (HEDDLE_WINDOW (widget), width, height);
  heddle_window_fit_presentation (HEDDLE_WINDOW (widget), height);
}

static void
heddle_window_dispose (GObject *object)
{
  HeddleWindow *self = HEDDLE_WINDOW (object);

  heddle_window_leave_presentation (self);
  g_clear_object (&self->text_size);
  g_clear_object (&self->stage);
  g_clear_object (&self->launcher);
  g_clear_pointer (&self->target, g_free);
  G_OBJECT_CLASS (heddle_window_parent_class)->dispose (object);
}

static void
heddle_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_STAGE)
    g_value_set_object (value, HEDDLE_WINDOW (object)->stage);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HEDDLE_TYPE_WORKSPACE);
  g_type_ensure (HEDDLE_TYPE_GALLERY);
  g_type_ensure (HEDDLE_TYPE_RUN_BUTTON);
  g_type_ensure (HEDDLE_TYPE_CORES_POPOVER);
  g_type_ensure (HEDDLE_TYPE_PARAMETERS);
  g_type_ensure (HEDDLE_TYPE_PERMISSION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, cores_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, cores_popover);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, parameters_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, parameters);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, permission_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, gallery);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, workspace);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, header);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, step_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, step_box);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, sentence_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, sentence);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.fit-all", NULL, fit_all);
  gtk_widget_class_install_action (widget_class, "win.open-target", "s", open_target);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  heddle_gallery_commands_install (widget_class);
  heddle_file_commands_install (widget_class);
  heddle_next_part_install (widget_class);
  heddle_window_install_presentation (widget_class);
}

static void
heddle_window_class_init (HeddleWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = heddle_window_dispose;
  object_class->get_property = heddle_window_get_property;
  widget_class->size_allocate = heddle_window_size_allocate;
  GTK_WINDOW_CLASS (class)->close_request = heddle_window_close_request;
  properties[PROP_STAGE] = g_param_spec_object ("stage", NULL, NULL, HEDDLE_TYPE_STAGE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
heddle_window_init (HeddleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_window_add_part_actions (self);
  heddle_window_init_presentation (self);
  self->launcher = heddle_launcher_new (G_ACTION_MAP (self));
  g_signal_connect_object (self->launcher, "prepare", G_CALLBACK (on_prepare), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->launcher, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->launcher, "notify::n-cores", G_CALLBACK (heddle_window_update_cores), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_always_show_arrow (self->cores_button, TRUE);
  heddle_window_update_cores (self);
  heddle_window_read_settings (self);
  heddle_window_set_wants_console (self, TRUE);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (heddle_window_note_sidebar), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (heddle_window_fit_sidebar), self,
                           G_CONNECT_SWAPPED);
  heddle_window_fit_sidebar (self);
  heddle_file_commands_accept_drops (GTK_WIDGET (self));
  g_signal_connect_object (heddle_window_get_console (self), "notify::has-errors", G_CALLBACK (on_has_errors), self,
                           G_CONNECT_SWAPPED);
  g_action_change_state (g_action_map_lookup_action (G_ACTION_MAP (self), "code"),
                         g_variant_new_boolean (heddle_workspace_get_session (self->workspace)->wants_code));
  g_signal_connect_object (self->workspace, "scenario-changed", G_CALLBACK (on_scenario_changed), self,
                           G_CONNECT_SWAPPED);
}

HeddleWindow *
heddle_window_new (GtkApplication *application)
{
  return g_object_new (HEDDLE_TYPE_WINDOW, "application", application, NULL);
}

/**
 * heddle_window_open:
 * @target: a .js file, a scenario's folder, the name of a lesson, or a saved trace
 *
 * Shows it, or why it cannot be shown.
 *
 * Returns: whether it could be opened
 */
gboolean
heddle_window_open (HeddleWindow *self, const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  g_autoptr (HeddleStage) stage = heddle_opening_make_stage (target, &warning, &error);

  if (self->target != target) {
    g_free (self->target);
    self->target = g_strdup (target);
  }
  heddle_gallery_set_current (self->gallery, target);
  set_stage (self, stage);
  if (warning != NULL)
    heddle_window_show_message (self, warning);
  if (stage != NULL) {
    HeddleSession *session = heddle_workspace_get_session (self->workspace);

    heddle_opening_remember (target);
    g_free (session->target);
    session->target = g_strdup (target);
    return TRUE;
  }
  heddle_workspace_show_error (self->workspace, error->message);
  return FALSE;
}

/**
 * heddle_window_get_target:
 *
 * Returns: (transfer none) (nullable): what was opened last
 */
const char *
heddle_window_get_target (HeddleWindow *self)
{
  return self->target;
}

/**
 * heddle_window_save:
 *
 * Before its files are run, copied or moved.
 *
 * Returns: whether they hold what the editor shows; else the user was told why not
 */
gboolean
heddle_window_save (HeddleWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (heddle_workspace_save (self->workspace, &error))
    return TRUE;
  heddle_window_show_message (self, error->message);
  return FALSE;
}

/**
 * heddle_window_show_message:
 * @message: a sentence
 *
 * Says what could not be done; it stays until the user has read it.
 */
void
heddle_window_show_message (HeddleWindow *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * heddle_window_show_note:
 * @message: what was done
 */
void
heddle_window_show_note (HeddleWindow *self, const char *message)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (message));
}

/**
 * heddle_window_show_undo:
 * @message: what was done
 * @undo: what `win.undo` takes
 */
void
heddle_window_show_undo (HeddleWindow *self, const char *message, const char *undo)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_action_target (toast, "s", undo);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * heddle_window_open_last:
 *
 * Shows what was open the last time; the first lesson when that is gone.
 */
void
heddle_window_open_last (HeddleWindow *self)
{
  g_autofree char *target = g_strdup (heddle_workspace_get_session (self->workspace)->target);
  const char *broken = heddle_workspace_get_broken_session (self->workspace);

  if (target == NULL || !heddle_window_open (self, target))
    heddle_window_open (self, HEDDLE_SCENARIO_DEFAULT);
  if (broken != NULL) {
    g_autofree char *message = g_strdup_printf (_("What was open the last time cannot be read; it is kept in %s"),
                                                   broken);

    on_failed (self, message);
  }
}

/**
 * heddle_window_get_editor:
 *
 * Returns: (transfer none) (nullable): the editor, when the code has been seen
 */
HeddleEditor *
heddle_window_get_editor (HeddleWindow *self)
{
  return heddle_workspace_get_editor (self->workspace);
}

/**
 * heddle_window_get_stage:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
HeddleStage *
heddle_window_get_stage (HeddleWindow *self)
{
  return self->stage;
}

HeddleTimeline *
heddle_window_get_timeline (HeddleWindow *self)
{
  return heddle_workspace_get_timeline (self->workspace);
}

HeddleConsole *
heddle_window_get_console (HeddleWindow *self)
{
  return heddle_workspace_get_console (self->workspace);
}

/**
 * heddle_window_get_sentence:
 *
 * Returns: (transfer none): the sentence at the bottom
 */
const char *
heddle_window_get_sentence (HeddleWindow *self)
{
  return gtk_label_get_text (self->sentence);
}
