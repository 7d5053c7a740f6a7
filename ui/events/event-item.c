/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One event of a trace, in words.
 * Threads: the main one. Cost: O(1).
 */
#include "ui/events/event-item.h"

#include "ui/timeline/span-words.h"

#include <glib/gi18n.h>

struct _HeddleEventItem {
  GObject parent_instance;

  HeddleTrace *trace;
  HeddleEvent event;
};

G_DEFINE_FINAL_TYPE (HeddleEventItem, heddle_event_item, G_TYPE_OBJECT)

static void
heddle_event_item_dispose (GObject *object)
{
  g_clear_object (&HEDDLE_EVENT_ITEM (object)->trace);
  G_OBJECT_CLASS (heddle_event_item_parent_class)->dispose (object);
}

static void
heddle_event_item_class_init (HeddleEventItemClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_event_item_dispose;
}

static void
heddle_event_item_init (HeddleEventItem *self)
{
}

HeddleEventItem *
heddle_event_item_new (HeddleTrace *trace, HeddleEvent event)
{
  HeddleEventItem *self = g_object_new (HEDDLE_TYPE_EVENT_ITEM, NULL);

  self->trace = g_object_ref (trace);
  self->event = event;
  return self;
}

/* What is there. */

static const HeddleSpan *
get_span (HeddleEventItem *self)
{
  return self->event.ref == 0 ? NULL : heddle_trace_get_span (self->trace, self->event.ref);
}

static const HeddleMark *
get_mark (HeddleEventItem *self)
{
  return heddle_trace_get_mark (self->trace, self->event.mark);
}

/**
 * heddle_event_item_get_ref:
 *
 * Returns: the span that it is, or the one that the mark belongs to; 0 without one
 */
HeddleSpanRef
heddle_event_item_get_ref (HeddleEventItem *self)
{
  return self->event.ref != 0 ? self->event.ref : get_mark (self)->of;
}

HeddleKind
heddle_event_item_get_kind (HeddleEventItem *self)
{
  return self->event.ref != 0 ? get_span (self)->kind : get_mark (self)->kind;
}

/**
 * heddle_event_item_get_start_ns:
 *
 * Returns: when, from the run's first statement
 */
gint64
heddle_event_item_get_start_ns (HeddleEventItem *self)
{
  gint64 time_ns = self->event.ref != 0 ? get_span (self)->start_ns : get_mark (self)->time_ns;

  return time_ns - MAX (heddle_trace_get_start_ns (self->trace), 0);
}

/**
 * heddle_event_item_get_site:
 *
 * Returns: (nullable): what it is about
 */
const HeddleSite *
heddle_event_item_get_site (HeddleEventItem *self)
{
  guint32 site = self->event.ref != 0 ? get_span (self)->site : get_mark (self)->site;

  return site == 0 ? NULL : heddle_trace_get_site (self->trace, site);
}

/* Words. */

/**
 * heddle_event_get_kind_name:
 *
 * Returns: what an event is, in a word or two
 */
const char *
heddle_event_get_kind_name (HeddleKind kind)
{
  switch ((int) kind) {
  case HEDDLE_KIND_ASYNC_RUN:
    return _("async function runs");
  case HEDDLE_KIND_ON_CORE:
    return _("on a core");
  case HEDDLE_KIND_NO_CORE:
    return _("ready without a core");
  case HEDDLE_MARK_CONNECTED:
    return _("connected");
  case HEDDLE_MARK_SENT:
    return _("request sent");
  case HEDDLE_MARK_FIRST_BYTE:
    return _("first byte");
  case HEDDLE_MARK_CHUNK:
    return _("part of a body");
  case HEDDLE_MARK_FAILED:
    return _("failed");
  case HEDDLE_MARK_ABORTED:
    return _("aborted");
  case HEDDLE_MARK_CLEARED:
    return _("timer cleared");
  case HEDDLE_MARK_BYTES:
    return _("bytes copied");
  case HEDDLE_MARK_TRANSFERRED:
    return _("bytes handed over");
  case HEDDLE_MARK_USER:
    return _("mark");
  case HEDDLE_MARK_FIRST_STATEMENT:
    return _("first statement");
  case HEDDLE_MARK_LAST_TASK:
    return _("end of the last task");
  case HEDDLE_MARK_EXIT:
    return _("exit");
  case HEDDLE_MARK_CPU:
    return _("time on a core in all");
  case HEDDLE_MARK_NO_CORE:
    return _("time ready without a core in all");
  case HEDDLE_MARK_FRAME:
    return _("animation frame");
  case HEDDLE_MARK_WAITS_FOR_INPUT:
    return _("waits for input");
  default:
    return heddle_words_for_kind (kind);
  }
}

