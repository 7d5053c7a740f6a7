/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of lanes: spans that overlap stand below one another, and no row holds two at one time.
 */
#include "trace/lane.h"

static void
test_nesting (void)
{
  HeddleLaneWriter *lane = heddle_lane_writer_new (HEDDLE_LANE_LOOP, 0, 0);
  guint16 outer = heddle_lane_writer_begin (lane, 1, 10), inner = heddle_lane_writer_begin (lane, 2, 11);

  g_assert_cmpuint (outer, ==, 0);
  g_assert_cmpuint (inner, ==, 1);
  heddle_lane_writer_end (lane, inner, 15);
  g_assert_cmpuint (heddle_lane_writer_begin (lane, 3, 15), ==, 1);
  heddle_lane_writer_end (lane, 1, 17);
  heddle_lane_writer_end (lane, outer, 20);
  g_assert_cmpuint (heddle_lane_writer_begin (lane, 4, 20), ==, 0);
  g_assert_cmpuint (heddle_lane_writer_get_lane (lane)->rows->len, ==, 2);
  heddle_lane_writer_free (lane);
}

static void
test_late_start (void)
{
  HeddleLaneWriter *lane = heddle_lane_writer_new (HEDDLE_LANE_LOOP, 0, 0);

  /* Recorded as a whole when it is over: it began before the span that stands in row 0. */
  heddle_lane_writer_end (lane, heddle_lane_writer_begin (lane, 1, 10), 20);
  g_assert_cmpuint (heddle_lane_writer_begin (lane, 2, 5), ==, 1);
  heddle_lane_writer_end (lane, 1, 25);
  g_assert_cmpuint (heddle_lane_writer_begin (lane, 3, 21), ==, 0);
  heddle_lane_writer_free (lane);
}

typedef struct {
  gint64 start_ns;
  gint64 end_ns;
  guint16 row;
} Placed;

static void
assert_rows_are_sorted (HeddleLaneWriter *lane, const Placed *placed)
{
  const HeddleLane *public = heddle_lane_writer_get_lane (lane);

  for (guint row = 0; row < public->rows->len; row++) {
    GArray *counters = g_ptr_array_index (public->rows, row);

    for (guint i = 1; i < counters->len; i++) {
      const Placed *before = &placed[g_array_index (counters, guint32, i - 1)];
      const Placed *after = &placed[g_array_index (counters, guint32, i)];

      g_assert_cmpint (before->end_ns, <=, after->start_ns);
      g_assert_cmpuint (after->row, ==, row);
    }
  }
}

/* Whatever begins and ends when: rows stay sorted, and there are as many as overlap. */
static void
test_random (void)
{
  for (guint32 seed = 0; seed < 200; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    HeddleLaneWriter *lane = heddle_lane_writer_new (HEDDLE_LANE_REQUESTS, 0, 0);
    Placed placed[201] = { 0 };
    guint open[201], n_open = 0, n_open_max = 0;
    guint32 n_placed = 0;

    for (gint64 now_ns = 1; n_placed < 200; now_ns++) {
      if (n_open == 0 || g_rand_boolean (rand)) {
        placed[++n_placed] = (Placed){ now_ns, G_MAXINT64, heddle_lane_writer_begin (lane, n_placed, now_ns) };
        open[n_open++] = n_placed;
        n_open_max = MAX (n_open_max, n_open);
      } else {
        guint index = (guint) g_rand_int_range (rand, 0, (gint32) n_open);

        placed[open[index]].end_ns = now_ns;
        heddle_lane_writer_end (lane, placed[open[index]].row, now_ns);
        open[index] = open[--n_open];
      }
    }
    assert_rows_are_sorted (lane, placed);
    g_assert_cmpuint (heddle_lane_writer_get_lane (lane)->rows->len, ==, n_open_max);
    heddle_lane_writer_free (lane);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lane/nesting", test_nesting);
  g_test_add_func ("/lane/late-start", test_late_start);
  g_test_add_func ("/lane/random", test_random);
  return g_test_run ();
}
