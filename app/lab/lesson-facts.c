/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a lesson can say about a run.
 * Threads: the traces'.
 */
#include "lab/lesson-facts.h"

#include "base/clock.h"
#include "base/error.h"
#include "trace/facts.h"
#include "trace/find.h"

#include <string.h>

typedef struct {
  const char *name;
  int power;
  double (*get) (HeddleTrace *trace, const HeddleSummary *summary);
} Fact;

/* Figures of a run. */

static double
get_wall (HeddleTrace *trace, const HeddleSummary *summary)
{
  return (double) summary->wall_ns;
}

static double
get_cpu (HeddleTrace *trace, const HeddleSummary *summary)
{
  return (double) MAX (summary->cpu_ns, 0);
}

static double
get_no_core (HeddleTrace *trace, const HeddleSummary *summary)
{
  return (double) MAX (summary->no_core_ns, 0);
}

static double
get_longest_task (HeddleTrace *trace, const HeddleSummary *summary)
{
  return (double) summary->longest_block_ns;
}

static double
get_waiting_at_once (HeddleTrace *trace, const HeddleSummary *summary)
{
  return summary->waiting_at_once;
}

static double
get_computing_at_once (HeddleTrace *trace, const HeddleSummary *summary)
{
  return summary->computing_at_once;
}

static double
get_tasks (HeddleTrace *trace, const HeddleSummary *summary)
{
  return summary->n_tasks;
}

static double
get_workers (HeddleTrace *trace, const HeddleSummary *summary)
{
  return summary->n_workers;
}

static double
get_lines (HeddleTrace *trace, const HeddleSummary *summary)
{
  return heddle_trace_get_n_console (trace);
}

/* The longest time that a task of the main event loop stood in the queue. */
static double
get_longest_queue (HeddleTrace *trace, const HeddleSummary *summary)
{
  double longest_s = 0;

  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++) {
    if (heddle_trace_get_thread (trace, thread)->role != HEDDLE_ROLE_MAIN)
      continue;
    for (guint32 n = 1; n <= heddle_trace_get_n_thread_spans (trace, thread); n++) {
      const HeddleSpan *span = heddle_trace_get_span (trace, HEDDLE_SPAN_REF (thread, n));

      if (span->kind == HEDDLE_KIND_TASK)
        longest_s = MAX (longest_s, (double) span->queued_s);
    }
  }
  return longest_s * HEDDLE_NS_PER_S;
}

static double get_first_number (HeddleTrace *trace, const HeddleSummary *summary);
static double get_last_number (HeddleTrace *trace, const HeddleSummary *summary);

static const Fact facts[] = {
  { "wall", 1, get_wall },
  { "cpu", 1, get_cpu },
  { "no-core", 1, get_no_core },
  { "longest-task", 1, get_longest_task },
  { "longest-queue", 1, get_longest_queue },
  { "waiting-at-once", 0, get_waiting_at_once },
  { "computing-at-once", 0, get_computing_at_once },
  { "tasks", 0, get_tasks },
  { "workers", 0, get_workers },
  { "lines", 0, get_lines },
  { "first-number", 0, get_first_number },
  { "last-number", 0, get_last_number },
};

/* Spans of a kind. */

static const struct {
  const char *name;
  HeddleKind kind;
} kinds[] = {
  { "task", HEDDLE_KIND_TASK },   { "timer", HEDDLE_KIND_TIMER },     { "request", HEDDLE_KIND_REQUEST },
  { "file", HEDDLE_KIND_FILE },   { "message", HEDDLE_KIND_MESSAGE }, { "worker", HEDDLE_KIND_WORKER },
  { "input", HEDDLE_KIND_INPUT }, { "blocked", HEDDLE_KIND_BLOCKED }, { "measure", HEDDLE_KIND_MEASURE },
  { "async", HEDDLE_KIND_ASYNC }, { "await", HEDDLE_KIND_AWAIT },
};

typedef struct {
  guint n;
  HeddleSpanRef first;
  HeddleSpanRef last;
  HeddleSpanRef longest;
  gint64 first_ns;
  gint64 last_ns;
  gint64 longest_ns;
} Found;

static void
note (Found *found, HeddleSpanRef ref, const HeddleSpan *span, gint64 now_ns)
{
  gint64 length_ns = MIN (span->end_ns, now_ns) - span->start_ns;

  if (found->n == 0 || span->start_ns < found->first_ns) {
    found->first = ref;
    found->first_ns = span->start_ns;
  }
  if (found->n == 0 || span->start_ns >= found->last_ns) {
    found->last = ref;
    found->last_ns = span->start_ns;
  }
  if (found->n == 0 || length_ns > found->longest_ns) {
    found->longest = ref;
    found->longest_ns = length_ns;
  }
  found->n++;
}

