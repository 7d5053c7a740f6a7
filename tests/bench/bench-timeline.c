/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A frame of the timeline with 10 million spans in 100 lanes loaded: how long the window works on one in which everything
 * moves, and on one in which only the cursor does. On a display, with the cairo renderer; prints JSON lines.
 */
#include "base/clock.h"
#include "ui/timeline/timeline.h"
#include "ui/window/application.h"

#include <stdlib.h>

#define N_LANES 100
#define N_FRAMES 240
#define SPAN_NS 20000

typedef struct {
  HeddleTimeline *timeline;
  GMainLoop *loop;
  gboolean moves_all;
  guint n_frames;
  gint64 begun_ns;
  GArray *work_ns;
} Bench;

static HeddleTrace *
make_trace (guint n_spans)
{
  HeddleTrace *trace = heddle_trace_new ();
  HeddleSpan span = { .kind = HEDDLE_KIND_TASK, .state = HEDDLE_STATE_COMPUTING, .cpu_s = -1 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  HeddleMark first = { .kind = HEDDLE_MARK_FIRST_STATEMENT }, last = { .kind = HEDDLE_MARK_LAST_TASK };

  for (guint i = 0; i < N_LANES; i++) {
    HeddleThread thread = { .number = i + 1,
                            .role = i == 0 ? HEDDLE_ROLE_MAIN : HEDDLE_ROLE_WORKER,
                            .name = (char *) "worker" };

    heddle_trace_add_thread (trace, &thread);
  }
  heddle_trace_add_mark (trace, &first);
  span.site = heddle_trace_add_site (trace, "task", "main.js", 1, 1);
  for (guint i = 0; i < N_LANES; i++)
    for (guint n = 0; n < n_spans / N_LANES; n++) {
      span.start_ns = (gint64) n * SPAN_NS + g_rand_int_range (rand, 0, SPAN_NS / 4);
      span.end_ns = span.start_ns + g_rand_int_range (rand, SPAN_NS / 8, SPAN_NS * 3 / 4);
      heddle_trace_add_span (trace, i, &span, 0);
    }
  last.time_ns = span.end_ns;
  heddle_trace_add_mark (trace, &last);
  heddle_trace_close (trace, span.end_ns);
  return trace;
}

static void
on_before (GdkFrameClock *clock, Bench *bench)
{
  HeddleTimeAxis *axis = heddle_timeline_get_axis (bench->timeline);
  gint64 extent_ns = heddle_time_axis_get_extent_ns (axis);
  guint n = bench->n_frames;

  bench->begun_ns = heddle_clock_now ();
  if (bench->moves_all)
    heddle_time_axis_show (axis, extent_ns / 7 * n / N_FRAMES, extent_ns - (gint64) (n * n) * extent_ns / (16 * 4000));
  else
    heddle_attention_set_cursor (heddle_timeline_get_attention (bench->timeline), 0, extent_ns / N_FRAMES * n);
}

static void
on_after (GdkFrameClock *clock, Bench *bench)
{
  gint64 work_ns = heddle_clock_now () - bench->begun_ns;

  if (bench->n_frames > 2)
    g_array_append_val (bench->work_ns, work_ns);
  if (++bench->n_frames == N_FRAMES)
    g_main_loop_quit (bench->loop);
}

static int
compare (gconstpointer one, gconstpointer other)
{
  gint64 a = *(const gint64 *) one, b = *(const gint64 *) other;

  return a < b ? -1 : a > b;
}

static void
measure (Bench *bench, gboolean moves_all, const char *what)
{
  bench->moves_all = moves_all;
  bench->n_frames = 0;
  g_array_set_size (bench->work_ns, 0);
  g_main_loop_run (bench->loop);
  g_array_sort (bench->work_ns, compare);
  g_print ("{\"what\": \"%s\", \"value\": %.3f, \"worst\": %.3f}\n", what,
           (double) g_array_index (bench->work_ns, gint64, bench->work_ns->len / 2) / 1e6,
           (double) g_array_index (bench->work_ns, gint64, bench->work_ns->len - 1) / 1e6);
}

int
main (int argc, char **argv)
{
  Bench bench = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (HeddleTrace) trace = make_trace (argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000000);
  g_autoptr (HeddleVariantRun) run = heddle_variant_run_new ("many", "Many");
  g_autoptr (GListStore) runs = g_list_store_new (HEDDLE_TYPE_VARIANT_RUN);
  g_autoptr (HeddleApplication) application = heddle_application_new ();
  GtkWindow *window;
  GdkFrameClock *clock;
  gint64 begun_ns;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  bench.work_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  heddle_variant_run_begin (run, trace);
  heddle_variant_run_end (run, FALSE, NULL);
  g_list_store_append (runs, run);
  window = GTK_WINDOW (gtk_window_new ());
  bench.timeline = g_object_new (HEDDLE_TYPE_TIMELINE, NULL);
  gtk_window_set_child (window, GTK_WIDGET (bench.timeline));
  gtk_window_set_default_size (window, 1280, 1160);
  begun_ns = heddle_clock_now ();
  heddle_timeline_set_runs (bench.timeline, G_LIST_MODEL (runs));
  g_print ("{\"what\": \"layout\", \"value\": %.3f}\n", (double) (heddle_clock_now () - begun_ns) / 1e6);
  gtk_window_present (window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before), &bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after), &bench);
  gdk_frame_clock_begin_updating (clock);
  measure (&bench, TRUE, "a frame that moves all");
  measure (&bench, FALSE, "a frame that moves the cursor");
  gtk_window_destroy (window);
  g_array_unref (bench.work_ns);
  g_main_loop_unref (bench.loop);
  return 0;
}
