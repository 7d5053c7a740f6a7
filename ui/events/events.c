/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every event of a run as a table: the text equivalent of the timeline. A row that is selected is selected there too, and
 * the other way round. As long as nobody sees the table, it does nothing.
 * Threads: the main one. Cost: the rows in sight; see event-list.
 */
#include "ui/events/events.h"

#include <glib/gi18n.h>

struct _HeddleEvents {
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkLabel *nothing;

  GtkWidget *tools; /* for who shows the table: in no place of its own */
  GtkDropDown *variants;
  GtkEditable *filter;
  GtkDropDown *kinds;
  GtkDropDown *lanes;
  GtkLabel *count;

  HeddleTimeline *timeline;
  GListModel *runs;
  HeddleVariantRun *run;
  HeddleEventList *list;
  HeddleSpanRef wanted; /* selected in the timeline, but not in the list yet */
  gboolean is_telling;  /* whether a selection is on its way between the table and the timeline */
  guint n_scrolls;      /* frames until it scrolls again to what is selected */
  gboolean is_listing;
};

/* What can be asked for; the first one is all. */
static const HeddleKind kinds[] = {
  HEDDLE_KIND_NONE,    HEDDLE_KIND_TASK,    HEDDLE_KIND_MICROTASK, HEDDLE_KIND_EVALUATE,   HEDDLE_KIND_MEASURE,
  HEDDLE_KIND_GC,      HEDDLE_KIND_BLOCKED, HEDDLE_KIND_TIMER,     HEDDLE_KIND_REQUEST,    HEDDLE_KIND_FILE,
  HEDDLE_KIND_MESSAGE, HEDDLE_KIND_WORKER,  HEDDLE_KIND_INPUT,     HEDDLE_KIND_ASYNC,      HEDDLE_KIND_ASYNC_RUN,
  HEDDLE_KIND_AWAIT,   HEDDLE_KIND_ON_CORE, HEDDLE_KIND_NO_CORE,   HEDDLE_KIND_FIRST_MARK,
};

static guint show_line_signal;

G_DEFINE_FINAL_TYPE (HeddleEvents, heddle_events, GTK_TYPE_WIDGET)

/* Columns. */

typedef char *(*DupTextFunc) (HeddleEventItem *item);

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer is_number)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (is_number) ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (GPOINTER_TO_INT (is_number))
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, DupTextFunc dup_text)
{
  g_autofree char *text = dup_text (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_column (HeddleEvents *self, const char *title, DupTextFunc dup_text, int width, gboolean is_number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), GINT_TO_POINTER (is_number));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer) dup_text);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
add_columns (HeddleEvents *self)
{
  add_column (self, _("Time"), heddle_event_item_dup_time, 110, TRUE);
  add_column (self, _("Duration"), heddle_event_item_dup_duration, 90, TRUE);
  add_column (self, _("Lane"), heddle_event_item_dup_lane, 130, FALSE);
  add_column (self, _("Kind"), heddle_event_item_dup_kind, 140, FALSE);
  add_column (self, _("Label"), heddle_event_item_dup_label, 0, FALSE);
  add_column (self, _("Source"), heddle_event_item_dup_source, 150, FALSE);
}

/* In step with the timeline. */

static HeddleAttention *
get_attention (HeddleEvents *self)
{
  return self->timeline == NULL ? NULL : heddle_timeline_get_attention (self->timeline);
}

static guint
get_index (HeddleEvents *self)
{
  guint index;

  return self->runs != NULL && self->run != NULL && g_list_store_find (G_LIST_STORE (self->runs), self->run, &index)
           ? index
           : HEDDLE_NO_BAND;
}

