/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline as text: a painter of trace/layout in character cells. Each cell shows what took most of its time.
 * Threads: the traces'.
 */
#include "export/export.h"

#include <math.h>
#include <string.h>

#define TITLE_COLUMNS 13
#define FLAG_COLUMNS 10
#define WIDTH_MIN 58
#define REQUEST_ROWS 8
#define LOOP_ROWS_MAX 64

typedef struct {
  double share; /* of the cell's time */
  HeddleState state;
  guint number;
  gboolean begins; /* whether what it shows begins inside of it: then it fills the right part */
  char digit;      /* of the number, or '\0' */
} Cell;

typedef struct {
  GString *text;
  HeddleLayout *layout;
  HeddleTerminalOptions options;
  guint n_columns;
  GArray *items;
  Cell *cells;
} Screen;

typedef enum {
  LOOK_PLAIN,
  LOOK_BOLD,
  LOOK_DIM,
} Look;

/* The palette of heddle_number_get_color() in the 256 colours of terminals. */
static const guint8 number_colors[] = { 25, 166, 29, 132, 136, 67, 100 };
#define NEUTRAL_COLOR 60
#define READY_COLOR 172

static void
add_styled (Screen *self, Look look, const char *text)
{
  if (self->options.color && look != LOOK_PLAIN)
    g_string_append_printf (self->text, "\033[%dm%s\033[0m", look == LOOK_BOLD ? 1 : 2, text);
  else
    g_string_append (self->text, text);
}

static void
add_spaces (Screen *self, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (self->text, ' ');
}

/* Ends a line without the spaces at its end. */
static void
end_line (Screen *self)
{
  while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1);
  g_string_append_c (self->text, '\n');
}

static double
column_of (Screen *self, gint64 time_ns)
{
  return (double) time_ns / (double) heddle_layout_get_length_ns (self->layout) * self->n_columns;
}

static const char *
glyph_for (Screen *self, const Cell *cell)
{
  gboolean utf8 = self->options.utf8;

  switch (cell->state) {
  case HEDDLE_STATE_COMPUTING:
    if (!utf8)
      return "#";
    if (cell->share >= 0.6)
      return "█";
    if (cell->begins && cell->share >= 0.05)
      return cell->share >= 0.2 ? "▐" : "▕";
    return cell->share >= 0.2 ? "▌" : "▏";
  case HEDDLE_STATE_READY:
    return utf8 ? "▒" : "/";
  case HEDDLE_STATE_WAITING:
    return utf8 ? "·" : ".";
  default:
    return " ";
  }
}

static guint
color_of (const Cell *cell)
{
  if (cell->state == HEDDLE_STATE_READY)
    return READY_COLOR;
  return cell->number > 0 ? number_colors[(cell->number - 1) % G_N_ELEMENTS (number_colors)] : NEUTRAL_COLOR;
}

static void
add_cell (Screen *self, const Cell *cell)
{
  char digit[2] = { cell->digit, '\0' };
  const char *glyph = cell->digit != '\0' ? digit : glyph_for (self, cell);

  if (!self->options.color || cell->state == HEDDLE_STATE_NONE)
    g_string_append (self->text, glyph);
  else if (cell->digit != '\0')
    g_string_append_printf (self->text, "\033[1;97;48;5;%um%s\033[0m", color_of (cell), glyph);
  else if (cell->state == HEDDLE_STATE_WAITING)
    g_string_append_printf (self->text, "\033[2m%s\033[0m", glyph);
  else
    g_string_append_printf (self->text, "\033[38;5;%um%s\033[0m", color_of (cell), glyph);
}

/* The cells that an item touches: one at least. */
static void
find_cells (Screen *self, const HeddleLayoutItem *item, guint *first, guint *end)
{
  *first = (guint) CLAMP (column_of (self, item->start_ns), 0, self->n_columns - 1);
  *end = (guint) CLAMP (ceil (column_of (self, item->end_ns)), *first + 1, self->n_columns);
}

/* The number of a task, in the middle of its cells where there is room. */
static void
write_number (Screen *self, const HeddleLayoutItem *item)
{
  char number[12];
  guint n_digits = (guint) g_snprintf (number, sizeof number, "%u", item->number);
  guint start, first, end;

  find_cells (self, item, &first, &end);
  while (first < end && (self->cells[first].number != item->number || self->cells[first].share < 0.4))
    first++;
  while (end > first && (self->cells[end - 1].number != item->number || self->cells[end - 1].share < 0.4))
    end--;
  if (item->number == 0 || item->n_folded > 1 || end - first < n_digits)
    return;
  start = first + (end - first - n_digits) / 2;
  for (guint i = 0; i < n_digits; i++)
    self->cells[start + i].digit = number[i];
}

