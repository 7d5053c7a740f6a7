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
} Control;

typedef struct {
  HeddleTask task;
  char *line;
} InputTask;

static void
input_run (HeddleTask *task, HeddleLoop *loop)
{
  JSContextRef context = heddle_loop_get_context (loop);
  JSValueRef line = heddle_js_string (context, ((InputTask *) task)->line, -1);

  heddle_loop_call_hook (loop, "dispatchInput", 1, &line);
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

  while (getline (&line, &size, self->stream) > 0)
    queue_input (self->loop, g_strchomp (line));
  _exit (EXIT_ORPHANED);
}

/**
 * heddle_control_start:
 * @fd: (transfer full): the reading end of a pipe; -1 for none
 * @loop: the main event loop, where input becomes tasks
 */
void
heddle_control_start (int fd, HeddleLoop *loop)
{
  Control *self;

  if (fd < 0)
    return;
  self = g_new0 (Control, 1);
  self->stream = fdopen (fd, "r");
  self->loop = loop;
  g_thread_unref (g_thread_new ("control", control_thread, self));
}
