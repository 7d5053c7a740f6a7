/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding spans: first the sites that fit, then the spans that have them.
 * Threads: the trace's.
 */
#include "trace/find.h"

#include "trace/facts.h"

#include <string.h>

static int
compare_starts (gconstpointer one, gconstpointer other, gpointer data)
{
  HeddleTrace *trace = data;
  const HeddleSpan *a = heddle_trace_get_span (trace, *(const HeddleSpanRef *) one);
  const HeddleSpan *b = heddle_trace_get_span (trace, *(const HeddleSpanRef *) other);

  return a->start_ns < b->start_ns ? -1 : a->start_ns > b->start_ns;
}

static void
find_spans (HeddleTrace *trace, const gboolean *fits, GArray *refs)
{
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++) {
    guint32 n_spans = heddle_trace_get_n_thread_spans (trace, i);

    for (guint32 n = 1; n <= n_spans; n++) {
      HeddleSpanRef ref = HEDDLE_SPAN_REF (i, n);
      const HeddleSpan *span = heddle_trace_get_span (trace, ref);

      if (fits[span->site] && heddle_span_is_shown (span))
        g_array_append_val (refs, ref);
    }
  }
  g_array_sort_with_data (refs, compare_starts, trace);
}

static gboolean
contains (const char *label, const char *folded)
{
  g_autofree char *text = label != NULL ? g_utf8_casefold (label, -1) : NULL;

  return text != NULL && strstr (text, folded) != NULL;
}

/**
 * heddle_find_by_label:
 * @text: a part of what they are called; upper and lower case are the same
 * @refs: (element-type HeddleSpanRef): where to append them, by their starts
 *
 * Finds spans. An empty text finds none.
 */
void
heddle_find_by_label (HeddleTrace *trace, const char *text, GArray *refs)
{
  guint32 n_sites = heddle_trace_get_n_sites (trace);
  g_autofree gboolean *fits = g_new0 (gboolean, n_sites + 1);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint32 i = 0; *folded != '\0' && i < n_sites; i++)
    fits[i] = i > 0 && contains (heddle_trace_get_site (trace, i)->label, folded);
  find_spans (trace, fits, refs);
}

/* The name of a file is enough, and its path is too. */
static gboolean
same_file (const char *one, const char *other)
{
  g_autofree char *name = NULL, *other_name = NULL;

  if (one == NULL || other == NULL)
    return FALSE;
  if (strcmp (one, other) == 0)
    return TRUE;
  if (strchr (one, '/') != NULL && strchr (other, '/') != NULL)
    return g_str_has_suffix (one, other) || g_str_has_suffix (other, one);
  name = g_path_get_basename (one);
  other_name = g_path_get_basename (other);
  return strcmp (name, other_name) == 0;
}

/**
 * heddle_find_by_line:
 * @file: a file of the program
 * @line: there, from 1
 * @refs: (element-type HeddleSpanRef): where to append them, by their starts
 *
 * Finds spans that belong to a line of the source.
 */
void
heddle_find_by_line (HeddleTrace *trace, const char *file, guint line, GArray *refs)
{
  guint32 n_sites = heddle_trace_get_n_sites (trace);
  g_autofree gboolean *fits = g_new0 (gboolean, n_sites + 1);

  for (guint32 i = 1; i < n_sites; i++) {
    const HeddleSite *site = heddle_trace_get_site (trace, i);

    fits[i] = site->line == line && line > 0 && same_file (site->file, file);
  }
  find_spans (trace, fits, refs);
}
