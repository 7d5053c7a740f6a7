/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a lesson.
 * Threads: the traces'. Cost: O(text), and that of its facts.
 */
#include "lab/lesson-text.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_TEXT_BYTES (1024 * 1024)
/* What stands for a number that no run has told yet. */
#define UNKNOWN "…"
#define FENCE "```predict"

/* Loading. */

static char *
load_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
  g_autoptr (GError) failure = NULL;
  GStatBuf status;
  gsize n_bytes = 0;

  if (g_stat (path, &status) == 0 && status.st_size > MAX_TEXT_BYTES) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s: a lesson has at most 1 MiB", path);
    return NULL;
  }
  if (!g_file_get_contents (path, &text, &n_bytes, &failure)) {
    g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, failure->message);
    return NULL;
  }
  if (memchr (text, '\0', n_bytes) != NULL || !g_utf8_validate_len (text, n_bytes, NULL)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s: a lesson is text in UTF-8", path);
    return NULL;
  }
  return g_steal_pointer (&text);
}

/**
 * heddle_lesson_load:
 * @folder: a scenario's folder
 * @file: (out) (nullable): where to put the name of the file that it was read from; %NULL when there is none
 * @error: where to put an error
 *
 * Reads lesson.LANGUAGE.md in the user's language, else lesson.md.
 *
 * Returns: (transfer full) (nullable): the text; %NULL without an error when there is no such file, with
 *   HEDDLE_ERROR_SYSTEM or HEDDLE_ERROR_SYNTAX when it is no text
 */
char *
heddle_lesson_load (const char *folder, char **file, GError **error)
{
  const char *const *languages = g_get_language_names ();

  *file = NULL;
  for (guint i = 0; languages[i] != NULL; i++) {
    gboolean is_last = languages[i + 1] == NULL; /* the language "C" */
    g_autofree char *name = is_last ? g_strdup ("lesson.md") : g_strdup_printf ("lesson.%s.md", languages[i]);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      continue;
    *file = g_steal_pointer (&name);
    return load_file (folder, *file, error);
  }
  return NULL;
}

/* Filling in. */

/* The next `{=…}`: where it starts; its inside, whether its end is in the same line, and what is behind it. */
static const char *
find_blank (const char *text, char **inside, gboolean *is_whole, const char **behind)
{
  const char *start = strstr (text, "{="), *end = start == NULL ? NULL : strpbrk (start, "}\n");

  *inside = start == NULL ? NULL : g_strndup (start + 2, end == NULL ? strlen (start + 2) : (gsize) (end - start) - 2);
  *is_whole = end != NULL && *end == '}';
  *behind = end == NULL ? "" : end + *is_whole;
  return start;
}

static void
append_value (GString *filled, const char *expression, gboolean is_whole, const HeddleLessonRuns *runs)
{
  HeddleLessonValue value;
  g_autofree char *text = NULL;

  if (!is_whole || !heddle_lesson_evaluate (expression, runs, &value, NULL)) {
    g_string_append_printf (filled, "{=%s%s", expression, is_whole ? "}" : "");
    return;
  }
  text = value.is_known ? heddle_lesson_value_format (&value) : g_strdup (UNKNOWN);
  g_strdelimit (text, "`\r\n", ' ');
  g_string_append (filled, text);
  g_free (value.text);
}

/**
 * heddle_lesson_fill:
 * @text: a lesson
 * @runs: what it is about
 *
 * Returns: (transfer full): it with its numbers; … for one that no run has told yet
 */
char *
heddle_lesson_fill (const char *text, const HeddleLessonRuns *runs)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *start, *behind;
  gboolean is_whole;
  char *inside;

  while ((start = find_blank (text, &inside, &is_whole, &behind)) != NULL) {
    g_string_append_len (filled, text, start - text);
    append_value (filled, inside, is_whole, runs);
    g_free (inside);
    text = behind;
  }
  g_string_append (filled, text);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

/* Predictions. */

void
heddle_prediction_free (HeddlePrediction *self)
{
  for (guint i = 0; i < self->n_answers; i++)
    g_free (self->answers[i]);
  g_free (self->question);
  g_free (self);
}

/* `- ANSWER | CONDITIONS` */
static gboolean
read_answer (HeddlePrediction *self, const char *line, const HeddleLessonRuns *runs, GError **error)
{
  const char *bar = strrchr (line, '|');
  guint n = self->n_answers;
  gboolean is_known;

  if (bar == NULL || n == HEDDLE_LESSON_MAX_ANSWERS) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
                 bar == NULL ? "“%s” is no answer: write - ANSWER | CONDITION" : "“%s” is one answer too many", line);
    return FALSE;
  }
  self->answers[n] = g_strstrip (g_strndup (line + 1, (gsize) (bar - line) - 1));
  self->n_answers++;
  if (!heddle_lesson_test (bar + 1, runs, &is_known, &self->holds[n], error))
    return FALSE;
  self->is_known = self->is_known && is_known;
  return TRUE;
}

/**
 * heddle_prediction_parse:
 * @block: a line with the question, then a line `- ANSWER | CONDITIONS` for each answer
 * @runs: what it is about
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): it; %NULL with HEDDLE_ERROR_SYNTAX
 */
