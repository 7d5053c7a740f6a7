/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reckoning with facts of runs. Times and numbers are not mixed: a sum of both is an error, so that a lesson cannot say
 * nonsense.
 *
 *   conditions  = condition { "and" condition }
 *   condition   = sum ( "<" | ">" | "<=" | ">=" | "=" ) sum
 *   sum         = product { ( " + " | " - " ) product }
 *   product     = operand { ( "*" | "/" ) operand }
 *   operand     = NUMBER [ "ms" | "s" ] | VARIANT.FACT | "(" sum ")"
 * Threads: the traces'.
 */
#include "lab/lesson-expression.h"

#include "base/clock.h"
#include "base/error.h"
#include "lab/sentences.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 8

typedef struct {
  const char *rest;
  const HeddleLessonRuns *runs;
  guint depth;
} Reader;

static gboolean read_sum (Reader *reader, HeddleLessonValue *value, GError **error);

static gboolean
fail (Reader *reader, GError **error, const char *what)
{
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s is expected, not “%s”", what, reader->rest);
  return FALSE;
}

static gboolean
take (Reader *reader, const char *word)
{
  while (*reader->rest == ' ')
    reader->rest++;
  if (!g_str_has_prefix (reader->rest, word))
    return FALSE;
  reader->rest += strlen (word);
  return TRUE;
}

static gboolean
read_number (Reader *reader, HeddleLessonValue *value)
{
  char *end;

  *value = (HeddleLessonValue){ .is_known = TRUE };
  value->number = g_ascii_strtod (reader->rest, &end);
  value->is_count = value->number == floor (value->number);
  reader->rest = end;
  if (take (reader, "ms")) {
    value->number *= HEDDLE_NS_PER_MS;
    value->power = 1;
  } else if (take (reader, "s")) {
    value->number *= HEDDLE_NS_PER_S;
    value->power = 1;
  }
  return TRUE;
}

static gboolean
read_fact (Reader *reader, HeddleLessonValue *value, GError **error)
{
  gsize length = strspn (reader->rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
  g_autofree char *name = g_strndup (reader->rest, length);

  if (length == 0)
    return fail (reader, error, "a fact or a number");
  reader->rest += length;
  return heddle_lesson_facts_get (reader->runs, name, value, error);
}

static gboolean
read_operand (Reader *reader, HeddleLessonValue *value, GError **error)
{
  if (take (reader, "(")) {
    if (++reader->depth > MAX_DEPTH)
      return fail (reader, error, "less depth");
    if (!read_sum (reader, value, error))
      return FALSE;
    reader->depth--;
    return take (reader, ")") || fail (reader, error, "a )");
  }
  take (reader, "");
  return g_ascii_isdigit (*reader->rest) ? read_number (reader, value) : read_fact (reader, value, error);
}

static gboolean
is_number (HeddleLessonValue *value, GError **error)
{
  if (value->text == NULL)
    return TRUE;
  g_clear_pointer (&value->text, g_free);
  g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "one cannot reckon with what was printed");
  return FALSE;
}

static gboolean
read_product (Reader *reader, HeddleLessonValue *value, GError **error)
{
  if (!read_operand (reader, value, error))
    return FALSE;
  for (;;) {
    gboolean divides = FALSE;
    HeddleLessonValue next;

    if (!take (reader, "*") && !(divides = take (reader, "/")))
      return TRUE;
    if (!read_operand (reader, &next, error) || !is_number (value, error) || !is_number (&next, error))
      return FALSE;
    value->is_known = value->is_known && next.is_known && !(divides && next.number == 0);
    value->is_count = value->is_count && next.is_count && !divides;
    value->power += divides ? -next.power : next.power;
    if (value->is_known)
      value->number = divides ? value->number / next.number : value->number * next.number;
  }
}

static gboolean
is_same_unit (HeddleLessonValue *one, HeddleLessonValue *other, GError **error)
{
  if (!is_number (one, error) || !is_number (other, error))
    return FALSE;
  if (one->power == other->power)
    return TRUE;
  g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
                       "a time and a number are not compared or added; write 300 ms");
  return FALSE;
}

