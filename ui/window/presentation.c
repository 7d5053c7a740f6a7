/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window on a projector: the bands alone fill the screen, in large text and high contrast; the parts of the lesson come
 * one by one.
 * Threads: the main one.
 */
#include "ui/window/window-private.h"

#include "lab/lesson-text.h"
#include "ui/lesson/markdown.h"
#include "ui/style/colours.h"

#include <string.h>

/* The smallest text is 0.82 of the usual one, and has 2 % of the height. */
#define TEXT_PART (0.02 / 0.82)
#define MIN_TEXT_PX 15

/* Text. */

static gboolean
change_text_size (gpointer data)
{
  HeddleWindow *self = data;
  g_autofree char *css = NULL;

  if (self->text_size == NULL)
    return G_SOURCE_REMOVE;
  css = g_strdup_printf ("window.presentation { font-size: %dpx; }", self->text_px);
  gtk_css_provider_load_from_data (self->text_size, css, -1);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_window_fit_presentation:
 * @height: the window's
 *
 * Text grows with the screen. A size must not change while sizes are given out, so it does as soon as that is over.
 */
void
heddle_window_fit_presentation (HeddleWindow *self, int height)
{
  int text_px = MAX ((int) (height * TEXT_PART + 0.5), MIN_TEXT_PX);

  if (!self->is_presenting || text_px == self->text_px)
    return;
  self->text_px = text_px;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_text_size, g_object_ref (self), g_object_unref);
}

/* The lesson. */

/* What the lesson says, with what the runs say to it. */
static char *
dup_lesson (HeddleWindow *self)
{
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);
  g_autoptr (GPtrArray) traces = g_ptr_array_new ();
  HeddleLessonRuns runs;

  if (scenario == NULL)
    return g_strdup ("");
  for (guint i = 0; i < scenario->n_variants; i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (heddle_stage_get_runs (self->stage), i);

    g_ptr_array_add (traces, heddle_variant_run_get_trace (run));
  }
  runs = (HeddleLessonRuns){ scenario, (HeddleTrace *const *) traces->pdata };
  return heddle_lesson_fill (scenario->lesson, &runs);
}

/* The @step-th part: what stands between empty lines, but for questions. Returns how many there are. */
static int
find_step (const char *text, int step, char **part)
{
  g_auto (GStrv) blocks = g_strsplit (text, "\n\n", -1);
  int n = 0;

  for (guint i = 0; blocks[i] != NULL; i++) {
    const char *block = g_strstrip (blocks[i]);

    if (*block == '\0' || g_str_has_prefix (block, "```predict"))
      continue;
    if (n++ == step)
      *part = g_strdup (block);
  }
  return n;
}

static void
show_step (HeddleWindow *self, int step)
{
  g_autofree char *text = dup_lesson (self);
  g_autofree char *part = NULL;
  GtkWidget *child;
  const HeddleMarkdownMaker maker = { NULL, NULL, NULL };
  int n = find_step (text, -1, &part);

  self->step = CLAMP (step, -1, n - 1);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->step_box))) != NULL)
    gtk_box_remove (self->step_box, child);
  find_step (text, self->step, &part);
  if (part != NULL)
    heddle_markdown_fill (self->step_box, part, &maker);
  gtk_widget_set_visible (self->step_bar, part != NULL);
  gtk_widget_set_visible (self->sentence_bar, part == NULL && *gtk_label_get_text (self->sentence) != '\0');
}

/* Beginning and ending. */

/* What is not of the big picture. */
static void
show_rest (HeddleWindow *self, gboolean is_visible)
{
  HeddleSession *session = heddle_workspace_get_session (self->workspace);
  gboolean has_sidebar = is_visible && !adw_flap_get_folded (self->flap) && self->settings != NULL &&
                         g_settings_get_boolean (self->settings, "sidebar");

  gtk_widget_set_visible (self->header, is_visible);
  gtk_widget_set_visible (GTK_WIDGET (self->gallery), is_visible);
  g_signal_handlers_block_by_func (self->flap, heddle_window_note_sidebar, self);
  adw_flap_set_reveal_flap (self->flap, has_sidebar);
  g_signal_handlers_unblock_by_func (self->flap, heddle_window_note_sidebar, self);
  heddle_workspace_set_wants_code (self->workspace, is_visible && session->wants_code);
  heddle_workspace_set_wants_console (self->workspace, is_visible && self->wants_console);
  heddle_workspace_set_is_presenting (self->workspace, !is_visible);
}

static void
enter (HeddleWindow *self)
{
  self->is_presenting = TRUE;
  self->text_px = 0;
  self->text_size = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->text_size), GTK_STYLE_PROVIDER_PRIORITY_USER);
  heddle_colours_set_high_contrast (TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "presentation");
  show_rest (self, FALSE);
  heddle_window_fit_presentation (self, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_window_fullscreen (GTK_WINDOW (self));
}

/**
 * heddle_window_leave_presentation:
 *
 * The window is again what it was.
 */
void
heddle_window_leave_presentation (HeddleWindow *self)
{
  if (!self->is_presenting)
    return;
  self->is_presenting = FALSE;
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                 GTK_STYLE_PROVIDER (self->text_size));
  g_clear_object (&self->text_size);
  heddle_colours_set_high_contrast (FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "presentation");
  show_step (self, -1);
  show_rest (self, TRUE);
  gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
toggle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  if (self->is_presenting)
    heddle_window_leave_presentation (self);
  else
    enter (self);
}

/* The window manager's own way out of full screen is one out of the presentation. */
static void
on_fullscreened (HeddleWindow *self)
{
  if (!gtk_window_is_fullscreen (GTK_WINDOW (self)))
    heddle_window_leave_presentation (self);
}

static gboolean
on_key (HeddleWindow *self, guint key)
{
  if (!self->is_presenting)
    return GDK_EVENT_PROPAGATE;
  switch (key) {
  case GDK_KEY_Page_Down:
    show_step (self, self->step + 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Page_Up:
    show_step (self, self->step - 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Escape:
    if (self->stage != NULL && heddle_stage_is_running (self->stage))
      return GDK_EVENT_PROPAGATE;
    heddle_window_leave_presentation (self);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
change_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  show_step (self, self->step + g_variant_get_int32 (parameter));
}

void
heddle_window_install_presentation (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.present", NULL, toggle);
  gtk_widget_class_install_action (widget_class, "win.step", "i", change_step);
}

void
heddle_window_init_presentation (HeddleWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->step = -1;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (on_fullscreened), NULL);
}
