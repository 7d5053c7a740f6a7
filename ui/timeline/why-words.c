/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why nothing happened, in words.
 * Threads: any.
 */
#include "ui/timeline/span-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* A span's name inside of a sentence: the number of its work, else its label without the origin. */
static char *
name_of (HeddleLayout *layout, guint band, HeddleSpanRef ref)
{
  HeddleTrace *trace = heddle_layout_get_band (layout, band)->trace;
  const HeddleSpan *span = ref != 0 ? heddle_trace_get_span (trace, ref) : NULL;
  const HeddleSite *site = span != NULL ? heddle_trace_get_site (trace, span->site) : NULL;
  guint number = span != NULL ? heddle_numbering_get_number (heddle_layout_get_numbering (layout), band, ref) : 0;
  const char *authority;

  if (span == NULL)
    return g_strdup ("");
  if (span->kind == HEDDLE_KIND_TASK && number > 0)
    return g_strdup_printf (_("task %u"), number);
  if (site == NULL || *site->label == '\0')
    return g_strdup (heddle_words_for_kind (span->kind));
  authority = strstr (site->label, "://");
  if (span->kind == HEDDLE_KIND_REQUEST && authority != NULL && strchr (authority + 3, '/') != NULL)
    return g_strdup (strchr (authority + 3, '/'));
  return g_strdup_printf (_("“%s”"), site->label);
}

static char *
name_of_thread (HeddleLayout *layout, guint band, guint thread)
{
  for (guint i = 0; i < heddle_layout_get_n_lanes (layout, band); i++) {
    const HeddleLayoutLane *lane = heddle_layout_get_lane (layout, band, i);

    if (lane->kind == HEDDLE_LAYOUT_LANE_LOOP && lane->thread == thread)
      return g_strdup (lane->title);
  }
  return g_strdup (heddle_trace_get_thread (heddle_layout_get_band (layout, band)->trace, thread)->name);
}

static char *
say_under_way (const HeddleWhy *why, const char *what)
{
  if (why->what == 0)
    return g_strdup (_("nothing to do, and nothing is under way"));
  if (why->n_others == 0)
    return g_strdup_printf (_("nothing to do: still waiting for %s"), what);
  return g_strdup_printf (ngettext ("nothing to do: still waiting for %s and %u more",
                                    "nothing to do: still waiting for %s and %u more", why->n_others),
                          what, why->n_others);
}

/**
 * heddle_words_for_why:
 * @layout: where the run is
 * @band: which band of it
 * @why: the answer
 *
 * Returns: (transfer full): a sentence
 */
char *
heddle_words_for_why (HeddleLayout *layout, guint band, const HeddleWhy *why)
{
  gint64 zero_ns = heddle_layout_get_band (layout, band)->start_ns;
  g_autofree char *what = name_of (layout, band, why->what);
  g_autofree char *until = heddle_words_for_moment (why->to_ns - zero_ns);
  g_autofree char *from = heddle_words_for_moment (MAX (why->from_ns - zero_ns, 0));
  g_autofree char *thread = name_of_thread (layout, band, why->thread);

  switch (why->reason) {
  case HEDDLE_WHY_COMPUTING:
    return g_strdup_printf (_("no gap: %s computes until %s"), what, until);
  case HEDDLE_WHY_NO_CORE:
    return g_strdup_printf (_("%s was ready to go on, but other threads had the cores until %s"), what, until);
  case HEDDLE_WHY_ASLEEP:
    return g_strdup_printf (_("it put itself to sleep until %s, and nothing else could run on this thread"), until);
  case HEDDLE_WHY_THREAD_TAKEN:
    return g_strdup_printf (_("the answer is there, but %s had the %s until %s"), what, thread, until);
  case HEDDLE_WHY_REQUEST:
    return g_strdup_printf (_("waiting for the server’s answer to %s, which came at %s"), what, until);
  case HEDDLE_WHY_TIMER:
    return g_strdup_printf (_("nothing to do: waiting for the timer %s, due at %s"), what, until);
  case HEDDLE_WHY_MESSAGE:
    return g_strdup_printf (_("nothing to do: waiting for a message, which %s posted at %s"), thread, until);
  case HEDDLE_WHY_FILE:
    return g_strdup_printf (_("waiting for the file %s, which was there at %s"), what, until);
  case HEDDLE_WHY_TAKING_UP:
    return g_strdup_printf (_("what it waited for is there, but %s takes it up only at %s"), thread, until);
  case HEDDLE_WHY_NOT_BEGUN:
    return g_strdup (_("it had not begun yet"));
  case HEDDLE_WHY_FINISHED:
    return g_strdup_printf (_("nothing left to do: its last task ended at %s"), from);
  default:
    return say_under_way (why, what);
  }
}
