/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parent's words to a runner.
 * Threads: one of its own, which reads a pipe that only the parent holds the other end of. (A signal at the parent's
 * death would be about the parent's thread that started the runner, not about the parent.)
 */
#include "runner/control.h"

#include "base/clock.h"
#include "loop/value.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* As the shell reports SIGKILL: nobody is left to read it. */
#define EXIT_ORPHANED 137

typedef struct {
  FILE *stream;
  HeddleLoop *loop;
  gboolean expects_input; /* whether the run waits for the line `end` */
} Control;

typedef struct {
  HeddleTask task;
  char *line;
  HeddleSpanId span;
} InputTask;

/* The lane shows what the user did from then to the end of the handlers. */
static void
input_start (HeddleTask *task, HeddleLoop *loop)
{
  InputTask *input = (InputTask *) task;
  HeddleRecorder *recorder = heddle_loop_get_recorder (loop);
  char type[16] = "input";

  (void) sscanf (input->line, "{\"type\":\"%15[a-z]\"", type);
  input->span = heddle_recorder_begin_at (recorder, HEDDLE_KIND_INPUT, HEDDLE_STATE_READY,
                                          heddle_recorder_site (recorder, type, NULL, 0, 0), HEDDLE_SPAN_NONE,
                                          task->queued_ns);
  task->cause = input->span;
}

static void
input_run (HeddleTask *task, HeddleLoop *loop)
{
  JSContextRef context = heddle_loop_get_context (loop);
  InputTask *input = (InputTask *) task;
  gint64 *origin_ns = heddle_loop_get_data (loop, "time-origin");
  gint64 queued_us = (task->queued_ns - *origin_ns) / HEDDLE_NS_PER_US;
  JSValueRef arguments[] = {
    heddle_js_string (context, input->line, -1),
    JSValueMakeNumber (context, (double) queued_us / 1000.0),
  };

  heddle_loop_call_hook (loop, "dispatchInput", G_N_ELEMENTS (arguments), arguments);
  heddle_recorder_end (heddle_loop_get_recorder (loop), input->span, 0);
}

static void
input_free (HeddleTask *task)
{
  g_free (((InputTask *) task)->line);
  g_free (task);
}

static void
queue_input (HeddleLoop *loop, const char *line)
{
  InputTask *input = g_new0 (InputTask, 1);

  input->line = g_strdup (line);
  input->task.source = HEDDLE_SOURCE_INPUT;
  input->task.label = "input";
  input->task.start = input_start;
  input->task.run = input_run;
  input->task.free = input_free;
  heddle_loop_queue (loop, &input->task);
}

static gpointer
control_thread (gpointer data)
{
  Control *self = data;
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, self->stream) > 0) {
    if (strcmp (g_strchomp (line), "end") != 0)
      queue_input (self->loop, line);
    else if (self->expects_input) {
      self->expects_input = FALSE;
      heddle_loop_release (self->loop);
    }
  }
  _exit (EXIT_ORPHANED);
}

/**
 * heddle_control_start:
 * @fd: (transfer full): the reading end of a pipe; -1 for none
 * @loop: the main event loop, where input becomes tasks
 * @expects_input: whether the run goes on until the parent has said that no more input comes
 */
void
heddle_control_start (int fd, HeddleLoop *loop, gboolean expects_input)
{
  Control *self;

  if (fd < 0)
    return;
  self = g_new0 (Control, 1);
  self->stream = fdopen (fd, "r");
  self->loop = loop;
  self->expects_input = expects_input;
  if (expects_input)
    heddle_loop_hold (loop);
  g_thread_unref (g_thread_new ("control", control_thread, self));
}
