/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window shows of a stage, pane by pane: above, the sources; below, the timeline with its tools, and what the
 * variants print.
 * Threads: the main one.
 */
#include "ui/window/workspace.h"

#include "ui/gallery/gallery-list.h"
#include "ui/run/sentence.h"
#include "ui/window/links.h"

#include <stdlib.h>
#include <string.h>

#define SESSION_DELAY_S 2

struct _HeddleWorkspace {
  GtkWidget parent_instance;

  GtkWidget *rows;
  GtkPaned *sources; /* the editor; the side beside it */
  GtkStack *side;
  GtkPaned *results;
  GtkCenterBox *tools;
  GtkToggleButton *cores_button;
  GtkWidget *parts;
  GtkWidget *quick_cores;
  GtkStack *pages;
  AdwStatusPage *question;
  AdwStatusPage *error;
  GtkWidget *question_button;
  HeddleCoresPage *cores; /* made when it is first seen */
  HeddleTimeline *timeline;
  HeddlePageStrip *page_strip;
  HeddleDrawer *drawer;

  HeddleStage *stage;
  HeddleEditor *editor; /* made when it is first seen, after the window's first frame */
  gboolean has_drawn;
  HeddleLesson *lesson;
  HeddleLinks *links;
  HeddleSession *session;
  char *broken_session; /* where a session was set aside that could not be read */
  guint session_source;
  gboolean wants_code;
  gboolean is_narrow;
  gboolean is_presenting;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeddleWorkspace, heddle_workspace, GTK_TYPE_WIDGET)

/* The sources. */

/* The message of a wrong scenario.ini starts with its path and the line. */
static void
show_wrong_scenario (HeddleWorkspace *self, const char *message)
{
  const char *where = strstr (message, "scenario.ini:");
  char *rest = NULL;
  guint line = where == NULL ? 0 : (guint) strtoul (where + strlen ("scenario.ini:"), &rest, 10);

  heddle_editor_set_mistake (self->editor, "scenario.ini", line,
                             line > 0 && g_str_has_prefix (rest, ": ") ? rest + strlen (": ") : message);
}

static void
read_scenario_again (HeddleWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleScenario) scenario = heddle_scenario_load (heddle_stage_get_scenario (self->stage)->folder, &error);
  gboolean is_editing = heddle_workspace_is_editing (self);

  if (scenario == NULL) {
    show_wrong_scenario (self, error->message);
    return;
  }
  heddle_editor_set_mistake (self->editor, "scenario.ini", 0, NULL);
  if (heddle_stage_is_running (self->stage))
    return;
  g_signal_emit (self, changed_signal, 0, scenario);
  if (is_editing)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
on_source_saved (HeddleWorkspace *self, const char *file)
{
  if (self->stage != NULL)
    heddle_stage_note_changed (self->stage, file);
  if (strcmp (file, "scenario.ini") == 0 || g_str_has_prefix (file, "lesson."))
    read_scenario_again (self);
}

static gboolean
save_session (gpointer data)
{
  heddle_workspace_save_session (data);
  return G_SOURCE_REMOVE;
}

static void
save_session_soon (HeddleWorkspace *self)
{
  if (self->session_source == 0)
    self->session_source = g_timeout_add_seconds (SESSION_DELAY_S, save_session, self);
}

/* A click on a line's link, where the code may be folded. */
static void
on_show_line (HeddleWorkspace *self, const char *file, guint line)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!self->wants_code && root != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.code", NULL);
  if (self->editor == NULL || file == NULL || line == 0)
    return;
  if (!heddle_editor_show_position (self->editor, file, line, 0)) {
    g_autofree char *name = g_path_get_basename (file);

    heddle_editor_show_position (self->editor, name, line, 0);
  }
}

static void
on_span_activated (HeddleWorkspace *self, HeddleVariantRun *run, guint64 ref, const char *file, guint line)
{
  on_show_line (self, file, line);
}

