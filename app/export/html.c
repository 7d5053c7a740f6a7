/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces as one page for any browser: the layout's items as JSON, and a painter of them (page/page.js). The page asks
 * nothing of any network, and its policy forbids it to. What names contain is text, wherever it stands.
 * Threads: the traces'. Cost: O(items); what is narrower than a part of the runs' length is folded until the page is of
 * a bearable size.
 */
#include "export/export.h"

#include "export/names.h"
#include "export/output.h"
#include "export/page-resources.h"

#include <string.h>

/* Items of so many parts of the length at first, and so many items at most. */
#define WIDTH_PARTS 1048576u
#define LEAST_WIDTH_PARTS 2048u
#define ITEMS_MAX 200000u

typedef struct {
  HeddleOutput output;
  HeddleLayout *layout;
  GArray *items;
  guint width_parts;
  GHashTable *text_numbers; /* text → its place in texts */
  GPtrArray *texts;
} Page;

static const char head[] =
  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
  "script-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

static const char tools[] =
  "<div class=\"tools\"><button id=\"in\">Zoom in</button><button id=\"out\">Zoom out</button>"
  "<button id=\"earlier\">Earlier</button><button id=\"later\">Later</button><button id=\"fit\">Fit "
  "all</button></div>\n"
  "<p><span class=\"legend\"><span class=\"swatch computing\"></span>computing (number and colour: piece of "
  "work)</span>"
  "<span class=\"legend\"><span class=\"swatch ready\"></span>ready, but its thread or a core is taken</span>"
  "<span class=\"legend\"><span class=\"swatch waiting\"></span>waiting for the world</span></p>\n"
  "<div class=\"timeline\" id=\"timeline\"><canvas id=\"canvas\" tabindex=\"0\" role=\"application\" "
  "aria-label=\"Timeline; the table below says the same in words\"></canvas><div class=\"card\" id=\"card\" "
  "role=\"status\" hidden></div></div>\n"
  "<p class=\"pale keys\">Ctrl+wheel or pinch zooms, dragging pans. In the timeline: <kbd>W</kbd> <kbd>S</kbd> zoom, "
  "<kbd>A</kbd> <kbd>D</kbd> pan, <kbd>,</kbd> <kbd>.</kbd> previous and next span, <kbd>↑</kbd> <kbd>↓</kbd> lane, "
  "<kbd>0</kbd> fit all, <kbd>Esc</kbd> clear.</p>\n"
  "<details id=\"details\"><summary>Table of the spans in sight</summary>\n"
  "<p><button id=\"refresh\">Show what is in sight now</button> <span id=\"rows\" role=\"status\"></span></p>\n"
  "<div class=\"scroll\"><table id=\"table\"><thead><tr><th class=\"number\">Start</th><th "
  "class=\"number\">Duration</th>"
  "<th>Run</th><th>Lane</th><th>What</th><th>State</th><th>Source</th></tr></thead><tbody></tbody></table></div>\n"
  "</details>\n<noscript><p>The timeline itself needs JavaScript; the figures above do not.</p></noscript>\n";

/* Texts: each once. */

static guint
get_text_number (Page *self, const char *text)
{
  gpointer number;

  if (text == NULL || *text == '\0')
    return 0;
  if (g_hash_table_lookup_extended (self->text_numbers, text, NULL, &number))
    return GPOINTER_TO_UINT (number);
  g_ptr_array_add (self->texts, g_strdup (text));
  g_hash_table_insert (self->text_numbers, g_strdup (text), GUINT_TO_POINTER (self->texts->len));
  return self->texts->len;
}

