/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where everything stands in the picture.
 */
#include "trace-maker.h"
#include "trace/layout.h"

static GArray *
items_of (HeddleLayout *layout, guint band, guint lane, gint64 from_ns, gint64 to_ns, guint width_px)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));

  heddle_layout_get_items (layout, band, lane, from_ns, to_ns, width_px, items);
  return items;
}

static const HeddleLayoutItem *
item_at (GArray *items, guint index)
{
  g_assert_cmpuint (index, <, items->len);
  return &g_array_index (items, HeddleLayoutItem, index);
}

static void
assert_item (const HeddleLayoutItem *item, gint64 start_ns, gint64 end_ns, HeddleState state, guint number)
{
  g_assert_cmpint (item->start_ns, ==, start_ns);
  g_assert_cmpint (item->end_ns, ==, end_ns);
  g_assert_cmpint (item->state, ==, state);
  g_assert_cmpuint (item->number, ==, number);
}

static void
test_bands (void)
{
  g_autoptr (HeddleTrace) one = make_one_after_another (8);
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleTrace *traces[] = { one, parallel };
  g_autoptr (HeddleLayout) layout = heddle_layout_new (traces, 2);
  const HeddleLayoutBand *first = heddle_layout_get_band (layout, 0), *second = heddle_layout_get_band (layout, 1);

  g_assert_cmpuint (heddle_layout_get_n_bands (layout), ==, 2);
  g_assert_cmpstr (first->title, ==, "One after another");
  g_assert_cmpstr (first->subtitle, ==, "1 thread");
  g_assert_cmpstr (second->subtitle, ==, "main thread and 4 workers");
  g_assert_cmpint (heddle_layout_get_length_ns (layout), ==, MS (3200));
  g_assert_cmpuint (heddle_layout_get_n_lanes (layout, 0), ==, 2);
  g_assert_cmpuint (heddle_layout_get_n_lanes (layout, 1), ==, 6);
  g_assert_cmpstr (heddle_layout_get_lane (layout, 1, 0)->title, ==, "requests");
  g_assert_cmpstr (heddle_layout_get_lane (layout, 1, 1)->title, ==, "main thread");
  g_assert_cmpstr (heddle_layout_get_lane (layout, 1, 5)->title, ==, "worker 4");
  g_assert_cmpfloat (second->y, >=, first->y + first->height);
  g_assert_cmpfloat (heddle_layout_get_height (layout), >=, second->y + second->height);
}

static void
test_lanes_do_not_overlap (void)
{
  g_autoptr (HeddleTrace) trace = make_parallel (40, 12);
  g_autoptr (HeddleLayout) layout = heddle_layout_new (&trace, 1);
  const HeddleLayoutBand *band = heddle_layout_get_band (layout, 0);
  double y = 0;

  for (guint i = 0; i < heddle_layout_get_n_lanes (layout, 0); i++) {
    const HeddleLayoutLane *lane = heddle_layout_get_lane (layout, 0, i);

    g_assert_cmpfloat (lane->y, >=, y);
    g_assert_cmpfloat (lane->height, >, 0);
    y = lane->y + lane->height;
  }
  g_assert_cmpfloat (y, <=, band->height);
}

static void
test_requests (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);
  g_autoptr (HeddleLayout) layout = heddle_layout_new (&trace, 1);
  g_autoptr (GArray) items = items_of (layout, 0, 0, 0, MS (1100), 1100);
  g_autoptr (GArray) late = items_of (layout, 0, 0, MS (950), MS (1000), 100);

  /* The first is taken at once; each other one waits, then is ready until the thread is free. */
  g_assert_cmpuint (items->len, ==, 15);
  assert_item (item_at (items, 0), 0, MS (300), HEDDLE_STATE_WAITING, 1);
  assert_item (item_at (items, 13), 0, MS (300), HEDDLE_STATE_WAITING, 8);
  assert_item (item_at (items, 14), MS (300), MS (1000), HEDDLE_STATE_READY, 8);
  g_assert_cmpfloat (item_at (items, 14)->top, ==, 7.0 / 8);
  g_assert_cmpfloat (item_at (items, 14)->bottom, ==, 1);
  g_assert_cmpuint (late->len, ==, 1);
  assert_item (item_at (late, 0), MS (300), MS (1000), HEDDLE_STATE_READY, 8);
}

