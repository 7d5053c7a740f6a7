/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the numbers of some runs say, in sentences. Each run is compared with the one before it. A cause is named only
 * when the numbers show it: waiting together when more requests were under way at once, computing on several threads
 * when the sampler saw more of them on cores at once, and either only when the computing itself stayed the same and no
 * other program had the cores.
 * Threads: any.
 */
#include "lab/sentences.h"

#include "base/clock.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* One run each cannot tell less than this apart. */
#define NOISE_SHARE 0.05
#define NOISE_NS (20 * HEDDLE_NS_PER_MS)

/* Computing that differs by less is the same computing: caches and clocks make so much of a difference. */
#define SAME_CPU_SHARE 0.25
#define SAME_CPU_NS (30 * HEDDLE_NS_PER_MS)

/* A run that waits so much of its time for cores that others have is not comparable. */
#define DISTURBED_SHARE 0.1

/* People notice a page that does not answer for so long. */
#define NOTICED_BLOCK_NS (200 * HEDDLE_NS_PER_MS)

typedef struct {
  GStrvBuilder *sentences;
  gboolean has_saving;
} Writer;

/**
 * heddle_sentences_format_time:
 * @time_ns: a duration
 *
 * Returns: (transfer full): it with two significant digits and its unit
 */
char *
heddle_sentences_format_time (gint64 time_ns)
{
  double seconds = (double) time_ns / HEDDLE_NS_PER_S;

  if (seconds >= 9.95)
    return g_strdup_printf (_("%.0f s"), seconds);
  if (seconds >= 0.995)
    return g_strdup_printf (_("%.1f s"), seconds);
  if (seconds >= 0.0995)
    return g_strdup_printf (_("%.2f s"), seconds);
  if (seconds >= 0.00995)
    return g_strdup_printf (_("%.0f ms"), seconds * 1e3);
  return g_strdup_printf (_("%.1f ms"), seconds * 1e3);
}

G_GNUC_PRINTF (2, 3)
static void
say (Writer *writer, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list values;

  va_start (values, format);
  sentence = g_strdup_vprintf (format, values);
  va_end (values);
  g_strv_builder_add (writer->sentences, sentence);
}

static gboolean
is_noise (gint64 first_ns, gint64 second_ns)
{
  gint64 difference = llabs (first_ns - second_ns);

  return difference < NOISE_NS || (double) difference < NOISE_SHARE * (double) MAX (first_ns, second_ns);
}

static gboolean
is_same_cpu (gint64 first_ns, gint64 second_ns)
{
  gint64 difference = llabs (first_ns - second_ns);

  if (first_ns < 0 || second_ns < 0)
    return FALSE;
  return difference < SAME_CPU_NS || (double) difference < SAME_CPU_SHARE * (double) MAX (first_ns, second_ns);
}

/* Whether other programs took the cores: a run waited for one though it had not more threads than cores. */
static gboolean
is_disturbed (const HeddleSentenceRun *run)
{
  const HeddleSummary *summary = &run->summary;

  return summary->n_workers <= run->n_cores && summary->no_core_ns > NOISE_NS &&
         (double) summary->no_core_ns > DISTURBED_SHARE * (double) summary->wall_ns;
}

static void
say_saving (Writer *writer, const HeddleSentenceRun *before, const HeddleSentenceRun *run)
{
  const HeddleSummary *old = &before->summary, *after = &run->summary;
  gboolean same_work = is_same_cpu (old->cpu_ns, after->cpu_ns) && !is_disturbed (before) && !is_disturbed (run);
  gboolean waits_together = same_work && after->waiting_at_once > old->waiting_at_once && after->waiting_at_once > 1;
  gboolean computes_together = same_work && after->computing_at_once > old->computing_at_once &&
                               after->computing_at_once > 1;
  g_autofree char *saved = heddle_sentences_format_time (old->wall_ns - after->wall_ns);
  guint n = after->computing_at_once;

  if (waits_together && computes_together)
    say (writer,
         ngettext ("Waiting together and computing on %u thread saved %s.",
                   "Waiting together and computing on %u threads saved %s.", n),
         n, saved);
  else if (waits_together && writer->has_saving)
    say (writer, _("Waiting together saved another %s."), saved);
  else if (waits_together)
    say (writer, _("Waiting together saved %s."), saved);
  else if (computes_together && writer->has_saving)
    say (writer, ngettext ("Computing on %u thread saved another %s.", "Computing on %u threads saved another %s.", n),
         n, saved);
  else if (computes_together)
    say (writer, ngettext ("Computing on %u thread saved %s.", "Computing on %u threads saved %s.", n), n, saved);
  else
    say (writer, _("“%s” took %s less than “%s”."), run->title, saved, before->title);
  writer->has_saving = TRUE;
}

