/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline with made traces: selecting, stepping, stretches, searching, folding, guesses, replays, going back.
 */
#include "watch.h"

#include "trace-maker.h"

#include <string.h>

typedef struct {
  GtkWindow *window;
  HeddleTimeline *timeline;
  GListStore *runs;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const titles[] = { "One after another", "Concurrent", "Parallel" };
  g_autoptr (HeddleTrace) one = make_one_after_another (8);
  g_autoptr (HeddleTrace) concurrent = make_concurrent (8);
  g_autoptr (HeddleTrace) parallel = make_parallel (8, 4);
  HeddleTrace *const traces[] = { one, concurrent, parallel };

  heddle_test_get_application ();
  self->runs = g_list_store_new (HEDDLE_TYPE_VARIANT_RUN);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (HeddleVariantRun) run = heddle_variant_run_new (titles[i], titles[i]);

    if (data == NULL) {
      heddle_variant_run_begin (run, traces[i]);
      heddle_variant_run_end (run, FALSE, NULL);
    }
    g_list_store_append (self->runs, run);
  }
  self->window = GTK_WINDOW (gtk_window_new ());
  self->timeline = g_object_new (HEDDLE_TYPE_TIMELINE, NULL);
  gtk_window_set_child (self->window, GTK_WIDGET (self->timeline));
  gtk_window_set_default_size (self->window, 1200, 700);
  heddle_timeline_set_runs (self->timeline, G_LIST_MODEL (self->runs));
  gtk_window_present (self->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_clear_object (&self->runs);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static HeddleVariantRun *
get_run (Fixture *self, guint index)
{
  return heddle_band_get_run (heddle_timeline_get_band (self->timeline, index));
}

static void
press (Fixture *self, guint key)
{
  heddle_test_press (self->timeline, key, 0);
}

static const HeddleSpan *
get_selected (Fixture *self)
{
  HeddleSpot spot = heddle_attention_get_selection (heddle_timeline_get_attention (self->timeline));

  return spot.band == HEDDLE_NO_BAND
           ? NULL
           : heddle_trace_get_span (heddle_variant_run_get_trace (get_run (self, spot.band)), spot.ref);
}

static void
assert_contains (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("“%s” does not contain “%s”", text, part);
}

static void
test_select (Fixture *self, gconstpointer data)
{
  HeddleAttention *attention = heddle_timeline_get_attention (self->timeline);

  heddle_attention_select (attention, 1, HEDDLE_SPAN_REF (1, 3));
  assert_contains (heddle_timeline_get_details (self->timeline), "took 0.30 s");
  assert_contains (heddle_timeline_get_details (self->timeline), "its answer was ready for 0.20 s");
  heddle_test_take_picture (self->window, "timeline-selected.png");
  press (self, GDK_KEY_Escape);
  g_assert_null (get_selected (self));
  g_assert_cmpstr (heddle_timeline_get_details (self->timeline), ==, "");
}

static void
test_step (Fixture *self, gconstpointer data)
{
  HeddleAttention *attention = heddle_timeline_get_attention (self->timeline);
  const HeddleSpan *first, *next;

  heddle_attention_select (attention, 1, HEDDLE_SPAN_REF (0, 2));
  first = get_selected (self);
  press (self, GDK_KEY_Tab);
  next = get_selected (self);
  g_assert_cmpint (next->start_ns, ==, first->end_ns);
  press (self, GDK_KEY_Left);
  g_assert_true (get_selected (self) == first);
  press (self, GDK_KEY_Up);
  g_assert_cmpint (get_selected (self)->kind, ==, HEDDLE_KIND_REQUEST);
  g_assert_cmpuint (heddle_attention_get_selection (attention).band, ==, 1);
  press (self, GDK_KEY_Down);
  press (self, GDK_KEY_Down);
  g_assert_cmpuint (heddle_attention_get_selection (attention).band, ==, 2);
}

static void
test_follow_flow (Fixture *self, gconstpointer data)
{
  HeddleAttention *attention = heddle_timeline_get_attention (self->timeline);

  heddle_attention_select (attention, 2, HEDDLE_SPAN_REF (2, 2));
  g_assert_cmpint (get_selected (self)->kind, ==, HEDDLE_KIND_TASK);
  heddle_test_take_picture (self->window, "timeline-flow.png");
  press (self, GDK_KEY_bracketleft);
  g_assert_cmpuint (HEDDLE_SPAN_REF_THREAD (heddle_attention_get_selection (attention).ref), ==, 0);
  press (self, GDK_KEY_bracketright);
  g_assert_cmpuint (heddle_attention_get_selection (attention).ref, ==, HEDDLE_SPAN_REF (2, 2));
}

static void
test_range (Fixture *self, gconstpointer data)
{
  HeddleAttention *attention = heddle_timeline_get_attention (self->timeline);
  HeddleTimeAxis *axis = heddle_timeline_get_axis (self->timeline);

  heddle_attention_set_range (attention, 1, MS (440), MS (240));
  assert_contains (heddle_timeline_get_details (self->timeline),
                   "Concurrent: computing 0.14 s · waiting 0.48 s · 8 requests");
  heddle_test_take_picture (self->window, "timeline-range.png");
  press (self, GDK_KEY_f);
  g_assert_cmpint (heddle_time_axis_get_start_ns (axis), ==, MS (240));
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, MS (440));
  press (self, GDK_KEY_Escape);
  g_assert_cmpstr (heddle_timeline_get_details (self->timeline), ==, "");
}

