/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Traces as comma-separated values (RFC 4180): a row a span. Times are in milliseconds from the run's first statement.
 * Threads: the traces'.
 */
#include "export/export.h"
#include "export/names.h"
#include "export/output.h"

#include "base/clock.h"
#include "trace/lane.h"

typedef struct {
  HeddleOutput output;
  HeddleTrace *trace;
  HeddleNumbering *numbering;
  char *run;
  guint index;
} Table;

static void
add_ms (HeddleOutput *output, gint64 time_ns)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (number, sizeof number, "%s%" G_GINT64_FORMAT ".%06d", time_ns < 0 ? "-" : "",
              ABS (time_ns) / HEDDLE_NS_PER_MS, (int) (ABS (time_ns) % HEDDLE_NS_PER_MS));
  heddle_output_add (output, number);
}

static void
add_text (HeddleOutput *output, const char *text)
{
  heddle_output_add_csv (output, text);
  heddle_output_add (output, ",");
}

/* Empty cells stand for what is not known: the end of an open span, the CPU time that nobody read. */
static void
add_times (HeddleOutput *output, const HeddleSpan *span, gint64 zero_ns)
{
  add_ms (output, span->start_ns - zero_ns);
  heddle_output_add (output, ",");
  if (span->end_ns != HEDDLE_TIME_OPEN)
    add_ms (output, span->end_ns - span->start_ns);
  heddle_output_add (output, ",");
  if (span->cpu_s >= 0)
    heddle_output_add_double (output, "%.6f", (double) span->cpu_s * 1e3);
  heddle_output_add (output, ",");
  heddle_output_add_double (output, "%.6f", (double) span->queued_s * 1e3);
  heddle_output_add (output, ",");
}

static void
add_row (Table *self, guint thread, HeddleSpanRef ref)
{
  HeddleOutput *output = &self->output;
  const HeddleSpan *span = heddle_trace_get_span (self->trace, ref);
  const HeddleSite *site = heddle_trace_get_site (self->trace, span->site);
  const HeddleLane *lane = heddle_trace_get_lane (self->trace, span->lane);
  HeddleSpanRef cause = heddle_trace_get_cause (self->trace, span);
  guint number = heddle_numbering_get_number (self->numbering, self->index, ref);

  add_text (output, self->run);
  heddle_output_addf (output, "%u.%u,", thread, HEDDLE_SPAN_REF_COUNTER (ref));
  add_text (output, heddle_lane_type_get_id (lane->type));
  add_text (output, heddle_trace_get_thread (self->trace, lane->thread)->name);
  add_text (output, heddle_kind_get_id (span->kind));
  add_text (output, heddle_state_get_id (span->state));
  add_text (output, site != NULL ? site->label : "");
  if (number > 0)
    heddle_output_addf (output, "%u", number);
  heddle_output_add (output, ",");
  add_times (output, span, MAX (heddle_trace_get_start_ns (self->trace), 0));
  if (cause != 0)
    heddle_output_addf (output, "%u.%u", HEDDLE_SPAN_REF_THREAD (cause), HEDDLE_SPAN_REF_COUNTER (cause));
  heddle_output_add (output, ",");
  add_text (output, site != NULL && site->file != NULL ? site->file : "");
  if (site != NULL && site->line > 0)
    heddle_output_addf (output, "%u", site->line);
  heddle_output_add (output, ",");
  if (site != NULL && site->column > 0)
    heddle_output_addf (output, "%u", site->column);
  heddle_output_add (output, "\r\n");
  heddle_output_flush_some (output);
}

/**
 * heddle_export_csv:
 * @traces: (array length=n_traces): the runs
 * @n_traces: how many
 * @stream: where to write
 * @error: where to put an error
 *
 * Returns: whether all could be written
 */
gboolean
heddle_export_csv (HeddleTrace *const *traces, guint n_traces, GOutputStream *stream, GError **error)
{
  g_autoptr (HeddleNumbering) numbering = heddle_numbering_new (traces, n_traces);
  Table table = { .numbering = numbering };

  heddle_output_init (&table.output, stream);
  heddle_output_add (&table.output,
                     "run,span,lane,thread,kind,state,label,number,start_ms,duration_ms,cpu_ms,queued_ms,"
                     "cause,file,line,column\r\n");
  for (guint i = 0; i < n_traces; i++) {
    const char *title = heddle_trace_get_info (traces[i], "title");
    g_autofree char *run = title != NULL ? g_strdup (title) : g_strdup_printf ("Run %u", i + 1);

    table.trace = traces[i];
    table.index = i;
    table.run = run;
    for (guint thread = 0; thread < heddle_trace_get_n_threads (traces[i]); thread++)
      for (guint32 counter = 1; counter <= heddle_trace_get_n_thread_spans (traces[i], thread); counter++)
        add_row (&table, thread, HEDDLE_SPAN_REF (thread, counter));
  }
  return heddle_output_finish (&table.output, error);
}
