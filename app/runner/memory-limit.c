/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run may use of the machine.
 * Threads: any. Cost: 2 to 5 µs, a reading of /proc.
 */
#include "runner/memory-limit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Tells the parent why; see lab/run.c. */
#define EXIT_MEMORY_LIMIT 99

/**
 * heddle_memory_limit_check:
 * @limit_mib: how much may be resident, in MiB; 0 for no limit
 *
 * Ends the process when more is. What it has recorded is in shared memory.
 */
void
heddle_memory_limit_check (int limit_mib)
{
  static int fd = -1;
  char text[128], *resident;
  ssize_t n;

  if (limit_mib <= 0)
    return;
  if (fd < 0)
    fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  n = pread (fd, text, sizeof text - 1, 0);
  if (n <= 0)
    return;
  text[n] = '\0';
  strtoul (text, &resident, 10); /* all addresses */
  if (strtoul (resident, NULL, 10) / 256 * (unsigned long) sysconf (_SC_PAGESIZE) / 4096 > (unsigned long) limit_mib)
    _exit (EXIT_MEMORY_LIMIT);
}