/* The list inside of a column view scrolls; it has no other name. */
static void
scroll_to (HeddleEvents *self, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

/* A list that is about to get another size forgets where it was to scroll: so once more when the next frame is drawn. */
static gboolean
scroll_again (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HeddleEvents *self = HEDDLE_EVENTS (widget);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (--self->n_scrolls == 0 && position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, position);
  return self->n_scrolls > 0;
}

static void
select_wanted (HeddleEvents *self)
{
  gint64 position = self->wanted == 0 ? -1 : heddle_event_list_find (self->list, self->wanted);

  if (position < 0)
    return;
  self->wanted = 0;
  self->is_telling = TRUE;
  gtk_single_selection_set_selected (self->selection, (guint) position);
  self->is_telling = FALSE;
  scroll_to (self, (guint) position);
  if (self->n_scrolls == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_again, NULL, NULL);
  self->n_scrolls = 2;
}

static void
follow_selection (HeddleEvents *self)
{
  HeddleAttention *attention = get_attention (self);
  HeddleSpot spot = { HEDDLE_NO_BAND, 0 };

  if (attention != NULL)
    spot = heddle_attention_get_selection (attention);
  self->wanted = spot.band == HEDDLE_NO_BAND ? 0 : spot.ref;
  if (self->wanted == 0)
    return;
  if (spot.band != get_index (self))
    heddle_events_show_run (self, spot.band);
  select_wanted (self);
}

static void
on_attention (HeddleEvents *self, guint part)
{
  if (part == HEDDLE_ATTENTION_SELECTION && !self->is_telling && gtk_widget_get_mapped (GTK_WIDGET (self)))
    follow_selection (self);
}

static void
on_selected (HeddleEvents *self)
{
  HeddleEventItem *item = gtk_single_selection_get_selected_item (self->selection);
  HeddleAttention *attention = get_attention (self);
  guint band = get_index (self);

  if (item == NULL || self->is_telling || attention == NULL || band == HEDDLE_NO_BAND)
    return;
  self->is_telling = TRUE;
  self->wanted = 0;
  if (heddle_event_item_get_ref (item) != 0)
    heddle_timeline_reveal (self->timeline, band, heddle_event_item_get_ref (item));
  heddle_attention_set_cursor (attention, band, heddle_event_item_get_start_ns (item));
  self->is_telling = FALSE;
}

static void
on_activate (HeddleEvents *self, guint position)
{
  g_autoptr (HeddleEventItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const HeddleSite *site = item == NULL ? NULL : heddle_event_item_get_site (item);

  if (site != NULL && site->file != NULL && site->line > 0)
    g_signal_emit (self, show_line_signal, 0, site->file, site->line);
}

/* Following the run. */

static void
show_count (HeddleEvents *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint64 n_events = heddle_event_list_get_n_events (self->list);
  g_autofree char *text = n_shown == n_events ? g_strdup_printf ("%'u", n_shown)
                                              /* Translators: how many events are shown, and how many there are. */
                                              : g_strdup_printf (_("%'u of %'" G_GUINT64_FORMAT), n_shown, n_events);

  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_shown == 0);
  if (n_shown == 0)
    gtk_label_set_text (self->nothing,
                        n_events > 0 ? _("No event fits what is asked for") : _("Nothing was recorded yet"));
}

static void
on_items_changed (HeddleEvents *self)
{
  show_count (self);
  if (self->wanted != 0)
    select_wanted (self);
}

static void
follow_run (HeddleEvents *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    heddle_event_list_follow (self->list, self->run == NULL ? NULL : heddle_variant_run_get_trace (self->run));
  show_count (self);
}

static void
set_run (HeddleEvents *self, HeddleVariantRun *run)
{
  if (self->run == run)
    return;
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_func (self->run, follow_run, self);
  g_set_object (&self->run, run);
  heddle_event_list_follow (self->list, NULL);
  if (run != NULL)
    g_signal_connect_object (run, "changed", G_CALLBACK (follow_run), self, G_CONNECT_SWAPPED);
  follow_run (self);
}

static void
on_variant (HeddleEvents *self)
{
  set_run (self, gtk_drop_down_get_selected_item (self->variants));
}

/* The filter. */

static const char *
get_lane (HeddleEvents *self)
{
  GtkStringObject *lane = gtk_drop_down_get_selected_item (self->lanes);

  return gtk_drop_down_get_selected (self->lanes) == 0 || lane == NULL ? NULL : gtk_string_object_get_string (lane);
}

static void
apply_filter (HeddleEvents *self)
{
  guint kind = gtk_drop_down_get_selected (self->kinds);
  HeddleEventFilter filter = { .lane = get_lane (self), .text = gtk_editable_get_text (self->filter) };

  if (self->is_listing)
    return;
  filter.kind = kind < G_N_ELEMENTS (kinds) ? kinds[kind] : HEDDLE_KIND_NONE;
  heddle_event_list_filter (self->list, &filter);
  show_count (self);
}

static void
list_kinds (HeddleEvents *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All kinds"));
  for (guint i = 1; i < G_N_ELEMENTS (kinds) - 1; i++)
    gtk_string_list_append (names, heddle_event_get_kind_name (kinds[i]));
  gtk_string_list_append (names, _("marks"));
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (names));
}

/* The lanes that there are now; the one that is asked for stays. */
static void
list_choices (HeddleEvents *self)
{
  HeddleTrace *trace = self->run == NULL ? NULL : heddle_variant_run_get_trace (self->run);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *asked_for = g_strdup (get_lane (self));
  guint selected = 0;

  gtk_string_list_append (names, _("All lanes"));
  for (guint i = 0; trace != NULL && i < heddle_trace_get_n_lanes (trace); i++) {
    char *name = heddle_event_dup_lane_name (trace, i);

    if (g_hash_table_contains (seen, name)) {
      g_free (name);
      continue;
    }
    gtk_string_list_append (names, name);
    if (g_strcmp0 (name, asked_for) == 0)
      selected = g_list_model_get_n_items (G_LIST_MODEL (names)) - 1;
    g_hash_table_add (seen, name);
  }
  self->is_listing = TRUE;
  gtk_drop_down_set_model (self->lanes, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->lanes, selected);
  self->is_listing = FALSE;
}

