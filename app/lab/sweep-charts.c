/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of sweeps as charts and as rows.
 * Threads: one.
 */
#include "lab/sweep-charts.h"

#include "base/clock.h"
#include "base/error.h"
#include "export/chart-svg.h"
#include "export/output.h"

#include <glib/gi18n.h>

/* So many straight pieces look like a curve. */
#define N_CURVE 48

static double
find_x (const HeddleSweepResult *result, guint n_cores, double value)
{
  return result->vary == NULL || result->cores->len > 1 ? n_cores : value;
}

static char *
make_label (const HeddleSweepResult *result, guint variant, guint n_results)
{
  const char *title = g_ptr_array_index (result->variant_titles, variant);

  return n_results == 1 ? g_strdup (title) : g_strdup_printf ("%s · %s", title, result->machine->host);
}

/* Of two varied things a chart shows the first value of the other one. */
static gboolean
is_shown (const HeddleSweepResult *result, double value)
{
  return result->cores->len == 1 || value == g_array_index (result->values, double, 0);
}

static void
add_points (const HeddleSweepResult *result,
            const GArray *groups,
            guint variant,
            gboolean is_speed_up,
            HeddleChartSeries *series)
{
  for (guint i = 0; i < groups->len; i++) {
    const HeddleSweepGroup *group = &g_array_index (groups, HeddleSweepGroup, i);
    HeddleChartPoint point = {
      .x = find_x (result, group->n_cores, group->value),
      .y = is_speed_up ? group->speed_up : group->time_s,
    };

    if (is_speed_up && group->is_reference)
      point.y = (HeddleInterval){ 1, 1, 1, 1 };
    if (group->variant == variant && group->n_done > 0 && is_shown (result, group->value))
      g_array_append_val (series->points, point);
  }
}

static void
add_dots (const HeddleSweepResult *result, guint variant, double reference_s, HeddleChartSeries *series)
{
  for (guint i = 0; i < result->measurements->len; i++) {
    const HeddleMeasurement *measurement = &g_array_index (result->measurements, HeddleMeasurement, i);
    double time_s = (double) measurement->wall_ns / HEDDLE_NS_PER_S;
    HeddleChartDot dot = {
      .x = find_x (result, measurement->n_cores, measurement->value),
      .y = reference_s > 0 ? reference_s / time_s : time_s,
    };

    if (measurement->variant == variant && measurement->failure == NULL && is_shown (result, measurement->value))
      g_array_append_val (series->dots, dot);
  }
}

static void
add_law (const HeddleSweepResult *result,
         const GArray *groups,
         guint variant,
         double reference_s,
         HeddleChartSeries *series)
{
  double first = g_array_index (result->cores, guint, 0);
  double last = g_array_index (result->cores, guint, result->cores->len - 1);
  HeddleFit fit;

  if (heddle_sweep_fit (result, groups, variant, &fit) != HEDDLE_LAW_HOLDS)
    return;
  for (guint i = 0; i <= N_CURVE; i++) {
    double x = first + (last - first) * i / N_CURVE, time_s = heddle_fit_get_time (&fit, x);
    HeddleChartDot dot = { x, reference_s > 0 ? reference_s / time_s : time_s };

    g_array_append_val (series->curve, dot);
  }
}

static double
find_reference (const GArray *groups, guint variant)
{
  for (guint i = 0; i < groups->len; i++) {
    const HeddleSweepGroup *group = &g_array_index (groups, HeddleSweepGroup, i);

    if (group->variant == variant && group->is_reference)
      return group->time_s.middle;
  }
  return 0;
}

static void
add_result (HeddleChart *chart, HeddleSweepResult *result, guint n_results, gboolean is_speed_up, guint *look)
{
  g_autoptr (GArray) groups = heddle_sweep_summarize (result);

  for (guint variant = 0; variant < result->variant_names->len; variant++) {
    g_autofree char *label = make_label (result, variant, n_results);
    HeddleChartSeries *series = heddle_chart_add_series (chart, label, (*look)++);
    double reference_s = is_speed_up ? find_reference (groups, variant) : 0;

    add_points (result, groups, variant, is_speed_up, series);
    if (!is_speed_up || reference_s > 0)
      add_dots (result, variant, reference_s, series);
    if (result->vary == NULL && (!is_speed_up || reference_s > 0))
      add_law (result, groups, variant, reference_s, series);
  }
}

static HeddleChart *
make_chart (HeddleSweepResult *const *results,
            guint n_results,
            const char *title,
            const char *unit,
            gboolean is_speed_up)
{
  gboolean over_cores = results[0]->vary == NULL || results[0]->cores->len > 1;
  HeddleChart *chart = heddle_chart_new (title, over_cores ? _("cores") : results[0]->vary_title, unit, is_speed_up);
  guint look = 0;

  chart->has_ideal = is_speed_up && over_cores;
  for (guint i = 0; i < n_results; i++)
    add_result (chart, results[i], n_results, is_speed_up, &look);
  heddle_chart_finish (chart);
  return chart;
}

