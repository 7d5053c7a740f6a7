/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide the parts beside the time axis are.
 * Threads: the main one.
 */
#include "ui/timeline/measures.h"

#include <math.h>
#include <string.h>

/* A line of text of the usual size, in pixels. */
#define USUAL_HEIGHT 17.0
#define NAMES_WIDTH 96
#define HEADER_WIDTH 248
/* Where there is less room for the whole timeline, the headers give some of theirs. */
#define NARROW_HEADER_WIDTH 150
/* In a presentation the legend is to be read from afar. */
#define WIDE_HEADER_WIDTH 300

/* The timeline that a widget is a part of, or the widget itself when it stands alone. */
static GtkWidget *
find_timeline (GtkWidget *widget)
{
  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    if (strcmp (gtk_widget_get_css_name (at), "timeline") == 0)
      return at;
  return widget;
}

/**
 * heddle_measures_get_text_scale:
 * @widget: a part of the timeline
 *
 * Returns: how much larger the timeline's text is than usual; at least 1
 */
double
heddle_measures_get_text_scale (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (find_timeline (widget));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double height = pango_font_metrics_get_height (metrics) / (double) PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return CLAMP (round (height / USUAL_HEIGHT * 16) / 16, 1, 4);
}

/**
 * heddle_measures_get_names_width:
 * @widget: a part of the timeline
 *
 * Returns: how wide the lanes' names are
 */
int
heddle_measures_get_names_width (GtkWidget *widget)
{
  return (int) (NAMES_WIDTH * MIN (heddle_measures_get_text_scale (widget), 2));
}

/**
 * heddle_measures_get_header_width:
 * @widget: a part of the timeline
 *
 * Returns: how wide the titles and counters beside the lanes are
 */
int
heddle_measures_get_header_width (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  int width = HEADER_WIDTH;

  if (window != NULL && gtk_widget_has_css_class (window, "narrow"))
    width = NARROW_HEADER_WIDTH;
  else if (window != NULL && gtk_widget_has_css_class (window, "presentation"))
    width = WIDE_HEADER_WIDTH;
  return (int) (width * MIN (heddle_measures_get_text_scale (widget), 2));
}

/**
 * heddle_measures_is_mirrored:
 *
 * Returns: whether titles and names stand to the right of the lanes: scripts differ, but time goes from left to right
 */
gboolean
heddle_measures_is_mirrored (GtkWidget *widget)
{
  return gtk_widget_get_direction (find_timeline (widget)) == GTK_TEXT_DIR_RTL;
}
