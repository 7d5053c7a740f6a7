/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replays what ran, stretched: what took a tenth of a second is gone before anyone has seen it.
 * Threads: the main one. Cost: while it moves a frame of all lanes.
 */
#include "ui/timeline/timeline-private.h"

#include "base/clock.h"

#include <glib/gi18n.h>
#include <math.h>

/* What was shorter is replayed by itself, so slowly that it takes about so long. */
#define SHORT_NS (HEDDLE_NS_PER_S * 6 / 10)
#define SHOWN_S 3.0

static void
show_caption (HeddleTimeline *self)
{
  g_autofree char *time = heddle_words_for_moment (self->replay_ns);
  g_autofree char *caption = NULL;

  if (self->replay_rate >= 1)
    caption = g_strdup_printf (_("Replay at %s"), time);
  else
    caption = g_strdup_printf (_("Replay at %s, slowed %.0f×"), time, round (1 / self->replay_rate));
  gtk_label_set_text (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), TRUE);
}

static void
show_until (HeddleTimeline *self, gint64 until_ns)
{
  for (guint i = 0; i < heddle_timeline_get_n_bands (self); i++)
    heddle_lanes_set_until_ns (heddle_band_get_lanes (heddle_timeline_get_band (self, i)), until_ns);
}

static void
show_moment (HeddleTimeline *self)
{
  gint64 cursor_ns;
  guint band = heddle_attention_get_cursor (self->attention, &cursor_ns);

  show_until (self, self->replay_ns);
  show_caption (self);
  heddle_attention_set_cursor (self->attention, band == HEDDLE_NO_BAND ? 0 : band, self->replay_ns);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HeddleTimeline *self = HEDDLE_TIMELINE (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  gint64 passed_us = self->replay_last_us == 0 ? 0 : now_us - self->replay_last_us;

  self->replay_last_us = now_us;
  if (self->replay_rests)
    return G_SOURCE_CONTINUE;
  self->replay_ns += (gint64) ((double) passed_us * HEDDLE_NS_PER_US * self->replay_rate);
  if (self->replay_ns > heddle_timeline_find_longest_ns (self)) {
    heddle_timeline_end_replay (self);
    return G_SOURCE_REMOVE;
  }
  show_moment (self);
  return G_SOURCE_CONTINUE;
}

/**
 * heddle_timeline_replay:
 * @rate: 1 as fast as it was, 0.1 ten times slower
 *
 * Shows again how the runs went, from their first statements on.
 */
void
heddle_timeline_replay (HeddleTimeline *self, double rate)
{
  g_return_if_fail (rate > 0);
  if (heddle_timeline_find_longest_ns (self) == 0 || heddle_timeline_is_running (self))
    return;
  if (self->replay_rate <= 0)
    self->replay_ns = 0;
  self->replay_rate = rate;
  self->replay_rests = FALSE;
  self->replay_last_us = 0;
  show_moment (self);
  if (self->replay_tick == 0)
    self->replay_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/**
 * heddle_timeline_end_replay:
 *
 * Shows all of the runs again.
 */
void
heddle_timeline_end_replay (HeddleTimeline *self)
{
  if (self->replay_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->replay_tick);
  self->replay_tick = 0;
  if (self->replay_rate <= 0)
    return;
  self->replay_rate = 0;
  show_until (self, G_MAXINT64);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), FALSE);
}

gboolean
heddle_timeline_is_replaying (HeddleTimeline *self)
{
  return self->replay_rate > 0;
}

/* The moment nearest to a time at which something begins or ends in a run, in a direction; -1 where there is none. */
static gint64
find_event (HeddleTrace *trace, gint64 time_ns, int by)
{
  gint64 zero_ns = MAX (heddle_trace_get_start_ns (trace), 0), best_ns = -1;

  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    for (guint32 n = 1; n <= heddle_trace_get_n_thread_spans (trace, i); n++) {
      const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (i, n));
      const gint64 moments[] = { span->start_ns - zero_ns, span->end_ns - zero_ns };

      if (!heddle_span_is_shown (span))
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (moments); k++)
        if ((moments[k] - time_ns) * by > 0 && moments[k] >= 0 && (best_ns < 0 || (moments[k] - best_ns) * by < 0))
          best_ns = moments[k];
    }
  }
  return best_ns;
}

/**
 * heddle_timeline_step_replay:
 * @by: 1 for the next event of the run that has the cursor, -1 for the previous one
 *
 * The replay rests from then on.
 */
void
heddle_timeline_step_replay (HeddleTimeline *self, int by)
{
  gint64 cursor_ns, event_ns;
  guint band = heddle_attention_get_cursor (self->attention, &cursor_ns);
  HeddleTrace *trace = heddle_timeline_get_trace (self, band == HEDDLE_NO_BAND ? 0 : band);

  self->replay_rests = TRUE;
  if (trace == NULL || (event_ns = find_event (trace, self->replay_ns, by)) < 0)
    return;
  self->replay_ns = event_ns;
  show_moment (self);
}

/**
 * heddle_timeline_offer_replay:
 *
 * All runs are over: what nobody could see is shown again, slowly.
 */
void
heddle_timeline_offer_replay (HeddleTimeline *self)
{
  gint64 longest_ns = heddle_timeline_find_longest_ns (self);
  double slowed;
  gboolean has_animations;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &has_animations, NULL);
  if (longest_ns <= 0 || longest_ns > SHORT_NS || !has_animations || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  slowed = SHOWN_S * (double) HEDDLE_NS_PER_S / (double) longest_ns;
  heddle_timeline_replay (self, pow (10, -round (log10 (slowed))));
}