static void
make_editor (HeddleWorkspace *self)
{
  self->editor = heddle_editor_new ();
  g_signal_connect_object (self->editor, "saved", G_CALLBACK (on_source_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "cursor-line-changed", G_CALLBACK (save_session_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::text-size", G_CALLBACK (save_session_soon), self, G_CONNECT_SWAPPED);
  gtk_paned_set_start_child (self->sources, GTK_WIDGET (self->editor));
  self->lesson = HEDDLE_LESSON (heddle_lesson_new ());
  self->links = heddle_links_new (self->timeline, self->editor, self->lesson);
  gtk_stack_add_named (self->side, GTK_WIDGET (self->lesson), "lesson");
}

static void
update_side (HeddleWorkspace *self)
{
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);

  gtk_widget_set_visible (GTK_WIDGET (self->side), !self->is_narrow && scenario != NULL && *scenario->lesson != '\0');
}

/* Lessons stand first in the gallery's list, in the order of the course. */
static void
update_course (HeddleWorkspace *self, HeddleScenario *scenario)
{
  GListModel *items = heddle_gallery_list_get_default ();
  HeddleLessonPlace place = { 0 };
  gboolean is_found = FALSE;

  for (guint i = 0; scenario != NULL && i < g_list_model_get_n_items (items); i++) {
    g_autoptr (HeddleGalleryItem) item = g_list_model_get_item (items, i);
    const char *name = heddle_gallery_item_get_target (item), *title = heddle_gallery_item_get_title (item);

    if (!heddle_gallery_item_is_lesson (item))
      break;
    place.n_lessons++;
    if (strcmp (name, scenario->name) == 0) {
      place.number = i + 1;
      is_found = TRUE;
    } else if (!is_found) {
      place.previous = name;
      place.previous_title = title;
    } else if (place.next == NULL) {
      place.next = name;
      place.next_title = title;
    }
  }
  heddle_lesson_set_neighbours (self->lesson, is_found ? &place : NULL);
}

static void
update_sources (HeddleWorkspace *self)
{
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);

  gtk_widget_set_visible (GTK_WIDGET (self->sources), self->wants_code && scenario != NULL);
  update_side (self);
  if (!self->has_drawn || (self->editor == NULL && !gtk_widget_get_visible (GTK_WIDGET (self->sources))))
    return;
  if (self->editor == NULL)
    make_editor (self);
  heddle_editor_set_scenario (self->editor, scenario);
  heddle_editor_restore (self->editor, self->session);
  heddle_lesson_set_stage (self->lesson, self->stage);
  update_course (self, scenario);
}

static gboolean
fill_after_first_frame (gpointer data)
{
  HeddleWorkspace *self = data;

  self->has_drawn = TRUE;
  update_sources (self);
  return G_SOURCE_REMOVE;
}

static void
on_first_frame (GdkFrameClock *clock, HeddleWorkspace *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_after_first_frame, g_object_ref (self), g_object_unref);
}

static void
heddle_workspace_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heddle_workspace_parent_class)->realize (widget);
  if (!HEDDLE_WORKSPACE (widget)->has_drawn)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_first_frame), widget,
                             0);
}

static void
show_results (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleWorkspace *self = HEDDLE_WORKSPACE (widget);
  gboolean has_timeline = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "timeline") == 0;

  gtk_widget_grab_focus (has_timeline ? GTK_WIDGET (self->timeline) : self->question_button);
}

static void
on_cores_toggled (HeddleWorkspace *self)
{
  if (self->cores == NULL) {
    self->cores = HEDDLE_CORES_PAGE (heddle_cores_page_new ());
    gtk_stack_add_named (self->pages, GTK_WIDGET (self->cores), "cores");
  }
  heddle_cores_page_set_stage (self->cores, self->stage);
  heddle_workspace_update_page (self);
}

static void
heddle_workspace_dispose (GObject *object)
{
  HeddleWorkspace *self = HEDDLE_WORKSPACE (object);

  g_clear_handle_id (&self->session_source, g_source_remove);
  g_clear_pointer (&self->session, heddle_session_free);
  g_clear_pointer (&self->broken_session, g_free);
  g_clear_object (&self->links);
  g_clear_object (&self->stage);
  g_clear_pointer (&self->rows, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_workspace_parent_class)->dispose (object);
}