static void
test_tasks (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);
  g_autoptr (HeddleLayout) layout = heddle_layout_new (&trace, 1);
  g_autoptr (GArray) items = items_of (layout, 0, 1, 0, MS (1100), 1100);
  g_autoptr (GArray) some = items_of (layout, 0, 1, MS (450), MS (650), 200);

  g_assert_cmpuint (items->len, ==, 9);
  assert_item (item_at (items, 1), MS (300), MS (400), HEDDLE_STATE_COMPUTING, 1);
  assert_item (item_at (items, 8), MS (1000), MS (1100), HEDDLE_STATE_COMPUTING, 8);
  g_assert_cmpuint (some->len, ==, 3);
  assert_item (item_at (some, 0), MS (400), MS (500), HEDDLE_STATE_COMPUTING, 2);
  assert_item (item_at (some, 2), MS (600), MS (700), HEDDLE_STATE_COMPUTING, 4);
}

/* However many spans there are, an event loop has a few items a pixel, in order, and they cover what was computed. */
static void
test_folding (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleLayout) layout = NULL;
  g_autoptr (GArray) items = NULL;
  guint n_spans = 0;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  for (guint i = 0; i < 100000; i++)
    make_span (trace, 0, HEDDLE_KIND_TASK, "tick", 0, i * 10000, i * 10000 + 4000);
  make_span (trace, 0, HEDDLE_KIND_TASK, "long", 0, 100000 * 10000 - 5000, MS (1500));
  layout = heddle_layout_new (&trace, 1);
  items = items_of (layout, 0, 0, 0, MS (2000), 400);
  g_assert_cmpuint (items->len, >, 190);
  g_assert_cmpuint (items->len, <=, 202);
  for (guint i = 0; i < items->len; i++) {
    n_spans += item_at (items, i)->n_folded;
    if (i > 0)
      g_assert_cmpint (item_at (items, i)->start_ns, >=, item_at (items, i - 1)->end_ns);
  }
  g_assert_cmpuint (n_spans, ==, 100001);
  g_assert_cmpstr (item_at (items, items->len - 1)->label, ==, "long");
  assert_item (item_at (items, items->len - 1), 100000 * 10000 - 5000, MS (1500), HEDDLE_STATE_COMPUTING, 0);
}

static void
test_density (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (1000);
  g_autoptr (HeddleLayout) layout = heddle_layout_new (&trace, 1);
  const HeddleLayoutLane *lane = heddle_layout_get_lane (layout, 0, 0);
  g_autoptr (GArray) items = items_of (layout, 0, 0, 0, MS (600), 60);

  g_assert_true (lane->is_density);
  g_assert_cmpuint (items->len, <=, 120);
  assert_item (item_at (items, 0), 0, MS (300), HEDDLE_STATE_WAITING, 0);
  g_assert_cmpuint (item_at (items, 0)->n_folded, ==, 1000);
  g_assert_cmpfloat (item_at (items, 0)->top, ==, 0);
  assert_item (item_at (items, 1), MS (300), MS (400), HEDDLE_STATE_READY, 0);
  g_assert_cmpuint (item_at (items, 1)->n_folded, ==, 999);
}

