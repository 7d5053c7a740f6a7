/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What leads from one pane to another.
 * Threads: the main one. Cost: a line's spans are looked for when the text cursor rests: O(spans).
 */
#include "ui/window/links.h"

#include "lab/lesson-text.h"
#include "trace/state.h"
#include "ui/window/window.h"

#include <glib/gi18n.h>
#include <string.h>

#define REST_MS 150

struct _HeddleLinks {
  GObject parent_instance;

  /* They outlive it. */
  HeddleTimeline *timeline;
  HeddleEditor *editor;

  char *file; /* where the text cursor is */
  guint line;
  guint rest_source;

  HeddleTrace *trace; /* of which the moments are */
  HeddleMoments *moments;
};

G_DEFINE_FINAL_TYPE (HeddleLinks, heddle_links, G_TYPE_OBJECT)

/* From a line to its spans. */

static gboolean
mark_spans (gpointer data)
{
  HeddleLinks *self = data;

  self->rest_source = 0;
  heddle_timeline_select_site (self->timeline, self->file, self->line);
  return G_SOURCE_REMOVE;
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
on_cursor_line (HeddleLinks *self, const char *file, guint line)
{
  if (!has_focus (GTK_WIDGET (self->editor)) || (self->line == line && g_strcmp0 (self->file, file) == 0))
    return;
  g_free (self->file);
  self->file = g_strdup (file);
  self->line = line;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, mark_spans, self);
}

/* From the lesson. */

static void
on_show_line (HeddleLinks *self, const char *file, guint line)
{
  heddle_editor_show_position (self->editor, file, line, 0);
}

static guint
find_band (HeddleLinks *self, const char *variant)
{
  for (guint i = 0; i < heddle_timeline_get_n_bands (self->timeline); i++) {
    HeddleVariantRun *run = heddle_band_get_run (heddle_timeline_get_band (self->timeline, i));

    if (strcmp (heddle_variant_run_get_name (run), variant) == 0)
      return i;
  }
  return HEDDLE_NO_BAND;
}

static HeddleTrace *
get_trace (HeddleLinks *self, guint band)
{
  return heddle_variant_run_get_trace (heddle_band_get_run (heddle_timeline_get_band (self->timeline, band)));
}

static void
on_show_span (HeddleLinks *self, const char *variant, const char *what)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->timeline));
  guint band = find_band (self, variant);
  HeddleTrace *trace = band == HEDDLE_NO_BAND ? NULL : get_trace (self, band);
  HeddleSpanRef ref = trace == NULL ? 0 : heddle_lesson_facts_find_span (trace, what);

  if (ref != 0)
    heddle_timeline_reveal (self->timeline, band, ref);
  else if (HEDDLE_IS_WINDOW (root))
    heddle_window_show_note (HEDDLE_WINDOW (root), trace == NULL ? _("Run it first, then the timeline can show it")
                                                                 : _("This run has no such span"));
}

/* The line that runs. */

static void
watch_trace (HeddleLinks *self, HeddleTrace *trace)
{
  if (self->trace == trace)
    return;
  g_clear_pointer (&self->moments, heddle_moments_free);
  g_set_object (&self->trace, trace);
  if (trace != NULL)
    self->moments = heddle_moments_new (trace);
}

/* The innermost of what runs in a thread that has a place in the source. */
static const HeddleSite *
find_running_site (HeddleLinks *self, guint thread, gint64 time_ns)
{
  g_auto (HeddleMoment) moment = { 0 };

  heddle_moment_init (&moment);
  heddle_moments_get (self->moments, thread, time_ns, &moment);
  for (guint i = moment.stack->len; i > 0; i--) {
    const HeddleSpan *span = heddle_trace_get_span (self->trace,
                                                    g_array_index (moment.stack, HeddleMomentEntry, i - 1).ref);
    const HeddleSite *site = span == NULL ? NULL : heddle_trace_get_site (self->trace, span->site);

    if (site != NULL && site->file != NULL && site->line > 0)
      return site;
  }
  return NULL;
}

static const HeddleSite *
find_any_running_site (HeddleLinks *self, gint64 time_ns)
{
  for (guint thread = 0; thread < heddle_trace_get_n_threads (self->trace); thread++) {
    const HeddleSite *site = heddle_thread_runs_javascript (heddle_trace_get_thread (self->trace, thread))
                               ? find_running_site (self, thread, time_ns)
                               : NULL;

    if (site != NULL)
      return site;
  }
  return NULL;
}

static void
on_attention (HeddleLinks *self, guint part)
{
  gint64 time_ns;
  guint band = heddle_attention_get_cursor (heddle_timeline_get_attention (self->timeline), &time_ns);
  HeddleTrace *trace = band < heddle_timeline_get_n_bands (self->timeline) ? get_trace (self, band) : NULL;
  const HeddleSite *site;

  if ((part & HEDDLE_ATTENTION_CURSOR) == 0)
    return;
  watch_trace (self, trace != NULL && heddle_trace_is_closed (trace) ? trace : NULL);
  site = self->trace == NULL ? NULL
                             : find_any_running_site (self, time_ns + MAX (heddle_trace_get_start_ns (self->trace), 0));
  heddle_editor_set_running_line (self->editor, site == NULL ? NULL : site->file, site == NULL ? 0 : site->line);
}

/* Life. */

static void
heddle_links_dispose (GObject *object)
{
  HeddleLinks *self = HEDDLE_LINKS (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  watch_trace (self, NULL);
  g_clear_pointer (&self->file, g_free);
  G_OBJECT_CLASS (heddle_links_parent_class)->dispose (object);
}

static void
heddle_links_class_init (HeddleLinksClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_links_dispose;
}

static void
heddle_links_init (HeddleLinks *self)
{
}

/**
 * heddle_links_new:
 * @timeline: the timeline
 * @editor: the code
 * @lesson: the lesson
 *
 * Returns: (transfer full): what connects them, as long as it lives
 */
HeddleLinks *
heddle_links_new (HeddleTimeline *timeline, HeddleEditor *editor, HeddleLesson *lesson)
{
  HeddleLinks *self = g_object_new (HEDDLE_TYPE_LINKS, NULL);

  self->timeline = timeline;
  self->editor = editor;
  g_signal_connect_object (heddle_timeline_get_attention (timeline), "changed", G_CALLBACK (on_attention), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "cursor-line-changed", G_CALLBACK (on_cursor_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lesson, "show-line", G_CALLBACK (on_show_line), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lesson, "show-span", G_CALLBACK (on_show_span), self, G_CONNECT_SWAPPED);
  return self;
}