static gboolean
read_sum (Reader *reader, HeddleLessonValue *value, GError **error)
{
  if (!read_product (reader, value, error))
    return FALSE;
  for (;;) {
    double sign = take (reader, "+ ") ? 1 : take (reader, "- ") ? -1 : 0;
    HeddleLessonValue next;

    if (sign == 0)
      return TRUE;
    if (!read_product (reader, &next, error) || !is_same_unit (value, &next, error))
      return FALSE;
    value->is_known = value->is_known && next.is_known;
    value->is_count = value->is_count && next.is_count;
    value->number += sign * next.number;
  }
}

static gboolean
is_at_end (Reader *reader, GError **error)
{
  take (reader, "");
  return *reader->rest == '\0' || fail (reader, error, "the end");
}

/**
 * heddle_lesson_evaluate:
 * @text: a sum
 * @runs: what it is about
 * @value: (out caller-allocates): where to put what it comes to; free its text
 * @error: where to put an error
 *
 * Returns: whether it means something; else HEDDLE_ERROR_SYNTAX
 */
gboolean
heddle_lesson_evaluate (const char *text, const HeddleLessonRuns *runs, HeddleLessonValue *value, GError **error)
{
  Reader reader = { .rest = text, .runs = runs };

  *value = (HeddleLessonValue){ 0 };
  if (read_sum (&reader, value, error) && is_at_end (&reader, error)) {
    if (value->power == 0 || value->power == 1)
      return TRUE;
    g_set_error_literal (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "it comes to neither a time nor a number");
  }
  g_clear_pointer (&value->text, g_free);
  return FALSE;
}

static gboolean
read_condition (Reader *reader, gboolean *is_known, gboolean *holds, GError **error)
{
  static const char *const signs[] = { "<=", ">=", "<", ">", "=" };
  HeddleLessonValue left, right;
  guint sign = 0;
  double difference;

  if (!read_sum (reader, &left, error))
    return FALSE;
  while (sign < G_N_ELEMENTS (signs) && !take (reader, signs[sign]))
    sign++;
  if (sign == G_N_ELEMENTS (signs))
    return fail (reader, error, "one of < > <= >= =");
  if (!read_sum (reader, &right, error) || !is_same_unit (&left, &right, error))
    return FALSE;
  difference = left.number - right.number;
  *is_known = *is_known && left.is_known && right.is_known;
  *holds = *holds && (sign == 0   ? difference <= 0
                      : sign == 1 ? difference >= 0
                      : sign == 2 ? difference < 0
                      : sign == 3 ? difference > 0
                                  : fabs (difference) < 1e-9);
  return TRUE;
}

/**
 * heddle_lesson_test:
 * @text: conditions
 * @runs: what they are about
 * @is_known: (out): where to put whether the runs are there that it needs
 * @holds: (out): where to put whether all of them hold
 * @error: where to put an error
 *
 * Returns: whether they mean something; else HEDDLE_ERROR_SYNTAX
 */
gboolean
heddle_lesson_test (const char *text, const HeddleLessonRuns *runs, gboolean *is_known, gboolean *holds, GError **error)
{
  Reader reader = { .rest = text, .runs = runs };

  *is_known = *holds = TRUE;
  do
    if (!read_condition (&reader, is_known, holds, error))
      return FALSE;
  while (take (&reader, "and "));
  *holds = *holds && *is_known;
  return is_at_end (&reader, error);
}

/**
 * heddle_lesson_value_format:
 * @value: what is known
 *
 * Returns: (transfer full): it as people read it
 */
char *
heddle_lesson_value_format (const HeddleLessonValue *value)
{
  if (value->text != NULL)
    return g_strdup (value->text);
  if (value->power != 0)
    return heddle_sentences_format_time ((gint64) value->number);
  if (value->is_count || fabs (value->number) >= 9.95)
    return g_strdup_printf ("%.0f", value->number);
  return g_strdup_printf ("%.1f", value->number);
}