static void
test_history (Fixture *self, gconstpointer data)
{
  HeddleTimeAxis *axis = heddle_timeline_get_axis (self->timeline);
  gint64 end_ns = heddle_time_axis_get_end_ns (axis), zoomed_ns;

  press (self, GDK_KEY_w);
  zoomed_ns = heddle_time_axis_get_end_ns (axis);
  g_assert_cmpint (zoomed_ns, <, end_ns);
  press (self, GDK_KEY_0);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, end_ns);
  heddle_test_press (self->timeline, GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, zoomed_ns);
  heddle_test_press (self->timeline, GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, end_ns);
  heddle_test_press (self->timeline, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, zoomed_ns);
}

static gboolean
has_found (gpointer data)
{
  return heddle_attention_get_found (heddle_timeline_get_attention (data))->len > 0;
}

static void
test_search (Fixture *self, gconstpointer data)
{
  HeddleAttention *attention = heddle_timeline_get_attention (self->timeline);
  GtkWidget *entry = heddle_test_find (GTK_WIDGET (self->timeline), GTK_TYPE_SEARCH_ENTRY);

  heddle_test_press (self->timeline, GDK_KEY_f, GDK_CONTROL_MASK);
  gtk_editable_set_text (GTK_EDITABLE (entry), "/data/3?");
  heddle_test_wait_until (has_found, self->timeline);
  g_assert_cmpuint (heddle_attention_get_found (attention)->len, ==, 3);
  for (guint i = 0; i < 4; i++) {
    g_signal_emit_by_name (entry, "activate");
    g_assert_cmpuint (heddle_attention_get_selection (attention).band, ==, i % 3);
    g_assert_cmpint (get_selected (self)->kind, ==, HEDDLE_KIND_REQUEST);
  }
  heddle_test_take_picture (self->window, "timeline-search.png");
  press (self, GDK_KEY_Escape);
  g_assert_false (has_found (self->timeline));
}

static guint
count_rows (Fixture *self, guint band)
{
  HeddleSight sight;

  g_assert_true (heddle_lanes_get_sight (heddle_band_get_lanes (heddle_timeline_get_band (self->timeline, band)),
                                         &sight));
  return heddle_lane_plan_get_n_rows (sight.plan);
}

static void
test_fold (Fixture *self, gconstpointer data)
{
  HeddleLanes *lanes = heddle_band_get_lanes (heddle_timeline_get_band (self->timeline, 2));

  g_assert_cmpuint (count_rows (self, 2), ==, 6);
  heddle_lanes_toggle_fold (lanes, HEDDLE_GROUP_WORKERS);
  g_assert_cmpuint (count_rows (self, 2), ==, 3);
  heddle_test_take_picture (self->window, "timeline-folded.png");
  heddle_variant_run_begin (get_run (self, 2), heddle_variant_run_get_trace (get_run (self, 2)));
  heddle_variant_run_end (get_run (self, 2), FALSE, NULL);
  g_assert_cmpuint (count_rows (self, 2), ==, 3);
  heddle_lanes_toggle_fold (lanes, HEDDLE_GROUP_WORKERS);
  g_assert_cmpuint (count_rows (self, 2), ==, 6);
}

