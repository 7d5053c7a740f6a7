/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `run` and `compare` are told on the command line.
 * Threads: main.
 */
#include "cli/options.h"

#include "base/error.h"
#include "cli/picture.h"

#include <string.h>
#include <unistd.h>

#define MAX_REPEATS 1000
#define DEFAULT_SWEEP_REPEATS 10
#define MAX_TIME_LIMIT_S 86400
#define MIN_MEMORY_LIMIT_MIB 64
#define MAX_MEMORY_LIMIT_MIB (1024 * 1024)
#define DEFAULT_MEMORY_LIMIT_MIB 4096

/* What was written, before it is looked at. */
typedef struct {
  char **variants, **params, **traces, **allow_net, **allow_read, **rest;
  char *cores, *repeat, *time_limit, *memory_limit, *origin;
  gboolean timed, traced, timeline, no_timeline;
} Texts;

static void
texts_clear (Texts *self)
{
  g_strfreev (self->variants);
  g_strfreev (self->params);
  g_strfreev (self->traces);
  g_strfreev (self->allow_net);
  g_strfreev (self->allow_read);
  g_strfreev (self->rest);
  g_free (self->cores);
  g_free (self->repeat);
  g_free (self->time_limit);
  g_free (self->memory_limit);
  g_free (self->origin);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

void
heddle_cli_options_free (HeddleCliOptions *self)
{
  g_clear_pointer (&self->scenario, heddle_scenario_unref);
  g_clear_pointer (&self->variants, g_array_unref);
  g_strfreev (self->traces);
  g_strfreev (self->allow_net);
  g_strfreev (self->allow_read);
  g_free (self->values);
  g_free (self->cores);
  g_free (self->origin);
  g_free (self->command);
  g_free (self);
}

/* `--allow-net` alone means all, and must not take the target for its value. */
static char *
dup_argument (const char *argument)
{
  if (strcmp (argument, "--allow-net") == 0 || strcmp (argument, "--allow-read") == 0)
    return g_strconcat (argument, "=*", NULL);
  return g_strdup (argument);
}

static gboolean
parse_texts (Texts *texts, int argc, char **argv, const GOptionEntry *more, GError **error)
{
  GOptionEntry entries[] = {
    { "variant", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts->variants, NULL, NULL },
    { "param", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts->params, NULL, NULL },
    { "cores", 0, 0, G_OPTION_ARG_STRING, &texts->cores, NULL, NULL },
    { "repeat", 0, 0, G_OPTION_ARG_STRING, &texts->repeat, NULL, NULL },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &texts->traces, NULL, NULL },
    { "timed", 0, 0, G_OPTION_ARG_NONE, &texts->timed, NULL, NULL },
    { "traced", 0, 0, G_OPTION_ARG_NONE, &texts->traced, NULL, NULL },
    { "timeline", 0, 0, G_OPTION_ARG_NONE, &texts->timeline, NULL, NULL },
    { "no-timeline", 0, 0, G_OPTION_ARG_NONE, &texts->no_timeline, NULL, NULL },
    { "time-limit", 0, 0, G_OPTION_ARG_STRING, &texts->time_limit, NULL, NULL },
    { "memory-limit", 0, 0, G_OPTION_ARG_STRING, &texts->memory_limit, NULL, NULL },
    { "allow-net", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts->allow_net, NULL, NULL },
    { "allow-read", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &texts->allow_read, NULL, NULL },
    { "origin", 0, 0, G_OPTION_ARG_STRING, &texts->origin, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &texts->rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_new0 (char *, argc + 1);
  g_autofree char **moving = NULL;
  g_autoptr (GError) failure = NULL;

  for (int i = 0; i < argc; i++)
    copy[i] = dup_argument (argv[i]);
  moving = g_memdup2 (copy, sizeof (char *) * (gsize) (argc + 1));
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (more != NULL)
    g_option_context_add_main_entries (context, more, NULL);
  if (g_option_context_parse (context, &argc, &moving, &failure))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "%s; see “heddle-cli %s --help”", failure->message, copy[0]);
  return FALSE;
}

/**
 * heddle_cli_options_read_number:
 * @option: what it is called
 * @text: (nullable): what was written; @number stays as it is without it
 * @minimum: the least that it may be
 * @maximum: the most that it may be
 * @number: (inout): the whole number
 * @error: where to put an error
 *
 * Returns: whether it is one; else HEDDLE_ERROR_USAGE
 */
gboolean
heddle_cli_options_read_number (const char *option,
                                const char *text,
                                guint minimum,
                                guint maximum,
                                guint *number,
                                GError **error)
{
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, minimum, maximum, &value, NULL)) {
    *number = (guint) value;
    return TRUE;
  }
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "%s takes a whole number from %u to %u, not “%s”", option,
               minimum, maximum, text);
  return FALSE;
}

/* So that an endless allocation stops before the machine does. */
static guint
default_memory_limit (void)
{
  gint64 total_mib = (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE) >> 20;

  return (guint) CLAMP (total_mib / 2, MIN_MEMORY_LIMIT_MIB, DEFAULT_MEMORY_LIMIT_MIB);
}

