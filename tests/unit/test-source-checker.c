/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources are checked by the real runner: where the mistake is, in order, and after the process was killed.
 */
#include "lab/source-checker.h"

#include "base/error.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *source;
  guint line;
  guint column;
  const char *message;
} cases[] = {
  { "console.log (1);\n", 0, 0, NULL },
  { "", 0, 0, NULL },
  { "const a = await fetch ('/');\n", 0, 0, NULL },
  { "import { x } from './x.js';\nexport const y = x;\n", 0, 0, NULL },
  { "let a = 1;\nlet b = ;\n", 2, 9, "nexpected token" },
  { "let ä = 'ö'; }\n", 1, 14, "nexpected token" },
  { "function f () {\n", 2, 1, "nexpected token" },
};

typedef struct {
  guint n_done;
  HeddleMistake *mistakes[G_N_ELEMENTS (cases)];
  GError *error;
} Answers;

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  Answers *answers = data;

  g_assert_null (answers->error);
  answers->mistakes[answers->n_done++] = heddle_source_checker_check_finish (HEDDLE_SOURCE_CHECKER (source), result,
                                                                             &answers->error);
}

static void
wait_for (Answers *answers, guint n)
{
  while (answers->n_done < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_answers (void)
{
  g_autoptr (HeddleSourceChecker) checker = heddle_source_checker_new ();
  Answers answers = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    heddle_source_checker_check_async (checker, cases[i].source, NULL, on_checked, &answers);
  wait_for (&answers, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (HeddleMistake) mistake = answers.mistakes[i];

    g_test_message ("%s → %u:%u %s", cases[i].source, mistake->line, mistake->column, mistake->message);
    g_assert_cmpuint (mistake->line, ==, cases[i].line);
    g_assert_cmpuint (mistake->column, ==, cases[i].column);
    if (cases[i].message == NULL)
      g_assert_null (mistake->message);
    else
      g_assert_nonnull (strstr (mistake->message, cases[i].message));
  }
}

static void
test_killed (void)
{
  g_autoptr (HeddleSourceChecker) checker = heddle_source_checker_new ();
  Answers answers = { 0 };
  g_autoptr (HeddleMistake) mistake = NULL;

  heddle_source_checker_check_async (checker, "let a;", NULL, on_checked, &answers);
  wait_for (&answers, 1);
  g_clear_pointer (&answers.mistakes[0], heddle_mistake_free);
  g_assert_cmpint (kill (atoi (heddle_source_checker_get_process (checker)), SIGKILL), ==, 0);
  heddle_source_checker_check_async (checker, "let b;", NULL, on_checked, &answers);
  wait_for (&answers, 2);
  g_assert_null (answers.mistakes[1]);
  g_assert_error (answers.error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM);
  g_clear_error (&answers.error);

  heddle_source_checker_check_async (checker, "let c = ;", NULL, on_checked, &answers);
  wait_for (&answers, 3);
  g_assert_no_error (answers.error);
  mistake = answers.mistakes[2];
  g_assert_cmpuint (mistake->line, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (HeddleSourceChecker) checker = heddle_source_checker_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answers answers = { 0 };

  g_cancellable_cancel (cancellable);
  heddle_source_checker_check_async (checker, "let a;", cancellable, on_checked, &answers);
  wait_for (&answers, 1);
  g_assert_error (answers.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answers.error);
  g_assert_null (heddle_source_checker_get_process (checker));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN); /* as the window does */
  g_test_add_func ("/source-checker/answers", test_answers);
  g_test_add_func ("/source-checker/killed", test_killed);
  g_test_add_func ("/source-checker/cancelled", test_cancelled);
  return g_test_run ();
}
