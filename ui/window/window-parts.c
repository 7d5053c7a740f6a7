/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which parts of the window are seen (sidebar, code, console), by the user's wish and by the room that there is, and what
 * of it is remembered.
 * Threads: the main one.
 */
#include "ui/window/window-private.h"

#include "ui/window/settings.h"

/* Below these the window makes room: the console folds, the bands' headers narrow. */
#define LOW_HEIGHT 880
#define NARROW_WIDTH 900

void
heddle_window_update_console (HeddleWindow *self)
{
  heddle_workspace_set_wants_console (self->workspace, self->wants_console);
  g_object_set (g_action_map_lookup_action (G_ACTION_MAP (self), "console"), "state",
                g_variant_new_boolean (self->wants_console), NULL);
}

void
heddle_window_set_wants_console (HeddleWindow *self, gboolean wants_console)
{
  self->wants_console = wants_console;
  heddle_window_update_console (self);
}

static void
change_sidebar (GSimpleAction *action, GVariant *state, gpointer data)
{
  adw_flap_set_reveal_flap (HEDDLE_WINDOW (data)->flap, g_variant_get_boolean (state));
}

/* What the user wants of a wide window is remembered; a narrow one folds the sidebar by itself. */
void
heddle_window_note_sidebar (HeddleWindow *self)
{
  gboolean is_revealed = adw_flap_get_reveal_flap (self->flap);

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "sidebar")),
                             g_variant_new_boolean (is_revealed));
  if (self->settings != NULL && !adw_flap_get_folded (self->flap))
    g_settings_set_boolean (self->settings, "sidebar", is_revealed);
}

void
heddle_window_fit_sidebar (HeddleWindow *self)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else if (self->settings != NULL && g_settings_get_boolean (self->settings, "sidebar"))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
change_console (GSimpleAction *action, GVariant *state, gpointer data)
{
  heddle_window_set_wants_console (data, g_variant_get_boolean (state));
}

static void
set_wants_code (HeddleWindow *self, gboolean wants_code)
{
  self->wants_code = wants_code;
  heddle_workspace_set_wants_code (self->workspace, wants_code);
}

static void
change_code (GSimpleAction *action, GVariant *state, gpointer data)
{
  HeddleWindow *self = data;

  g_simple_action_set_state (action, state);
  heddle_workspace_get_session (self->workspace)->wants_code = g_variant_get_boolean (state);
  set_wants_code (self, g_variant_get_boolean (state));
}

void
heddle_window_add_part_actions (HeddleWindow *self)
{
  GActionEntry entries[] = {
    { .name = "console", .state = "false", .change_state = change_console },
    { .name = "code", .state = "true", .change_state = change_code },
    { .name = "more-cores" },
    { .name = "sidebar", .state = "false", .change_state = change_sidebar },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "more-cores")), FALSE);
}

/* Settings. */

void
heddle_window_read_settings (HeddleWindow *self)
{
  self->settings = heddle_settings_get_default ();
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
  if (self->settings != NULL) {
    gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                                 g_settings_get_int (self->settings, "window-height"));
    if (g_settings_get_boolean (self->settings, "window-maximized"))
      gtk_window_maximize (GTK_WINDOW (self));
  }
}

void
heddle_window_write_settings (HeddleWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 294));
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* Room: a size must not change while sizes are given out, so it is made as soon as that is over. */

static gboolean
make_room (gpointer data)
{
  HeddleWindow *self = data;

  if (self->is_low == self->wants_console)
    heddle_window_set_wants_console (self, !self->is_low);
  heddle_workspace_set_is_narrow (self->workspace, self->is_narrow);
  gtk_widget_set_visible (self->new_button, !self->is_narrow);
  heddle_window_update_cores (self);
  if (self->is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  return G_SOURCE_REMOVE;
}

/**
 * heddle_window_make_room:
 * @width: the window's
 * @height: the window's
 *
 * In a small window the console folds and the bands' headers narrow.
 */
void
heddle_window_make_room (HeddleWindow *self, int width, int height)
{
  gboolean is_low = height < LOW_HEIGHT, is_narrow = width < NARROW_WIDTH;

  if (is_low == self->is_low && is_narrow == self->is_narrow)
    return;
  self->is_low = is_low;
  self->is_narrow = is_narrow;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_room, g_object_ref (self), g_object_unref);
}
