/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run: a runner process, and the trace that grows while it runs.
 * Threads: see run.h. The runner's records are read when its doorbell rings, and once more after it has ended: so
 * nothing is lost that it had recorded, however it ended.
 */
#include "lab/run.h"

#include "base/clock.h"
#include "base/error.h"
#include "lab/programs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The runner's descriptors, as told on its command line. */
#define RUNNER_MEMORY_FD 3
#define RUNNER_DOORBELL_FD 4
#define RUNNER_CONTROL_FD 5

/* How the runner says that it had too much memory; see runner/memory-limit.c. */
#define EXIT_MEMORY_LIMIT 99

/* What all traces of a process may take of its memory by default. */
#define TRACE_LIMIT_MAX_MIB 1024

/* While records keep coming they are read so often, and the runner's threads need not wake us for each. */
#define READING_MS 2

struct _HeddleRun {
  GObject parent_instance;

  GSubprocess *process;
  char *process_id;
  HeddleRings *rings;
  HeddleTrace *trace;
  int control_fd;
  GSource *doorbell;
  GSource *reading; /* NULL while nothing comes */
  GSource *deadline;
  guint time_limit_s;
  guint memory_limit_mib;
  HeddleOutcome outcome;
  HeddleOutcome stopped_as;
  int exit_status;
  int signal;
  char *hostile_message;
};

