/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lesson in the real window: its questions are answered, its numbers are those of the run, its links lead somewhere.
 */
#include "watch.h"

#include "lab/lesson-text.h"
#include "ui/lesson/prediction-card.h"
#include "ui/window/settings.h"
#include "ui/window/window-private.h"

#include <string.h>

/* Looking. */

static GtkWidget *
find_widget (GtkWidget *root, gboolean (*fits) (GtkWidget *widget, gpointer data), gpointer data)
{
  if (fits (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_widget (child, fits, data);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_of_type (GtkWidget *widget, gpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(GType *) type);
}

static gboolean
has_text (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static HeddleLesson *
get_lesson (HeddleWindow *window)
{
  GType type = HEDDLE_TYPE_LESSON;

  return HEDDLE_LESSON (find_widget (GTK_WIDGET (window), is_of_type, &type));
}

static HeddlePredictionCard *
get_card (HeddleWindow *window)
{
  GType type = HEDDLE_TYPE_PREDICTION_CARD;

  return HEDDLE_PREDICTION_CARD (find_widget (GTK_WIDGET (window), is_of_type, &type));
}

static gboolean
has_lesson (gpointer data)
{
  GType type = HEDDLE_TYPE_PREDICTION_CARD;

  return find_widget (data, is_of_type, &type) != NULL;
}

static gboolean
is_at_rest (gpointer data)
{
  return !heddle_stage_is_running (heddle_window_get_stage (data));
}

static HeddleWindow *
open_window (void)
{
  HeddleWindow *window = heddle_test_open_window ("fetch-two-at-once");

  heddle_test_wait_until (has_lesson, window);
  return window;
}

static void
run (HeddleWindow *window)
{
  GListModel *runs = heddle_stage_get_runs (heddle_window_get_stage (window));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL));
  heddle_test_wait_until (is_at_rest, window);
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) variant = g_list_model_get_item (runs, i);

    g_assert_cmpstr (heddle_variant_run_get_reason (variant), ==, NULL);
    g_assert_cmpint (heddle_variant_run_get_phase (variant), ==, HEDDLE_PHASE_DONE);
  }
}

static HeddleDocument *
get_document (HeddleWindow *window)
{
  return heddle_page_get_document (heddle_editor_get_current_page (heddle_window_get_editor (window)));
}

typedef struct {
  HeddleWindow *window;
  const char *part;
} Verdict;

/* It comes as soon as the window is at leisure. */
static gboolean
has_verdict (gpointer data)
{
  Verdict *wanted = data;

  return strstr (heddle_prediction_card_get_verdict (get_card (wanted->window)), wanted->part) != NULL;
}

/* An answer is judged by the run, and remembered. */
static void
test_prediction (void)
{
  HeddleWindow *window = open_window ();

  g_settings_reset (heddle_settings_get_default (), "predictions");
  g_assert_nonnull (strstr (heddle_prediction_card_get_verdict (get_card (window)), "Choose"));
  heddle_prediction_card_choose (get_card (window), 0);
  g_assert_nonnull (strstr (heddle_prediction_card_get_verdict (get_card (window)), "Run all"));
  g_assert_nonnull (find_widget (GTK_WIDGET (get_lesson (window)), has_text, (gpointer) "… requests overlap"));
  run (window);
  heddle_test_wait_until (has_verdict, &(Verdict){ window, "✗" });
  g_assert_nonnull (find_widget (GTK_WIDGET (get_lesson (window)), has_text, (gpointer) "2 requests overlap"));
  heddle_prediction_card_choose (get_card (window), 1);
  g_assert_nonnull (strstr (heddle_prediction_card_get_verdict (get_card (window)), "✓"));
  heddle_test_take_picture (window, "lesson.png");
  heddle_test_close_window (window);

  window = open_window ();
  g_assert_nonnull (strstr (heddle_prediction_card_get_verdict (get_card (window)), "Run all"));
  g_settings_reset (heddle_settings_get_default (), "predictions");
  heddle_test_close_window (window);
}

static int
get_cursor_line (HeddleWindow *window)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_document (window));
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&cursor) + 1;
}

typedef struct {
  HeddleTimeline *timeline;
  guint n;
} FoundWanted;

