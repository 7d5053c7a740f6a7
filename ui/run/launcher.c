/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a window runs its stage. What the user chooses for all runs comes from the settings.
 * Threads: the main one.
 */
#include "ui/run/launcher.h"

#include "ui/run/cores-popover.h"
#include "ui/run/permissions.h"
#include "ui/window/settings.h"

#include <string.h>

/* How often `repeat` runs each variant. */
#define N_REPEATS 10

struct _HeddleLauncher {
  GObject parent_instance;

  GActionMap *actions; /* the window, which outlives it */
  HeddleStage *stage;
  guint n_cores;
  HeddlePart without;
};

enum {
  PROP_0,
  PROP_N_CORES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum {
  SIGNAL_PREPARE,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleLauncher, heddle_launcher, G_TYPE_OBJECT)

static void
forget_stage (HeddleLauncher *self)
{
  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_data (self->stage, self);
  g_clear_object (&self->stage);
}

static void
heddle_launcher_dispose (GObject *object)
{
  forget_stage (HEDDLE_LAUNCHER (object));
  G_OBJECT_CLASS (heddle_launcher_parent_class)->dispose (object);
}

static void
heddle_launcher_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_N_CORES)
    g_value_set_uint (value, HEDDLE_LAUNCHER (object)->n_cores);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_launcher_class_init (HeddleLauncherClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = heddle_launcher_dispose;
  object_class->get_property = heddle_launcher_get_property;
  properties[PROP_N_CORES] = g_param_spec_uint ("n-cores", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleLauncher::prepare:
   *
   * A run is wanted: what is unsaved is to be saved.
   *
   * Returns: whether nothing may run
   */
  signals[SIGNAL_PREPARE] = g_signal_new ("prepare", HEDDLE_TYPE_LAUNCHER, G_SIGNAL_RUN_LAST, 0,
                                          g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  /**
   * HeddleLauncher::failed:
   * @message: why
   *
   * A run could not be started.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", HEDDLE_TYPE_LAUNCHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heddle_launcher_init (HeddleLauncher *self)
{
}

static void
set_enabled (HeddleLauncher *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)), is_enabled);
}

static void
update_actions (HeddleLauncher *self)
{
  static const char *const starting[] = { "run-all", "run-variant", "measure", "repeat" };
  gboolean is_running = self->stage != NULL && heddle_stage_is_running (self->stage);
  gboolean can_run = self->stage != NULL && heddle_stage_can_run (self->stage);
  HeddleScenario *scenario = self->stage == NULL ? NULL : heddle_stage_get_scenario (self->stage);

  for (guint i = 0; i < G_N_ELEMENTS (starting); i++)
    set_enabled (self, starting[i], can_run);
  set_enabled (self, "stop", is_running);
  set_enabled (self, "cores", !is_running);
  set_enabled (self, "part", can_run && scenario != NULL && heddle_scenario_has_parts (scenario));
}

static guint
read_setting (const char *key)
{
  GSettings *settings = heddle_settings_get_default ();

  return settings == NULL ? 0 : (guint) g_settings_get_int (settings, key);
}

static void
run (HeddleLauncher *self, int variant, gboolean timed, guint n_repeats)
{
  g_autofree char *owner = NULL;
  g_auto (GStrv) hosts = NULL;
  HeddleStageOptions options = {
    .n_cores = self->n_cores,
    .variant = variant,
    .without = self->without,
    .timed = timed,
    .n_repeats = n_repeats,
    .time_limit_s = read_setting ("time-limit"),
    .memory_limit_mib = read_setting ("memory-limit"),
  };
  g_autoptr (GError) error = NULL;
  gboolean is_refused = FALSE;

  g_signal_emit (self, signals[SIGNAL_PREPARE], 0, &is_refused);
  if (is_refused || !heddle_stage_can_run (self->stage))
    return;
  owner = heddle_permissions_dup_owner (heddle_stage_get_scenario (self->stage));
  hosts = heddle_permissions_dup_hosts (owner);
  options.allow_net = (const char *const *) hosts;
  if (!heddle_stage_run (self->stage, &options, &error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
run_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run (data, -1, FALSE, 1);
}

static void
run_variant (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HeddleLauncher *self = data;
  int variant = g_variant_get_int32 (parameter);

  if (variant >= 0 && (guint) variant < heddle_stage_get_scenario (self->stage)->n_variants)
    run (self, variant, FALSE, 1);
}

static void
measure (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run (data, -1, TRUE, MAX (read_setting ("repeats"), 1));
}

static void
repeat (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  run (data, -1, FALSE, N_REPEATS);
}

static void
stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  heddle_stage_stop (HEDDLE_LAUNCHER (data)->stage);
}

/* What is seen would no longer be what was chosen: run again. */
static void
run_again (HeddleLauncher *self)
{
  if (self->stage != NULL && heddle_stage_can_run (self->stage) && heddle_stage_has_run (self->stage))
    run (self, -1, FALSE, 1);
}

static void
set_n_cores (HeddleLauncher *self, guint n_cores)
{
  self->n_cores = n_cores <= heddle_cores_count () ? n_cores : 0;
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, "cores")),
                             g_variant_new_int32 ((gint32) self->n_cores));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CORES]);
}

