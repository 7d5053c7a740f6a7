/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How busy a lane is, at every zoom: what is in the columns and in wide spans is together what is in the spans.
 */
#include "trace-maker.h"
#include "trace/strip.h"

#define N_SPANS 1000

/* Spans of half a millisecond, one each millisecond. */
static HeddleTrace *
make_even (void)
{
  HeddleTrace *trace = heddle_trace_new ();

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  for (guint i = 0; i < N_SPANS; i++)
    make_span (trace, 0, HEDDLE_KIND_TASK, NULL, 0, MS (i), MS (i) + MS (0.5));
  return trace;
}

static double
sum_busy_ns (HeddleStrip *strip, gint64 from_ns, gint64 to_ns, guint width_px, double wide_px, guint *n_wide)
{
  g_autofree float *columns = g_new0 (float, width_px);
  g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (HeddleStripSpan));
  double sum_ns = 0;

  heddle_strip_update (strip);
  heddle_strip_get_columns (strip, from_ns, to_ns, MS (100000), width_px, wide_px, columns, wide);
  for (guint i = 0; i < width_px; i++)
    sum_ns += (double) columns[i] * (double) (to_ns - from_ns) / width_px;
  for (guint i = 0; i < wide->len; i++)
    sum_ns += (double) (g_array_index (wide, HeddleStripSpan, i).end_ns -
                        g_array_index (wide, HeddleStripSpan, i).start_ns);
  *n_wide = wide->len;
  return sum_ns;
}

static void
test_zooms (void)
{
  g_autoptr (HeddleTrace) trace = make_even ();
  g_autoptr (HeddleStrip) strip = heddle_strip_new (trace, HEDDLE_LANE_LOOP, 0, HEDDLE_KIND_NONE);
  guint n_wide;

  for (guint width = 4; width <= 4096; width *= 2) {
    double sum_ns = sum_busy_ns (strip, 0, MS (N_SPANS), width, 3, &n_wide);

    g_assert_cmpfloat_with_epsilon (sum_ns / (double) MS (500), 1, 0.02);
    g_assert_cmpuint (n_wide, ==, 0);
  }
  g_assert_cmpfloat_with_epsilon (sum_busy_ns (strip, MS (100), MS (110), 100, 3, &n_wide) / (double) MS (5), 1, 0.001);
  g_assert_cmpuint (n_wide, ==, 10);
  g_assert_cmpuint (heddle_strip_count (strip, MS (100), MS (900)), ==, 800);
}

static void
test_long_among_short (void)
{
  g_autoptr (HeddleTrace) trace = make_even ();
  g_autoptr (HeddleStrip) strip = heddle_strip_new (trace, HEDDLE_LANE_LOOP, 0, HEDDLE_KIND_NONE);
  HeddleSpanRef last = make_span (trace, 0, HEDDLE_KIND_TASK, NULL, 0, MS (N_SPANS), HEDDLE_TIME_OPEN);
  guint n_wide;

  sum_busy_ns (strip, 0, MS (2 * N_SPANS), 100, 3, &n_wide);
  g_assert_cmpuint (n_wide, ==, 1);
  heddle_trace_end_span (trace, last, MS (N_SPANS + 1), -1);
  sum_busy_ns (strip, 0, MS (2 * N_SPANS), 100, 3, &n_wide);
  g_assert_cmpuint (n_wide, ==, 0);
  /* It grows with the trace. */
  make_span (trace, 0, HEDDLE_KIND_TASK, NULL, 0, MS (N_SPANS + 1), MS (2 * N_SPANS));
  sum_busy_ns (strip, MS (1500), MS (1600), 100, 3, &n_wide);
  g_assert_cmpuint (n_wide, ==, 1);
}

static void
test_only (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleStrip) strip = NULL;
  guint n_wide;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (trace, HEDDLE_ROLE_SAMPLER, "sampler");
  strip = heddle_strip_new (trace, HEDDLE_LANE_CORE, 0, HEDDLE_KIND_NO_CORE);
  g_assert_cmpfloat (sum_busy_ns (strip, 0, MS (100), 10, 1e9, &n_wide), ==, 0);
  for (guint i = 0; i < 100; i++)
    make_span (trace, 1, i % 2 ? HEDDLE_KIND_NO_CORE : HEDDLE_KIND_ON_CORE, NULL, HEDDLE_SPAN_REF (0, 0), MS (i),
               MS (i + 1));
  g_assert_cmpfloat_with_epsilon (sum_busy_ns (strip, 0, MS (100), 10, 1e9, &n_wide) / (double) MS (50), 1, 0.02);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strip/zooms", test_zooms);
  g_test_add_func ("/strip/long-among-short", test_long_among_short);
  g_test_add_func ("/strip/only", test_only);
  return g_test_run ();
}
