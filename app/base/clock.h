/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clocks that a trace is written with.
 * Threads: any. Cost: heddle_clock_now () about 20 ns, heddle_clock_thread_cpu () about 200 ns (a system call).
 */
#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

#define HEDDLE_NS_PER_US G_GINT64_CONSTANT (1000)
#define HEDDLE_NS_PER_MS G_GINT64_CONSTANT (1000000)
#define HEDDLE_NS_PER_S G_GINT64_CONSTANT (1000000000)

static inline gint64
heddle_clock_read (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * HEDDLE_NS_PER_S + now.tv_nsec;
}

/**
 * heddle_clock_now:
 *
 * Returns: CLOCK_MONOTONIC in nanoseconds: the same for all processes of this machine
 */
static inline gint64
heddle_clock_now (void)
{
  return heddle_clock_read (CLOCK_MONOTONIC);
}

/**
 * heddle_clock_thread_cpu:
 *
 * Returns: the nanoseconds that the calling thread has been on a core
 */
static inline gint64
heddle_clock_thread_cpu (void)
{
  return heddle_clock_read (CLOCK_THREAD_CPUTIME_ID);
}

G_END_DECLS