/**
 * heddle_sweep_charts_make_times:
 * @results: (array length=n_results): results of the same
 * @n_results: how many, at least one
 *
 * Returns: (transfer full): how long each takes
 */
HeddleChart *
heddle_sweep_charts_make_times (HeddleSweepResult *const *results, guint n_results)
{
  return make_chart (results, n_results, _("Time to finish: every run, median and 95 % interval"), " s", FALSE);
}

/**
 * heddle_sweep_charts_make_speed_ups:
 * @results: (array length=n_results): results of the same
 * @n_results: how many, at least one
 *
 * Returns: (transfer full): how much faster each is than on the least cores of the same machine
 */
HeddleChart *
heddle_sweep_charts_make_speed_ups (HeddleSweepResult *const *results, guint n_results)
{
  return make_chart (results, n_results, _("Speed-up over the fewest cores, and 95 % interval"), "×", TRUE);
}

static void
add_row (HeddleOutput *output, const HeddleSweepResult *result, const HeddleMeasurement *measurement)
{
  const gint64 times_ns[] = {
    measurement->wall_ns,
    measurement->cpu_ns,
    measurement->start_ns,
    measurement->split.several_ns,
    measurement->split.one_thread_ns,
    measurement->split.start_up_ns,
    measurement->split.waiting_ns,
    measurement->split.rest_ns,
  };

  heddle_output_add_csv (output, result->machine->host);
  heddle_output_add (output, ",");
  heddle_output_add_csv (output, g_ptr_array_index (result->variant_names, measurement->variant));
  heddle_output_addf (output, ",%u,", measurement->n_cores);
  if (result->vary != NULL)
    heddle_output_add_double (output, "%.15g", measurement->value);
  heddle_output_add (output, ",");
  heddle_output_add_csv (output, measurement->failure != NULL ? measurement->failure : "");
  for (guint i = 0; i < G_N_ELEMENTS (times_ns); i++) {
    heddle_output_add (output, ",");
    if (measurement->failure == NULL && times_ns[i] >= 0)
      heddle_output_add_double (output, "%.9f", (double) times_ns[i] / HEDDLE_NS_PER_S);
  }
  heddle_output_add (output, "\n");
}

/**
 * heddle_sweep_charts_write_csv:
 * @results: (array length=n_results): results
 * @n_results: how many
 * @stream: where to
 * @error: where to put an error
 *
 * Writes a row for each run, times in seconds.
 *
 * Returns: whether all was written; else an error of @stream
 */
gboolean
heddle_sweep_charts_write_csv (HeddleSweepResult *const *results,
                               guint n_results,
                               GOutputStream *stream,
                               GError **error)
{
  HeddleOutput output;

  heddle_output_init (&output, stream);
  heddle_output_add (&output,
                     "machine,variant,cores,value,failure,wall_s,cpu_s,start_s,several_s,one_thread_s,start_up_s,"
                     "waiting_s,rest_s\n");
  for (guint i = 0; i < n_results; i++)
    for (guint j = 0; j < results[i]->measurements->len; j++)
      add_row (&output, results[i], &g_array_index (results[i]->measurements, HeddleMeasurement, j));
  return heddle_output_finish (&output, error);
}

/**
 * heddle_sweep_charts_check_path:
 * @path: where a result is to be saved
 * @error: where to put an error
 *
 * Returns: %FALSE with HEDDLE_ERROR_USAGE when its ending names no form
 */
gboolean
heddle_sweep_charts_check_path (const char *path, GError **error)
{
  if (g_str_has_suffix (path, ".json") || g_str_has_suffix (path, ".csv") || g_str_has_suffix (path, ".svg"))
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               _("%s: the ending says in which form a result is saved: expected .json, .csv or .svg"), path);
  return FALSE;
}

/**
 * heddle_sweep_charts_save:
 * @results: (array length=n_results): results
 * @n_results: how many, at least one
 * @path: where to save them: .json, .csv (a row a run) or .svg (the charts)
 * @error: where to put an error
 *
 * Returns: whether all was written; else the old file is untouched, with HEDDLE_ERROR_USAGE for an unknown ending and
 *   HEDDLE_ERROR_SYSTEM for what the system refused
 */
gboolean
heddle_sweep_charts_save (HeddleSweepResult *const *results, guint n_results, const char *path, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HeddleChart) times = NULL, speed_ups = NULL;

  if (!heddle_sweep_charts_check_path (path, error))
    return FALSE;
  if (g_str_has_suffix (path, ".json"))
    return heddle_sweep_result_save (results, n_results, path, error);
  if (g_str_has_suffix (path, ".csv"))
    return heddle_sweep_charts_write_csv (results, n_results, stream, error) &&
           heddle_sweep_result_write (path, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                                      g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), error);
  times = heddle_sweep_charts_make_times (results, n_results);
  speed_ups = heddle_sweep_charts_make_speed_ups (results, n_results);
  return heddle_export_charts_svg ((const HeddleChart *const[]){ times, speed_ups }, 2, stream, error) &&
         heddle_sweep_result_write (path, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), error);
}
