/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces to and from files; the ending of the name says in which form.
 * Threads: the traces'. A file is written beside the old one, which is replaced when all is written.
 */
#include "export/export.h"

#include "base/error.h"

typedef gboolean (*ExportFunc) (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error);

static const struct {
  const char *ending;
  ExportFunc write;
  gboolean is_compressed;
} forms[] = {
  { ".json", heddle_export_json, FALSE }, { ".json.gz", heddle_export_json, TRUE },
  { ".csv", heddle_export_csv, FALSE },   { ".svg", heddle_export_svg, FALSE },
  { ".html", heddle_export_html, FALSE },
};

static int
find_form (const char *path, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_suffix (path, forms[i].ending))
      return (int) i;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               "%s: the ending says in which form a trace is saved: expected .json, .json.gz, .csv, .svg or "
               ".html",
               path);
  return -1;
}

/**
 * heddle_export_check_path:
 * @path: where a trace is to be saved
 * @error: where to put an error
 *
 * Returns: %FALSE with HEDDLE_ERROR_USAGE when its ending names no form
 */
gboolean
heddle_export_check_path (const char *path, GError **error)
{
  return find_form (path, error) >= 0;
}

static void
name_path (const char *path, GError **error)
{
  g_autofree char *message = g_strdup ((*error)->message);

  g_clear_error (error);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s: cannot be written: %s", path, message);
}

static gboolean
write_form (guint form, HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error)
{
  g_autoptr (GZlibCompressor) compressor = NULL;
  g_autoptr (GOutputStream) compressed = NULL;

  if (!forms[form].is_compressed)
    return forms[form].write (traces, n_traces, stream, error);
  compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  compressed = g_converter_output_stream_new (stream, G_CONVERTER (compressor));
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (compressed), FALSE);
  return forms[form].write (traces, n_traces, compressed, error) && g_output_stream_close (compressed, NULL, error);
}

/**
 * heddle_export_file:
 * @traces: (array length=n_traces): the runs
 * @n_traces: how many
 * @path: where to save them: .json, .json.gz, .csv, .svg or .html
 * @error: where to put an error
 *
 * Returns: whether all was written; else the old file is untouched, with HEDDLE_ERROR_USAGE for an unknown ending and
 *   HEDDLE_ERROR_SYSTEM for what the system refused
 */
gboolean
heddle_export_file (HeddleTrace *const *traces, guint n_traces, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;
  int form = find_form (path, error);

  if (form < 0)
    return FALSE;
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &local_error);
  if (stream != NULL && write_form ((guint) form, traces, n_traces, G_OUTPUT_STREAM (stream), &local_error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &local_error))
    return TRUE;
  if (stream != NULL) {
    g_autoptr (GCancellable) cancelled = g_cancellable_new ();

    /* Closing a stream that is cancelled drops what was written. */
    g_cancellable_cancel (cancelled);
    g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
  }
  name_path (path, &local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_compressed (GInputStream *stream, GError **error)
{
  GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM (stream);
  const guint8 *bytes;
  gsize n_bytes;

  if (g_buffered_input_stream_fill (buffered, 2, NULL, error) < 0)
    return FALSE;
  bytes = g_buffered_input_stream_peek_buffer (buffered, &n_bytes);
  return n_bytes >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

/**
 * heddle_import_file:
 * @path: a trace that was saved as .json or .json.gz
 * @error: where to put an error
 *
 * Returns: (transfer full) (element-type HeddleTrace) (nullable): the runs, or %NULL with HEDDLE_ERROR_NOT_FOUND,
 *   HEDDLE_ERROR_SYNTAX or HEDDLE_ERROR_SYSTEM
 */
GPtrArray *
heddle_import_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInputStream) raw = g_file_read (file, NULL, &local_error);
  g_autoptr (GInputStream) stream = NULL;

  if (raw != NULL)
    stream = g_buffered_input_stream_new (G_INPUT_STREAM (raw));
  if (stream != NULL && is_compressed (stream, &local_error)) {
    g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    GInputStream *plain = g_converter_input_stream_new (stream, G_CONVERTER (decompressor));

    g_object_unref (stream);
    stream = plain;
  }
  if (local_error != NULL) {
    gboolean is_missing = g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

    g_set_error (error, HEDDLE_ERROR, is_missing ? HEDDLE_ERROR_NOT_FOUND : HEDDLE_ERROR_SYSTEM,
                 "%s: cannot be read: %s", path, local_error->message);
    return NULL;
  }
  return heddle_import_json (stream, path, error);
}
