/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run: a runner process, and the trace that grows while it runs.
 * Threads: the one whose GMainContext is the default when it is started; signals come there.
 */
#pragma once

#include "base/cpu-set.h"
#include "trace/trace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleRunSpec:
 * @folder: the program's folder
 * @main: the file to start, relative to it
 * @params: (nullable): the parameters as the text of a JSON object
 * @origin: (nullable): the run's own origin
 * @cpus: (nullable): the CPUs of the run; all that are allowed when %NULL
 * @traced: whether promises and awaits are recorded too
 * @interactive: whether a person may act on the page strip: then a program that listens for input does not end while
 *   it does, see heddle_run_is_waiting_for_input()
 * @expects_input: whether the run goes on until heddle_run_end_input()
 * @allow_read: (nullable): more paths that may be read
 * @allow_all_read: whether any file may be read
 * @allow_net: (nullable): hosts that may be reached
 * @allow_all_net: whether any host may be reached
 * @runner: (nullable): the program that runs it; heddle-runner when %NULL
 * @time_limit_s: how long it may take, in seconds; 0 for no limit
 * @memory_limit_mib: how much memory it may have, in MiB; 0 for no limit
 * @trace_limit_mib: how much memory its trace may have here, in MiB; 0 for heddle_run_get_default_trace_limit()
 *
 * What to run, and how. The caller keeps it.
 */
typedef struct {
  const char *folder;
  const char *main;
  const char *params;
  const char *origin;
  const HeddleCpuSet *cpus;
  gboolean traced;
  gboolean interactive;
  gboolean expects_input;
  const char *const *allow_read;
  gboolean allow_all_read;
  const char *const *allow_net;
  gboolean allow_all_net;
  const char *runner;
  guint time_limit_s;
  guint memory_limit_mib;
  guint trace_limit_mib;
} HeddleRunSpec;

/**
 * HeddleOutcome:
 * @HEDDLE_OUTCOME_RUNNING: it has not ended yet
 * @HEDDLE_OUTCOME_DONE: it ended by itself, without an uncaught error
 * @HEDDLE_OUTCOME_FAILED: it ended by itself, with an uncaught error or an unhandled rejection
 * @HEDDLE_OUTCOME_STOPPED: heddle_run_stop()
 * @HEDDLE_OUTCOME_TIME_LIMIT: it took longer than it may
 * @HEDDLE_OUTCOME_MEMORY_LIMIT: it took more memory than it may
 * @HEDDLE_OUTCOME_KILLED: a signal ended it: a crash, or someone from outside
 * @HEDDLE_OUTCOME_HOSTILE: it wrote records that cannot be true
 */
typedef enum {
  HEDDLE_OUTCOME_RUNNING,
  HEDDLE_OUTCOME_DONE,
  HEDDLE_OUTCOME_FAILED,
  HEDDLE_OUTCOME_STOPPED,
  HEDDLE_OUTCOME_TIME_LIMIT,
  HEDDLE_OUTCOME_MEMORY_LIMIT,
  HEDDLE_OUTCOME_KILLED,
  HEDDLE_OUTCOME_HOSTILE,
} HeddleOutcome;

const char *heddle_outcome_get_name (HeddleOutcome outcome);

#define HEDDLE_TYPE_RUN (heddle_run_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRun, heddle_run, HEDDLE, RUN, GObject)

guint heddle_run_get_default_trace_limit (void);
HeddleRun *heddle_run_start (const HeddleRunSpec *spec, GError **error);
void heddle_run_stop (HeddleRun *self);
void heddle_run_send_input (HeddleRun *self, const char *json);
void heddle_run_end_input (HeddleRun *self);
gboolean heddle_run_is_waiting_for_input (HeddleRun *self);
HeddleTrace *heddle_run_get_trace (HeddleRun *self);
HeddleOutcome heddle_run_get_outcome (HeddleRun *self);
int heddle_run_get_exit_status (HeddleRun *self);
char *heddle_run_dup_reason (HeddleRun *self);
const char *heddle_run_get_process_id (HeddleRun *self);

G_END_DECLS
