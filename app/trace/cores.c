/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each core, what ran on it: the stretches in which a thread was on that core, cut at the tasks that it did.
 * Threads: the traces'.
 */
#include "trace/cores.h"

#include <string.h>

/* More cores than any machine has: what a broken file says beyond is left out. */
#define MAX_CPUS 4096
#define CPU_LABEL "CPU "

struct _HeddleCores {
  HeddleTrace *trace;
  GArray *cpus;    /* guint, sorted */
  GArray *n_known; /* guint: for each lane of the trace how many samples are known */
};

HeddleCores *
heddle_cores_new (HeddleTrace *trace)
{
  HeddleCores *self = g_new (HeddleCores, 1);

  self->trace = g_object_ref (trace);
  self->cpus = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_known = g_array_new (FALSE, TRUE, sizeof (guint));
  return self;
}

void
heddle_cores_free (HeddleCores *self)
{
  g_object_unref (self->trace);
  g_array_unref (self->cpus);
  g_array_unref (self->n_known);
  g_free (self);
}

static void
add_cpu (HeddleCores *self, guint64 cpu)
{
  guint number = (guint) cpu, place = 0;

  if (cpu >= MAX_CPUS)
    return;
  while (place < self->cpus->len && g_array_index (self->cpus, guint, place) < number)
    place++;
  if (place == self->cpus->len || g_array_index (self->cpus, guint, place) != number)
    g_array_insert_val (self->cpus, place, number);
}

/* The sampler names the CPU in the site; what was read from elsewhere may have it as the value. */
static guint64
cpu_of (HeddleTrace *trace, HeddleSpanRef ref)
{
  const HeddleSite *site = heddle_trace_get_site (trace, heddle_trace_get_span (trace, ref)->site);

  if (site != NULL && g_str_has_prefix (site->label, CPU_LABEL))
    return g_ascii_strtoull (site->label + strlen (CPU_LABEL), NULL, 10);
  return heddle_trace_get_span_value (trace, ref);
}

static gboolean
is_about_javascript (HeddleTrace *trace, const HeddleLane *lane)
{
  return lane->type == HEDDLE_LANE_CORE && lane->thread < heddle_trace_get_n_threads (trace) &&
         heddle_thread_runs_javascript (heddle_trace_get_thread (trace, lane->thread)) &&
         heddle_trace_lane_get_n_rows (lane) > 0;
}

/**
 * heddle_cores_update:
 *
 * Takes in what was recorded since.
 *
 * Returns: on how many cores the program's threads have been seen
 */
guint
heddle_cores_update (HeddleCores *self)
{
  g_array_set_size (self->n_known, heddle_trace_get_n_lanes (self->trace));
  for (guint i = 0; i < self->n_known->len; i++) {
    const HeddleLane *lane = heddle_trace_get_lane (self->trace, i);
    guint *n_known = &g_array_index (self->n_known, guint, i);

    if (!is_about_javascript (self->trace, lane))
      continue;
    for (guint n = heddle_trace_lane_get_n_spans (lane, 0); *n_known < n; (*n_known)++) {
      HeddleSpanRef ref = heddle_trace_lane_get_ref (lane, 0, *n_known);

      if (heddle_trace_get_span (self->trace, ref)->kind == HEDDLE_KIND_ON_CORE)
        add_cpu (self, cpu_of (self->trace, ref));
    }
  }
  return self->cpus->len;
}

/**
 * heddle_cores_get_cpu:
 * @index: below what heddle_cores_update() returned
 *
 * Returns: the system's number of that core
 */
guint
heddle_cores_get_cpu (HeddleCores *self, guint index)
{
  return g_array_index (self->cpus, guint, index);
}

/* The first sample of a lane that has not ended at a time. */
static guint
first_sample (HeddleTrace *trace, const HeddleLane *lane, gint64 time_ns)
{
  guint first = 0, end = heddle_trace_lane_get_n_spans (lane, 0);

  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, 0, middle))->end_ns <= time_ns)
      first = middle + 1;
    else
      end = middle;
  }
  return first;
}

