/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of the console: what was printed, and a link to where. Form and words carry the level, not colour alone.
 * Threads: the main one. Cost: a text is shown up to a bound, so that one line can never hold up a frame.
 */
#include "ui/console/console-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* More of one text is not laid out; Copy has all of it. */
#define SHOWN_MAX_BYTES 16384
/* A text of more lines, such as a large object, is folded to its first ones. */
#define WHOLE_MAX_LINES 10
#define FOLDED_LINES 6

struct _HeddleConsoleRow {
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *text;
  GtkButton *link;
  GtkToggleButton *unfold;

  HeddleConsoleLine *line;
};

G_DEFINE_FINAL_TYPE (HeddleConsoleRow, heddle_console_row, GTK_TYPE_WIDGET)

static void
show_level (HeddleConsoleRow *self, HeddleLevel level)
{
  static const char *const icons[] = { NULL, NULL, NULL, "dialog-warning-symbolic", "dialog-error-symbolic" };
  static const char *const classes[] = { "log", "info", "debug", "warning", "error" };

  gtk_image_set_from_icon_name (self->icon, icons[level]);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[level]);
}

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (; (text = strchr (text, '\n')) != NULL; text++)
    n++;
  return n;
}

static char *
dup_first_lines (const char *text, guint n_lines)
{
  const char *end = text;

  while (n_lines-- > 0 && (end = strchr (end, '\n')) != NULL)
    end++;
  return end == NULL ? g_strdup (text) : g_strndup (text, (gsize) (end - 1 - text));
}

static void
show_whole_text (HeddleConsoleRow *self, const char *text)
{
  gsize n_bytes = strlen (text);
  g_autofree char *start = NULL;
  g_autofree char *bounded = NULL;

  if (n_bytes <= SHOWN_MAX_BYTES) {
    gtk_label_set_text (self->text, text);
    return;
  }
  start = g_utf8_make_valid (text, SHOWN_MAX_BYTES);
  /* Translators: the first part of a long text, then how much more there is. */
  bounded = g_strdup_printf (_("%s … and %'" G_GSIZE_FORMAT " more bytes; Copy has all of it"), start,
                                n_bytes - SHOWN_MAX_BYTES);
  gtk_label_set_text (self->text, bounded);
}

static void
show_text (HeddleConsoleRow *self)
{
  const char *text = heddle_console_line_get_text (self->line);
  guint n_lines = count_lines (text);
  gboolean is_long = n_lines > WHOLE_MAX_LINES, is_unfolded = heddle_console_line_is_unfolded (self->line);
  g_autofree char *first = is_long && !is_unfolded ? dup_first_lines (text, FOLDED_LINES) : NULL;
  guint n_more = n_lines - FOLDED_LINES;
  g_autofree char *more = g_strdup_printf (ngettext ("▸ %u more line", "▸ %u more lines", n_more), n_more);

  show_whole_text (self, first != NULL ? first : text);
  gtk_widget_set_visible (GTK_WIDGET (self->unfold), is_long);
  gtk_toggle_button_set_active (self->unfold, is_unfolded);
  gtk_button_set_label (GTK_BUTTON (self->unfold), is_unfolded ? _("▾ Fold") : more);
}

static void
on_unfold (HeddleConsoleRow *self)
{
  gboolean is_unfolded = gtk_toggle_button_get_active (self->unfold);

  if (self->line == NULL || heddle_console_line_is_unfolded (self->line) == is_unfolded)
    return;
  heddle_console_line_set_unfolded (self->line, is_unfolded);
  show_text (self);
}

static void
show_link (HeddleConsoleRow *self, HeddleConsoleLine *line)
{
  const char *file = heddle_console_line_get_file (line);
  guint number = heddle_console_line_get_line (line);
  g_autofree char *place = file == NULL ? NULL : g_strdup_printf ("%s:%u", file, number);
  g_autofree char *tip = file == NULL ? NULL : g_strdup_printf (_("Show line %u of %s"), number, file);

  gtk_widget_set_visible (GTK_WIDGET (self->link), file != NULL);
  if (file == NULL)
    return;
  gtk_button_set_label (self->link, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->link), tip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->link), "(su)", file, number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->link), "console.show-line");
}

/* Who printed it and when, for who points at it. */
static void
show_tip (HeddleConsoleRow *self, HeddleConsoleLine *line)
{
  gint64 time_ns = heddle_console_line_get_time_ns (line);
  const char *thread = heddle_console_line_get_thread (line);
  g_autofree char *tip = NULL;

  /* Translators: the name of a thread, then when it printed something. */
  if (time_ns >= 0)
    tip = g_strdup_printf (_("%s, at %.6f s"), thread == NULL ? "" : thread, (double) time_ns / 1e9);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->text), tip);
}

static void
heddle_console_row_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_object (&HEDDLE_CONSOLE_ROW (object)->line);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (heddle_console_row_parent_class)->dispose (object);
}

static void
heddle_console_row_class_init (HeddleConsoleRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_console_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/console-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConsoleRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsoleRow, text);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsoleRow, link);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsoleRow, unfold);
  gtk_widget_class_bind_template_callback (widget_class, on_unfold);
  gtk_widget_class_set_css_name (widget_class, "consolerow");
}

static void
heddle_console_row_init (HeddleConsoleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
heddle_console_row_new (void)
{
  return g_object_new (HEDDLE_TYPE_CONSOLE_ROW, NULL);
}

/**
 * heddle_console_row_set_line:
 * @line: what to show
 */
void
heddle_console_row_set_line (HeddleConsoleRow *self, HeddleConsoleLine *line)
{
  show_level (self, heddle_console_line_get_level (line));
  g_set_object (&self->line, line);
  show_text (self);
  show_link (self, line);
  show_tip (self, line);
}
