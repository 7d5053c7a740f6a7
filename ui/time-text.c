/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times as people read them, in their language.
 * Threads: any.
 */
#include "ui/time-text.h"

#include "base/clock.h"

#include <glib/gi18n.h>

/**
 * heddle_time_text_format:
 * @time_ns: a duration
 *
 * Returns: (transfer full): it with two or three digits, such as `3.2 s`, `0.52 s`, `14 ms`, `120 µs`
 */
char *
heddle_time_text_format (gint64 time_ns)
{
  double s = (double) time_ns / (double) HEDDLE_NS_PER_S;

  if (s >= 99.95)
    return g_strdup_printf (_("%.0f s"), s);
  if (s >= 0.9995)
    return g_strdup_printf (_("%.1f s"), s);
  if (s >= 0.1)
    return g_strdup_printf (_("%.2f s"), s);
  if (s >= 0.00995)
    return g_strdup_printf (_("%.0f ms"), s * 1e3);
  if (s >= 0.0009995)
    return g_strdup_printf (_("%.1f ms"), s * 1e3);
  return g_strdup_printf (_("%.0f µs"), s * 1e6);
}

static int
count_decimals (double step)
{
  int decimals = 0;

  for (; step < 0.9999 && decimals < 9; step *= 10)
    decimals++;
  return decimals;
}

/**
 * heddle_time_text_format_tick:
 * @time_ns: a moment
 * @step_ns: how far it is to the next tick
 *
 * Returns: (transfer full): the moment, in a unit and with as many decimals as @step_ns needs
 */
char *
heddle_time_text_format_tick (gint64 time_ns, gint64 step_ns)
{
  double time = (double) time_ns, step = (double) step_ns;

  if (step_ns >= 10 * HEDDLE_NS_PER_MS)
    return g_strdup_printf (_("%.*f s"), count_decimals (step / 1e9), time / 1e9);
  if (step_ns >= 10 * HEDDLE_NS_PER_US)
    return g_strdup_printf (_("%.*f ms"), count_decimals (step / 1e6), time / 1e6);
  return g_strdup_printf (_("%.*f µs"), count_decimals (step / 1e3), time / 1e3);
}
