/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trace file from anywhere: it is refused with a reason, or it is a trace that can be drawn, saved and opened again.
 */
#include "fuzz.h"

#include "export/export.h"

static GBytes *
save (GPtrArray *traces)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (!heddle_export_json ((HeddleTrace *const *) traces->pdata, traces->len, stream, &error))
    g_error ("not saved: %s", error->message);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GPtrArray *
open (const void *data, gsize n_bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) n_bytes, NULL);

  return heddle_import_json (stream, "fuzz", error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  HeddleTerminalOptions options = { .width = 80, .utf8 = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) traces = open (data, n_bytes, &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autofree char *text = NULL;

  if (traces == NULL) {
    if (error == NULL)
      g_error ("refused without a reason");
    return 0;
  }
  text = heddle_export_terminal ((HeddleTrace *const *) traces->pdata, traces->len, &options);
  saved = save (traces);
  again = open (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved), &error);
  if (again == NULL)
    g_error ("what was saved cannot be opened: %s", error->message);
  return 0;
}