/* The object. */

static void
heddle_events_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heddle_events_parent_class)->map (widget);
  follow_run (HEDDLE_EVENTS (widget));
  follow_selection (HEDDLE_EVENTS (widget));
}

static void
heddle_events_dispose (GObject *object)
{
  HeddleEvents *self = HEDDLE_EVENTS (object);

  if (self->overlay != NULL) {
    g_signal_handlers_disconnect_by_data (self->variants, self);
    g_signal_handlers_disconnect_by_data (self->selection, self);
    set_run (self, NULL);
    gtk_drop_down_set_model (self->variants, NULL);
  }
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->runs);
  g_clear_object (&self->list);
  g_clear_weak_pointer (&self->timeline);
  G_OBJECT_CLASS (heddle_events_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/events.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, view);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, selection);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, nothing);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, tools);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, variants);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, filter);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, kinds);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, lanes);
  gtk_widget_class_bind_template_child (widget_class, HeddleEvents, count);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_variant);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, list_choices);
}

static void
heddle_events_class_init (HeddleEventsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_events_dispose;
  widget_class->map = heddle_events_map;

  /**
   * HeddleEvents::show-line:
   * @file: a source of the program
   * @line: there, from 1
   *
   * Someone wants to see where in the source an event belongs.
   */
  show_line_signal = g_signal_new ("show-line", HEDDLE_TYPE_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   2, G_TYPE_STRING, G_TYPE_UINT);
  g_type_ensure (HEDDLE_TYPE_VARIANT_RUN);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "events");
}

static void
heddle_events_init (HeddleEvents *self)
{
  self->list = heddle_event_list_new ();
  self->is_listing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
  list_kinds (self);
  list_choices (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_count (self);
}

/**
 * heddle_events_set_timeline:
 * @timeline: what it is in step with; it shows the same runs
 */
void
heddle_events_set_timeline (HeddleEvents *self, HeddleTimeline *timeline)
{
  g_set_weak_pointer (&self->timeline, timeline);
  g_signal_connect_object (heddle_timeline_get_attention (timeline), "changed", G_CALLBACK (on_attention), self,
                           G_CONNECT_SWAPPED);
}

/**
 * heddle_events_set_runs:
 * @runs: (nullable): a #GListStore of #HeddleVariantRun
 *
 * Shows the events of one of these.
 */
void
heddle_events_set_runs (HeddleEvents *self, GListModel *runs)
{
  g_set_object (&self->runs, runs);
  gtk_drop_down_set_model (self->variants, runs);
  gtk_widget_set_visible (GTK_WIDGET (self->variants), runs != NULL && g_list_model_get_n_items (runs) > 1);
  on_variant (self);
}

/**
 * heddle_events_show_run:
 * @index: which of the runs
 *
 * Shows its events.
 */
void
heddle_events_show_run (HeddleEvents *self, guint index)
{
  gtk_drop_down_set_selected (self->variants, index);
}

/**
 * heddle_events_filter:
 * @kind: the only kind; 0 for all, HEDDLE_KIND_FIRST_MARK for all marks
 * @lane: (nullable): name of the only lane
 * @text: (nullable): what the label or the source must contain
 *
 * Shows these events alone.
 */
void
heddle_events_filter (HeddleEvents *self, HeddleKind kind, const char *lane, const char *text)
{
  GListModel *names;

  list_choices (self);
  self->is_listing = TRUE;
  names = gtk_drop_down_get_model (self->lanes);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      gtk_drop_down_set_selected (self->kinds, i);
  gtk_drop_down_set_selected (self->lanes, 0);
  for (guint i = 1; lane != NULL && i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), lane))
      gtk_drop_down_set_selected (self->lanes, i);
  gtk_editable_set_text (self->filter, text == NULL ? "" : text);
  self->is_listing = FALSE;
  apply_filter (self);
}

/**
 * heddle_events_get_tools:
 *
 * Returns: (transfer none): what belongs into the bar above it
 */
GtkWidget *
heddle_events_get_tools (HeddleEvents *self)
{
  return self->tools;
}

HeddleEventList *
heddle_events_get_list (HeddleEvents *self)
{
  return self->list;
}

GtkSelectionModel *
heddle_events_get_selection (HeddleEvents *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}