static gboolean
read_numbers (HeddleCliOptions *self, Texts *texts, gboolean is_sweep, GError **error)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();

  self->spec.n_repeats = is_sweep ? DEFAULT_SWEEP_REPEATS : 1;
  self->spec.run.memory_limit_mib = default_memory_limit ();
  self->cores = g_strdup (texts->cores);
  return (is_sweep ||
          heddle_cli_options_read_number ("--cores", texts->cores, 1, allowed->n_cpus, &self->spec.n_cores, error)) &&
         heddle_cli_options_read_number ("--repeat", texts->repeat, 1, MAX_REPEATS, &self->spec.n_repeats, error) &&
         heddle_cli_options_read_number ("--time-limit", texts->time_limit, 1, MAX_TIME_LIMIT_S,
                                         &self->spec.run.time_limit_s, error) &&
         heddle_cli_options_read_number ("--memory-limit", texts->memory_limit, MIN_MEMORY_LIMIT_MIB,
                                         MAX_MEMORY_LIMIT_MIB, &self->spec.run.memory_limit_mib, error);
}

/* The parts of all values; %NULL with @all when one of them is `*`. */
static GStrv
read_permissions (char **values, gboolean *all)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (values[i], ",", -1);

    for (guint j = 0; parts[j] != NULL; j++) {
      if (strcmp (parts[j], "*") == 0)
        *all = TRUE;
      else if (*parts[j] != '\0')
        g_strv_builder_add (builder, parts[j]);
    }
  }
  return g_strv_builder_end (builder);
}

static gboolean
read_target (HeddleCliOptions *self, Texts *texts, const char *command, GError **error)
{
  guint n = texts->rest != NULL ? g_strv_length (texts->rest) : 0;

  if (n != 1) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 n == 0 ? "say what to %s: a .js file, a scenario's folder or a lesson of “heddle-cli list”"
                        : "“%s” takes one target; a program gets its numbers by --param NAME=VALUE",
                 command);
    return FALSE;
  }
  self->scenario = heddle_scenario_open (texts->rest[0], error);
  return self->scenario != NULL;
}

static gboolean
read_scenario_options (HeddleCliOptions *self, Texts *texts, GError **error)
{
  self->values = heddle_scenario_dup_defaults (self->scenario);
  self->variants = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; texts->params != NULL && texts->params[i] != NULL; i++)
    if (!heddle_scenario_set_value (self->scenario, texts->params[i], self->values, error))
      return FALSE;
  for (guint i = 0; texts->variants != NULL && texts->variants[i] != NULL; i++) {
    guint variant;

    if (!heddle_scenario_find_variant (self->scenario, texts->variants[i], &variant, error))
      return FALSE;
    g_array_append_val (self->variants, variant);
  }
  return TRUE;
}

static gboolean
read_mode (HeddleCliOptions *self, Texts *texts, gboolean traced_by_default, GError **error)
{
  if ((texts->timed && texts->traced) || (texts->timeline && texts->no_timeline)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "%s exclude each other; leave one out",
                 texts->timed && texts->traced ? "--timed and --traced" : "--timeline and --no-timeline");
    return FALSE;
  }
  self->timeline = texts->timeline ? 1 : texts->no_timeline ? 0 : -1;
  self->spec.run.traced = texts->traced || (traced_by_default && !texts->timed);
  return TRUE;
}

static void
point_spec (HeddleCliOptions *self)
{
  self->spec.scenario = self->scenario;
  self->spec.values = self->values;
  if (self->variants->len > 0) {
    self->spec.variants = (const guint *) (gpointer) self->variants->data;
    self->spec.n_variants = self->variants->len;
  }
  self->spec.origin = self->origin;
  self->spec.command = self->command;
  self->spec.run.allow_net = (const char *const *) self->allow_net;
  self->spec.run.allow_read = (const char *const *) self->allow_read;
}

/**
 * heddle_cli_options_parse:
 * @argc: how many arguments
 * @argv: the arguments, the subcommand first
 * @more: (nullable): options of that subcommand alone
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what is asked for; %NULL with HEDDLE_ERROR_USAGE, HEDDLE_ERROR_NOT_FOUND or
 *   HEDDLE_ERROR_SYNTAX
 */
HeddleCliOptions *
heddle_cli_options_parse (int argc, char **argv, const GOptionEntry *more, GError **error)
{
  g_autoptr (HeddleCliOptions) self = g_new0 (HeddleCliOptions, 1);
  g_auto (Texts) texts = { 0 };
  gboolean is_run = strcmp (argv[0], "run") == 0, is_sweep = strcmp (argv[0], "sweep") == 0, traced_by_default;

  self->command = g_strjoinv (" ", argv);
  if (!parse_texts (&texts, argc, argv, more, error) || !read_numbers (self, &texts, is_sweep, error) ||
      !read_target (self, &texts, argv[0], error) || !read_scenario_options (self, &texts, error))
    return NULL;
  traced_by_default = is_run && (!self->scenario->is_file || texts.traces != NULL || texts.timeline);
  if (!read_mode (self, &texts, traced_by_default, error))
    return NULL;
  self->allow_net = read_permissions (texts.allow_net, &self->spec.run.allow_all_net);
  self->allow_read = read_permissions (texts.allow_read, &self->spec.run.allow_all_read);
  self->traces = g_steal_pointer (&texts.traces);
  if (!heddle_cli_picture_check_paths ((const char *const *) self->traces, error))
    return NULL;
  self->origin = g_steal_pointer (&texts.origin);
  point_spec (self);
  return g_steal_pointer (&self);
}
