/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known about spans and stretches, in words. For gaps see why-words.c.
 * Threads: any.
 */
#include "ui/timeline/span-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* Shorter than this is as good as nothing, and is not told. */
#define LEAST_TOLD_NS 1000

const char *
heddle_words_for_kind (HeddleKind kind)
{
  switch ((int) kind) {
  case HEDDLE_KIND_TASK:
    return _("task");
  case HEDDLE_KIND_MICROTASK:
    return _("microtask");
  case HEDDLE_KIND_EVALUATE:
    return _("script");
  case HEDDLE_KIND_MEASURE:
    return _("measure");
  case HEDDLE_KIND_GC:
    return _("garbage collection");
  case HEDDLE_KIND_BLOCKED:
    return _("asleep in a synchronous call");
  case HEDDLE_KIND_TIMER:
    return _("timer");
  case HEDDLE_KIND_REQUEST:
    return _("request");
  case HEDDLE_KIND_FILE:
    return _("file");
  case HEDDLE_KIND_MESSAGE:
    return _("message");
  case HEDDLE_KIND_WORKER:
    return _("worker");
  case HEDDLE_KIND_INPUT:
    return _("input");
  case HEDDLE_KIND_ASYNC:
  case HEDDLE_KIND_ASYNC_RUN:
    return _("async function");
  case HEDDLE_KIND_AWAIT:
    return _("await");
  default:
    return _("thread");
  }
}

const char *
heddle_words_for_state (HeddleState state)
{
  switch (state) {
  case HEDDLE_STATE_WAITING:
    return _("waiting for the world");
  case HEDDLE_STATE_READY:
    return _("ready, but its thread or a core is taken");
  default:
    return _("computing");
  }
}

/**
 * heddle_words_for_moment:
 * @time_ns: from the run's first statement
 *
 * Returns: (transfer full): the moment, to three digits after the point: `0.612 s`
 */
char *
heddle_words_for_moment (gint64 time_ns)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.3f", (double) time_ns / 1e9);
  return g_strdup_printf (_("%s s"), number);
}

/**
 * heddle_words_for_title:
 * @number: the number of its piece of work, or 0
 *
 * Returns: (transfer full): what it is called
 */
char *
heddle_words_for_title (const HeddleSpanFacts *facts, guint number)
{
  const char *label = facts->label != NULL ? facts->label : heddle_words_for_kind (facts->kind);

  return number > 0 ? g_strdup_printf ("%u · %s", number, label) : g_strdup (label);
}

static void G_GNUC_PRINTF (3, 4)
add_part (GString *text, const char *separator, const char *format, ...)
{
  va_list arguments;

  if (text->len > 0)
    g_string_append (text, separator);
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

static void
add_time (GString *text, const char *format, gint64 time_ns)
{
  g_autofree char *time = heddle_layout_format_time (time_ns);
  g_autofree char *part = g_strdup_printf (format, time);

  if (time_ns >= LEAST_TOLD_NS)
    add_part (text, " · ", "%s", part);
}

/**
 * heddle_words_for_times:
 *
 * Returns: (transfer full): when it began, how long it took, and which part of that was what
 */
char *
heddle_words_for_times (const HeddleSpanFacts *facts)
{
  g_autofree char *start = heddle_words_for_moment (facts->start_ns);
  g_autofree char *length = heddle_layout_format_time (facts->end_ns - facts->start_ns);
  GString *text = g_string_new (NULL);

  if (facts->is_open)
    add_part (text, " · ", _("since %s, for %s"), start, length);
  else
    add_part (text, " · ", _("from %s, took %s"), start, length);
  add_time (text, _("CPU %s"), facts->cpu_ns);
  if (facts->state == HEDDLE_STATE_WAITING)
    add_time (text, _("its answer was ready for %s"), facts->ready_ns);
  else
    add_time (text, _("ready for %s before"), facts->ready_ns);
  if (facts->state != HEDDLE_STATE_WAITING)
    add_time (text, _("waited %s for the world before"), facts->waiting_ns);
  return g_string_free (text, FALSE);
}

/**
 * heddle_words_for_answer:
 *
 * Returns: (transfer full) (nullable): status and bytes of a request, bytes of a message; none when there are none
 */
char *
heddle_words_for_answer (const HeddleSpanFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *size = g_format_size (facts->n_bytes), *moved = g_format_size (facts->n_transferred_bytes);

  if (facts->status > 0)
    add_part (text, " · ", _("status %u"), facts->status);
  if (facts->has_bytes)
    add_part (text, " · ", facts->kind == HEDDLE_KIND_MESSAGE ? _("%s copied") : "%s", size);
  if (facts->n_transferred_bytes > 0)
    add_part (text, " · ", _("%s transferred"), moved);
  if (facts->is_aborted)
    add_part (text, " · ", "%s", facts->kind == HEDDLE_KIND_TIMER ? _("cleared") : _("aborted"));
  if (facts->failure != NULL)
    add_part (text, " · ", _("failed: %s"), facts->failure);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_phase (GString *text, const char *format, gint64 *last_ns, gint64 end_ns)
{
  g_autofree char *time = NULL;
  g_autofree char *part = NULL;

  if (end_ns < *last_ns)
    return;
  time = heddle_layout_format_time (end_ns - *last_ns);
  part = g_strdup_printf (format, time);
  add_part (text, " → ", "%s", part);
  *last_ns = end_ns;
}

/**
 * heddle_words_for_phases:
 *
 * Returns: (transfer full) (nullable): how long each phase of a request took; none for what is no request
 */
char *
heddle_words_for_phases (const HeddleSpanFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 last_ns = facts->start_ns;

  if (facts->kind != HEDDLE_KIND_REQUEST)
    return NULL;
  if (facts->connected_ns >= 0)
    add_phase (text, _("connecting %s"), &last_ns, facts->connected_ns);
  if (facts->sent_ns >= 0)
    add_phase (text, _("sending %s"), &last_ns, facts->sent_ns);
  if (facts->first_byte_ns >= 0)
    add_phase (text, _("server %s"), &last_ns, facts->first_byte_ns);
  if (!facts->is_open)
    add_phase (text, _("body %s"), &last_ns, facts->end_ns);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * heddle_words_for_source:
 *
 * Returns: (transfer full) (nullable): its place in the source, such as `main.js:4:12`; none when not known
 */
char *
heddle_words_for_source (const HeddleSpanFacts *facts)
{
  g_autofree char *name = NULL;

  if (facts->file == NULL || *facts->file == '\0' || facts->line == 0)
    return NULL;
  name = g_path_get_basename (facts->file);
  if (facts->column == 0)
    return g_strdup_printf ("%s:%u", name, facts->line);
  return g_strdup_printf ("%s:%u:%u", name, facts->line, facts->column);
}

/**
 * heddle_words_for_range:
 *
 * Returns: (transfer full): the sums of a stretch
 */
char *
heddle_words_for_range (const HeddleRangeSums *sums)
{
  GString *text = g_string_new (NULL);

  add_time (text, _("computing %s"), sums->computing_ns);
  add_time (text, _("ready %s"), sums->ready_ns);
  add_time (text, _("waiting %s"), sums->waiting_ns);
  if (sums->n_requests > 0)
    add_part (text, " · ", ngettext ("%u request", "%u requests", sums->n_requests), sums->n_requests);
  add_part (text, " · ", ngettext ("%u task", "%u tasks", sums->n_tasks), sums->n_tasks);
  add_part (text, " · ", ngettext ("%lu span", "%lu spans", sums->n_spans), (gulong) sums->n_spans);
  return g_string_free (text, FALSE);
}
