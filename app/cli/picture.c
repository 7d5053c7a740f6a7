/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline of some runs: drawn in the terminal, or saved in files.
 * Threads: main.
 */
#include "cli/picture.h"

#include "base/error.h"
#include "export/export.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_COLUMNS 80
#define MIN_COLUMNS 40
#define MAX_COLUMNS 240

/* The terminal's width; where there is none, what COLUMNS says. */
static guint
find_width (int fd)
{
  struct winsize size;
  const char *columns = g_getenv ("COLUMNS");
  guint64 n_columns = DEFAULT_COLUMNS;

  if (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    n_columns = size.ws_col;
  else if (columns != NULL)
    g_ascii_string_to_unsigned (columns, 10, 1, G_MAXUINT16, &n_columns, NULL);
  return (guint) CLAMP (n_columns, MIN_COLUMNS, MAX_COLUMNS);
}

/* https://no-color.org: set and not empty, whatever its value. */
static gboolean
wants_color (int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  return isatty (fd) && (no_color == NULL || *no_color == '\0') && g_strcmp0 (terminal, "dumb") != 0;
}

/**
 * heddle_cli_picture_check_folder:
 * @path: a file that is to be written
 * @error: where to put an error
 *
 * Returns: whether its folder can be written to; else HEDDLE_ERROR_SYSTEM
 */
gboolean
heddle_cli_picture_check_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR) && access (folder, W_OK) == 0)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM,
               "%s cannot be written: %s; name a folder that can be written to", path,
               g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_strerror (errno) : _("there is no such folder"));
  return FALSE;
}

/**
 * heddle_cli_picture_check_paths:
 * @paths: (nullable): where traces are to be saved
 * @error: where to put an error
 *
 * Returns: whether each has an ending that stands for a form, and a folder; so that nobody runs for nothing
 */
gboolean
heddle_cli_picture_check_paths (const char *const *paths, GError **error)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (!heddle_export_check_path (paths[i], error) || !heddle_cli_picture_check_folder (paths[i], error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_cli_picture_print:
 * @traces: (array length=n_traces): the runs, from top to bottom
 * @n_traces: how many
 * @stream: stdout or stderr
 *
 * Draws the timeline as wide as the terminal.
 */
void
heddle_cli_picture_print (HeddleTrace *const *traces, guint n_traces, FILE *stream)
{
  int fd = fileno (stream);
  HeddleTerminalOptions options = { .width = find_width (fd), .color = wants_color (fd), .utf8 = g_get_charset (NULL) };
  g_autofree char *text = heddle_export_terminal (traces, n_traces, &options);

  fputs (text, stream);
}

static GPtrArray *
collect_traces (HeddleComparison *comparison)
{
  GPtrArray *traces = g_ptr_array_new ();

  for (guint i = 0; i < heddle_comparison_get_n_runs (comparison); i++)
    g_ptr_array_add (traces, heddle_run_get_trace (heddle_comparison_get_run (comparison, i)));
  return traces;
}

void
heddle_cli_picture_print_comparison (HeddleComparison *comparison, FILE *stream)
{
  g_autoptr (GPtrArray) traces = collect_traces (comparison);

  heddle_cli_picture_print ((HeddleTrace *const *) (gpointer) traces->pdata, traces->len, stream);
}

/**
 * heddle_cli_picture_save:
 * @comparison: a comparison that has ended
 * @paths: (nullable): files; their endings say the form
 * @error: where to put an error
 *
 * Saves all runs in each file.
 *
 * Returns: whether all could be written; else an error that names the file, which is then as it was
 */
gboolean
heddle_cli_picture_save (HeddleComparison *comparison, const char *const *paths, GError **error)
{
  g_autoptr (GPtrArray) traces = collect_traces (comparison);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (!heddle_export_file ((HeddleTrace *const *) (gpointer) traces->pdata, traces->len, paths[i], error))
      return FALSE;
  return TRUE;
}
