/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the numbers of a sweep say, in sentences. Something is called faster or slower only when the interval of the ratio
 * does not hold 1, and a cause is named only when the measured split of the time shows it.
 * Threads: any.
 */
#include "lab/sweep-sentences.h"

#include "base/clock.h"
#include "lab/sentences.h"

#include <glib/gi18n.h>

/* So much of the time makes a cause. */
#define MOST 0.8
#define NOTABLE 0.2

typedef enum {
  FATE_UNKNOWN, /* too few repeats */
  FATE_GAINS,
  FATE_LOSES,
  FATE_ONE_THREAD, /* no difference, and never two threads at once */
  FATE_WAITS,      /* no difference, and nearly nothing but waiting */
  FATE_SAME,       /* no difference */
  N_FATES,
} Fate;

typedef struct {
  const HeddleSweepResult *result;
  const GArray *groups;
  GStrvBuilder *sentences;
  guint least, most; /* core counts */
  double value;
} Writer;

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

static const char *
get_title (const Writer *writer, guint variant)
{
  return g_ptr_array_index (writer->result->variant_titles, variant);
}

static const HeddleSweepGroup *
find_last (const Writer *writer, guint variant)
{
  return heddle_sweep_find_group (writer->groups, variant, writer->most, writer->value);
}

static Fate
find_fate (const HeddleSweepGroup *group)
{
  double wall_ns = group->time_s.middle * HEDDLE_NS_PER_S;

  if (!heddle_interval_is_trusted (&group->speed_up))
    return FATE_UNKNOWN;
  if (heddle_interval_is_above (&group->speed_up, 1))
    return FATE_GAINS;
  if (heddle_interval_is_below (&group->speed_up, 1))
    return FATE_LOSES;
  if ((double) group->split.waiting_ns > MOST * wall_ns)
    return FATE_WAITS;
  return group->split.several_ns == 0 ? FATE_ONE_THREAD : FATE_SAME;
}

/* (transfer full) (nullable): the titles of all variants with that fate, with commas between them */
static char *
list_titles (const Writer *writer, Fate fate, guint *n_titles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;

  *n_titles = 0;
  for (guint variant = 0; variant < writer->result->variant_names->len; variant++)
    if (find_fate (find_last (writer, variant)) == fate) {
      g_autofree char *quoted = g_strdup_printf (_("“%s”"), get_title (writer, variant));

      g_strv_builder_add (builder, quoted);
      ++*n_titles;
    }
  titles = g_strv_builder_end (builder);
  return *n_titles > 0 ? g_strjoinv (", ", titles) : NULL;
}

static void
say_no_gain (Writer *writer)
{
  guint n;
  g_autofree char *one_thread = list_titles (writer, FATE_ONE_THREAD, &n);
  g_autofree char *waiting = NULL, *same = NULL, *unknown = NULL;

  if (one_thread != NULL)
    say (writer,
         ngettext ("More cores change nothing for %s, beyond the noise: it computes on one thread.",
                   "More cores change nothing for %s, beyond the noise: each computes on one thread.", n),
         one_thread);
  waiting = list_titles (writer, FATE_WAITS, &n);
  if (waiting != NULL)
    say (writer,
         ngettext ("More cores change nothing for %s, beyond the noise: it spends its time waiting for the world.",
                   "More cores change nothing for %s, beyond the noise: they spend their time waiting for the world.",
                   n),
         waiting);
  same = list_titles (writer, FATE_SAME, &n);
  if (same != NULL)
    say (writer, _("%s: no difference beyond the noise between %u and %u cores."), same, writer->least, writer->most);
  unknown = list_titles (writer, FATE_UNKNOWN, &n);
  if (unknown != NULL)
    say (writer, _("%s: too few measurements to tell a difference; at least 4 on each number of cores are needed."),
                    unknown);
}

/**
 * heddle_sweep_sentences_describe_split:
 * @group: a group that has been measured
 *
 * Returns: (transfer full): what more cores cannot shorten of its time, as “0.30 s waiting + 0.04 s on one thread”; empty
 *   when it is less than a tenth of it all
 */
