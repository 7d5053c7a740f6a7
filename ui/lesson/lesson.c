/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scenario teaches: its text in Markdown, with the numbers of the latest runs. A link `line:FILE:LINE` shows a line of
 * the code, a link `span:VARIANT:WHAT` a span of the timeline; https: opens outside; no other link does anything.
 * Threads: the main one.
 */
#include "ui/lesson/lesson.h"

#include "ui/lesson/markdown.h"
#include "ui/lesson/prediction-card.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeddleLesson {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *blocks;
  GtkWidget *foot;
  GtkButton *previous;
  GtkButton *next;
  GtkLabel *place;

  HeddleStage *stage;
  GPtrArray *traces; /* of the variants that have run, as the text that is seen says */
  guint n_predictions;
};

enum {
  SIGNAL_SHOW_LINE,
  SIGNAL_SHOW_SPAN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleLesson, heddle_lesson, GTK_TYPE_WIDGET)

/* The number behind the last colon, which is cut off; 0 when there is none. */
static guint
take_line (char *place)
{
  char *colon = strrchr (place, ':');
  guint64 line;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXINT, &line, NULL))
    return 0;
  *colon = '\0';
  return (guint) line;
}

static gboolean
show_line (HeddleLesson *self, const char *place)
{
  g_autofree char *file = g_uri_unescape_string (place, NULL);
  guint line = file == NULL ? 0 : take_line (file);

  if (line > 0)
    g_signal_emit (self, signals[SIGNAL_SHOW_LINE], 0, file, line);
  return line > 0;
}

static gboolean
show_span (HeddleLesson *self, const char *place)
{
  g_autofree char *variant = g_uri_unescape_string (place, NULL);
  char *what = variant == NULL ? NULL : strchr (variant, ':');

  if (what == NULL)
    return FALSE;
  *what++ = '\0';
  g_signal_emit (self, signals[SIGNAL_SHOW_SPAN], 0, variant, what);
  return TRUE;
}

/**
 * heddle_lesson_follow_link:
 * @url: what a link in the text points to
 *
 * Returns: whether it is one that shows something in the window
 */
gboolean
heddle_lesson_follow_link (HeddleLesson *self, const char *url)
{
  if (g_str_has_prefix (url, "line:"))
    return show_line (self, url + strlen ("line:"));
  if (g_str_has_prefix (url, "span:"))
    return show_span (self, url + strlen ("span:"));
  return FALSE;
}

/* What is not handled here, GTK opens. */
static gboolean
on_link (HeddleLesson *self, const char *url)
{
  return heddle_lesson_follow_link (self, url) || !g_str_has_prefix (url, "https://");
}

static void
watch_links (GtkLabel *label, gpointer data)
{
  g_signal_connect_object (label, "activate-link", G_CALLBACK (on_link), data, G_CONNECT_SWAPPED);
}

static void
heddle_lesson_dispose (GObject *object)
{
  HeddleLesson *self = HEDDLE_LESSON (object);

  g_clear_object (&self->stage);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_lesson_parent_class)->dispose (object);
}

static void
heddle_lesson_class_init (HeddleLessonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_lesson_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/lesson.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleLesson, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleLesson, blocks);
  gtk_widget_class_bind_template_child (widget_class, HeddleLesson, foot);
  gtk_widget_class_bind_template_child (widget_class, HeddleLesson, previous);
  gtk_widget_class_bind_template_child (widget_class, HeddleLesson, next);
  gtk_widget_class_bind_template_child (widget_class, HeddleLesson, place);
  gtk_widget_class_set_css_name (widget_class, "lesson");

  /**
   * HeddleLesson::show-line:
   * @file: the name of a file in the scenario
   * @line: from 1
   *
   * A link to a line of the code was followed.
   */
  signals[SIGNAL_SHOW_LINE] = g_signal_new ("show-line", HEDDLE_TYPE_LESSON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);

  /**
   * HeddleLesson::show-span:
   * @variant: the name of a variant
   * @what: which span, see heddle_lesson_facts_find_span()
   *
   * A link to a span of the timeline was followed.
   */
  signals[SIGNAL_SHOW_SPAN] = g_signal_new ("show-span", HEDDLE_TYPE_LESSON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
heddle_lesson_init (HeddleLesson *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
heddle_lesson_new (void)
{
  return g_object_new (HEDDLE_TYPE_LESSON, NULL);
}

/* The text. */

static HeddleScenario *
get_scenario (HeddleLesson *self)
{
  return self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);
}

/* A run counts when it came to its end and its program is still the one that is seen. */
static HeddleTrace *
get_whole_trace (HeddleVariantRun *run)
{
  return heddle_variant_run_get_phase (run) == HEDDLE_PHASE_DONE && !heddle_variant_run_is_stale (run)
           ? heddle_variant_run_get_trace (run)
           : NULL;
}

static void
free_trace (gpointer trace)
{
  g_clear_object (&trace);
}

/* (transfer full): for each variant what it recorded, or NULL */
static GPtrArray *
list_traces (HeddleLesson *self)
{
  GPtrArray *traces = g_ptr_array_new_with_free_func (free_trace);
  HeddleScenario *scenario = get_scenario (self);
  GListModel *runs = self->stage == NULL ? NULL : heddle_stage_get_runs (self->stage);

  for (guint i = 0; scenario != NULL && i < scenario->n_variants; i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);
    HeddleTrace *trace = run == NULL ? NULL : get_whole_trace (run);

    g_ptr_array_add (traces, trace == NULL ? NULL : g_object_ref (trace));
  }
  return traces;
}

