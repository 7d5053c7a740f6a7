/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scenario teaches: its text in Markdown. A link `line:FILE:LINE` shows a line of the code, a link
 * `span:VARIANT:FILE:LINE` what the timeline has of it; https: opens outside; no other link does anything.
 * Threads: the main one.
 */
#include "ui/lesson/lesson.h"

#include "ui/lesson/markdown.h"

#include <string.h>

struct _HeddleLesson {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkBox *blocks;
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
  guint line = variant == NULL ? 0 : take_line (variant);
  char *file = variant == NULL ? NULL : strchr (variant, ':');

  if (line == 0 || file == NULL)
    return FALSE;
  *file++ = '\0';
  g_signal_emit (self, signals[SIGNAL_SHOW_SPAN], 0, variant, file, line);
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
   * @file: the name of a file in the scenario
   * @line: from 1
   *
   * A link to what the timeline has of a line was followed.
   */
  signals[SIGNAL_SHOW_SPAN] = g_signal_new ("show-span", HEDDLE_TYPE_LESSON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT);
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

/**
 * heddle_lesson_set_scenario:
 * @scenario: (nullable): what it is about
 */
void
heddle_lesson_set_scenario (HeddleLesson *self, HeddleScenario *scenario)
{
  GtkWidget *block;

  while ((block = gtk_widget_get_first_child (GTK_WIDGET (self->blocks))) != NULL)
    gtk_box_remove (self->blocks, block);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (scenario != NULL)
    heddle_markdown_fill (self->blocks, scenario->lesson, watch_links, self);
}
