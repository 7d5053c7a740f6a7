/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clicks on a run's page at given times from its first statement.
 * Threads: the run's.
 */
#include "lab/clicks.h"

#include "base/clock.h"

struct _HeddleClicks {
  HeddleRun *run;
  guint *times_ms;
  guint n_times;
  guint n_sent;
  gulong progress_id;
  GSource *timer;
};

static void
arm_timer (HeddleClicks *self)
{
  HeddleTrace *trace = heddle_run_get_trace (self->run);
  gint64 start_ns = heddle_trace_get_origin_ns (trace) + heddle_trace_get_start_ns (trace);

  if (self->n_sent < self->n_times)
    g_source_set_ready_time (self->timer,
                             (start_ns + self->times_ms[self->n_sent] * HEDDLE_NS_PER_MS) / HEDDLE_NS_PER_US);
  else
    g_source_set_ready_time (self->timer, -1);
}

static gboolean
on_timer (gpointer data)
{
  HeddleClicks *self = data;

  heddle_run_send_input (self->run, "{\"type\":\"click\",\"button\":0,\"buttons\":0,\"detail\":1}");
  self->n_sent++;
  if (self->n_sent == self->n_times)
    heddle_run_end_input (self->run);
  arm_timer (self);
  return G_SOURCE_CONTINUE;
}

/* The times count from the first statement, which is known when its record has come. */
static void
on_progress (HeddleRun *run, gpointer data)
{
  HeddleClicks *self = data;

  if (heddle_trace_get_start_ns (heddle_run_get_trace (run)) <= 0)
    return;
  g_clear_signal_handler (&self->progress_id, run);
  arm_timer (self);
}

static gboolean
dispatch_timer (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs timer_functions = { .dispatch = dispatch_timer };

/**
 * heddle_clicks_new:
 * @run: a run that was started with `expects_input`
 * @times_ms: (array length=n_times): when to click, in milliseconds from its first statement, ascending
 * @n_times: how many, at least one
 *
 * Returns: (transfer full): the clicks; after the last one the run is told that no more come
 */
HeddleClicks *
heddle_clicks_new (HeddleRun *run, const guint *times_ms, guint n_times)
{
  HeddleClicks *self = g_new0 (HeddleClicks, 1);

  self->run = g_object_ref (run);
  self->times_ms = g_memdup2 (times_ms, n_times * sizeof *times_ms);
  self->n_times = n_times;
  self->timer = g_source_new (&timer_functions, sizeof (GSource));
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  self->progress_id = g_signal_connect (run, "progress", G_CALLBACK (on_progress), self);
  return self;
}

void
heddle_clicks_free (HeddleClicks *self)
{
  g_clear_signal_handler (&self->progress_id, self->run);
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_object_unref (self->run);
  g_free (self->times_ms);
  g_free (self);
}
