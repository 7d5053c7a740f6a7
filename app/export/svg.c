/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline as a picture for slides: a painter of trace/layout. Form carries the state (dotted: waiting, hatched:
 * ready, solid: computing), colour and number the piece of work.
 * Threads: the traces'.
 */
#include "export/export.h"
#include "export/output.h"

#include <math.h>
#include <string.h>

#define WIDTH 1440.0
#define PLOT_LEFT 330.0
#define PLOT_RIGHT 1290.0
#define PLOT_WIDTH (PLOT_RIGHT - PLOT_LEFT)
#define AXIS_HEIGHT 30.0
#define LEGEND_HEIGHT 48.0
#define INK "#2e3436"
#define PALE_INK "#555555"

typedef struct {
  HeddleOutput output;
  HeddleLayout *layout;
  GArray *items;
} Picture;

static void
add_number (Picture *self, const char *name, double value)
{
  heddle_output_addf (&self->output, " %s=\"", name);
  heddle_output_add_double (&self->output, "%.2f", value);
  heddle_output_add (&self->output, "\"");
}

static void
add_rect (Picture *self, double x, double y, double width, double height, double radius, const char *look)
{
  heddle_output_add (&self->output, "<rect");
  add_number (self, "x", x);
  add_number (self, "y", y);
  add_number (self, "width", width);
  add_number (self, "height", height);
  if (radius > 0)
    add_number (self, "rx", radius);
  heddle_output_addf (&self->output, " %s/>\n", look);
}

static void
add_text (Picture *self, double x, double y, double size, const char *look, const char *text)
{
  heddle_output_add (&self->output, "<text");
  add_number (self, "x", x);
  add_number (self, "y", y);
  add_number (self, "font-size", size);
  heddle_output_addf (&self->output, " %s>", look);
  heddle_output_add_xml (&self->output, text);
  heddle_output_add (&self->output, "</text>\n");
}

static double
x_of (Picture *self, gint64 time_ns)
{
  return PLOT_LEFT + (double) time_ns / (double) heddle_layout_get_length_ns (self->layout) * PLOT_WIDTH;
}

static void
begin_picture (Picture *self, double height)
{
  HeddleOutput *output = &self->output;

  heddle_output_add (output, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  add_number (self, "width", WIDTH);
  add_number (self, "height", height);
  heddle_output_add (output, " viewBox=\"0 0 ");
  heddle_output_add_double (output, "%.0f", WIDTH);
  heddle_output_add (output, " ");
  heddle_output_add_double (output, "%.2f", height);
  heddle_output_add (output, "\"");
  heddle_output_add (output, " font-family=\"Noto Sans, DejaVu Sans, sans-serif\">\n<defs>\n"
                             "<pattern id=\"ready\" width=\"7\" height=\"7\" patternTransform=\"rotate(45)\" "
                             "patternUnits=\"userSpaceOnUse\"><rect width=\"7\" height=\"7\" fill=\"#fde7c8\"/>"
                             "<rect width=\"2.6\" height=\"7\" fill=\"#c46a00\"/></pattern>\n"
                             "<pattern id=\"waiting\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
                             "<rect width=\"5\" height=\"5\" fill=\"#eef1f4\"/>"
                             "<circle cx=\"2.5\" cy=\"2.5\" r=\"1.1\" fill=\"#5b6b7a\"/></pattern>\n</defs>\n");
  add_rect (self, 0, 0, WIDTH, height, 0, "fill=\"#ffffff\"");
}

static void
add_axis (Picture *self, double bottom)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutTick));

  heddle_layout_get_ticks (0, heddle_layout_get_length_ns (self->layout), 11, ticks);
  for (guint i = 0; i < ticks->len; i++) {
    const HeddleLayoutTick *tick = &g_array_index (ticks, HeddleLayoutTick, i);
    double x = x_of (self, tick->time_ns);

    add_text (self, x, 20, 13, "fill=\"" PALE_INK "\" text-anchor=\"middle\"", tick->label);
    add_rect (self, x - 0.5, AXIS_HEIGHT - 4, 1, bottom - AXIS_HEIGHT + 4, 0, "fill=\"#e6e6e6\"");
  }
}

/* Whether a text of about so many characters fits. */
static gboolean
fits (const char *text, double size, double width)
{
  return (double) g_utf8_strlen (text, -1) * size * 0.62 + 4 <= width;
}

static void
add_computing (Picture *self, const HeddleLayoutItem *item, double x, double y, double width, double height)
{
  double size = MIN (14, height * 0.6);
  g_autofree char *look = g_strdup_printf ("fill=\"#%06x\"", heddle_number_get_color (item->number));
  g_autofree char *number = g_strdup_printf ("%u", item->number);
  const char *text = item->number > 0 ? number : item->label;

  /* A hair of white tells neighbours apart. */
  add_rect (self, x, y, width > 4 ? width - 1 : width, height, width > 4 ? 2 : 0, look);
  if (text != NULL && item->n_folded == 1 && size >= 7 && fits (text, size, width))
    add_text (self, x + width / 2, y + height / 2 + size * 0.36, size,
              "fill=\"#ffffff\" text-anchor=\"middle\" font-weight=\"bold\"", text);
}