static gboolean
has_found (gpointer data)
{
  FoundWanted *wanted = data;

  return heddle_attention_get_found (heddle_timeline_get_attention (wanted->timeline))->len >= wanted->n;
}

/* A link shows a line, and the line's spans are marked; a link shows a span, and the line that runs there is marked. */
static void
test_links (void)
{
  HeddleWindow *window = open_window ();
  HeddleTimeline *timeline = heddle_window_get_timeline (window);
  FoundWanted wanted = { timeline, 1 };
  HeddleSpot spot;

  g_assert_true (heddle_lesson_follow_link (get_lesson (window), "line:main.js:3"));
  g_assert_cmpint (get_cursor_line (window), ==, 3);
  g_assert_true (heddle_lesson_follow_link (get_lesson (window), "span:both:first-request")); /* there is none yet */
  g_assert_cmpuint (heddle_attention_get_selection (heddle_timeline_get_attention (timeline)).band, ==, HEDDLE_NO_BAND);
  g_assert_false (heddle_lesson_follow_link (get_lesson (window), "file:///etc/passwd"));
  run (window);
  g_assert_true (heddle_lesson_follow_link (get_lesson (window), "line:main.js:1"));
  g_assert_true (heddle_lesson_follow_link (get_lesson (window), "line:main.js:3"));
  heddle_test_wait_until (has_found, &wanted);
  g_assert_true (heddle_lesson_follow_link (get_lesson (window), "span:both:first-request"));
  spot = heddle_attention_get_selection (heddle_timeline_get_attention (timeline));
  g_assert_cmpuint (spot.band, ==, 0);
  heddle_test_take_picture (window, "lesson-link.png");
  heddle_test_close_window (window);
}

/* The course goes on where the list does. */
static void
test_course (void)
{
  HeddleWindow *window = open_window ();
  GtkWidget *place = find_widget (GTK_WIDGET (get_lesson (window)), has_text, (gpointer) "4 of ");
  GtkWidget *next = find_widget (GTK_WIDGET (get_lesson (window)), has_text, (gpointer) "Next");

  g_assert_nonnull (place);
  g_signal_emit_by_name (gtk_widget_get_ancestor (next, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (heddle_window_get_target (window), ==, "all-race-any");
  heddle_test_close_window (window);
}

static gboolean
has_focus_in (HeddleWindow *window, GType type)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL && (G_TYPE_CHECK_INSTANCE_TYPE (focus, type) || gtk_widget_get_ancestor (focus, type) != NULL);
}

/* In which part of the window the keys are, for a message that says so. */
static const char *
name_focus (HeddleWindow *window)
{
  const GType parts[] = { HEDDLE_TYPE_GALLERY, HEDDLE_TYPE_EDITOR, HEDDLE_TYPE_LESSON, HEDDLE_TYPE_TIMELINE };
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (has_focus_in (window, parts[i]))
      return g_type_name (parts[i]);
  return focus == NULL ? NULL : G_OBJECT_TYPE_NAME (focus);
}

/* From part to part, round, and back. */
static void
test_next_part (void)
{
  HeddleWindow *window = open_window ();

  run (window);
  gtk_widget_grab_focus (GTK_WIDGET (heddle_window_get_editor (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-part", NULL);
  g_assert_cmpstr (name_focus (window), ==, g_type_name (HEDDLE_TYPE_LESSON));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-part", NULL);
  g_assert_cmpstr (name_focus (window), ==, g_type_name (HEDDLE_TYPE_TIMELINE));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.previous-part", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.previous-part", NULL);
  g_assert_cmpstr (name_focus (window), ==, g_type_name (HEDDLE_TYPE_EDITOR));
  for (guint i = 0; i < 8 && !has_focus_in (window, HEDDLE_TYPE_GALLERY); i++)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.next-part", NULL);
  g_assert_cmpstr (name_focus (window), ==, g_type_name (HEDDLE_TYPE_GALLERY));
  heddle_test_close_window (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heddle_test_get_application ();
  g_test_add_func ("/lesson/prediction", test_prediction);
  g_test_add_func ("/lesson/links", test_links);
  g_test_add_func ("/lesson/course", test_course);
  g_test_add_func ("/lesson/next-part", test_next_part);
  return g_test_run ();
}
