/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runner's command line.
 * Threads: main.
 */
#include "runner/options.h"

#include "base/error.h"

typedef struct {
  char *folder, *main, *origin, *params, *cpus, *sampler_cpus;
  char **allow_read, **allow_net;
  gboolean allow_all_read, allow_all_net, traced, interactive;
} Texts;

static void
texts_clear (Texts *self)
{
  g_free (self->folder);
  g_free (self->main);
  g_free (self->origin);
  g_free (self->params);
  g_free (self->cpus);
  g_free (self->sampler_cpus);
  g_strfreev (self->allow_read);
  g_strfreev (self->allow_net);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
parse_texts (HeddleRunnerOptions *self, Texts *texts, int *argc, char ***argv, GError **error)
{
  GOptionEntry entries[] = {
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &texts->folder, "the program's folder", "DIR" },
    { "main", 0, 0, G_OPTION_ARG_FILENAME, &texts->main, "the file to start, relative to it", "FILE" },
    { "origin", 0, 0, G_OPTION_ARG_STRING, &texts->origin, "the run's own origin", "URL" },
    { "params", 0, 0, G_OPTION_ARG_STRING, &texts->params, "the parameters", "JSON" },
    { "cpus", 0, 0, G_OPTION_ARG_STRING, &texts->cpus, "the CPUs of the run", "N,…" },
    { "sampler-cpus", 0, 0, G_OPTION_ARG_STRING, &texts->sampler_cpus, "the CPUs of the sampler", "N,…" },
    { "allow-read", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &texts->allow_read, "a path that may be read", "PATH" },
    { "allow-all-read", 0, 0, G_OPTION_ARG_NONE, &texts->allow_all_read, "any file may be read", NULL },
    { "allow-net", 0, 0, G_OPTION_ARG_STRING_ARRAY, &texts->allow_net, "a host that may be reached", "HOST[:PORT]" },
    { "allow-all-net", 0, 0, G_OPTION_ARG_NONE, &texts->allow_all_net, "any host may be reached", NULL },
    { "traced", 0, 0, G_OPTION_ARG_NONE, &texts->traced, "a run for watching, not for measuring", NULL },
    { "interactive", 0, 0, G_OPTION_ARG_NONE, &texts->interactive, "a person may act on the page", NULL },
    { "expect-input", 0, 0, G_OPTION_ARG_NONE, &self->expects_input, "input is going to come", NULL },
    { "memory-fd", 0, 0, G_OPTION_ARG_INT, &self->memory_fd, "the memory for the trace", "FD" },
    { "doorbell-fd", 0, 0, G_OPTION_ARG_INT, &self->doorbell_fd, "its doorbell", "FD" },
    { "control-fd", 0, 0, G_OPTION_ARG_INT, &self->control_fd, "where the parent's words come from", "FD" },
    { "memory-limit", 0, 0, G_OPTION_ARG_INT, &self->memory_limit_mib, "how much memory the run may have", "MIB" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("— one run; started by heddle and heddle-cli");

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
parse_cpus (const char *text, HeddleCpuSet **cpus, GError **error)
{
  if (text == NULL)
    return TRUE;
  *cpus = heddle_cpu_set_parse (text, error);
  return *cpus != NULL;
}

/**
 * heddle_runner_options_parse:
 * @argc: (inout): as main()'s
 * @argv: (inout): as main()'s
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the options, or %NULL with an error
 */
HeddleRunnerOptions *
heddle_runner_options_parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (HeddleRunnerOptions) self = g_new0 (HeddleRunnerOptions, 1);
  g_auto (Texts) texts = { 0 };

  self->memory_fd = self->doorbell_fd = self->control_fd = -1;
  if (!parse_texts (self, &texts, argc, argv, error) || !parse_cpus (texts.cpus, &self->cpus, error) ||
      !parse_cpus (texts.sampler_cpus, &self->sampler_cpus, error))
    return NULL;
  if (texts.folder == NULL || texts.main == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "--folder and --main are needed; use heddle-cli run FILE.js");
    return NULL;
  }
  self->program = heddle_program_new (texts.folder, texts.main, error);
  if (self->program == NULL)
    return NULL;
  self->program->origin = g_steal_pointer (&texts.origin);
  self->program->params = g_steal_pointer (&texts.params);
  self->program->allow_read = g_steal_pointer (&texts.allow_read);
  self->program->allow_all_read = texts.allow_all_read;
  self->program->allow_net = g_steal_pointer (&texts.allow_net);
  self->program->allow_all_net = texts.allow_all_net;
  self->program->traced = texts.traced;
  self->program->interactive = texts.interactive;
  self->program->n_cores = self->cpus != NULL ? self->cpus->n_cpus : 1;
  return g_steal_pointer (&self);
}

void
heddle_runner_options_free (HeddleRunnerOptions *self)
{
  g_clear_pointer (&self->program, heddle_program_free);
  g_clear_pointer (&self->cpus, heddle_cpu_set_free);
  g_clear_pointer (&self->sampler_cpus, heddle_cpu_set_free);
  g_free (self);
}