static void
heddle_workspace_class_init (HeddleWorkspaceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_workspace_dispose;
  widget_class->realize = heddle_workspace_realize;

  /**
   * HeddleWorkspace::scenario-changed:
   * @scenario: what scenario.ini says now
   *
   * The user changed the scenario that is shown.
   */
  changed_signal = g_signal_new ("scenario-changed", HEDDLE_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, HEDDLE_TYPE_SCENARIO);
  gtk_widget_class_install_action (widget_class, "workspace.show-results", NULL, show_results);
  g_type_ensure (HEDDLE_TYPE_TIMELINE);
  g_type_ensure (HEDDLE_TYPE_DRAWER);
  g_type_ensure (HEDDLE_TYPE_PAGE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/workspace.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, rows);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, sources);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, side);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, results);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, tools);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, parts);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, quick_cores);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, cores_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cores_toggled);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, pages);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, question);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, error);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, question_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, timeline);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, drawer);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkspace, page_strip);
}

static void
heddle_workspace_init (HeddleWorkspace *self)
{
  self->session = heddle_session_load (&self->broken_session);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (heddle_workspace_get_console (self), "show-line", G_CALLBACK (on_show_line), self,
                           G_CONNECT_SWAPPED);
  heddle_events_set_timeline (heddle_drawer_get_events (self->drawer), self->timeline);
  g_signal_connect_object (heddle_drawer_get_events (self->drawer), "show-line", G_CALLBACK (on_show_line), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timeline, "span-activated", G_CALLBACK (on_span_activated), self, G_CONNECT_SWAPPED);
  if (self->session->code_height > 0)
    gtk_paned_set_position (GTK_PANED (self->rows), self->session->code_height);
  if (self->session->code_width > 0)
    gtk_paned_set_position (self->sources, self->session->code_width);
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

static const char *
get_folder (HeddleStage *stage)
{
  HeddleScenario *scenario = stage == NULL ? NULL : heddle_stage_get_scenario (stage);

  return scenario == NULL ? NULL : scenario->folder;
}

/* The same scenario anew shows the same file; another one its first. */
static void
remember_file (HeddleWorkspace *self, HeddleStage *next)
{
  if (self->editor == NULL || self->stage == NULL)
    return;
  heddle_editor_remember (self->editor, self->session);
  if (g_strcmp0 (get_folder (self->stage), get_folder (next)) != 0)
    g_clear_pointer (&self->session->file, g_free);
}

/* What makes no sense for what is shown is not there: parts of a scenario that has none, cores of a saved trace. */
static void
update_tools (HeddleWorkspace *self)
{
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);

  gtk_widget_set_visible (GTK_WIDGET (self->tools), self->stage != NULL && !self->is_presenting);
  gtk_widget_set_visible (self->parts, scenario != NULL && heddle_scenario_has_parts (scenario) && !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->cores_button), scenario != NULL && !self->is_narrow);
  gtk_widget_set_visible (self->quick_cores, scenario != NULL && !self->is_narrow);
}

/**
 * heddle_workspace_set_stage:
 * @stage: (nullable): what to show
 */
void
heddle_workspace_set_stage (HeddleWorkspace *self, HeddleStage *stage)
{
  GListModel *runs = stage == NULL ? NULL : heddle_stage_get_runs (stage);

  remember_file (self, stage);
  g_set_object (&self->stage, stage);
  heddle_timeline_set_runs (self->timeline, runs);
  heddle_drawer_set_runs (self->drawer, runs);
  heddle_page_strip_set_stage (self->page_strip, stage);
  update_sources (self);
  update_tools (self);
  if (self->cores != NULL)
    heddle_cores_page_set_stage (self->cores, stage);
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
 * While nothing runs, the Cores page stays that was chosen. Else asks the question of a scenario that has never run; where there is something to compare, the timeline asks it and takes
 * guesses.
 */
void
heddle_workspace_update_page (HeddleWorkspace *self)
{
  gboolean wants_cores = gtk_toggle_button_get_active (self->cores_button) && !heddle_stage_is_running (self->stage);

  gtk_toggle_button_set_active (self->cores_button, wants_cores);
  gtk_stack_set_visible_child_name (self->pages, wants_cores             ? "cores"
                                                 : wants_question (self) ? "question"
                                                                         : "timeline");
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
  gtk_widget_set_visible (GTK_WIDGET (self->drawer), wants_console);
}

HeddleTimeline *
heddle_workspace_get_timeline (HeddleWorkspace *self)
{
  return self->timeline;
}

HeddleConsole *
heddle_workspace_get_console (HeddleWorkspace *self)
{
  return heddle_drawer_get_console (self->drawer);
}

/**
 * heddle_workspace_set_wants_code:
 * @wants_code: whether the sources of a scenario are seen
 */
void
heddle_workspace_set_wants_code (HeddleWorkspace *self, gboolean wants_code)
{
  if (self->wants_code == wants_code)
    return;
  self->wants_code = wants_code;
  if (self->editor == NULL)
    update_sources (self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->sources), wants_code && heddle_stage_get_scenario (self->stage) != NULL);
}