/* No gain: threads that took turns on one core are the reason, when their time without a core shows it. */
static void
say_no_saving (Writer *writer, const HeddleSentenceRun *before, const HeddleSentenceRun *run)
{
  gboolean is_slower = !is_noise (before->summary.wall_ns, run->summary.wall_ns);
  gboolean takes_turns = run->n_cores == 1 && run->summary.n_workers > before->summary.n_workers &&
                         run->summary.no_core_ns > MAX (before->summary.no_core_ns, 0) + NOISE_NS;
  g_autofree char *longer = heddle_sentences_format_time (run->summary.wall_ns - before->summary.wall_ns);

  if (is_slower && takes_turns)
    say (writer, _("On one core the threads of “%s” took turns: it took %s longer than “%s”."), run->title, longer,
                    before->title);
  else if (takes_turns)
    say (writer, _("On one core the threads of “%s” took turns: it saved nothing over “%s”."), run->title,
                    before->title);
  else if (is_slower)
    say (writer, _("“%s” took %s longer than “%s”."), run->title, longer, before->title);
  else
    say (writer, _("“%s” took as long as “%s”, as far as these runs can tell."), run->title, before->title);
}

static void
say_difference (Writer *writer, const HeddleSentenceRun *before, const HeddleSentenceRun *run)
{
  gboolean is_shorter = run->summary.wall_ns < before->summary.wall_ns;

  if (is_shorter && !is_noise (before->summary.wall_ns, run->summary.wall_ns))
    say_saving (writer, before, run);
  else
    say_no_saving (writer, before, run);
}

static void
say_cpu (Writer *writer, const GPtrArray *runs)
{
  gint64 least = G_MAXINT64, most = -1, sum = 0;
  g_autofree char *from = NULL, *to = NULL, *mean = NULL;

  for (guint i = 0; i < runs->len; i++) {
    const HeddleSentenceRun *run = g_ptr_array_index (runs, i);

    least = MIN (least, run->summary.cpu_ns);
    most = MAX (most, run->summary.cpu_ns);
    sum += run->summary.cpu_ns;
  }
  if (least < 0)
    return;
  from = heddle_sentences_format_time (least);
  to = heddle_sentences_format_time (most);
  mean = heddle_sentences_format_time (sum / runs->len);
  if (!is_same_cpu (least, most))
    say (writer, _("The computing itself differs: from %s to %s of CPU."), from, to);
  else if (runs->len == 2)
    say (writer, _("The computing itself is the same in both: %s of CPU."), mean);
  else if (runs->len == 3)
    say (writer, _("The computing itself is the same in all three: %s of CPU."), mean);
  else
    say (writer, _("The computing itself is the same in all %u: %s of CPU."), runs->len, mean);
}

/* The times of a busy machine are those of its other programs too. */
static void
say_disturbance (Writer *writer, const GPtrArray *runs)
{
  const HeddleSentenceRun *worst = NULL;
  g_autofree char *waited = NULL;

  for (guint i = 0; i < runs->len; i++) {
    const HeddleSentenceRun *run = g_ptr_array_index (runs, i);

    if (is_disturbed (run) && (worst == NULL || run->summary.no_core_ns > worst->summary.no_core_ns))
      worst = run;
  }
  if (worst == NULL)
    return;
  waited = heddle_sentences_format_time (worst->summary.no_core_ns);
  say (writer,
       _("Other programs kept the cores busy: “%s” waited %s for one. Compare again when the machine is quiet."),
          worst->title, waited);
}

/* Where the event loop was blocked long enough to be noticed, and where it was least. */
static void
say_block (Writer *writer, const GPtrArray *runs)
{
  const HeddleSentenceRun *worst = g_ptr_array_index (runs, 0), *best = worst;
  g_autofree char *longest = NULL, *shortest = NULL;

  for (guint i = 1; i < runs->len; i++) {
    const HeddleSentenceRun *run = g_ptr_array_index (runs, i);

    if (run->summary.longest_block_ns > worst->summary.longest_block_ns)
      worst = run;
    if (run->summary.longest_block_ns < best->summary.longest_block_ns)
      best = run;
  }
  if (worst->summary.longest_block_ns < NOTICED_BLOCK_NS ||
      worst->summary.longest_block_ns < 2 * best->summary.longest_block_ns)
    return;
  longest = heddle_sentences_format_time (worst->summary.longest_block_ns);
  shortest = heddle_sentences_format_time (best->summary.longest_block_ns);
  say (writer, _("The main event loop was blocked for up to %s in “%s”, for up to %s in “%s”."), longest, worst->title,
                  shortest, best->title);
}

/**
 * heddle_sentences_make:
 * @runs: (array length=n_runs): runs, in the order in which they are shown
 * @n_runs: how many
 *
 * Returns: (transfer full): sentences, none of which says more than the numbers do
 */
GStrv
heddle_sentences_make (const HeddleSentenceRun *runs, guint n_runs)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) whole = g_ptr_array_new ();
  Writer writer = { .sentences = builder };

  for (guint i = 0; i < n_runs; i++) {
    if (runs[i].is_whole && whole->len > 0)
      say_difference (&writer, g_ptr_array_index (whole, whole->len - 1), &runs[i]);
    if (runs[i].is_whole)
      g_ptr_array_add (whole, (gpointer) &runs[i]);
    else
      say (&writer, _("“%s” did not come to its end, so it is not compared."), runs[i].title);
  }
  if (whole->len > 1) {
    say_cpu (&writer, whole);
    say_block (&writer, whole);
    say_disturbance (&writer, whole);
  }
  return g_strv_builder_end (builder);
}
