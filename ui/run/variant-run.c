/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window knows about one variant: one model, which its band and its console page view.
 * Threads: the main one. Cost: O(1).
 */
#include "ui/run/variant-run.h"

#include "base/clock.h"

/* A task that takes longer than this blocks its loop so long that the window says so. */
#define BLOCKED_NS (HEDDLE_NS_PER_S / 2)

struct _HeddleVariantRun {
  GObject parent_instance;

  char *name;
  char *title;
  char *reason;
  HeddlePhase phase;
  HeddleTrace *trace;
  gboolean is_stale;
  GArray *repeats; /* gint64: the wall times of the same work, run several times */
  gint64 guess_ns;
};

enum {
  PROP_0,
  PROP_NAME,
  PROP_TITLE,
  PROP_REASON,
  PROP_PHASE,
  PROP_TRACE,
  PROP_STALE,
  PROP_GUESS_NS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_ENUM_TYPE (HeddlePhase,
                    heddle_phase,
                    G_DEFINE_ENUM_VALUE (HEDDLE_PHASE_NEVER_RUN, "never-run"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_PHASE_QUEUED, "queued"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_PHASE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_PHASE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_PHASE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (HeddleVariantRun, heddle_variant_run, G_TYPE_OBJECT)

static void
heddle_variant_run_finalize (GObject *object)
{
  HeddleVariantRun *self = HEDDLE_VARIANT_RUN (object);

  g_array_unref (self->repeats);
  g_free (self->name);
  g_free (self->title);
  g_free (self->reason);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (heddle_variant_run_parent_class)->finalize (object);
}

static void
heddle_variant_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleVariantRun *self = HEDDLE_VARIANT_RUN (object);

  switch (id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_REASON:
    g_value_set_string (value, self->reason);
    break;
  case PROP_PHASE:
    g_value_set_enum (value, self->phase);
    break;
  case PROP_TRACE:
    g_value_set_object (value, self->trace);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, self->is_stale);
    break;
  case PROP_GUESS_NS:
    g_value_set_int64 (value, self->guess_ns);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
heddle_variant_run_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  HeddleVariantRun *self = HEDDLE_VARIANT_RUN (object);

  switch (id) {
  case PROP_NAME:
    self->name = g_value_dup_string (value);
    break;
  case PROP_TITLE:
    self->title = g_value_dup_string (value);
    break;
  case PROP_STALE:
    heddle_variant_run_set_stale (self, g_value_get_boolean (value));
    break;
  case PROP_GUESS_NS:
    heddle_variant_run_set_guess_ns (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
heddle_variant_run_class_init (HeddleVariantRunClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags change = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = heddle_variant_run_finalize;
  object_class->get_property = heddle_variant_run_get_property;
  object_class->set_property = heddle_variant_run_set_property;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", fixed);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", fixed);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, read);
  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, HEDDLE_TYPE_PHASE, HEDDLE_PHASE_NEVER_RUN, read);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, HEDDLE_TYPE_TRACE, read);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, change);
  properties[PROP_GUESS_NS] = g_param_spec_int64 ("guess-ns", NULL, NULL, -1, G_MAXINT64, -1, change);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleVariantRun::changed:
   *
   * Something about it is different: its phase, or there is more in its trace.
   */
  changed_signal = g_signal_new ("changed", HEDDLE_TYPE_VARIANT_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
heddle_variant_run_init (HeddleVariantRun *self)
{
  self->repeats = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->guess_ns = -1;
}

HeddleVariantRun *
heddle_variant_run_new (const char *name, const char *title)
{
  return g_object_new (HEDDLE_TYPE_VARIANT_RUN, "name", name, "title", title, NULL);
}

const char *
heddle_variant_run_get_name (HeddleVariantRun *self)
{
  return self->name;
}

const char *
heddle_variant_run_get_title (HeddleVariantRun *self)
{
  return self->title;
}

/**
 * heddle_variant_run_get_reason:
 *
 * Returns: (nullable): why it ended, when not by itself and well
 */
const char *
heddle_variant_run_get_reason (HeddleVariantRun *self)
{
  return self->reason;
}

HeddlePhase
heddle_variant_run_get_phase (HeddleVariantRun *self)
{
  return self->phase;
}

/**
 * heddle_variant_run_get_trace:
 *
 * Returns: (transfer none) (nullable): what its latest run recorded so far
 */
HeddleTrace *
heddle_variant_run_get_trace (HeddleVariantRun *self)
{
  return self->trace;
}

/**
 * heddle_variant_run_get_wall_ns:
 *
 * Returns: how long its run has taken, from its first statement to the end of its last task, or until now; 0 before its
 *   first statement
 */
gint64
heddle_variant_run_get_wall_ns (HeddleVariantRun *self)
{
  gint64 start_ns;

  if (self->trace == NULL || (start_ns = heddle_trace_get_start_ns (self->trace)) < 0)
    return 0;
  if (heddle_trace_is_closed (self->trace))
    return MAX (heddle_trace_get_end_ns (self->trace) - start_ns, 0);
  return MAX (heddle_clock_now () - heddle_trace_get_origin_ns (self->trace) - start_ns, 0);
}

/* The task that the main loop is in, if it is in one. */
static const HeddleSpan *
find_open_task (HeddleTrace *trace)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (trace, i);
    guint n_spans;
    const HeddleSpan *last;

    if (lane->type != HEDDLE_LANE_LOOP || heddle_trace_lane_get_n_rows (lane) == 0 ||
        heddle_trace_get_thread (trace, lane->thread)->role != HEDDLE_ROLE_MAIN)
      continue;
    n_spans = heddle_trace_lane_get_n_spans (lane, 0);
    last = n_spans == 0 ? NULL : heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, 0, n_spans - 1));
    return last != NULL && last->end_ns == HEDDLE_TIME_OPEN ? last : NULL;
  }
  return NULL;
}