static void
add_resource (Page *self, const char *path)
{
  g_autoptr (GBytes)
    bytes = g_resource_lookup_data (heddle_export_page_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  heddle_output_add (&self->output, g_bytes_get_data (bytes, NULL));
}

/* JSON inside of a script element: nothing in it may end the element, or begin a comment. */
static void
add_json_text (Page *self, const char *text)
{
  HeddleOutput quoted = { .text = g_string_new (NULL) };

  heddle_output_add_json_string (&quoted, text);
  g_string_replace (quoted.text, "<", "\\u003c", 0);
  heddle_output_add (&self->output, quoted.text->str);
  g_string_free (quoted.text, TRUE);
}

/* Items. */

static guint
count_items (Page *self)
{
  guint n_items = 0;

  for (guint band = 0; band < heddle_layout_get_n_bands (self->layout); band++)
    for (guint lane = 0; lane < heddle_layout_get_n_lanes (self->layout, band); lane++) {
      g_array_set_size (self->items, 0);
      heddle_layout_get_items (self->layout, band, lane, 0, heddle_layout_get_length_ns (self->layout),
                               self->width_parts, self->items);
      n_items += self->items->len;
    }
  return n_items;
}

static void
choose_width (Page *self)
{
  self->width_parts = WIDTH_PARTS;
  while (self->width_parts > LEAST_WIDTH_PARTS && count_items (self) > ITEMS_MAX)
    self->width_parts /= 2;
}

static guint
get_kind_number (Page *self, const HeddleSpan *span)
{
  return span == NULL ? 0 : get_text_number (self, heddle_kind_get_id (span->kind));
}

static guint
get_source_number (Page *self, HeddleTrace *trace, const HeddleSpan *span)
{
  const HeddleSite *site = span == NULL || span->site == 0 ? NULL : heddle_trace_get_site (trace, span->site);
  g_autofree char *source = NULL;

  if (site == NULL || site->file == NULL)
    return 0;
  source = site->line == 0 ? g_strdup (site->file) : g_strdup_printf ("%s:%u", site->file, site->line);
  return get_text_number (self, source);
}

static void
add_item (Page *self, HeddleTrace *trace, const HeddleLayoutItem *item)
{
  const HeddleSpan *span = item->ref == 0 ? NULL : heddle_trace_get_span (trace, item->ref);

  heddle_output_addf (&self->output, "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",", item->start_ns,
                      item->end_ns - item->start_ns);
  heddle_output_add_double (&self->output, "%.4g", item->top);
  heddle_output_add (&self->output, ",");
  heddle_output_add_double (&self->output, "%.4g", item->bottom);
  heddle_output_addf (&self->output, ",%d,%u,%u,%u,%u,%u]", (int) item->state, item->number,
                      get_text_number (self, item->label), get_kind_number (self, span),
                      get_source_number (self, trace, span), item->n_folded);
}

static void
add_lane (Page *self, guint band, guint index)
{
  const HeddleLayoutLane *lane = heddle_layout_get_lane (self->layout, band, index);
  HeddleTrace *trace = heddle_layout_get_band (self->layout, band)->trace;

  heddle_output_add (&self->output, index == 0 ? "\n{\"title\":" : ",\n{\"title\":");
  add_json_text (self, lane->title);
  heddle_output_add (&self->output, ",\"top\":");
  heddle_output_add_double (&self->output, "%.2f", lane->y);
  heddle_output_add (&self->output, ",\"height\":");
  heddle_output_add_double (&self->output, "%.2f", lane->height);
  heddle_output_add (&self->output, ",\"items\":[");
  g_array_set_size (self->items, 0);
  heddle_layout_get_items (self->layout, band, index, 0, heddle_layout_get_length_ns (self->layout), self->width_parts,
                           self->items);
  for (guint i = 0; i < self->items->len; i++) {
    if (i > 0)
      heddle_output_add (&self->output, ",");
    add_item (self, trace, &g_array_index (self->items, HeddleLayoutItem, i));
    heddle_output_flush_some (&self->output);
  }
  heddle_output_add (&self->output, "]}");
}

static void
add_run (Page *self, guint index)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, index);

  heddle_output_add (&self->output, index == 0 ? "\n{\"title\":" : ",\n{\"title\":");
  add_json_text (self, band->title);
  heddle_output_add (&self->output, ",\"subtitle\":");
  add_json_text (self, band->subtitle);
  heddle_output_addf (&self->output, ",\"wall\":%" G_GINT64_FORMAT ",\"over\":%s,\"height\":", band->summary.wall_ns,
                      band->is_over ? "true" : "false");
  heddle_output_add_double (&self->output, "%.2f", band->height);
  heddle_output_add (&self->output, ",\"lanes\":[");
  for (guint i = 0; i < heddle_layout_get_n_lanes (self->layout, index); i++)
    add_lane (self, index, i);
  heddle_output_add (&self->output, "]}");
}

