/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small living page. Nothing of it is played: whether the loop can turn is read from what the run records, and the delay
 * of an answer is the one in its record.
 * Threads: the main one. Cost: a few records a frame while a run goes on; else nothing.
 */
#include "ui/page/page-strip.h"

#include "base/clock.h"
#include "trace/layout.h"
#include "ui/page/page-events.h"

#include <glib/gi18n.h>
#include <math.h>

/* A loop that is in one task for longer does not turn. */
#define STILL_NS (40 * HEDDLE_NS_PER_MS)
/* Blocked for so long is said in words. */
#define SAID_NS (100 * HEDDLE_NS_PER_MS)
#define TURNS_PER_S 0.8

struct _HeddlePageStrip {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDrawingArea *spinner;
  GtkLabel *state;
  GtkWidget *button;
  GtkWidget *entry;
  GtkLabel *answer;

  HeddleStage *stage;
  guint tick;
  double turns;
  gint64 last_us;
  gint64 sent_ns; /* when the latest input was sent; 0 for none */
};

G_DEFINE_FINAL_TYPE (HeddlePageStrip, heddle_page_strip, GTK_TYPE_WIDGET)

/* What the run says. */

static HeddleVariantRun *
get_running (HeddlePageStrip *self)
{
  GListModel *runs = self->stage == NULL ? NULL : heddle_stage_get_runs (self->stage);

  for (guint i = 0; runs != NULL && i < g_list_model_get_n_items (runs); i++) {
    g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

    if (heddle_variant_run_get_phase (run) == HEDDLE_PHASE_RUNNING)
      return run; /* the stage keeps it */
  }
  return NULL;
}

static gboolean
waits_for_input (HeddleVariantRun *run)
{
  HeddleTrace *trace = run == NULL ? NULL : heddle_variant_run_get_trace (run);

  return trace != NULL && heddle_trace_is_waiting_for_input (trace);
}

static gboolean
takes_input (HeddlePageStrip *self)
{
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);

  return scenario != NULL && (scenario->n_clicks > 0 || waits_for_input (get_running (self)));
}

static void
show_state (HeddlePageStrip *self, HeddleVariantRun *run)
{
  gint64 task_ns = run == NULL ? 0 : heddle_variant_run_get_task_ns (run);
  g_autofree char *blocked = NULL;

  if (run == NULL)
    gtk_label_set_text (self->state, _("The page does not run"));
  else if (task_ns >= SAID_NS) {
    blocked = g_strdup_printf (_("Blocked for %.1f s"), (double) task_ns / HEDDLE_NS_PER_S);
    gtk_label_set_text (self->state, blocked);
  } else
    gtk_label_set_text (self->state, waits_for_input (run) ? _("Waiting for you") : _("The page is alive"));
}

static void
show_answer (HeddlePageStrip *self, HeddleVariantRun *run)
{
  HeddleTrace *trace = run == NULL ? NULL : heddle_variant_run_get_trace (run);
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  gint64 delay_ns;

  if (self->sent_ns == 0 || trace == NULL)
    return;
  delay_ns = heddle_page_events_find_delay (trace, self->sent_ns - heddle_trace_get_origin_ns (trace));
  time = heddle_layout_format_time (delay_ns >= 0 ? delay_ns : heddle_clock_now () - self->sent_ns);
  text = delay_ns >= 0 ? g_strdup_printf (_("Answered after %s"), time)
                       : g_strdup_printf (_("No answer for %s"), time);
  gtk_label_set_text (self->answer, text);
  if (delay_ns >= 0)
    self->sent_ns = 0;
}

/* Living. */

static gboolean
live (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HeddlePageStrip *self = data;
  HeddleVariantRun *run = get_running (self);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);

  if (run != NULL && heddle_variant_run_get_trace (run) != NULL && heddle_variant_run_get_task_ns (run) < STILL_NS) {
    self->turns += (double) (now_us - self->last_us) / 1e6 * TURNS_PER_S;
    gtk_widget_queue_draw (GTK_WIDGET (self->spinner));
  }
  self->last_us = now_us;
  show_state (self, run);
  show_answer (self, run);
  return G_SOURCE_CONTINUE;
}