enum {
  SIGNAL_PROGRESS,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRun, heddle_run, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* A run that has ended is kept for its trace, often beside hundreds of others: it holds no descriptors. */
static void
close_channels (HeddleRun *self)
{
  clear_source (&self->doorbell);
  clear_source (&self->reading);
  clear_source (&self->deadline);
  g_clear_pointer (&self->rings, heddle_rings_free);
  if (self->control_fd >= 0)
    close (self->control_fd);
  self->control_fd = -1;
}

static void
heddle_run_dispose (GObject *object)
{
  HeddleRun *self = HEDDLE_RUN (object);

  close_channels (self);
  g_clear_object (&self->process);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (heddle_run_parent_class)->dispose (object);
}

static void
heddle_run_finalize (GObject *object)
{
  HeddleRun *self = HEDDLE_RUN (object);

  g_free (self->process_id);
  g_free (self->hostile_message);
  G_OBJECT_CLASS (heddle_run_parent_class)->finalize (object);
}

static void
heddle_run_class_init (HeddleRunClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = heddle_run_dispose;
  object_class->finalize = heddle_run_finalize;

  /**
   * HeddleRun::progress:
   *
   * The trace has grown.
   */
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", HEDDLE_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  /**
   * HeddleRun::ended:
   *
   * The runner has ended and all that it recorded is in the trace. It comes once.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", HEDDLE_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                        0);
}

static void
heddle_run_init (HeddleRun *self)
{
  self->control_fd = -1;
  self->trace = heddle_trace_new ();
}

static void
kill_as (HeddleRun *self, HeddleOutcome outcome)
{
  if (self->outcome != HEDDLE_OUTCOME_RUNNING || self->stopped_as != HEDDLE_OUTCOME_RUNNING)
    return;
  self->stopped_as = outcome;
  g_subprocess_force_exit (self->process);
}

static void
read_records (HeddleRun *self)
{
  g_autoptr (GError) error = NULL;

  if (self->hostile_message != NULL || heddle_trace_read_rings (self->trace, self->rings, &error))
    return;
  self->hostile_message = g_strdup (error->message);
  clear_source (&self->doorbell);
  clear_source (&self->reading);
  kill_as (self, HEDDLE_OUTCOME_HOSTILE);
}

/* Who shows the console's lines has seen them then. */
static void
tell_progress (HeddleRun *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  heddle_trace_trim_console (self->trace);
}

static gboolean
on_reading (gpointer data)
{
  HeddleRun *self = data;
  G_GNUC_UNUSED g_autoptr (HeddleRun) alive = g_object_ref (self);
  guint64 n_read = heddle_rings_get_n_read (self->rings);

  read_records (self);
  if (self->reading == NULL)
    return G_SOURCE_REMOVE;
  if (heddle_rings_get_n_read (self->rings) == n_read) {
    clear_source (&self->reading);
    return G_SOURCE_REMOVE;
  }
  heddle_rings_mute_doorbell (self->rings);
  tell_progress (self);
  return G_SOURCE_CONTINUE;
}

/* From now on records are read at intervals, until there are none. */
static void
start_reading (HeddleRun *self)
{
  if (self->reading == NULL) {
    self->reading = g_timeout_source_new (READING_MS);
    g_source_set_callback (self->reading, on_reading, self, NULL);
    g_source_attach (self->reading, g_main_context_get_thread_default ());
  }
  heddle_rings_mute_doorbell (self->rings);
}

static gboolean
on_doorbell (int fd, GIOCondition condition, gpointer data)
{
  HeddleRun *self = data;
  G_GNUC_UNUSED g_autoptr (HeddleRun) alive = g_object_ref (self);

  read_records (self);
  if (self->doorbell != NULL)
    start_reading (self);
  tell_progress (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_deadline (gpointer data)
{
  kill_as (data, HEDDLE_OUTCOME_TIME_LIMIT);
  return G_SOURCE_CONTINUE;
}

static HeddleOutcome
find_outcome (HeddleRun *self)
{
  if (self->hostile_message != NULL)
    return HEDDLE_OUTCOME_HOSTILE;
  if (self->signal == 0 && self->exit_status == EXIT_MEMORY_LIMIT)
    return HEDDLE_OUTCOME_MEMORY_LIMIT;
  if (self->signal == 0)
    return self->exit_status == 0 ? HEDDLE_OUTCOME_DONE : HEDDLE_OUTCOME_FAILED;
  return self->stopped_as != HEDDLE_OUTCOME_RUNNING ? self->stopped_as : HEDDLE_OUTCOME_KILLED;
}

static void
on_process_ended (GObject *process, GAsyncResult *result, gpointer data)
{
  g_autoptr (HeddleRun) self = data;
  gint64 end_ns = heddle_clock_now () - heddle_trace_get_origin_ns (self->trace);
  HeddleOutcome outcome;

  g_subprocess_wait_finish (self->process, result, NULL);
  if (g_subprocess_get_if_signaled (self->process))
    self->signal = g_subprocess_get_term_sig (self->process);
  else
    self->exit_status = g_subprocess_get_exit_status (self->process);
  read_records (self);
  outcome = find_outcome (self);
  heddle_trace_close (self->trace, outcome == HEDDLE_OUTCOME_DONE || outcome == HEDDLE_OUTCOME_FAILED ? -1 : end_ns);
  self->outcome = outcome;
  close_channels (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
  heddle_trace_trim_console (self->trace);
}

G_GNUC_PRINTF (2, 3)
static void
add_argument (GPtrArray *arguments, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (arguments, g_strdup_vprintf (format, values));
  va_end (values);
}

static void
add_permissions (const HeddleRunSpec *spec, GPtrArray *arguments)
{
  if (spec->allow_all_read)
    add_argument (arguments, "--allow-all-read");
  if (spec->allow_all_net)
    add_argument (arguments, "--allow-all-net");
  for (guint i = 0; spec->allow_read != NULL && spec->allow_read[i] != NULL; i++)
    add_argument (arguments, "--allow-read=%s", spec->allow_read[i]);
  for (guint i = 0; spec->allow_net != NULL && spec->allow_net[i] != NULL; i++)
    add_argument (arguments, "--allow-net=%s", spec->allow_net[i]);
}

static void
add_cpus (const HeddleRunSpec *spec, GPtrArray *arguments)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();
  const HeddleCpuSet *cpus = spec->cpus != NULL ? spec->cpus : allowed;
  g_autoptr (HeddleCpuSet) rest = heddle_cpu_set_without (allowed, cpus);
  g_autofree char *cpus_text = heddle_cpu_set_to_string (cpus);
  g_autofree char *rest_text = heddle_cpu_set_to_string (rest);

  add_argument (arguments, "--cpus=%s", cpus_text);
  add_argument (arguments, "--sampler-cpus=%s", rest_text);
}

static GPtrArray *
build_arguments (const HeddleRunSpec *spec)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, spec->runner != NULL ? g_strdup (spec->runner) : heddle_programs_find ("heddle-runner"));
  add_argument (arguments, "--memory-fd=%d", RUNNER_MEMORY_FD);
  add_argument (arguments, "--doorbell-fd=%d", RUNNER_DOORBELL_FD);
  add_argument (arguments, "--control-fd=%d", RUNNER_CONTROL_FD);
  add_argument (arguments, "--folder=%s", spec->folder);
  add_argument (arguments, "--main=%s", spec->main);
  if (spec->origin != NULL)
    add_argument (arguments, "--origin=%s", spec->origin);
  if (spec->params != NULL)
    add_argument (arguments, "--params=%s", spec->params);
  if (spec->traced)
    add_argument (arguments, "--traced");
  if (spec->interactive)
    add_argument (arguments, "--interactive");
  if (spec->expects_input)
    add_argument (arguments, "--expect-input");
  if (spec->memory_limit_mib > 0)
    add_argument (arguments, "--memory-limit=%u", spec->memory_limit_mib);
  add_permissions (spec, arguments);
  add_cpus (spec, arguments);
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

static gboolean
spawn (HeddleRun *self, const HeddleRunSpec *spec, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) arguments = build_arguments (spec);
  int control[2];

  /* Other than a pipe, a socket can be written to when nobody reads it or nobody is there. */
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control) != 0) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the runner's control channel: %s", g_strerror (errno));
    return FALSE;
  }
  self->control_fd = control[1];
  g_subprocess_launcher_take_fd (launcher, fcntl (heddle_rings_get_memory_fd (self->rings), F_DUPFD_CLOEXEC, 10),
                                 RUNNER_MEMORY_FD);
  g_subprocess_launcher_take_fd (launcher, fcntl (heddle_rings_get_doorbell_fd (self->rings), F_DUPFD_CLOEXEC, 10),
                                 RUNNER_DOORBELL_FD);
  g_subprocess_launcher_take_fd (launcher, control[0], RUNNER_CONTROL_FD);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, error);
  return self->process != NULL;
}