static const char *
get_group_name (HeddleLaneType type)
{
  switch (type) {
  case HEDDLE_LANE_REQUESTS:
    return _("requests");
  case HEDDLE_LANE_TIMERS:
    return _("timers");
  case HEDDLE_LANE_MESSAGES:
    return _("messages");
  case HEDDLE_LANE_FILES:
    return _("files");
  case HEDDLE_LANE_WORKERS:
    return _("workers");
  case HEDDLE_LANE_INPUT:
    return _("input");
  case HEDDLE_LANE_ASYNC:
    return _("async functions");
  case HEDDLE_LANE_CORE:
    return _("cores");
  default:
    return NULL;
  }
}

/**
 * heddle_event_dup_lane_name:
 * @lane: index of a lane of the trace
 *
 * Returns: (transfer full): what it is called: its thread, or what it shows of it
 */
char *
heddle_event_dup_lane_name (HeddleTrace *trace, guint lane)
{
  const HeddleLane *found = heddle_trace_get_lane (trace, lane);
  const HeddleThread *thread = heddle_trace_get_thread (trace, found->thread);
  const char *group = get_group_name (found->type);

  if (group == NULL)
    return g_strdup (thread->name);
  /* Translators: a thread, then what a lane shows of it, such as its timers. */
  return thread->role == HEDDLE_ROLE_WORKER ? g_strdup_printf (_("%s: %s"), thread->name, group) : g_strdup (group);
}

char *
heddle_event_item_dup_time (HeddleEventItem *self)
{
  return g_strdup_printf (_("%.6f s"), (double) heddle_event_item_get_start_ns (self) / 1e9);
}

/**
 * heddle_event_item_dup_duration:
 *
 * Returns: (transfer full): how long it took; nothing for a moment
 */
char *
heddle_event_item_dup_duration (HeddleEventItem *self)
{
  const HeddleSpan *span = get_span (self);

  if (span == NULL)
    return g_strdup ("");
  return span->end_ns == HEDDLE_TIME_OPEN ? g_strdup (_("goes on"))
                                          : heddle_layout_format_time (span->end_ns - span->start_ns);
}

char *
heddle_event_item_dup_lane (HeddleEventItem *self)
{
  const HeddleSpan *span = get_span (self);

  if (span != NULL)
    return heddle_event_dup_lane_name (self->trace, span->lane);
  return g_strdup (heddle_trace_get_thread (self->trace, get_mark (self)->thread)->name);
}

char *
heddle_event_item_dup_kind (HeddleEventItem *self)
{
  return g_strdup (heddle_event_get_kind_name (heddle_event_item_get_kind (self)));
}

/**
 * heddle_event_item_dup_label:
 *
 * Returns: (transfer full): what it is called; of a mark without a name, its number
 */
char *
heddle_event_item_dup_label (HeddleEventItem *self)
{
  const HeddleSite *site = heddle_event_item_get_site (self);

  if (site != NULL)
    return g_strdup (site->label);
  if (self->event.ref != 0 || get_mark (self)->value == 0)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GUINT64_FORMAT, get_mark (self)->value);
}

char *
heddle_event_item_dup_source (HeddleEventItem *self)
{
  const HeddleSite *site = heddle_event_item_get_site (self);

  if (site == NULL || site->file == NULL)
    return g_strdup ("");
  return site->line == 0 ? g_strdup (site->file) : g_strdup_printf ("%s:%u", site->file, site->line);
}
