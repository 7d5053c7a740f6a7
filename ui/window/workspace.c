/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window shows of a stage, pane by pane: above, the sources; below, the timeline with its tools, and what the
 * variants print.
 * Threads: the main one.
 */
#include "ui/window/workspace.h"

#include "ui/run/sentence.h"

struct _HeddleWorkspace {
  GtkWidget parent_instance;

  GtkWidget *rows;
  GtkPaned *sources; /* the editor; the lesson beside it */
  GtkPaned *results;
  GtkCenterBox *tools;
  GtkStack *pages;
  AdwStatusPage *question;
  AdwStatusPage *error;
  GtkWidget *question_button;
  HeddleTimeline *timeline;
  HeddleConsole *console;

  HeddleStage *stage;
};

G_DEFINE_FINAL_TYPE (HeddleWorkspace, heddle_workspace, GTK_TYPE_WIDGET)

static void
heddle_workspace_dispose (GObject *object)
{
  HeddleWorkspace *self = HEDDLE_WORKSPACE (object);

  g_clear_object (&self->stage);
  g_clear_pointer (&self->rows, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_workspace_parent_class)->dispose (object);
}

static void
heddle_workspace_class_init (HeddleWorkspaceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_workspace_dispose;
  g_type_ensure (HEDDLE_TYPE_TIMELINE);
  g_type_ensure (HEDDLE_TYPE_CONSOLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/workspace.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, rows);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, sources);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, results);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, tools);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, pages);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, question);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, error);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, question_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, timeline);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, console);
}

static void
heddle_workspace_init (HeddleWorkspace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
wants_question (HeddleWorkspace *self)
{
  return !heddle_stage_has_run (self->stage) && heddle_timeline_get_n_bands (self->timeline) < 2;
}

static void
show_question (HeddleWorkspace *self, HeddleScenario *scenario)
{
  g_autofree char *question = heddle_sentence_new_question (scenario);

  adw_status_page_set_title (self->question, question);
  adw_status_page_set_description (self->question, scenario->summary);
  heddle_timeline_set_question (self->timeline, question, scenario->summary);
}

/**
 * heddle_workspace_set_stage:
 * @stage: (nullable): what to show
 */
void
heddle_workspace_set_stage (HeddleWorkspace *self, HeddleStage *stage)
{
  GListModel *runs = stage == NULL ? NULL : heddle_stage_get_runs (stage);

  g_set_object (&self->stage, stage);
  heddle_timeline_set_runs (self->timeline, runs);
  heddle_console_set_runs (self->console, runs);
  if (stage == NULL)
    return;
  if (heddle_stage_get_scenario (stage) != NULL)
    show_question (self, heddle_stage_get_scenario (stage));
  heddle_workspace_update_page (self);
  gtk_widget_grab_focus (wants_question (self) ? self->question_button : GTK_WIDGET (self->timeline));
}

/**
 * heddle_workspace_update_page:
 *
 * Asks the question of a scenario that has never run; where there is something to compare, the timeline asks it and takes
 * guesses.
 */
void
heddle_workspace_update_page (HeddleWorkspace *self)
{
  gtk_stack_set_visible_child_name (self->pages, wants_question (self) ? "question" : "timeline");
}

/**
 * heddle_workspace_show_error:
 * @message: why there is nothing to show
 */
void
heddle_workspace_show_error (HeddleWorkspace *self, const char *message)
{
  adw_status_page_set_description (self->error, message);
  gtk_stack_set_visible_child_name (self->pages, "error");
}

void
heddle_workspace_set_wants_console (HeddleWorkspace *self, gboolean wants_console)
{
  gtk_widget_set_visible (GTK_WIDGET (self->console), wants_console);
}

HeddleTimeline *
heddle_workspace_get_timeline (HeddleWorkspace *self)
{
  return self->timeline;
}

HeddleConsole *
heddle_workspace_get_console (HeddleWorkspace *self)
{
  return self->console;
}