static void
change_cores (GSimpleAction *action, GVariant *state, gpointer data)
{
  HeddleLauncher *self = data;
  GSettings *settings = heddle_settings_get_default ();
  guint n_cores = (guint) g_variant_get_int32 (state);

  if (n_cores == self->n_cores)
    return;
  set_n_cores (self, n_cores);
  if (settings != NULL)
    g_settings_set_int (settings, "cores", (int) self->n_cores);
  run_again (self);
}

static void
change_part (GSimpleAction *action, GVariant *state, gpointer data)
{
  HeddleLauncher *self = data;
  const char *part = g_variant_get_string (state, NULL);

  if (g_variant_equal (state, g_action_get_state (G_ACTION (action))))
    return;
  self->without = strcmp (part, "waiting") == 0     ? HEDDLE_PART_COMPUTING
                  : strcmp (part, "computing") == 0 ? HEDDLE_PART_WAITING
                                                    : HEDDLE_PART_NONE;
  g_simple_action_set_state (action, state);
  run_again (self);
}

/**
 * heddle_launcher_new:
 * @actions: the window, which gets the actions
 *
 * Returns: (transfer full): a launcher without a stage
 */
HeddleLauncher *
heddle_launcher_new (GActionMap *actions)
{
  const GActionEntry entries[] = {
    { .name = "run-all", .activate = run_all },
    { .name = "run-variant", .activate = run_variant, .parameter_type = "i" },
    { .name = "measure", .activate = measure },
    { .name = "repeat", .activate = repeat },
    { .name = "stop", .activate = stop },
    { .name = "cores", .parameter_type = "i", .state = "0", .change_state = change_cores },
    { .name = "part", .parameter_type = "s", .state = "'both'", .change_state = change_part },
  };
  HeddleLauncher *self = g_object_new (HEDDLE_TYPE_LAUNCHER, NULL);

  self->actions = actions;
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  set_n_cores (self, read_setting ("cores"));
  update_actions (self);
  return self;
}

/**
 * heddle_launcher_set_stage:
 * @stage: (nullable): what is to be run
 */
void
heddle_launcher_set_stage (HeddleLauncher *self, HeddleStage *stage)
{
  forget_stage (self);
  g_set_object (&self->stage, stage);
  self->without = HEDDLE_PART_NONE;
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, "part")),
                             g_variant_new_string ("both"));
  if (stage != NULL)
    g_signal_connect_object (stage, "notify::running", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
}

guint
heddle_launcher_get_n_cores (HeddleLauncher *self)
{
  return self->n_cores;
}