static void
paint_item (Screen *self, const HeddleLayoutItem *item)
{
  double from = column_of (self, item->start_ns), to = column_of (self, item->end_ns);
  guint first, end;

  find_cells (self, item, &first, &end);
  for (guint i = first; i < end; i++) {
    double share = MIN (to, i + 1.0) - MAX (from, (double) i);
    Cell *cell = &self->cells[i];

    /* Where a piece of work is too short to be seen, it is shown still. */
    if (cell->state != HEDDLE_STATE_NONE && share <= cell->share)
      continue;
    *cell = (Cell){ .share = share, .state = item->state, .number = item->number, .begins = from > i && to >= i + 1 };
  }
}

static void
add_cells (Screen *self, const char *title, const HeddleLayoutBand *band, gboolean is_last)
{
  guint finish = (guint) ceil (column_of (self, band->summary.wall_ns) - 1e-9);
  g_autofree char *time = heddle_layout_format_time (band->summary.wall_ns);
  glong n_title = g_utf8_strlen (title, -1);

  add_spaces (self, n_title < TITLE_COLUMNS - 1 ? (guint) (TITLE_COLUMNS - 1 - n_title) : 0);
  add_styled (self, LOOK_DIM, title);
  add_spaces (self, 1);
  for (guint i = 0; i < finish; i++)
    add_cell (self, &self->cells[i]);
  g_string_append (self->text, self->options.utf8 ? "│" : "|");
  if (is_last) {
    add_spaces (self, 1);
    add_styled (self, LOOK_BOLD, time);
  }
  end_line (self);
}

static void
clear_cells (Screen *self)
{
  memset (self->cells, 0, sizeof (Cell) * self->n_columns);
}

/* Requests: a line each, or several in a line where there are many. */
static void
add_requests (Screen *self, const HeddleLayoutBand *band, const HeddleLayoutLane *lane)
{
  guint n_lines = MIN (lane->n_rows, REQUEST_ROWS);

  for (guint line = 0; line < n_lines; line++) {
    g_autofree char *counted = g_strdup_printf ("%u requests", lane->n_rows);
    const char *title = lane->n_rows == 1 ? "request" : counted;
    double middle = (line + 0.5) / n_lines;

    clear_cells (self);
    for (guint i = 0; i < self->items->len; i++) {
      const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);

      if (item->top <= middle && middle < item->bottom)
        paint_item (self, item);
    }
    add_cells (self, line == n_lines / 2 ? title : "", band, FALSE);
  }
}

static void
add_loop (Screen *self, const HeddleLayoutBand *band, const HeddleLayoutLane *lane, gboolean is_last)
{
  clear_cells (self);
  for (guint i = 0; i < self->items->len; i++) {
    const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);

    if (item->top == 0)
      paint_item (self, item);
  }
  for (guint i = 0; i < self->items->len; i++) {
    const HeddleLayoutItem *item = &g_array_index (self->items, HeddleLayoutItem, i);

    if (item->top == 0)
      write_number (self, item);
  }
  add_cells (self, lane->title, band, is_last);
}

/* The calls of a row: the longest name that there is room for. */
static void
add_async (Screen *self, const HeddleLayoutBand *band, const HeddleLayoutLane *lane)
{
  g_autofree char *title = g_utf8_substring (lane->title, 0, MIN (g_utf8_strlen (lane->title, -1), TITLE_COLUMNS - 1));

  clear_cells (self);
  for (guint i = 0; i < self->items->len; i++)
    paint_item (self, &g_array_index (self->items, HeddleLayoutItem, i));
  add_cells (self, title, band, FALSE);
}

static void
add_lanes (Screen *self, guint index)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, index);
  guint n_lanes = MIN (band->lanes->len, LOOP_ROWS_MAX);

  for (guint i = 0; i < n_lanes; i++) {
    const HeddleLayoutLane *lane = heddle_layout_get_lane (self->layout, index, i);

    g_array_set_size (self->items, 0);
    heddle_layout_get_items (self->layout, index, i, 0, heddle_layout_get_length_ns (self->layout), self->n_columns * 8,
                             self->items);
    if (lane->kind == HEDDLE_LAYOUT_LANE_ASYNC)
      add_async (self, band, lane);
    else if (lane->kind == HEDDLE_LAYOUT_LANE_REQUESTS)
      add_requests (self, band, lane);
    else
      add_loop (self, band, lane, i + 1 == n_lanes);
  }
  if (n_lanes < band->lanes->len) {
    g_string_append_printf (self->text, "%*s(and %u more threads)", TITLE_COLUMNS, "", band->lanes->len - n_lanes);
    end_line (self);
  }
}