/**
 * heddle_variant_run_get_task_ns:
 *
 * Returns: for how long its main event loop has been in the task that it is in; 0 when it is in none
 */
gint64
heddle_variant_run_get_task_ns (HeddleVariantRun *self)
{
  const HeddleSpan *task;

  if (self->phase != HEDDLE_PHASE_RUNNING || self->trace == NULL || (task = find_open_task (self->trace)) == NULL)
    return 0;
  return MAX (heddle_clock_now () - heddle_trace_get_origin_ns (self->trace) - task->start_ns, 0);
}

/**
 * heddle_variant_run_get_blocked_ns:
 *
 * Returns: for how long its main event loop has been in one task, when that is long enough to say so; else 0
 */
gint64
heddle_variant_run_get_blocked_ns (HeddleVariantRun *self)
{
  gint64 task_ns = heddle_variant_run_get_task_ns (self);

  return task_ns >= BLOCKED_NS ? task_ns : 0;
}

/**
 * heddle_variant_run_get_guess_ns:
 *
 * Returns: how long someone thinks that it takes; -1 when nobody said
 */
gint64
heddle_variant_run_get_guess_ns (HeddleVariantRun *self)
{
  return self->guess_ns;
}

void
heddle_variant_run_set_guess_ns (HeddleVariantRun *self, gint64 guess_ns)
{
  if (self->guess_ns == guess_ns)
    return;
  self->guess_ns = guess_ns;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GUESS_NS]);
  g_signal_emit (self, changed_signal, 0);
}

static void
set_phase (HeddleVariantRun *self, HeddlePhase phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

static void
set_reason (HeddleVariantRun *self, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

static void
set_trace (HeddleVariantRun *self, HeddleTrace *trace)
{
  if (g_set_object (&self->trace, trace))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRACE]);
}

/**
 * heddle_variant_run_is_stale:
 *
 * Returns: whether the code is no longer the one that its run is of
 */
gboolean
heddle_variant_run_is_stale (HeddleVariantRun *self)
{
  return self->is_stale;
}

/**
 * heddle_variant_run_set_stale:
 * @is_stale: whether the code changed since the run began
 */
void
heddle_variant_run_set_stale (HeddleVariantRun *self, gboolean is_stale)
{
  if (self->is_stale == is_stale)
    return;
  self->is_stale = is_stale;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE]);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_variant_run_get_n_repeats:
 *
 * Returns: how many runs of the same work were timed, its latest one among them; 0 when it was not repeated
 */
guint
heddle_variant_run_get_n_repeats (HeddleVariantRun *self)
{
  return self->repeats->len;
}

/**
 * heddle_variant_run_get_repeat_ns:
 * @index: which run
 *
 * Returns: the wall time of one of them
 */
gint64
heddle_variant_run_get_repeat_ns (HeddleVariantRun *self, guint index)
{
  g_return_val_if_fail (index < self->repeats->len, 0);

  return g_array_index (self->repeats, gint64, index);
}

/**
 * heddle_variant_run_add_repeat:
 * @wall_ns: how long a run of it took
 */
void
heddle_variant_run_add_repeat (HeddleVariantRun *self, gint64 wall_ns)
{
  g_array_append_val (self->repeats, wall_ns);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_variant_run_show:
 * @trace: a complete trace of a run that ended well
 *
 * Shows another run than the latest one.
 */
void
heddle_variant_run_show (HeddleVariantRun *self, HeddleTrace *trace)
{
  set_trace (self, trace);
  set_reason (self, NULL);
  set_phase (self, HEDDLE_PHASE_DONE);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_variant_run_clear:
 * @phase: HEDDLE_PHASE_NEVER_RUN or HEDDLE_PHASE_QUEUED
 *
 * Forgets its latest run.
 */
void
heddle_variant_run_clear (HeddleVariantRun *self, HeddlePhase phase)
{
  heddle_variant_run_set_stale (self, FALSE);
  g_array_set_size (self->repeats, 0);
  set_trace (self, NULL);
  set_reason (self, NULL);
  set_phase (self, phase);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_variant_run_begin:
 * @trace: what the run will record into
 *
 * A run has begun.
 */
void
heddle_variant_run_begin (HeddleVariantRun *self, HeddleTrace *trace)
{
  set_trace (self, trace);
  set_reason (self, NULL);
  heddle_variant_run_set_stale (self, FALSE);
  set_phase (self, HEDDLE_PHASE_RUNNING);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_variant_run_grow:
 *
 * There is more in the trace.
 */
void
heddle_variant_run_grow (HeddleVariantRun *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * heddle_variant_run_end:
 * @failed: whether it did not end by itself and well
 * @reason: (nullable): why, a sentence
 *
 * The run is over, and its trace complete.
 */
void
heddle_variant_run_end (HeddleVariantRun *self, gboolean failed, const char *reason)
{
  set_reason (self, reason);
  set_phase (self, failed ? HEDDLE_PHASE_FAILED : HEDDLE_PHASE_DONE);
  g_signal_emit (self, changed_signal, 0);
}
