/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records from a runner that writes what it likes: reading stops at the first that cannot be true, and what came
 * before can be drawn. The input is what stands in a ring, record by record, behind the number of its ring.
 */
#include "fuzz.h"

#include "export/export.h"

#include <string.h>

typedef union {
  HeddleRecord record;
  guint8 bytes[HEDDLE_RECORD_MAX_BYTES];
} Buffer;

/* As the ring's reader does: only what is well formed reaches the trace. */
static gsize
take_record (const guint8 *data, gsize n_bytes, Buffer *buffer)
{
  if (n_bytes < sizeof (HeddleRecord))
    return 0;
  memcpy (buffer->bytes, data, sizeof (HeddleRecord));
  if (buffer->record.n_text_bytes > MIN (n_bytes - sizeof (HeddleRecord), HEDDLE_RECORD_TEXT_MAX_BYTES))
    return 0;
  memcpy (buffer->bytes + sizeof (HeddleRecord), data + sizeof (HeddleRecord), buffer->record.n_text_bytes);
  return sizeof (HeddleRecord) + buffer->record.n_text_bytes;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  HeddleTerminalOptions options = { .width = 80, .utf8 = TRUE };
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autofree char *text = NULL;
  HeddleSummary summary;
  gsize n_taken;
  Buffer buffer;

  while (n_bytes > 1 && (n_taken = take_record (data + 1, n_bytes - 1, &buffer)) > 0) {
    guint ring = data[0] % HEDDLE_RINGS_MAX;

    if (!heddle_trace_append_record (trace, ring, &buffer.record, NULL))
      break;
    data += 1 + n_taken;
    n_bytes -= 1 + n_taken;
  }
  text = heddle_export_terminal (&trace, 1, &options);
  heddle_trace_close (trace, -1);
  heddle_trace_summarize (trace, &summary);
  return 0;
}
