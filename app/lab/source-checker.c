/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks whether sources parse, by a resident `heddle-runner --check -` (see runner/check.c for what it is sent and answers).
 * Sources wait in a queue; one is under way at a time. A process that dies is started again for the next source: what it
 * died of is an error for the source that it was looking at.
 * Threads: one.
 */
#include "lab/source-checker.h"

#include "base/error.h"
#include "lab/programs.h"

#include <stdlib.h>
#include <string.h>

struct _HeddleSourceChecker {
  GObject parent_instance;

  GSubprocess *process;
  GDataInputStream *answers;
  GQueue tasks; /* of GTask; the first one is under way */
};

G_DEFINE_FINAL_TYPE (HeddleSourceChecker, heddle_source_checker, G_TYPE_OBJECT)

void
heddle_mistake_free (HeddleMistake *self)
{
  g_free (self->message);
  g_free (self);
}

static void
forget_process (HeddleSourceChecker *self)
{
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_object (&self->answers);
}

static void
heddle_source_checker_dispose (GObject *object)
{
  HeddleSourceChecker *self = HEDDLE_SOURCE_CHECKER (object);

  forget_process (self);
  g_queue_clear_full (&self->tasks, g_object_unref);
  G_OBJECT_CLASS (heddle_source_checker_parent_class)->dispose (object);
}

static void
heddle_source_checker_class_init (HeddleSourceCheckerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_source_checker_dispose;
}

static void
heddle_source_checker_init (HeddleSourceChecker *self)
{
  g_queue_init (&self->tasks);
}

/**
 * heddle_source_checker_new:
 *
 * Returns: (transfer full): a checker; its process is started for the first source
 */
HeddleSourceChecker *
heddle_source_checker_new (void)
{
  return g_object_new (HEDDLE_TYPE_SOURCE_CHECKER, NULL);
}

static gboolean
ensure_process (HeddleSourceChecker *self, GError **error)
{
  g_autofree char *path = NULL;

  if (self->process != NULL)
    return TRUE;
  path = heddle_programs_find ("heddle-runner");
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error, path,
                                    "--check", "-", NULL);
  if (self->process == NULL)
    return FALSE;
  self->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  return TRUE;
}

static void start_next (HeddleSourceChecker *self);

/* The task is done with: the next one's turn. */
static void
take_turn (HeddleSourceChecker *self, GTask *task)
{
  g_queue_remove (&self->tasks, task);
  start_next (self);
  g_object_unref (task);
}

static HeddleMistake *
parse_answer (const char *answer)
{
  HeddleMistake *mistake = g_new0 (HeddleMistake, 1);
  char *rest = NULL;

  mistake->line = (guint) strtoul (answer, &rest, 10);
  mistake->column = (guint) strtoul (rest, &rest, 10);
  if (*rest == ' ')
    rest++;
  mistake->message = *rest != '\0' ? g_utf8_make_valid (rest, -1) : NULL;
  return mistake;
}

static void
return_failure (HeddleSourceChecker *self, GTask *task, const char *why)
{
  forget_process (self);
  g_task_return_new_error (task, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the source could not be checked: %s", why);
  take_turn (self, task);
}

static void
on_answer (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  HeddleSourceChecker *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (stream), result, NULL, &error);

  if (answer == NULL) {
    return_failure (self, task, error != NULL ? error->message : "the checking process has ended");
    return;
  }
  g_task_return_pointer (task, parse_answer (answer), (GDestroyNotify) heddle_mistake_free);
  take_turn (self, task);
}

static void
on_sent (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  HeddleSourceChecker *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error)) {
    return_failure (self, task, error->message);
    return;
  }
  g_data_input_stream_read_line_async (self->answers, G_PRIORITY_DEFAULT, NULL, on_answer, g_object_ref (task));
}

static void
start (HeddleSourceChecker *self, GTask *task)
{
  GString *message = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task)) {
    take_turn (self, task);
    return;
  }
  if (!ensure_process (self, &error)) {
    return_failure (self, task, error->message);
    return;
  }
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process), message->str, message->len,
                                   G_PRIORITY_DEFAULT, NULL, on_sent, g_object_ref (task));
}

static void
start_next (HeddleSourceChecker *self)
{
  GTask *task = g_queue_peek_head (&self->tasks);

  if (task != NULL)
    start (self, task);
}

static void
free_message (gpointer message)
{
  g_string_free (message, TRUE);
}

/**
 * heddle_source_checker_check_async:
 * @source: JavaScript
 * @cancellable: (nullable): cancelled when nobody wants to know any more
 * @callback: called when it is known
 * @data: for @callback
 *
 * Looks whether @source parses.
 */
void
heddle_source_checker_check_async (HeddleSourceChecker *self,
                                   const char *source,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  GString *message = g_string_new (NULL);

  g_string_append_printf (message, "%" G_GSIZE_FORMAT "\n%s", strlen (source), source);
  g_task_set_task_data (task, message, free_message);
  g_queue_push_tail (&self->tasks, task);
  if (g_queue_get_length (&self->tasks) == 1)
    start (self, task);
}

/**
 * heddle_source_checker_check_finish:
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): what is wrong with it, with a message of %NULL when nothing is; %NULL with
 *   HEDDLE_ERROR_SYSTEM, or G_IO_ERROR_CANCELLED
 */
HeddleMistake *
heddle_source_checker_check_finish (HeddleSourceChecker *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heddle_source_checker_get_process:
 *
 * Returns: (nullable): the identifier of the process that checks, if there is one
 */
const char *
heddle_source_checker_get_process (HeddleSourceChecker *self)
{
  return self->process == NULL ? NULL : g_subprocess_get_identifier (self->process);
}