static void
watch (HeddleRun *self)
{
  self->doorbell = g_unix_fd_source_new (heddle_rings_get_doorbell_fd (self->rings), G_IO_IN);
  g_source_set_callback (self->doorbell, G_SOURCE_FUNC (on_doorbell), self, NULL);
  g_source_attach (self->doorbell, g_main_context_get_thread_default ());
  if (self->time_limit_s > 0) {
    self->deadline = g_timeout_source_new (self->time_limit_s * 1000);
    g_source_set_callback (self->deadline, on_deadline, self, NULL);
    g_source_attach (self->deadline, g_main_context_get_thread_default ());
  }
  g_subprocess_wait_async (self->process, NULL, on_process_ended, g_object_ref (self));
}

/**
 * heddle_run_get_default_trace_limit:
 *
 * Returns: how much memory traces may take, in MiB: a quarter of the machine's, and not more than 1,024
 */
guint
heddle_run_get_default_trace_limit (void)
{
  gint64 total_mib = (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE) >> 20;

  return (guint) CLAMP (total_mib / 4, 64, TRACE_LIMIT_MAX_MIB);
}

/**
 * heddle_run_start:
 * @spec: what to run, and how
 * @error: where to put an error
 *
 * Starts a runner. The object lives until the runner has ended, whoever lets go of it.
 *
 * Returns: (transfer full) (nullable): the run, or %NULL with HEDDLE_ERROR_SYSTEM or an error of GSubprocess
 */
HeddleRun *
heddle_run_start (const HeddleRunSpec *spec, GError **error)
{
  g_autoptr (HeddleRun) self = g_object_new (HEDDLE_TYPE_RUN, NULL);

  self->time_limit_s = spec->time_limit_s;
  self->memory_limit_mib = spec->memory_limit_mib;
  heddle_trace_set_limit (self->trace, (guint64) (spec->trace_limit_mib > 0 ? spec->trace_limit_mib
                                                                            : heddle_run_get_default_trace_limit ())
                                         << 20);
  self->rings = heddle_rings_new (error);
  if (self->rings == NULL)
    return NULL;
  heddle_trace_set_origin (self->trace, heddle_clock_now ());
  if (!spawn (self, spec, error))
    return NULL;
  self->process_id = g_strdup (g_subprocess_get_identifier (self->process));
  watch (self);
  return g_steal_pointer (&self);
}

/**
 * heddle_run_stop:
 *
 * Ends the runner at once; it need not cooperate. HeddleRun::ended follows.
 */
void
heddle_run_stop (HeddleRun *self)
{
  kill_as (self, HEDDLE_OUTCOME_STOPPED);
}

