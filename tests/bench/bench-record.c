/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What recording costs: a span's begin and end beside the clock readings that they need, records through the rings
 * into the store, memory for each span, drawing and saving. A line of JSON for each figure.
 */
#include "export/export.h"
#include "trace/recorder.h"

#include "base/clock.h"

#include <malloc.h>
#include <stdio.h>

#define N_ROUNDS 400
#define N_SPANS 4000

typedef struct {
  gint64 record_ns;
  gint64 read_ns;
  guint64 n_spans;
} Cost;

static void
print_figure (const char *what, double value, const char *unit)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  printf ("{\"bench\":\"record\",\"what\":\"%s\",\"value\":%s,\"unit\":\"%s\"}\n", what,
          g_ascii_formatd (number, sizeof number, "%.4g", value), unit);
}

static double
clock_cost (void)
{
  gint64 start_ns = heddle_clock_now (), last_ns = start_ns;

  for (guint i = 0; i < 1000000; i++)
    last_ns = heddle_clock_now ();
  return (double) (last_ns - start_ns) / 1000000;
}

static void
record_some (HeddleRecorder *recorder, guint32 site)
{
  for (guint i = 0; i < N_SPANS; i++) {
    HeddleSpanId span = heddle_recorder_begin (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, site, 0, 0);

    heddle_recorder_end (recorder, span, 0);
  }
}

static gboolean
record_and_read (HeddleTrace *trace, Cost *cost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleRings) rings = heddle_rings_new (&error);
  HeddleRecorder *recorder;
  guint32 site;

  if (rings == NULL) {
    fprintf (stderr, "bench-record: %s\n", error->message);
    return FALSE;
  }
  heddle_trace_set_origin (trace, heddle_clock_now ());
  recorder = heddle_recorder_new (rings, HEDDLE_ROLE_MAIN, "main thread");
  site = heddle_recorder_site (recorder, "tick", "main.js", 1, 1);
  for (guint i = 0; i < N_ROUNDS; i++) {
    gint64 start_ns = heddle_clock_now (), recorded_ns;

    record_some (recorder, site);
    recorded_ns = heddle_clock_now ();
    if (!heddle_trace_read_rings (trace, rings, &error)) {
      fprintf (stderr, "bench-record: %s\n", error->message);
      return FALSE;
    }
    cost->record_ns += recorded_ns - start_ns;
    cost->read_ns += heddle_clock_now () - recorded_ns;
  }
  heddle_recorder_free (recorder);
  cost->n_spans = heddle_trace_get_n_spans (trace);
  return heddle_trace_get_n_dropped (trace) == 0;
}

static void
bench_layout (HeddleTrace *trace)
{
  g_autoptr (HeddleLayout) layout = heddle_layout_new (&trace, 1);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  gint64 start_ns = heddle_clock_now ();

  for (guint i = 0; i < 100; i++) {
    g_array_set_size (items, 0);
    heddle_layout_get_items (layout, 0, 0, 0, heddle_layout_get_length_ns (layout), 2000, items);
  }
  print_figure ("a lane's items, 2,000 pixels", (double) (heddle_clock_now () - start_ns) / 100 / 1e6, "ms");
  start_ns = heddle_clock_now ();
  heddle_layout_update (layout, 0);
  print_figure ("layout update, nothing new", (double) (heddle_clock_now () - start_ns) / 1e6, "ms");
}

static gboolean
bench_json (HeddleTrace *trace)
{
  g_autoptr (GOutputStream) saved = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) opened = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) traces = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start_ns = heddle_clock_now (), saved_ns;
  double n_mib;

  if (!heddle_export_json (&trace, 1, saved, &error))
    return FALSE;
  saved_ns = heddle_clock_now ();
  g_output_stream_close (saved, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (saved));
  n_mib = (double) g_bytes_get_size (bytes) / (1 << 20);
  print_figure ("saving JSON", n_mib * 1e9 / (double) (saved_ns - start_ns), "MiB/s");
  opened = g_memory_input_stream_new_from_bytes (bytes);
  start_ns = heddle_clock_now ();
  traces = heddle_import_json (opened, "bench", &error);
  print_figure ("opening JSON", n_mib * 1e9 / (double) (heddle_clock_now () - start_ns), "MiB/s");
  return traces != NULL;
}

int
main (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  gsize n_bytes = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  Cost cost = { 0 };
  double clock_ns = clock_cost ();

  if (!record_and_read (trace, &cost))
    return 1;
  n_bytes = mallinfo2 ().uordblks + mallinfo2 ().hblkhd - n_bytes;
  print_figure ("reading the clock", clock_ns, "ns");
  print_figure ("recording an event, clock included", (double) cost.record_ns / (double) (2 * cost.n_spans), "ns");
  print_figure ("recording an event, beside its clock reading",
                (double) cost.record_ns / (double) (2 * cost.n_spans) / clock_ns, "ratio");
  print_figure ("from the rings into the store", (double) (2 * cost.n_spans) * 1e9 / (double) cost.read_ns,
                "records/s");
  print_figure ("memory for a span", (double) n_bytes / (double) cost.n_spans, "bytes");
  bench_layout (trace);
  return bench_json (trace) ? 0 : 1;
}