static void
add_note (Screen *self, const char *note)
{
  add_spaces (self, TITLE_COLUMNS);
  add_styled (self, LOOK_DIM, note);
  end_line (self);
}

static void
add_counters (Screen *self, const HeddleLayoutBand *band)
{
  const HeddleSummary *summary = &band->summary;
  const char *dot = self->options.utf8 ? " · " : ", ";
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "waiting at once %u%scomputing at once %u", summary->waiting_at_once, dot,
                          summary->computing_at_once);
  if (summary->cpu_ns >= 0) {
    g_autofree char *cpu = heddle_layout_format_time (summary->cpu_ns);

    g_string_append_printf (line, "%sCPU %s", dot, cpu);
  }
  add_note (self, line->str);
  if (summary->n_dropped > 0) {
    g_string_printf (line, "%" G_GUINT64_FORMAT " spans and marks did not fit", summary->n_dropped);
    add_note (self, line->str);
  }
  if (!band->is_over)
    add_note (self, "it has not ended");
}

static void
add_axis (Screen *self)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutTick));
  g_autoptr (GString) line = g_string_new (NULL);
  glong n_written = 0;

  heddle_layout_get_ticks (0, heddle_layout_get_length_ns (self->layout), MAX (self->n_columns / 8, 1), ticks);
  for (guint i = 0; i < ticks->len; i++) {
    const HeddleLayoutTick *tick = &g_array_index (ticks, HeddleLayoutTick, i);
    glong column = TITLE_COLUMNS + (glong) round (column_of (self, tick->time_ns));
    const char *micro = strstr (tick->label, "µ");
    g_autofree char *label = self->options.utf8 || micro == NULL
                               ? g_strdup (tick->label)
                               : g_strdup_printf ("%.*su%s", (int) (micro - tick->label), tick->label, micro + 2);

    for (; n_written < column; n_written++)
      g_string_append_c (line, ' ');
    g_string_append_printf (line, "%s%s", self->options.utf8 ? "╷" : "|", label);
    n_written += 1 + g_utf8_strlen (label, -1);
  }
  add_styled (self, LOOK_DIM, line->str);
  end_line (self);
}

static void
add_band (Screen *self, guint index)
{
  const HeddleLayoutBand *band = heddle_layout_get_band (self->layout, index);

  g_string_append_c (self->text, '\n');
  add_styled (self, LOOK_BOLD, band->title);
  add_styled (self, LOOK_DIM, self->options.utf8 ? " · " : ", ");
  add_styled (self, LOOK_DIM, band->subtitle);
  end_line (self);
  add_lanes (self, index);
  add_counters (self, band);
}

static void
add_legend (Screen *self)
{
  static const struct {
    HeddleState state;
    const char *text;
  } entries[] = {
    { HEDDLE_STATE_WAITING, " waiting   " },
    { HEDDLE_STATE_READY, " ready, but its thread is taken   " },
    { HEDDLE_STATE_COMPUTING, " computing (number = task)" },
  };

  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    Cell cell = { .share = 1, .state = entries[i].state, .number = 1 };

    add_cell (self, &cell);
    add_cell (self, &cell);
    add_styled (self, LOOK_DIM, entries[i].text);
  }
  end_line (self);
}

/**
 * heddle_export_terminal:
 * @traces: (array length=n_traces): the runs, from top to bottom
 * @n_traces: how many
 * @options: what the terminal can show
 *
 * Returns: (transfer full): lines of text; lanes are no wider than the terminal, but for less than 58 columns
 */
char *
heddle_export_terminal (HeddleTrace *const *traces, guint n_traces, const HeddleTerminalOptions *options)
{
  g_autoptr (HeddleLayout) layout = heddle_layout_new (traces, n_traces);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  Screen screen = { .text = g_string_new (NULL), .layout = layout, .options = *options, .items = items };

  screen.n_columns = MAX (options->width, WIDTH_MIN) - TITLE_COLUMNS - FLAG_COLUMNS;
  screen.cells = g_new0 (Cell, screen.n_columns + 1);
  add_axis (&screen);
  for (guint i = 0; i < n_traces; i++)
    add_band (&screen, i);
  add_legend (&screen);
  g_free (screen.cells);
  return g_string_free (screen.text, FALSE);
}