/**
 * heddle_run_send_input:
 * @json: one line: the text of a JSON object with the event's "type", which stands first, and its members
 *
 * What the user did on the page strip: an event of type `click`, `dblclick`, `mousedown`, `mouseup`, `mousemove`,
 * `keydown`, `keyup`, `input` or `change`, as in `{"type":"keydown","key":"a","code":"KeyA"}`. It is lost when the run
 * has ended, or does not take what was sent before.
 */
void
heddle_run_send_input (HeddleRun *self, const char *json)
{
  g_autofree char *line = g_strconcat (json, "\n", NULL);

  if (self->outcome == HEDDLE_OUTCOME_RUNNING && self->control_fd >= 0)
    (void) !send (self->control_fd, line, strlen (line), MSG_NOSIGNAL | MSG_DONTWAIT);
}

/**
 * heddle_run_end_input:
 *
 * A run that expects input need not wait for more.
 */
void
heddle_run_end_input (HeddleRun *self)
{
  heddle_run_send_input (self, "end");
}

/**
 * heddle_run_is_waiting_for_input:
 *
 * A run that was started as interactive and listens for input (`click`, `keydown` …) does not end when all else is done:
 * it waits until it gets some, listens no more, or heddle_run_stop(). HeddleRun::progress tells of the change.
 *
 * Returns: whether it waits so now
 */
gboolean
heddle_run_is_waiting_for_input (HeddleRun *self)
{
  return self->outcome == HEDDLE_OUTCOME_RUNNING && heddle_trace_is_waiting_for_input (self->trace);
}

/**
 * heddle_run_get_trace:
 *
 * Returns: (transfer none): the trace; it grows until HeddleRun::ended
 */
HeddleTrace *
heddle_run_get_trace (HeddleRun *self)
{
  return self->trace;
}

HeddleOutcome
heddle_run_get_outcome (HeddleRun *self)
{
  return self->outcome;
}

/**
 * heddle_run_get_exit_status:
 *
 * Returns: what heddle-cli exits with: 0 done; 1 the program failed; 3 a limit stopped it; 128 + N ended by signal N
 */
int
heddle_run_get_exit_status (HeddleRun *self)
{
  switch (self->outcome) {
  case HEDDLE_OUTCOME_DONE:
    return 0;
  case HEDDLE_OUTCOME_TIME_LIMIT:
  case HEDDLE_OUTCOME_MEMORY_LIMIT:
    return 3;
  case HEDDLE_OUTCOME_KILLED:
    return 128 + self->signal;
  case HEDDLE_OUTCOME_STOPPED:
    return 128 + SIGINT;
  default:
    return 1;
  }
}

/**
 * heddle_run_dup_reason:
 *
 * Returns: (transfer full) (nullable): why it was stopped, a sentence; %NULL when it ended by itself
 */
char *
heddle_run_dup_reason (HeddleRun *self)
{
  switch (self->outcome) {
  case HEDDLE_OUTCOME_STOPPED:
    return g_strdup ("stopped");
  case HEDDLE_OUTCOME_TIME_LIMIT:
    return g_strdup_printf ("stopped: it took longer than the time limit of %u s (--time-limit S changes it)",
                            self->time_limit_s);
  case HEDDLE_OUTCOME_MEMORY_LIMIT:
    return g_strdup_printf ("stopped: it took more memory than the limit of %u MiB (--memory-limit MIB changes it)",
                            self->memory_limit_mib);
  case HEDDLE_OUTCOME_KILLED:
    return g_strdup_printf ("stopped: signal %d (%s) ended the runner", self->signal, g_strsignal (self->signal));
  case HEDDLE_OUTCOME_HOSTILE:
    return g_strdup_printf ("stopped: %s", self->hostile_message);
  default:
    return NULL;
  }
}

/**
 * heddle_outcome_get_name:
 * @outcome: how a run ended
 *
 * Returns: what a trace's "outcome" calls it
 */
const char *
heddle_outcome_get_name (HeddleOutcome outcome)
{
  static const char *const names[] = { "running",    "done",         "failed", "stopped",
                                       "time limit", "memory limit", "killed", "hostile" };

  return names[outcome];
}

/**
 * heddle_run_get_process_id:
 *
 * Returns: (nullable): the runner's process id, as text
 */
const char *
heddle_run_get_process_id (HeddleRun *self)
{
  return self->process_id;
}