static Found
find_kind (HeddleTrace *trace, HeddleKind kind)
{
  gint64 now_ns = heddle_trace_get_last_ns (trace);
  Found found = { 0 };

  for (guint thread = 0; thread < heddle_trace_get_n_threads (trace); thread++) {
    for (guint32 n = 1; n <= heddle_trace_get_n_thread_spans (trace, thread); n++) {
      HeddleSpanRef ref = HEDDLE_SPAN_REF (thread, n);
      const HeddleSpan *span = heddle_trace_get_span (trace, ref);

      if (span->kind == kind && heddle_span_is_shown (span))
        note (&found, ref, span, now_ns);
    }
  }
  return found;
}

static gboolean
find_kind_by_name (const char *name, HeddleKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (strcmp (kinds[i].name, name) == 0) {
      *kind = kinds[i].kind;
      return TRUE;
    }
  }
  return FALSE;
}

/* The plural of a kind, as in `requests`. */
static gboolean
find_kind_by_plural (const char *name, HeddleKind *kind)
{
  g_autofree char *singular = g_str_has_suffix (name, "s") ? g_strndup (name, strlen (name) - 1) : NULL;

  return singular != NULL && find_kind_by_name (singular, kind);
}

/* Facts by name. */

static HeddleTrace *
get_trace (const HeddleLessonRuns *runs, guint variant)
{
  return runs->traces == NULL ? NULL : runs->traces[variant];
}

static gboolean
get_printed (HeddleTrace *trace, HeddleLessonValue *value)
{
  guint n = trace == NULL ? 0 : heddle_trace_get_n_console (trace);

  value->is_known = trace != NULL;
  value->text = g_strdup (n == 0 ? "" : heddle_trace_get_console (trace, n - 1)->text);
  return TRUE;
}

/* A number in the last line that was printed; 0 when it has none. */
static double
find_number (HeddleTrace *trace, gboolean wants_last)
{
  guint n = heddle_trace_get_n_console (trace);
  const char *at = n == 0 ? "" : heddle_trace_get_console (trace, n - 1)->text;
  double number = 0;

  while (*at != '\0') {
    char *end = (char *) at + 1;

    if (g_ascii_isdigit (*at)) {
      number = g_ascii_strtod (at, &end);
      if (!wants_last)
        return number;
    }
    at = end;
  }
  return number;
}

static double
get_first_number (HeddleTrace *trace, const HeddleSummary *summary)
{
  return find_number (trace, FALSE);
}

static double
get_last_number (HeddleTrace *trace, const HeddleSummary *summary)
{
  return find_number (trace, TRUE);
}

/* (transfer full): a line in letters, digits and hyphens */
static char *
dup_slug (const char *line)
{
  GString *slug = g_string_new (NULL);

  for (; *line != '\0'; line++) {
    if (g_ascii_isalnum (*line))
      g_string_append_c (slug, *line);
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  return g_string_free (slug, FALSE);
}

/* Which line starts so, from 1; not known when none does. */
static gboolean
get_place (HeddleTrace *trace, const char *start, HeddleLessonValue *value)
{
  value->is_count = TRUE;
  for (guint i = 0; trace != NULL && i < heddle_trace_get_n_console (trace); i++) {
    g_autofree char *slug = dup_slug (heddle_trace_get_console (trace, i)->text);

    if (g_str_has_prefix (slug, start)) {
      value->is_known = TRUE;
      value->number = i + 1;
      break;
    }
  }
  return TRUE;
}

/* What a parameter was in that run: the trace says so. */
static gboolean
get_parameter (HeddleTrace *trace, const char *name, HeddleLessonValue *value)
{
  g_autofree char *key = g_strdup_printf ("\"%s\":", name);
  const char *params = trace == NULL ? NULL : heddle_trace_get_info (trace, "params");
  const char *found = params == NULL ? NULL : strstr (params, key);

  value->is_known = found != NULL;
  value->number = found == NULL ? 0 : g_ascii_strtod (found + strlen (key), NULL);
  value->is_count = value->number == (double) (gint64) value->number;
  return TRUE;
}

static gboolean
get_fact (HeddleTrace *trace, const char *name, HeddleLessonValue *value)
{
  HeddleSummary summary = { 0 };
  HeddleKind kind;

  value->is_known = trace != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++) {
    if (strcmp (facts[i].name, name) != 0)
      continue;
    value->power = facts[i].power;
    value->is_count = facts[i].power == 0;
    if (trace != NULL)
      heddle_trace_summarize (trace, &summary);
    value->number = trace == NULL ? 0 : facts[i].get (trace, &summary);
    value->is_count = value->is_count && value->number == (double) (gint64) value->number;
    return TRUE;
  }
  if (g_str_has_prefix (name, "longest-") && find_kind_by_name (name + strlen ("longest-"), &kind)) {
    value->power = 1;
    value->number = trace == NULL ? 0 : (double) find_kind (trace, kind).longest_ns;
    return TRUE;
  }
  value->is_count = TRUE;
  if (!find_kind_by_plural (name, &kind))
    return FALSE;
  value->number = trace == NULL ? 0 : find_kind (trace, kind).n;
  return TRUE;
}