static void
test_guess (Fixture *self, gconstpointer data)
{
  g_autoptr (HeddleTrace) trace = make_concurrent (8);

  gtk_widget_grab_focus (GTK_WIDGET (heddle_timeline_get_band (self->timeline, 1)));
  press (self, GDK_KEY_Right);
  g_assert_cmpint (heddle_variant_run_get_guess_ns (get_run (self, 1)), >, 0);
  heddle_variant_run_set_guess_ns (get_run (self, 1), MS (500));
  heddle_test_take_picture (self->window, "timeline-guess.png");
  heddle_variant_run_begin (get_run (self, 1), trace);
  heddle_variant_run_end (get_run (self, 1), FALSE, NULL);
  g_assert_cmpint (heddle_variant_run_get_guess_ns (get_run (self, 1)), ==, MS (500));
  heddle_test_take_picture (self->window, "timeline-guessed.png");
}

static void
test_replay (Fixture *self, gconstpointer data)
{
  HeddleAttention *attention = heddle_timeline_get_attention (self->timeline);
  gint64 time_ns;

  heddle_attention_set_cursor (attention, 1, 0);
  heddle_timeline_replay (self->timeline, 0.1);
  press (self, GDK_KEY_p);
  heddle_attention_get_cursor (attention, &time_ns);
  while (time_ns < MS (300)) {
    press (self, GDK_KEY_period);
    heddle_attention_get_cursor (attention, &time_ns);
  }
  g_assert_cmpint (time_ns, ==, MS (300));
  press (self, GDK_KEY_period);
  heddle_attention_get_cursor (attention, &time_ns);
  g_assert_cmpint (time_ns, ==, MS (400));
  heddle_test_take_picture (self->window, "timeline-replay.png");
  press (self, GDK_KEY_comma);
  heddle_attention_get_cursor (attention, &time_ns);
  g_assert_cmpint (time_ns, ==, MS (300));
  press (self, GDK_KEY_Escape);
  g_assert_false (heddle_timeline_is_replaying (self->timeline));
}

static void
test_stale (Fixture *self, gconstpointer data)
{
  heddle_variant_run_set_stale (get_run (self, 1), TRUE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (heddle_timeline_get_band (self->timeline, 1)), "stale"));
  heddle_test_take_picture (self->window, "timeline-stale.png");
  heddle_variant_run_begin (get_run (self, 1), heddle_variant_run_get_trace (get_run (self, 1)));
  g_assert_false (heddle_variant_run_is_stale (get_run (self, 1)));
  heddle_variant_run_end (get_run (self, 1), FALSE, NULL);
}

static void
on_activated (HeddleTimeline *timeline, HeddleVariantRun *run, guint64 ref, const char *file, guint line, guint64 *seen)
{
  *seen = ref;
}

static void
test_activate (Fixture *self, gconstpointer data)
{
  guint64 seen = 0;

  g_signal_connect (self->timeline, "span-activated", G_CALLBACK (on_activated), &seen);
  heddle_attention_select (heddle_timeline_get_attention (self->timeline), 0, HEDDLE_SPAN_REF (0, 2));
  press (self, GDK_KEY_Return);
  g_assert_cmpuint (seen, ==, HEDDLE_SPAN_REF (0, 2));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*function) (Fixture *, gconstpointer);
  } tests[] = {
    { "/timeline/select", test_select },    { "/timeline/step", test_step },
    { "/timeline/flow", test_follow_flow }, { "/timeline/range", test_range },
    { "/timeline/history", test_history },  { "/timeline/search", test_search },
    { "/timeline/fold", test_fold },        { "/timeline/replay", test_replay },
    { "/timeline/stale", test_stale },      { "/timeline/activate", test_activate },
  };

  gtk_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].function, tear_down);
  g_test_add ("/timeline/guess", Fixture, "never run", set_up, test_guess, tear_down);
  return g_test_run ();
}
