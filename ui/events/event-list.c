/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The events of a trace, as a list for a view. Nothing is copied: a row's item says where in the trace its event is, and
 * a filter keeps 4 bytes for each event that fits. Both the order and the filter go on in idle slices.
 * Threads: the main one. Cost: see trace/event-order; looking at an event O(1), as labels are compared once for each site.
 */
#include "ui/events/event-list.h"

#include "base/needle.h"

#include <string.h>

#define SLICE_EVENTS 16384

struct _HeddleEventList {
  GObject parent_instance;

  HeddleTrace *trace;
  HeddleEventOrder *order;
  guint n_items;     /* what the view was told */
  gboolean is_final; /* whether the order was made when the run was over */
  guint source;

  /* The filter. */
  gboolean is_filtered;
  HeddleKind kind;
  char *lane;
  HeddleNeedle *needle;
  GArray *fitting; /* guint32: positions in the order */
  guint64 n_looked_at;
  GByteArray *sites; /* for each site: 0 not looked at, 1 fits, 2 does not */
  GByteArray *lanes; /* likewise for each lane */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleEventList,
                               heddle_event_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The list. */

static GType
get_item_type (GListModel *model)
{
  return HEDDLE_TYPE_EVENT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HEDDLE_EVENT_LIST (model)->n_items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HeddleEventList *self = HEDDLE_EVENT_LIST (model);
  guint64 place = position;

  if (position >= self->n_items)
    return NULL;
  if (self->is_filtered)
    place = g_array_index (self->fitting, guint32, position);
  return heddle_event_item_new (self->trace, heddle_event_order_get (self->order, place));
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* The object. */

static void
heddle_event_list_dispose (GObject *object)
{
  HeddleEventList *self = HEDDLE_EVENT_LIST (object);

  g_clear_handle_id (&self->source, g_source_remove);
  self->n_items = 0;
  g_clear_pointer (&self->order, heddle_event_order_free);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (heddle_event_list_parent_class)->dispose (object);
}

static void
heddle_event_list_finalize (GObject *object)
{
  HeddleEventList *self = HEDDLE_EVENT_LIST (object);

  g_free (self->lane);
  g_clear_pointer (&self->needle, heddle_needle_free);
  g_array_unref (self->fitting);
  g_byte_array_unref (self->sites);
  g_byte_array_unref (self->lanes);
  G_OBJECT_CLASS (heddle_event_list_parent_class)->finalize (object);
}

static void
heddle_event_list_class_init (HeddleEventListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_event_list_dispose;
  G_OBJECT_CLASS (class)->finalize = heddle_event_list_finalize;
}

static void
heddle_event_list_init (HeddleEventList *self)
{
  self->fitting = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->sites = g_byte_array_new ();
  self->lanes = g_byte_array_new ();
}

HeddleEventList *
heddle_event_list_new (void)
{
  return g_object_new (HEDDLE_TYPE_EVENT_LIST, NULL);
}

/* The filter. */

/* What is known of a site or a lane. */
static guint8 *
peek_verdict (GByteArray *verdicts, guint index)
{
  guint n_known = verdicts->len;

  if (index >= n_known) {
    g_byte_array_set_size (verdicts, index + 1);
    memset (verdicts->data + n_known, 0, index + 1 - n_known);
  }
  return verdicts->data + index;
}

static gboolean
fits_site (HeddleEventList *self, guint32 index)
{
  guint8 *verdict = peek_verdict (self->sites, index);
  const HeddleSite *site;

  if (index == 0)
    return FALSE;
  if (*verdict == 0) {
    site = heddle_trace_get_site (self->trace, index);
    *verdict = heddle_needle_is_in (self->needle, site->label) || heddle_needle_is_in (self->needle, site->file) ? 1
                                                                                                                 : 2;
  }
  return *verdict == 1;
}

static gboolean
fits_lane (HeddleEventList *self, guint index)
{
  guint8 *verdict = peek_verdict (self->lanes, index);

  if (*verdict == 0) {
    g_autofree char *name = heddle_event_dup_lane_name (self->trace, index);

    *verdict = strcmp (name, self->lane) == 0 ? 1 : 2;
  }
  return *verdict == 1;
}

static gboolean
fits_mark (HeddleEventList *self, const HeddleMark *mark)
{
  if (self->kind != 0 && self->kind != HEDDLE_KIND_FIRST_MARK)
    return FALSE;
  if (self->lane != NULL && strcmp (heddle_trace_get_thread (self->trace, mark->thread)->name, self->lane) != 0)
    return FALSE;
  return self->needle == NULL || fits_site (self, mark->site);
}

static gboolean
fits (HeddleEventList *self, HeddleEvent event)
{
  const HeddleSpan *span;

  if (event.ref == 0)
    return fits_mark (self, heddle_trace_get_mark (self->trace, event.mark));
  span = heddle_trace_get_span (self->trace, event.ref);
  if (self->kind != 0 && span->kind != self->kind)
    return FALSE;
  if (self->lane != NULL && !fits_lane (self, span->lane))
    return FALSE;
  return self->needle == NULL || fits_site (self, span->site);
}

static void
look_at_slice (HeddleEventList *self)
{
  guint64 end = MIN (heddle_event_order_get_n (self->order), self->n_looked_at + SLICE_EVENTS);

  for (; self->n_looked_at < end; self->n_looked_at++) {
    guint32 position = (guint32) self->n_looked_at;

    if (fits (self, heddle_event_order_get (self->order, position)))
      g_array_append_val (self->fitting, position);
  }
}

/* Going on. */

static void
tell_view (HeddleEventList *self)
{
  guint64 n_now = self->is_filtered ? self->fitting->len : heddle_event_order_get_n (self->order);
  guint n_before = self->n_items;

  self->n_items = (guint) MIN (n_now, G_MAXINT);
  if (self->n_items > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_items - n_before);
}

static void
empty (HeddleEventList *self)
{
  guint n_before = self->n_items;

  self->n_items = 0;
  self->n_looked_at = 0;
  g_array_set_size (self->fitting, 0);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
}

static void
order_again (HeddleEventList *self)
{
  empty (self);
  g_clear_pointer (&self->order, heddle_event_order_free);
  if (self->trace != NULL)
    self->order = heddle_event_order_new (self->trace);
  self->is_final = self->trace != NULL && heddle_trace_is_closed (self->trace);
}

/* Whether there is more to do. */
static gboolean
go_on (HeddleEventList *self)
{
  gboolean has_more = heddle_event_order_extend (self->order, SLICE_EVENTS);

  if (self->is_filtered)
    look_at_slice (self);
  tell_view (self);
  has_more = has_more || (self->is_filtered && self->n_looked_at < heddle_event_order_get_n (self->order));
  if (has_more || self->is_final || !heddle_trace_is_closed (self->trace))
    return has_more;
  self->is_final = TRUE;
  if (heddle_event_order_is_exact (self->order))
    return FALSE;
  order_again (self);
  return TRUE;
}

static gboolean
go_on_when_idle (gpointer data)
{
  HeddleEventList *self = data;

  if (go_on (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
go_on_soon (HeddleEventList *self)
{
  if (self->source == 0 && self->order != NULL)
    self->source = g_idle_add (go_on_when_idle, self);
}

/**
 * heddle_event_list_follow:
 * @trace: (nullable): a run's; the one that it shows, to see what came since
 *
 * Shows its events, as fast as there is time for it.
 */
void
heddle_event_list_follow (HeddleEventList *self, HeddleTrace *trace)
{
  if (self->trace != trace) {
    HeddleTrace *old = self->trace;

    g_clear_handle_id (&self->source, g_source_remove);
    empty (self);
    self->trace = trace == NULL ? NULL : g_object_ref (trace);
    g_byte_array_set_size (self->sites, 0);
    g_byte_array_set_size (self->lanes, 0);
    order_again (self);
    g_clear_object (&old);
  }
  go_on_soon (self);
}

/**
 * heddle_event_list_filter:
 * @filter: which events to show
 *
 * Shows these alone.
 */
void
heddle_event_list_filter (HeddleEventList *self, const HeddleEventFilter *filter)
{
  self->kind = filter->kind;
  g_free (self->lane);
  self->lane = g_strdup (filter->lane);
  g_clear_pointer (&self->needle, heddle_needle_free);
  self->needle = heddle_needle_new (filter->text);
  empty (self);
  self->is_filtered = self->kind != 0 || self->lane != NULL || self->needle != NULL;
  g_byte_array_set_size (self->sites, 0);
  g_byte_array_set_size (self->lanes, 0);
  go_on_soon (self);
}

/**
 * heddle_event_list_is_busy:
 *
 * Returns: whether there may be events that it does not show yet
 */
gboolean
heddle_event_list_is_busy (HeddleEventList *self)
{
  return self->source != 0;
}

/**
 * heddle_event_list_get_n_events:
 *
 * Returns: how many events there are, with those that are not asked for
 */
guint64
heddle_event_list_get_n_events (HeddleEventList *self)
{
  return self->order == NULL ? 0 : heddle_event_order_get_n (self->order);
}

/**
 * heddle_event_list_find:
 * @ref: a span
 *
 * Returns: its position in the list; -1 when it is not there
 */
gint64
heddle_event_list_find (HeddleEventList *self, HeddleSpanRef ref)
{
  gint64 place = self->order == NULL ? -1 : heddle_event_order_find (self->order, ref);
  guint first = 0, end = self->fitting->len;

  if (!self->is_filtered || place < 0)
    return place < self->n_items ? place : -1;
  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (g_array_index (self->fitting, guint32, middle) < place)
      first = middle + 1;
    else
      end = middle;
  }
  if (first < self->n_items && g_array_index (self->fitting, guint32, first) == place)
    return first;
  return -1;
}