static void
test_live (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (HeddleLayout) layout = heddle_layout_new (&trace, 1);
  g_autoptr (GArray) requests = NULL;
  g_autoptr (GArray) tasks = NULL;
  HeddleSpanRef task;

  g_assert_cmpuint (heddle_layout_get_n_lanes (layout, 0), ==, 0);
  heddle_trace_set_origin (trace, MS (5000));
  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (trace, HEDDLE_ROLE_NETWORK, "network");
  make_mark (trace, 0, HEDDLE_MARK_FIRST_STATEMENT, MS (10), 0);
  task = make_span (trace, 0, HEDDLE_KIND_TASK, "script", 0, MS (10), HEDDLE_TIME_OPEN);
  make_span (trace, 1, HEDDLE_KIND_REQUEST, "GET /data/1", task, MS (12), HEDDLE_TIME_OPEN);
  heddle_layout_update (layout, MS (5060));
  g_assert_false (heddle_layout_get_band (layout, 0)->is_over);
  g_assert_cmpint (heddle_layout_get_length_ns (layout), ==, MS (50));
  requests = items_of (layout, 0, 0, 0, MS (100), 100);
  assert_item (item_at (requests, 0), MS (2), MS (50), HEDDLE_STATE_WAITING, 1);
  tasks = items_of (layout, 0, 1, 0, MS (100), 100);
  assert_item (item_at (tasks, 0), 0, MS (50), HEDDLE_STATE_COMPUTING, 0);
}

static void
test_no_core (void)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (1);
  g_autoptr (HeddleTrace) sampled = heddle_trace_new ();
  g_autoptr (HeddleLayout) layout = NULL;
  g_autoptr (GArray) items = NULL;

  make_thread (sampled, HEDDLE_ROLE_MAIN, "main thread");
  make_thread (sampled, HEDDLE_ROLE_SAMPLER, "sampler");
  make_span (sampled, 0, HEDDLE_KIND_TASK, "script", 0, 0, MS (30));
  make_span (sampled, 1, HEDDLE_KIND_ON_CORE, "CPU 0", HEDDLE_SPAN_REF (0, 0), 0, MS (10));
  make_span (sampled, 1, HEDDLE_KIND_NO_CORE, NULL, HEDDLE_SPAN_REF (0, 0), MS (10), MS (20));
  layout = heddle_layout_new (&sampled, 1);
  g_assert_cmpuint (heddle_layout_get_n_lanes (layout, 0), ==, 1);
  items = items_of (layout, 0, 0, 0, MS (30), 30);
  g_assert_cmpuint (items->len, ==, 2);
  assert_item (item_at (items, 1), MS (10), MS (20), HEDDLE_STATE_READY, 0);
}

static void
assert_ticks (gint64 from_ns, gint64 to_ns, guint n_max, const char *expected)
{
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutTick));
  g_autoptr (GString) labels = g_string_new (NULL);

  heddle_layout_get_ticks (from_ns, to_ns, n_max, ticks);
  g_assert_cmpuint (ticks->len, <=, n_max);
  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", g_array_index (ticks, HeddleLayoutTick, i).label);
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_ticks (void)
{
  assert_ticks (0, MS (3200), 7, "0.0 s, 0.5 s, 1.0 s, 1.5 s, 2.0 s, 2.5 s, 3.0 s");
  assert_ticks (0, MS (3200), 6, "0 s, 1 s, 2 s, 3 s");
  assert_ticks (MS (41), MS (99), 5, "60 ms, 80 ms");
  assert_ticks (0, 4000, 5, "0 µs, 1 µs, 2 µs, 3 µs, 4 µs");
  assert_ticks (0, 3, 4, "0 ns, 1 ns, 2 ns, 3 ns");
}

