/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * heddle-cli at: the event loops of a saved trace at one moment.
 */
#include "cli/commands.h"
#include "base/clock.h"
#include "base/error.h"
#include "export/export.h"
#include "export/names.h"
#include "trace/layout.h"
#include "trace/state.h"
#include "trace/summary.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  HeddleTrace *trace;
  gint64 time_ns;
} View;

/* "120", "120ms", "1.5s", "250us": milliseconds where there is no unit. */
static gboolean
read_time (const char *text, gint64 *time_ns, GError **error)
{
  static const struct {
    const char *name;
    double unit_ns;
  } units[] = {
    { "", 1e6 }, { "ms", 1e6 }, { "s", 1e9 }, { "us", 1e3 }, { "µs", 1e3 }, { "ns", 1 },
  };
  char *end;
  double value = g_ascii_strtod (text, &end);

  end += strspn (end, " ");
  for (guint i = 0; i < G_N_ELEMENTS (units) && end != text; i++)
    if (strcmp (end, units[i].name) == 0 && value >= 0 && value < 1e9) {
      *time_ns = (gint64) (value * units[i].unit_ns);
      return TRUE;
    }
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
               _("“%s” is no time: expected 120, 120ms, 1.5s or 250us"), text);
  return FALSE;
}

static void
print_line (View *view, const char *title, const HeddleMomentEntry *entry, const char *note)
{
  const HeddleSpan *span = heddle_trace_get_span (view->trace, entry->ref);
  const HeddleSite *site = heddle_trace_get_site (view->trace, span->site);
  const HeddleSite *place = heddle_trace_find_place (view->trace, entry->ref);

  printf ("  %-12s %s", title, site != NULL && site->label[0] != '\0' ? site->label : heddle_kind_get_id (span->kind));
  if (place != NULL)
    printf (" (%s:%u:%u)", place->file, place->line, place->column);
  if (note != NULL)
    printf (", %s", note);
  putchar ('\n');
}

static char *
describe (View *view, const char *format, gint64 from_ns, gint64 to_ns)
{
  g_autofree char *time = heddle_layout_format_time (to_ns - from_ns);

  return to_ns == HEDDLE_TIME_OPEN ? NULL : g_strdup_printf (format, time);
}

static void
print_since (View *view, const char *title, const GArray *entries, const char *format)
{
  for (guint i = 0; i < entries->len; i++) {
    const HeddleMomentEntry *entry = &g_array_index (entries, HeddleMomentEntry, i);
    g_autofree char *note = describe (view, format, entry->since_ns, view->time_ns);

    print_line (view, i == 0 ? title : "", entry, note);
  }
}

static void
print_tasks (View *view, const GArray *tasks)
{
  const char *const names[HEDDLE_N_QUEUES] = {
    _("tasks"), _("timer tasks"), _("messages"), _("network"), _("files"), _("input"),
    };

  for (guint i = 0; i < tasks->len; i++) {
    const HeddleMomentEntry *entry = &g_array_index (tasks, HeddleMomentEntry, i);
    g_autofree char *note = describe (view, _("ready for %s"), entry->since_ns, view->time_ns);

    print_line (view, names[entry->queue], entry, note);
  }
}

static char *
describe_elsewhere (View *view, const HeddleMomentEntry *entry)
{
  const HeddleSpan *span = heddle_trace_get_span (view->trace, entry->ref);

  if (span->kind == HEDDLE_KIND_TIMER)
    return describe (view, _("%s left"), view->time_ns, entry->until_ns);
  if (span->kind != HEDDLE_KIND_REQUEST)
    return describe (view, _("for %s"), entry->since_ns, view->time_ns);
  switch ((int) entry->phase) {
  case HEDDLE_MARK_FIRST_BYTE:
  case HEDDLE_MARK_CHUNK:
    return describe (view, _("the answer is coming; for %s"), entry->since_ns, view->time_ns);
  case HEDDLE_MARK_SENT:
    return describe (view, _("sent; for %s"), entry->since_ns, view->time_ns);
  case HEDDLE_MARK_CONNECTED:
    return describe (view, _("connected; for %s"), entry->since_ns, view->time_ns);
  default:
    return describe (view, _("not connected yet; for %s"), entry->since_ns, view->time_ns);
  }
}

static void
print_thread (View *view, HeddleMoments *moments, guint thread)
{
  g_auto (HeddleMoment) moment = { 0 };

  heddle_moment_init (&moment);
  heddle_moments_get (moments, thread, view->time_ns, &moment);
  printf ("%s\n", heddle_trace_get_thread (view->trace, thread)->name);
  print_since (view, _("runs"), moment.stack, _("for %s"));
  if (moment.stack->len == 0)
    printf ("  %-12s %s\n", _("runs"), _("nothing"));
  print_since (view, _("microtasks"), moment.microtasks, _("ready for %s"));
  print_tasks (view, moment.tasks);
  print_since (view, _("waits"), moment.waits, _("for %s"));
  for (guint i = 0; i < moment.elsewhere->len; i++) {
    const HeddleMomentEntry *entry = &g_array_index (moment.elsewhere, HeddleMomentEntry, i);
    g_autofree char *note = describe_elsewhere (view, entry);

    print_line (view, i == 0 ? _("elsewhere") : "", entry, note);
  }
}

static void
print_run (HeddleTrace *trace, gint64 time_ns)
{
  g_autoptr (HeddleMoments) moments = heddle_moments_new (trace);
  const char *title = heddle_trace_get_info (trace, "title");
  g_autofree char *time = heddle_layout_format_time (time_ns);
  View view = { trace, time_ns + MAX (heddle_trace_get_start_ns (trace), 0) };

  printf ("%s: %s\n", title != NULL ? title : _("Run"), time);
  for (guint i = 0; i < heddle_trace_get_n_threads (trace); i++)
    if (heddle_thread_runs_javascript (heddle_trace_get_thread (trace, i)))
      print_thread (&view, moments, i);
}

int
heddle_cli_at (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) traces = NULL;
  gint64 time_ns;

  if (!heddle_cli_take_arguments (argc, argv, 2, "TRACE TIME", &error) || !read_time (argv[2], &time_ns, &error))
    return heddle_cli_fail (error);
  traces = heddle_import_file (argv[1], &error);
  if (traces == NULL)
    return heddle_cli_fail (error);
  for (guint i = 0; i < traces->len; i++)
    print_run (g_ptr_array_index (traces, i), time_ns);
  return HEDDLE_EXIT_DONE;
}
