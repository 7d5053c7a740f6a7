/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces as files that leave Heddle, and back: Chrome Trace Event JSON, CSV, SVG, one page for a browser, text
 * for a terminal.
 * Threads: the traces'. Cost: writing and reading JSON go through the file once, with memory for the traces alone.
 */
#pragma once

#include "trace/layout.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The version of the form in which a trace is saved; it grows when an older Heddle could not read a newer file. */
#define HEDDLE_TRACE_FORMAT 1

/**
 * HeddleTerminalOptions:
 * @width: how many columns there are
 * @color: whether to use colours; see the NO_COLOR convention
 * @utf8: whether the terminal shows more than ASCII
 *
 * What a terminal can show.
 */
typedef struct {
  guint width;
  gboolean color;
  gboolean utf8;
} HeddleTerminalOptions;

gboolean heddle_export_file (HeddleTrace *const *traces, guint n_traces, const char *path, GError **error);
gboolean heddle_export_check_path (const char *path, GError **error);
gboolean heddle_export_json (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error);
gboolean heddle_export_csv (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error);
gboolean heddle_export_html (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error);
gboolean heddle_export_svg (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error);
char *heddle_export_terminal (HeddleTrace *const *traces, guint n_traces, const HeddleTerminalOptions *options);

GPtrArray *heddle_import_file (const char *path, GError **error);
GPtrArray *heddle_import_json (GInputStream *stream, const char *name, GError **error);

G_END_DECLS