static void
add_item (Picture *self, const HeddleLayoutItem *item, const HeddleLayoutLane *lane, double top)
{
  double x = x_of (self, item->start_ns);
  double width = MAX (x_of (self, item->end_ns) - x, 1);
  double y = top + lane->y + item->top * lane->height;
  double height = (item->bottom - item->top) * lane->height;
  gboolean has_frame;

  if (lane->kind != HEDDLE_LAYOUT_LANE_REQUESTS && item->state == HEDDLE_STATE_COMPUTING) {
    add_computing (self, item, x, y, width, height);
    return;
  }
  if (lane->kind == HEDDLE_LAYOUT_LANE_REQUESTS && !lane->is_density)
    height = MAX (height - MIN (2, height * 0.2), 0.5);
  has_frame = height >= 5 && width >= 3;
  if (item->state == HEDDLE_STATE_READY)
    add_rect (self, x, y, width, height, has_frame ? 1.5 : 0,
              has_frame ? "fill=\"url(#ready)\" stroke=\"#c46a00\" stroke-width=\"0.6\"" : "fill=\"url(#ready)\"");
  else
    add_rect (self, x, y, width, height, has_frame ? 1.5 : 0,
              has_frame ? "fill=\"url(#waiting)\" stroke=\"#8b99a6\" stroke-width=\"0.6\"" : "fill=\"url(#waiting)\"");
}

static void
add_lane (Picture *self, guint band, guint index, double top)
{
  const HeddleLayoutLane *lane = heddle_layout_get_lane (self->layout, band, index);

  if (lane->height >= 12)
    add_text (self, PLOT_LEFT - 10, top + lane->y + lane->height / 2 + 4, 12,
              "fill=\"" PALE_INK "\" text-anchor=\"end\"", lane->title);
  if (lane->kind == HEDDLE_LAYOUT_LANE_LOOP)
    add_rect (self, PLOT_LEFT, top + lane->y + lane->height, PLOT_WIDTH, 0.5, 0, "fill=\"#d8d8d8\"");
  g_array_set_size (self->items, 0);
  heddle_layout_get_items (self->layout, band, index, 0, heddle_layout_get_length_ns (self->layout), (guint) PLOT_WIDTH,
                           self->items);
  for (guint i = 0; i < self->items->len; i++)
    add_item (self, &g_array_index (self->items, HeddleLayoutItem, i), lane, top);
  heddle_output_flush_some (&self->output);
}

static void
add_counter (Picture *self, double x, double bottom, const char *name, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  add_text (self, x, bottom - 38, 12, "fill=\"" PALE_INK "\"", name);
  add_text (self, x, bottom - 12, 24, "fill=\"" INK "\" font-weight=\"bold\"", text);
}

static void
add_flag (Picture *self, const HeddleLayoutBand *band, double top)
{
  double x = x_of (self, band->summary.wall_ns);
  g_autofree char *time = heddle_layout_format_time (band->summary.wall_ns);
  double width = (double) g_utf8_strlen (time, -1) * 15 + 22;
  const char *line = band->is_over ? "fill=\"" INK "\"" : "fill=\"#c01c28\"";

  add_rect (self, x, top + 4, 2, band->height - 8, 0, line);
  add_rect (self, x + 2, top + 6, width, 36, 3, line);
  add_text (self, x + 2 + width / 2, top + 33, 26, "fill=\"#ffffff\" text-anchor=\"middle\" font-weight=\"bold\"",
            time);
}

static void
add_band (Picture *self, guint index)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, index);
  double top = AXIS_HEIGHT + band->y, bottom = top + band->height;

  add_text (self, 16, top + 28, 20, "fill=\"" INK "\" font-weight=\"bold\"", band->title);
  add_text (self, 16, top + 48, 13, "fill=\"#444444\"", band->subtitle);
  if (band->summary.n_dropped > 0) {
    g_autofree char *dropped = g_strdup_printf ("%" G_GUINT64_FORMAT " spans did not fit", band->summary.n_dropped);

    add_text (self, 16, top + 68, 12, "fill=\"#8a4b00\"", dropped);
  }
  add_counter (self, 16, bottom, "waiting at once", band->summary.waiting_at_once);
  add_counter (self, 118, bottom, "computing at once", band->summary.computing_at_once);
  for (guint i = 0; i < band->lanes->len; i++)
    add_lane (self, index, i, top);
  add_flag (self, band, top);
  add_rect (self, 0, bottom + 1, WIDTH, 1, 0, "fill=\"#cfcfcf\"");
}

static void
add_legend (Picture *self, double y)
{
  static const struct {
    const char *look;
    const char *text;
    double width;
  } entries[] = {
    { "fill=\"url(#waiting)\" stroke=\"#8b99a6\" stroke-width=\"0.6\"", "waiting for the server", 220 },
    { "fill=\"url(#ready)\" stroke=\"#c46a00\" stroke-width=\"0.6\"", "ready, but its thread or a core is taken", 350 },
    { "fill=\"#0072b2\"", "computing (number and colour = task)", 310 },
  };
  double x = PLOT_LEFT;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    add_rect (self, x, y + 17, 34, 16, 1.5, entries[i].look);
    add_text (self, x + 44, y + 30, 13, "fill=\"" INK "\"", entries[i].text);
    x += entries[i].width;
  }
}

/**
 * heddle_export_svg:
 * @traces: (array length=n_traces): the runs, from top to bottom
 * @n_traces: how many
 * @stream: where to write
 * @error: where to put an error
 *
 * Returns: whether all could be written
 */
gboolean
heddle_export_svg (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error)
{
  g_autoptr (HeddleLayout) layout = heddle_layout_new (traces, n_traces);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  Picture picture = { .layout = layout, .items = items };
  double bottom = AXIS_HEIGHT + heddle_layout_get_height (layout);

  heddle_output_init (&picture.output, stream);
  begin_picture (&picture, bottom + LEGEND_HEIGHT);
  add_axis (&picture, bottom - 3);
  for (guint i = 0; i < n_traces; i++)
    add_band (&picture, i);
  add_legend (&picture, bottom);
  heddle_output_add (&picture.output, "</svg>\n");
  return heddle_output_finish (&picture.output, error);
}