static void
draw_spinner (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  HeddlePageStrip *self = data;
  double radius = MIN (width, height) / 2.0 - 3, start = fmod (self->turns, 1) * 2 * G_PI;
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  cairo_set_line_width (cairo, 4);
  colour.alpha *= 0.25f;
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_arc (cairo, width / 2.0, height / 2.0, radius, 0, 2 * G_PI);
  cairo_stroke (cairo);
  colour.alpha *= 4;
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_arc (cairo, width / 2.0, height / 2.0, radius, start, start + G_PI / 2);
  cairo_stroke (cairo);
}

static void
set_lives (HeddlePageStrip *self, gboolean lives)
{
  if (lives == (self->tick != 0))
    return;
  self->last_us = g_get_monotonic_time ();
  if (lives)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), live, self, NULL);
  else {
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
    self->tick = 0;
  }
}

static void
update (HeddlePageStrip *self)
{
  HeddleVariantRun *run = get_running (self);
  gboolean is_shown = takes_input (self);

  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  gtk_widget_set_sensitive (self->button, run != NULL);
  gtk_widget_set_sensitive (self->entry, run != NULL);
  set_lives (self, is_shown && run != NULL);
  show_state (self, run);
}

/* Input. */

static void
send (HeddlePageStrip *self, const char *json)
{
  self->sent_ns = heddle_clock_now ();
  heddle_stage_send_input (self->stage, json);
  show_answer (self, get_running (self));
}

/**
 * heddle_page_strip_click:
 *
 * Clicks the page of the program that runs.
 */
void
heddle_page_strip_click (HeddlePageStrip *self)
{
  if (self->stage != NULL && get_running (self) != NULL)
    send (self, "{\"type\":\"click\",\"detail\":1}");
}

static void
on_typed (HeddlePageStrip *self)
{
  g_autofree char *json = heddle_page_events_new_input (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (self->stage != NULL && get_running (self) != NULL)
    send (self, json);
}

static gboolean
on_key_pressed (HeddlePageStrip *self, guint key, guint code, GdkModifierType modifiers)
{
  g_autofree char *json = heddle_page_events_new_key (key, modifiers);

  if (json != NULL && self->stage != NULL && get_running (self) != NULL)
    send (self, json);
  return FALSE;
}

/* The object. */

static void
heddle_page_strip_dispose (GObject *object)
{
  HeddlePageStrip *self = HEDDLE_PAGE_STRIP (object);

  if (self->box != NULL) {
    set_lives (self, FALSE);
    heddle_page_strip_set_stage (self, NULL);
  }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_page_strip_parent_class)->dispose (object);
}

static void
heddle_page_strip_class_init (HeddlePageStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_page_strip_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/page-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddlePageStrip, box);
  gtk_widget_class_bind_template_child (widget_class, HeddlePageStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeddlePageStrip, state);
  gtk_widget_class_bind_template_child (widget_class, HeddlePageStrip, button);
  gtk_widget_class_bind_template_child (widget_class, HeddlePageStrip, entry);
  gtk_widget_class_bind_template_child (widget_class, HeddlePageStrip, answer);
  gtk_widget_class_bind_template_callback (widget_class, heddle_page_strip_click);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_set_css_name (widget_class, "pagestrip");
}

static void
heddle_page_strip_init (HeddlePageStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->spinner, draw_spinner, self, NULL);
  update (self);
}

/**
 * heddle_page_strip_set_stage:
 * @stage: (nullable): whose programs get the input
 */
void
heddle_page_strip_set_stage (HeddlePageStrip *self, HeddleStage *stage)
{
  GListModel *runs;

  if (self->stage != NULL) {
    g_signal_handlers_disconnect_by_func (self->stage, update, self);
    runs = heddle_stage_get_runs (self->stage);
    for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
      g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

      g_signal_handlers_disconnect_by_func (run, update, self);
    }
  }
  g_set_object (&self->stage, stage);
  self->sent_ns = 0;
  gtk_label_set_text (self->answer, "");
  if (stage != NULL) {
    g_signal_connect_object (stage, "notify::running", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    runs = heddle_stage_get_runs (stage);
    for (guint i = 0; i < g_list_model_get_n_items (runs); i++) {
      g_autoptr (HeddleVariantRun) run = g_list_model_get_item (runs, i);

      g_signal_connect_object (run, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  }
  update (self);
}

/**
 * heddle_page_strip_get_answer:
 *
 * Returns: (transfer none): what it says about the latest answer
 */
const char *
heddle_page_strip_get_answer (HeddlePageStrip *self)
{
  return gtk_label_get_text (self->answer);
}
