/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts of the machine that a trace was recorded on.
 * Threads: any.
 */
#include "lab/machine.h"

#include <fcntl.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

/**
 * heddle_machine_dup_cpu_model:
 *
 * Returns: (transfer full) (nullable): what the first CPU calls itself; %NULL when the kernel does not say
 */
char *
heddle_machine_dup_cpu_model (void)
{
  char text[4096];
  g_auto (GStrv) lines = NULL;
  int fd = open ("/proc/cpuinfo", O_RDONLY | O_CLOEXEC);
  gssize n = fd >= 0 ? read (fd, text, sizeof text - 1) : -1;

  if (fd >= 0)
    close (fd);
  if (n <= 0)
    return NULL;
  text[n] = '\0';
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *colon = strchr (lines[i], ':');

    if (colon != NULL && (g_str_has_prefix (lines[i], "model name") || g_str_has_prefix (lines[i], "Model")))
      return g_strstrip (g_strdup (colon + 1));
  }
  return NULL;
}

/**
 * heddle_machine_describe:
 * @trace: a trace
 *
 * Sets what is known about the machine as its "cpu-model", "machine-cpus", "kernel", "architecture" and "date".
 */
void
heddle_machine_describe (HeddleTrace *trace)
{
  g_autofree char *model = heddle_machine_dup_cpu_model ();
  g_autofree char *n_cpus = g_strdup_printf ("%ld", sysconf (_SC_NPROCESSORS_ONLN));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format_iso8601 (now);
  struct utsname system;

  if (model != NULL)
    heddle_trace_set_info (trace, "cpu-model", model);
  heddle_trace_set_info (trace, "machine-cpus", n_cpus);
  heddle_trace_set_info (trace, "date", date);
  if (uname (&system) == 0) {
    heddle_trace_set_info (trace, "kernel", system.release);
    heddle_trace_set_info (trace, "architecture", system.machine);
  }
}