HeddlePrediction *
heddle_prediction_parse (const char *block, const HeddleLessonRuns *runs, GError **error)
{
  g_autoptr (HeddlePrediction) self = g_new0 (HeddlePrediction, 1);
  g_autoptr (GString) question = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);

  self->is_known = TRUE;
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);

    if (*line == '-' && !read_answer (self, line, runs, error))
      return NULL;
    if (*line != '-' && *line != '\0')
      g_string_append_printf (question, "%s%s", question->len > 0 ? " " : "", line);
  }
  if (self->n_answers < 2 || question->len == 0) {
    g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
                         "a prediction is a question and at least two answers");
    return NULL;
  }
  self->question = g_strdup (question->str);
  return g_steal_pointer (&self);
}

/* Checking. */

static gboolean
check_blanks (const char *line, const HeddleLessonRuns *runs, GError **error)
{
  const char *behind = line;

  for (;;) {
    g_autofree char *inside = NULL;
    HeddleLessonValue value;
    gboolean is_whole;

    if (find_blank (behind, &inside, &is_whole, &behind) == NULL)
      return TRUE;
    if (!is_whole) {
      g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "{= has no } in the same line");
      return FALSE;
    }
    if (!heddle_lesson_evaluate (inside, runs, &value, error))
      return FALSE;
    g_free (value.text);
  }
}

static gboolean
check_line_link (const char *place, const HeddleScenario *scenario, GError **error)
{
  const char *colon = strrchr (place, ':');
  g_autofree char *file = colon == NULL ? NULL : g_strndup (place, (gsize) (colon - place));
  g_autofree char *path = file == NULL ? NULL : g_build_filename (scenario->folder, file, NULL), *text = NULL;
  guint64 line = 0;
  guint n_lines = 1;

  if (file == NULL || strstr (file, "..") != NULL ||
      !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXINT, &line, NULL) ||
      !g_file_get_contents (path, &text, NULL, NULL)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
                 "“line:%s” leads nowhere: write line:FILE:LINE, with a FILE in the folder", place);
    return FALSE;
  }
  for (const char *at = text; (at = strchr (at, '\n')) != NULL && at[1] != '\0'; at++)
    n_lines++;
  if (line <= n_lines)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "“%s” has %u lines, not %s", file, n_lines, colon + 1);
  return FALSE;
}

static gboolean
check_span_link (const char *place, const HeddleScenario *scenario, GError **error)
{
  const char *colon = strchr (place, ':');
  g_autofree char *variant = colon == NULL ? g_strdup (place) : g_strndup (place, (gsize) (colon - place));

  for (guint i = 0; colon != NULL && i < scenario->n_variants; i++)
    if (strcmp (scenario->variants[i].name, variant) == 0)
      return heddle_lesson_facts_check_span (colon + 1, error);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
               "“span:%s” leads nowhere: write span:VARIANT:WHAT; there is no [Variant %s]", place, variant);
  return FALSE;
}

static gboolean
check_links (const char *line, const HeddleScenario *scenario, GError **error)
{
  const char *at = line;

  while ((at = strstr (at, "](")) != NULL) {
    gsize length = strcspn (at += 2, ")");
    g_autofree char *url = g_uri_unescape_segment (at, at + length, NULL);

    if (url != NULL && g_str_has_prefix (url, "line:") && !check_line_link (url + strlen ("line:"), scenario, error))
      return FALSE;
    if (url != NULL && g_str_has_prefix (url, "span:") && !check_span_link (url + strlen ("span:"), scenario, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_prediction (char **lines, guint first, guint *last, const HeddleLessonRuns *runs, GError **error)
{
  g_autoptr (GString) block = g_string_new (NULL);
  g_autoptr (HeddlePrediction) prediction = NULL;

  for (*last = first + 1; lines[*last] != NULL && !g_str_has_prefix (lines[*last], "```"); (*last)++)
    g_string_append_printf (block, "%s\n", lines[*last]);
  if (lines[*last] == NULL) {
    *last = first;
    g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "the block has no end: write ``` behind it");
    return FALSE;
  }
  prediction = heddle_prediction_parse (block->str, runs, error);
  return prediction != NULL;
}

/**
 * heddle_lesson_check:
 * @scenario: whose lesson to look at
 * @error: where to put an error
 *
 * Returns: whether its numbers, predictions and links mean something; else HEDDLE_ERROR_SYNTAX, which names file and line
 */
gboolean
heddle_lesson_check (const HeddleScenario *scenario, GError **error)
{
  const HeddleLessonRuns runs = { .scenario = scenario };
  const char *file = scenario->lesson_file != NULL ? scenario->lesson_file : "scenario.ini";
  g_auto (GStrv) lines = g_strsplit (scenario->lesson, "\n", -1);
  g_autoptr (GError) wrong = NULL;

  for (guint i = 0; lines[i] != NULL; i++) {
    guint first = i;
    gboolean is_right = g_str_has_prefix (lines[i], FENCE)
                          ? check_prediction (lines, first, &i, &runs, &wrong)
                          : check_blanks (lines[i], &runs, &wrong) && check_links (lines[i], scenario, &wrong);

    if (!is_right) {
      g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s/%s:%u: %s", scenario->folder, file,
                   scenario->lesson_file != NULL ? first + 1 : 1, wrong->message);
      return FALSE;
    }
  }
  return TRUE;
}