/**
 * heddle_workspace_set_is_narrow:
 * @is_narrow: whether there is no room beside the code
 */
void
heddle_workspace_set_is_narrow (HeddleWorkspace *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  update_side (self);
  update_tools (self);
}

/**
 * heddle_workspace_set_is_presenting:
 * @is_presenting: whether the bands are all there is to see
 */
void
heddle_workspace_set_is_presenting (HeddleWorkspace *self, gboolean is_presenting)
{
  self->is_presenting = is_presenting;
  update_tools (self);
}

/**
 * heddle_workspace_get_lesson:
 *
 * Returns: (transfer none) (nullable): the lesson, when the sources have been seen
 */
HeddleLesson *
heddle_workspace_get_lesson (HeddleWorkspace *self)
{
  return self->lesson;
}

/**
 * heddle_workspace_get_session:
 *
 * Returns: (transfer none): what was seen the last time
 */
HeddleSession *
heddle_workspace_get_session (HeddleWorkspace *self)
{
  return self->session;
}

/**
 * heddle_workspace_get_broken_session:
 *
 * Returns: (nullable): where a session was set aside that could not be read
 */
const char *
heddle_workspace_get_broken_session (HeddleWorkspace *self)
{
  return self->broken_session;
}

/**
 * heddle_workspace_save_session:
 *
 * Remembers what is seen. A session that cannot be saved is no reason for a word: the next one may be.
 */
void
heddle_workspace_save_session (HeddleWorkspace *self)
{
  g_clear_handle_id (&self->session_source, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self->sources))) {
    self->session->code_height = gtk_paned_get_position (GTK_PANED (self->rows));
    if (gtk_widget_get_visible (GTK_WIDGET (self->side)))
      self->session->code_width = gtk_paned_get_position (self->sources);
  }
  if (self->editor != NULL)
    heddle_editor_remember (self->editor, self->session);
  heddle_session_save (self->session, NULL);
}

/**
 * heddle_workspace_save:
 * @error: where to put an error
 *
 * Returns: whether all files hold what the editor shows; else HEDDLE_ERROR_SYSTEM or HEDDLE_ERROR_FORBIDDEN
 */
gboolean
heddle_workspace_save (HeddleWorkspace *self, GError **error)
{
  return self->editor == NULL || heddle_editor_save (self->editor, error);
}

/**
 * heddle_workspace_is_editing:
 *
 * Returns: whether what is typed goes into the sources
 */
gboolean
heddle_workspace_is_editing (HeddleWorkspace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return self->editor != NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor));
}

/**
 * heddle_workspace_get_editor:
 *
 * Returns: (transfer none) (nullable): the editor, when the sources have been seen
 */
HeddleEditor *
heddle_workspace_get_editor (HeddleWorkspace *self)
{
  return self->editor;
}

/**
 * heddle_workspace_show_cores:
 *
 * Goes to the Cores page.
 *
 * Returns: (transfer none): the page
 */
HeddleCoresPage *
heddle_workspace_show_cores (HeddleWorkspace *self)
{
  gtk_toggle_button_set_active (self->cores_button, TRUE);
  return self->cores;
}