/* The parts of a thread's items that lie in one stretch on a core; what is between them is the thread's own. */
static void
add_stretch (const GArray *tasks, guint *next, HeddleLayoutItem stretch, GArray *items)
{
  gint64 done_ns = stretch.start_ns;

  while (*next < tasks->len && g_array_index (tasks, HeddleLayoutItem, *next).end_ns <= stretch.start_ns)
    (*next)++;
  for (guint i = *next; i < tasks->len; i++) {
    HeddleLayoutItem item = g_array_index (tasks, HeddleLayoutItem, i);

    if (item.start_ns >= stretch.end_ns)
      break;
    if (item.top > 0)
      continue; /* the strip of samples below the tasks */
    item.start_ns = MAX (item.start_ns, stretch.start_ns);
    item.end_ns = MIN (item.end_ns, stretch.end_ns);
    if (item.start_ns > done_ns) {
      stretch.start_ns = done_ns;
      g_array_append_val (items, ((HeddleLayoutItem){ done_ns, item.start_ns, 0, 1, HEDDLE_STATE_COMPUTING, 0,
                                                      stretch.label, stretch.ref, 1 }));
    }
    g_array_append_val (items, item);
    done_ns = MAX (done_ns, item.end_ns);
  }
  stretch.start_ns = done_ns;
  if (stretch.end_ns > stretch.start_ns)
    g_array_append_val (items, stretch);
}

static guint
find_loop (HeddleLayout *layout, guint band, guint thread)
{
  guint n_lanes = heddle_layout_get_n_lanes (layout, band);

  for (guint i = 0; i < n_lanes; i++) {
    const HeddleLayoutLane *lane = heddle_layout_get_lane (layout, band, i);

    if (lane->kind == HEDDLE_LAYOUT_LANE_LOOP && lane->thread == thread)
      return i;
  }
  return G_MAXUINT;
}

static int
compare_tasks (gconstpointer one, gconstpointer other)
{
  const HeddleLayoutItem *a = one, *b = other;

  return a->start_ns < b->start_ns ? -1 : a->start_ns > b->start_ns;
}

static void
add_thread (HeddleCores *self,
            const HeddleLane *lane,
            guint cpu,
            HeddleLayout *layout,
            guint band,
            gint64 from_ns,
            gint64 to_ns,
            guint width_px,
            GArray *items)
{
  const HeddleLayoutBand *layout_band = heddle_layout_get_band (layout, band);
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (HeddleLayoutItem));
  guint loop = find_loop (layout, band, lane->thread), next = 0, n_spans = heddle_trace_lane_get_n_spans (lane, 0);
  gint64 zero_ns = layout_band->start_ns;

  if (loop != G_MAXUINT)
    heddle_layout_get_items (layout, band, loop, from_ns, to_ns, width_px, tasks);
  g_array_sort (tasks, compare_tasks);
  for (guint i = first_sample (self->trace, lane, from_ns + zero_ns); i < n_spans; i++) {
    HeddleSpanRef ref = heddle_trace_lane_get_ref (lane, 0, i);
    const HeddleSpan *span = heddle_trace_get_span (self->trace, ref);
    HeddleLayoutItem stretch = { .start_ns = span->start_ns - zero_ns,
                                 .bottom = 1,
                                 .state = HEDDLE_STATE_COMPUTING,
                                 .end_ns = MIN (span->end_ns, MAX (layout_band->now_ns, span->start_ns)) - zero_ns,
                                 .label = heddle_trace_get_thread (self->trace, lane->thread)->name,
                                 .ref = ref,
                                 .n_folded = 1 };

    if (stretch.start_ns >= to_ns)
      break;
    if (span->kind == HEDDLE_KIND_ON_CORE && cpu_of (self->trace, ref) == cpu)
      add_stretch (tasks, &next, stretch, items);
  }
}

/**
 * heddle_cores_get_items:
 * @cpu: the system's number of a core
 * @layout: where the tasks are
 * @band: the band of the trace in it
 * @from_ns: the left edge, on the common axis
 * @to_ns: the right edge
 * @width_px: how many pixels wide that is
 * @items: (element-type HeddleLayoutItem): where to append
 *
 * What ran on a core: tasks with their numbers, and what else their threads did there.
 */
void
heddle_cores_get_items (HeddleCores *self,
                        guint cpu,
                        HeddleLayout *layout,
                        guint band,
                        gint64 from_ns,
                        gint64 to_ns,
                        guint width_px,
                        GArray *items)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (self->trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (self->trace, i);

    if (is_about_javascript (self->trace, lane))
      add_thread (self, lane, cpu, layout, band, from_ns, to_ns, width_px, items);
  }
}