static void
test_format_time (void)
{
  const struct {
    gint64 time_ns;
    const char *text;
  } cases[] = {
    { MS (3200), "3.2 s" }, { MS (12345), "12 s" },  { MS (504), "0.50 s" },
    { MS (95), "0.10 s" },  { MS (8.12), "8.1 ms" }, { 4200, "4.2 µs" },
    { 0, "0.00 µs" },       { MS (94), "94 ms" },    { MS (1000), "1.0 s" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = heddle_layout_format_time (cases[i].time_ns);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static HeddleSpanRef
make_part (HeddleTrace *trace,
           HeddleSpanRef call,
           HeddleKind kind,
           HeddleState state,
           double from_ms,
           double to_ms,
           double queued_ms)
{
  HeddleSpan span = { .start_ns = MS (from_ms),
                      .end_ns = MS (to_ms),
                      .kind = (guint8) kind,
                      .state = (guint8) state,
                      .queued_s = (gfloat) (queued_ms / 1e3),
                      .cpu_s = -1 };

  return heddle_trace_add_part (trace, call, &span);
}

static void
check_item (GArray *items, guint index, HeddleState state, double from_ms, double to_ms)
{
  const HeddleLayoutItem *item = &g_array_index (items, HeddleLayoutItem, index);

  g_assert_cmpint (item->state, ==, state);
  g_assert_cmpint (ABS (item->start_ns - MS (from_ms)), <=, 10);
  g_assert_cmpint (ABS (item->end_ns - MS (to_ms)), <=, 10);
}

/* A call computes, waits for the world, is ready while its thread is taken, and computes again. */
static void
test_async (void)
{
  g_autoptr (HeddleTrace) trace = heddle_trace_new ();
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  g_autoptr (HeddleLayout) layout = NULL;
  HeddleSpanRef outer, inner;

  make_thread (trace, HEDDLE_ROLE_MAIN, "main thread");
  make_mark (trace, 0, HEDDLE_MARK_FIRST_STATEMENT, 0, 0);
  make_span (trace, 0, HEDDLE_KIND_TASK, "main.js", 0, 0, MS (2));
  outer = make_span (trace, 0, HEDDLE_KIND_ASYNC, "outer", 0, MS (0), HEDDLE_TIME_OPEN);
  inner = make_span (trace, 0, HEDDLE_KIND_ASYNC, "inner", outer, MS (1), HEDDLE_TIME_OPEN);
  make_part (trace, inner, HEDDLE_KIND_ASYNC_RUN, HEDDLE_STATE_COMPUTING, 1, 2, 0);
  make_part (trace, inner, HEDDLE_KIND_AWAIT, HEDDLE_STATE_WAITING, 2, 10, 0);
  make_part (trace, inner, HEDDLE_KIND_ASYNC_RUN, HEDDLE_STATE_COMPUTING, 10, 12, 3);
  heddle_trace_end_span (trace, inner, MS (12), -1);
  make_mark (trace, 0, HEDDLE_MARK_LAST_TASK, MS (12), 0);
  heddle_trace_close (trace, MS (12));
  layout = heddle_layout_new (&trace, 1);
  g_assert_cmpuint (heddle_layout_get_n_lanes (layout, 0), ==, 3);
  g_assert_cmpint (heddle_layout_get_lane (layout, 0, 1)->kind, ==, HEDDLE_LAYOUT_LANE_ASYNC);
  g_assert_cmpstr (heddle_layout_get_lane (layout, 0, 0)->title, ==, "outer");
  g_assert_cmpstr (heddle_layout_get_lane (layout, 0, 1)->title, ==, "inner");
  g_assert_cmpint (heddle_layout_get_lane (layout, 0, 2)->kind, ==, HEDDLE_LAYOUT_LANE_LOOP);
  heddle_layout_get_items (layout, 0, 1, 0, MS (12), 1200, items);
  g_assert_cmpuint (items->len, ==, 4);
  check_item (items, 0, HEDDLE_STATE_COMPUTING, 1, 2);
  check_item (items, 1, HEDDLE_STATE_WAITING, 2, 7);
  check_item (items, 2, HEDDLE_STATE_READY, 7, 10);
  check_item (items, 3, HEDDLE_STATE_COMPUTING, 10, 12);
  g_assert_cmpstr (g_array_index (items, HeddleLayoutItem, 0).label, ==, "inner");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/bands", test_bands);
  g_test_add_func ("/layout/lanes-do-not-overlap", test_lanes_do_not_overlap);
  g_test_add_func ("/layout/requests", test_requests);
  g_test_add_func ("/layout/tasks", test_tasks);
  g_test_add_func ("/layout/folding", test_folding);
  g_test_add_func ("/layout/density", test_density);
  g_test_add_func ("/layout/live", test_live);
  g_test_add_func ("/layout/no-core", test_no_core);
  g_test_add_func ("/layout/ticks", test_ticks);
  g_test_add_func ("/layout/format-time", test_format_time);
  g_test_add_func ("/layout/async", test_async);
  return g_test_run ();
}