char *
heddle_sweep_sentences_describe_split (const HeddleSweepGroup *group)
{
  const HeddleTimeSplit *split = &group->split;
  const struct {
    gint64 time_ns;
    const char *format;
  } parts[] = {
    { split->waiting_ns, _("%s waiting") },
      { split->one_thread_ns, _("%s on one thread") },
        { split->start_up_ns, _("%s starting workers") },
          { split->rest_ns, _("%s else") },
        };
  g_autoptr (GString) text = g_string_new (NULL);
  double wall_ns = group->time_s.middle * HEDDLE_NS_PER_S;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *time = heddle_sentences_format_time (parts[i].time_ns);

    if ((double) parts[i].time_ns < 0.02 * wall_ns)
      continue;
    g_string_append (text, text->len > 0 ? " + " : "");
    g_string_append_printf (text, parts[i].format, time);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say_gain (Writer *writer, guint variant)
{
  const HeddleSweepGroup *group = find_last (writer, variant);
  const HeddleInterval *gain = &group->speed_up;
  gint64 wall_ns = (gint64) (group->time_s.middle * HEDDLE_NS_PER_S);
  g_autofree char *left = heddle_sentences_format_time (wall_ns);
  g_autofree char *waiting = heddle_sentences_format_time (group->split.waiting_ns);
  g_autofree char *alone = heddle_sentences_format_time (group->split.one_thread_ns);

  if ((double) group->split.waiting_ns > NOTABLE * (double) wall_ns)
    say (writer, _("“%s” gains %.2f× [%.2f, %.2f] on %u cores; %s of the %s left are waiting."),
                    get_title (writer, variant), gain->middle, gain->low, gain->high, writer->most, waiting, left);
  else if ((double) group->split.one_thread_ns > NOTABLE * (double) wall_ns)
    say (writer, _("“%s” gains %.2f× [%.2f, %.2f] on %u cores; %s of the %s left are work on one thread."),
                    get_title (writer, variant), gain->middle, gain->low, gain->high, writer->most, alone, left);
  else
    say (writer, _("“%s” gains %.2f× [%.2f, %.2f] on %u cores."), get_title (writer, variant), gain->middle, gain->low,
                    gain->high, writer->most);
}

static void
say_law (Writer *writer, guint variant)
{
  HeddleFit fit;
  HeddleSweepLaw law = heddle_sweep_fit (writer->result, writer->groups, variant, &fit);

  if (law == HEDDLE_LAW_HOLDS && fit.serial.low > 0)
    say (writer,
         _("Amdahl’s law holds for “%s”: %.1f %% [%.1f, %.1f] of its time on one core is serial, so that no number of "
           "cores makes it more than %.0f× faster."),
            get_title (writer, variant), 100 * fit.serial.middle, 100 * fit.serial.low, 100 * fit.serial.high,
            1 / fit.serial.low);
  else if (law == HEDDLE_LAW_HOLDS)
    say (writer, _("Amdahl’s law holds for “%s”, with a serial part from 0 to %.1f %%."), get_title (writer, variant),
                    100 * fit.serial.high);
  else if (law == HEDDLE_LAW_CONTRADICTED)
    say (writer, _("The times of “%s” do not follow Amdahl’s law."), get_title (writer, variant));
}

static void
say_over_cores (Writer *writer)
{
  for (guint variant = 0; variant < writer->result->variant_names->len; variant++) {
    const HeddleSweepGroup *group = find_last (writer, variant);
    Fate fate = find_fate (group);

    if (fate == FATE_GAINS)
      say_gain (writer, variant);
    else if (fate == FATE_LOSES)
      say (writer, _("“%s” is slower on %u cores than on %u: %.2f× [%.2f, %.2f]."), get_title (writer, variant),
                      writer->most, writer->least, group->speed_up.middle, group->speed_up.low, group->speed_up.high);
    if (fate == FATE_GAINS)
      say_law (writer, variant);
  }
  say_no_gain (writer);
}

/* On one number of cores the variants are compared, each with the one before it. */
static void
say_over_variants (Writer *writer)
{
  for (guint variant = 1; variant < writer->result->variant_names->len; variant++) {
    const HeddleSweepGroup *before = find_last (writer, variant - 1), *group = find_last (writer, variant);
    HeddleInterval ratio = heddle_sweep_compare (writer->result, before, writer->result, group);
    gboolean takes_turns = writer->most == 1 && group->n_workers > before->n_workers;

    if (!heddle_interval_is_trusted (&ratio))
      say (writer, _("“%s” and “%s”: too few measurements to tell a difference; at least 4 of each are needed."),
                      get_title (writer, variant), get_title (writer, variant - 1));
    else if (ratio.low > 1)
      say (writer, _("“%s” is %.2f× [%.2f, %.2f] as fast as “%s”."), get_title (writer, variant), ratio.middle,
                      ratio.low, ratio.high, get_title (writer, variant - 1));
    else if (takes_turns)
      say (writer, _("“%s” gains nothing over “%s”: on one core its threads take turns."), get_title (writer, variant),
                      get_title (writer, variant - 1));
    else if (ratio.high < 1)
      say (writer, _("“%s” is slower than “%s”: %.2f× [%.2f, %.2f] as fast."), get_title (writer, variant),
                      get_title (writer, variant - 1), ratio.middle, ratio.low, ratio.high);
    else
      say (writer, _("“%s” and “%s”: no difference beyond the noise."), get_title (writer, variant),
                      get_title (writer, variant - 1));
  }
}

static void
say_over_values (Writer *writer)
{
  double last = g_array_index (writer->result->values, double, writer->result->values->len - 1);

  for (guint variant = 0; variant < writer->result->variant_names->len; variant++) {
    const HeddleSweepGroup *group = heddle_sweep_find_group (writer->groups, variant, writer->most, last);

    if (!heddle_interval_is_trusted (&group->speed_up))
      say (writer, _("“%s”: too few measurements to tell a difference; at least 4 of each are needed."),
                      get_title (writer, variant));
    else if (group->speed_up.low <= 1 && group->speed_up.high >= 1)
      say (writer, _("“%s”: no difference beyond the noise between %s %g and %g."), get_title (writer, variant),
                      writer->result->vary, writer->value, last);
    else
      say (writer, _("“%s” is %.2f× [%.2f, %.2f] as fast with %s %g as with %g."), get_title (writer, variant),
                      group->speed_up.middle, group->speed_up.low, group->speed_up.high, writer->result->vary, last,
                      writer->value);
  }
}

static void
say_failures (Writer *writer)
{
  guint n_failed = 0;

  for (guint i = 0; i < writer->groups->len; i++)
    n_failed += g_array_index (writer->groups, HeddleSweepGroup, i).n_failed;
  if (n_failed > 0)
    say (writer,
         ngettext ("%u run failed; it is not in the figures.", "%u runs failed; they are not in the figures.",
                   n_failed),
         n_failed);
}

/**
 * heddle_sweep_sentences_make:
 * @result: a result
 * @groups: what heddle_sweep_summarize() found in it
 *
 * Returns: (transfer full): sentences, none of which says more than the numbers do
 */
GStrv
heddle_sweep_sentences_make (const HeddleSweepResult *result, const GArray *groups)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Writer writer = {
    .result = result,
    .groups = groups,
    .sentences = builder,
    .least = g_array_index (result->cores, guint, 0),
    .value = g_array_index (result->values, double, 0),
  };

  writer.most = writer.least;
  for (guint i = 0; i < result->cores->len; i++)
    writer.most = MAX (writer.most, g_array_index (result->cores, guint, i));
  if (result->cores->len > 1)
    say_over_cores (&writer);
  else if (result->values->len > 1)
    say_over_values (&writer);
  else
    say_over_variants (&writer);
  say_failures (&writer);
  return g_strv_builder_end (builder);
}