static gboolean
has_parameter (const HeddleScenario *scenario, const char *name)
{
  for (guint i = 0; i < scenario->n_parameters; i++)
    if (strcmp (scenario->parameters[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * heddle_lesson_facts_get:
 * @runs: what the lesson is about
 * @name: `VARIANT.FACT`, as data/scenarios/README.md lists them
 * @value: (out caller-allocates): where to put it
 * @error: where to put an error
 *
 * Returns: whether there is such a fact; else HEDDLE_ERROR_SYNTAX
 */
gboolean
heddle_lesson_facts_get (const HeddleLessonRuns *runs, const char *name, HeddleLessonValue *value, GError **error)
{
  const char *dot = strchr (name, '.');
  g_autofree char *variant = dot == NULL ? NULL : g_strndup (name, (gsize) (dot - name));
  HeddleTrace *trace;
  guint index;

  *value = (HeddleLessonValue){ 0 };
  if (variant == NULL) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "“%s” is no fact: a fact is VARIANT.NAME", name);
    return FALSE;
  }
  for (index = 0; index < runs->scenario->n_variants; index++)
    if (strcmp (runs->scenario->variants[index].name, variant) == 0)
      break;
  if (index == runs->scenario->n_variants) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "there is no [Variant %s]", variant);
    return FALSE;
  }
  trace = get_trace (runs, index);
  if (strcmp (dot + 1, "printed") == 0)
    return get_printed (trace, value);
  if (g_str_has_prefix (dot + 1, "place.") && dot[strlen (".place.")] != '\0')
    return get_place (trace, dot + strlen (".place."), value);
  if (g_str_has_prefix (dot + 1, "params.") && has_parameter (runs->scenario, dot + strlen (".params.")))
    return get_parameter (trace, dot + strlen (".params."), value);
  if (get_fact (trace, dot + 1, value))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "there is no fact “%s” of a run", dot + 1);
  return FALSE;
}

/* Spans by name. */

/* `FILE:LINE`: (transfer full) (nullable): the file */
static char *
split_place (const char *what, guint *line)
{
  const char *colon = strrchr (what, ':');
  guint64 number;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXINT, &number, NULL))
    return NULL;
  *line = (guint) number;
  return g_strndup (what, (gsize) (colon - what));
}

/* `first-KIND`, `last-KIND`, `longest-KIND` */
static const char *
split_rank (const char *what, HeddleKind *kind)
{
  static const char *const ranks[] = { "first", "last", "longest" };
  const char *dash = strchr (what, '-');

  for (guint i = 0; dash != NULL && i < G_N_ELEMENTS (ranks); i++)
    if (strncmp (what, ranks[i], (gsize) (dash - what)) == 0 && find_kind_by_name (dash + 1, kind))
      return ranks[i];
  return NULL;
}

/**
 * heddle_lesson_facts_check_span:
 * @what: see heddle_lesson_facts_find_span()
 * @error: where to put an error
 *
 * Returns: whether it is one of these; else HEDDLE_ERROR_SYNTAX
 */
gboolean
heddle_lesson_facts_check_span (const char *what, GError **error)
{
  guint line;
  HeddleKind kind;
  g_autofree char *file = split_place (what, &line);

  if (file != NULL || split_rank (what, &kind) != NULL || (*what == '"' && strlen (what) > 2))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
               "“%s” names no span: write first-KIND, last-KIND or longest-KIND, \"a part of its label\" or FILE:LINE",
               what);
  return FALSE;
}

/**
 * heddle_lesson_facts_find_span:
 * @trace: a run
 * @what: `first-KIND`, `last-KIND` or `longest-KIND`, a part of a label in `"`, or `FILE:LINE`
 *
 * Returns: the span; 0 when the run has none
 */
HeddleSpanRef
heddle_lesson_facts_find_span (HeddleTrace *trace, const char *what)
{
  g_autoptr (GArray) refs = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  guint line = 0;
  HeddleKind kind;
  const char *rank = split_rank (what, &kind);
  g_autofree char *file = rank != NULL ? NULL : split_place (what, &line);

  if (rank != NULL) {
    Found found = find_kind (trace, kind);

    return *rank == 'f' ? found.first : strcmp (rank, "last") == 0 ? found.last : found.longest;
  }
  if (file != NULL && *what != '"') {
    heddle_find_by_line (trace, file, line, refs);
  } else {
    g_autofree char *label = g_strdup (what + (*what == '"'));

    g_strdelimit (label, "\"", '\0');
    heddle_find_by_label (trace, label, refs);
  }
  return refs->len == 0 ? 0 : g_array_index (refs, HeddleSpanRef, 0);
}