static GtkWidget *
make_block (const char *info, const char *text, gpointer data)
{
  HeddleLesson *self = data;
  const HeddleLessonRuns runs = { get_scenario (self), (HeddleTrace *const *) (gpointer) self->traces->pdata };
  g_autoptr (HeddlePrediction) prediction = NULL;
  g_autofree char *key = NULL;

  if (strcmp (info, "predict") != 0 || runs.scenario == NULL)
    return NULL;
  prediction = heddle_prediction_parse (text, &runs, NULL);
  if (prediction == NULL)
    return NULL;
  key = g_strdup_printf ("%s/%u", runs.scenario->name, ++self->n_predictions);
  return heddle_prediction_card_new (prediction, key);
}

static void
show_text (HeddleLesson *self)
{
  const HeddleMarkdownMaker maker = { watch_links, make_block, self };
  HeddleScenario *scenario = get_scenario (self);
  GtkWidget *block;

  while ((block = gtk_widget_get_first_child (GTK_WIDGET (self->blocks))) != NULL)
    gtk_box_remove (self->blocks, block);
  self->n_predictions = 0;
  if (scenario != NULL) {
    const HeddleLessonRuns runs = { scenario, (HeddleTrace *const *) (gpointer) self->traces->pdata };
    g_autofree char *text = heddle_lesson_fill (scenario->lesson, &runs);

    heddle_markdown_fill (self->blocks, text, &maker);
  }
}

static gboolean
has_same_traces (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (one->pdata[i] != other->pdata[i])
      return FALSE;
  return TRUE;
}

/* When nothing runs: the numbers come all at once, and stay where they are read. */
static void
on_running (HeddleLesson *self)
{
  g_autoptr (GPtrArray) traces = NULL;

  if (heddle_stage_is_running (self->stage))
    return;
  traces = list_traces (self);
  if (has_same_traces (self->traces, traces))
    return;
  g_ptr_array_unref (self->traces);
  self->traces = g_steal_pointer (&traces);
  show_text (self);
}

/**
 * heddle_lesson_set_stage:
 * @stage: (nullable): the scenario that it is about, and its runs
 */
void
heddle_lesson_set_stage (HeddleLesson *self, HeddleStage *stage)
{
  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_data (self->stage, self);
  g_set_object (&self->stage, stage);
  if (stage != NULL)
    g_signal_connect_object (stage, "notify::running", G_CALLBACK (on_running), self, G_CONNECT_SWAPPED);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  self->traces = list_traces (self);
  show_text (self);
}

/**
 * heddle_lesson_get_blocks:
 *
 * Returns: (transfer none): the text's widgets
 */
GtkBox *
heddle_lesson_get_blocks (HeddleLesson *self)
{
  return self->blocks;
}

/* The course. */

static void
show_neighbour (GtkButton *button, const char *name, const char *title)
{
  gtk_widget_set_visible (GTK_WIDGET (button), name != NULL);
  if (name == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-target");
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), title);
}

/**
 * heddle_lesson_set_neighbours:
 * @place: (nullable): where it stands in the course; %NULL when it belongs to none
 */
void
heddle_lesson_set_neighbours (HeddleLesson *self, const HeddleLessonPlace *place)
{
  g_autofree char *number = place == NULL ? NULL : g_strdup_printf (_("%u of %u"), place->number, place->n_lessons);

  gtk_widget_set_visible (self->foot, place != NULL);
  if (place == NULL)
    return;
  gtk_label_set_text (self->place, number);
  show_neighbour (self->previous, place->previous, place->previous_title);
  show_neighbour (self->next, place->next, place->next_title);
}