static void
add_data (Page *self)
{
  HeddleOutput *output = &self->output;

  heddle_output_addf (output, "<script type=\"application/json\" id=\"data\">\n{\"length\":%" G_GINT64_FORMAT,
                      heddle_layout_get_length_ns (self->layout));
  heddle_output_add (output, ",\"colours\":[");
  for (guint i = 0; i <= 8; i++)
    heddle_output_addf (output, "%s\"#%06x\"", i > 0 ? "," : "", heddle_number_get_color (i));
  heddle_output_add (output, "],\"runs\":[");
  for (guint i = 0; i < heddle_layout_get_n_bands (self->layout); i++)
    add_run (self, i);
  heddle_output_add (output, "],\n\"texts\":[\"\"");
  for (guint i = 0; i < self->texts->len; i++) {
    heddle_output_add (output, ",");
    add_json_text (self, self->texts->pdata[i]);
  }
  heddle_output_add (output, "]}\n</script>\n");
}

/* What is seen without a script. */

static const char *
get_title (Page *self)
{
  const char *title = heddle_trace_get_info (heddle_layout_get_band (self->layout, 0)->trace, "scenario");

  return title != NULL && *title != '\0' ? title : heddle_layout_get_band (self->layout, 0)->title;
}

static void
add_cell (Page *self, const char *text)
{
  heddle_output_add (&self->output, "<td>");
  heddle_output_add_xml (&self->output, text);
  heddle_output_add (&self->output, "</td>");
}

static void
add_figures (Page *self)
{
  HeddleOutput *output = &self->output;

  heddle_output_add (output,
                     "<div class=\"scroll\"><table><thead><tr><th>Run</th><th>Threads</th><th>Wall time</th>"
                     "<th>Waiting at once</th><th>Computing at once</th><th>Did not fit</th></tr></thead><tbody>\n");
  for (guint i = 0; i < heddle_layout_get_n_bands (self->layout); i++) {
    const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, i);
    g_autofree char *time = heddle_layout_format_time (band->summary.wall_ns);
    g_autofree char *stopped = g_strdup_printf ("stopped at %s", time);

    heddle_output_add (output, "<tr>");
    add_cell (self, band->title);
    add_cell (self, band->subtitle);
    add_cell (self, band->is_over ? time : stopped);
    heddle_output_addf (output, "<td>%u</td><td>%u</td><td>%" G_GUINT64_FORMAT " spans</td></tr>\n",
                        band->summary.waiting_at_once, band->summary.computing_at_once, band->summary.n_dropped);
  }
  heddle_output_add (output, "</tbody></table></div>\n");
}

static void
add_page (Page *self)
{
  HeddleOutput *output = &self->output;
  const char *title = heddle_layout_get_n_bands (self->layout) > 0 ? get_title (self) : "";

  heddle_output_add (output, head);
  heddle_output_add (output, "<title>");
  heddle_output_add_xml (output, title);
  heddle_output_add (output, " – Heddle</title>\n<style>\n");
  add_resource (self, "/org/heddle/export/page.css");
  heddle_output_add (output, "</style>\n</head>\n<body>\n<h1>");
  heddle_output_add_xml (output, title);
  heddle_output_add (output,
                     "</h1>\n<p class=\"pale\">Recorded with Heddle: what is shown happened, at these times.</p>\n");
  add_figures (self);
  heddle_output_add (output, tools);
  add_data (self);
  heddle_output_add (output, "<script>\n");
  add_resource (self, "/org/heddle/export/page.js");
  heddle_output_add (output, "</script>\n</body>\n</html>\n");
}

/**
 * heddle_export_html:
 * @traces: (array length=n_traces): the runs, from top to bottom
 * @n_traces: how many
 * @stream: where to write
 * @error: where to put an error
 *
 * Returns: whether all could be written
 */
gboolean
heddle_export_html (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error)
{
  g_autoptr (HeddleLayout) layout = heddle_layout_new (traces, n_traces);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  g_autoptr (GHashTable) text_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Page page = { .layout = layout, .items = items, .text_numbers = text_numbers, .texts = texts };

  heddle_output_init (&page.output, stream);
  choose_width (&page);
  add_page (&page);
  return heddle_output_finish (&page.output, error);
}
