/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A runner that does not keep to the rules, for test-run.c: it says `before` as it should, then does what the name of
 * its program says.
 */
#include "base/clock.h"
#include "trace/recorder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#define MEMORY_FD 3
#define DOORBELL_FD 4

static void
ring (void)
{
  eventfd_write (DOORBELL_FD, 1);
}

static void
do_nothing_more (void)
{
  for (;;)
    pause ();
}

/* The memory that the parent reads, from a place on. */
static guint8 *
map (gsize offset, gsize n_bytes)
{
  return mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, MEMORY_FD, (off_t) offset);
}

static void
fill (guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = (guint8) g_rand_int (rand);
}

/* All of the first ring but its place for reading. */
static void
write_nonsense (HeddleRecorder *recorder, HeddleRings *rings)
{
  guint8 *first = map (4096, 4096 + HEDDLE_RING_BYTES);

  fill (first + 4096, HEDDLE_RING_BYTES);
  heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, 0, "x", 1);
  fill (first + 4096, HEDDLE_RING_BYTES);
  ring ();
  do_nothing_more ();
}

static void
write_heads (HeddleRecorder *recorder, HeddleRings *rings)
{
  memset (map (4096, 4096), 0xff, 64);
  ring ();
  do_nothing_more ();
}

/* More rings than there are, and a reader that sleeps for ever. */
static void
write_header (HeddleRecorder *recorder, HeddleRings *rings)
{
  memset (map (0, 4096), 0xff, 4096);
  ring ();
}

static void
shrink (HeddleRecorder *recorder, HeddleRings *rings)
{
  if (ftruncate (MEMORY_FD, 0) == 0)
    abort ();
  ring ();
}

static void
close_doorbell (HeddleRecorder *recorder, HeddleRings *rings)
{
  eventfd_t count;

  eventfd_read (DOORBELL_FD, &count);
  close (DOORBELL_FD);
  heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, 0, "after", 5);
}

static void
end_twice (HeddleRecorder *recorder, HeddleRings *rings)
{
  HeddleSpanId span = heddle_recorder_begin (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, 0, 0, 0);

  heddle_recorder_end (recorder, span, 0);
  heddle_recorder_end (recorder, span, 0);
  heddle_recorder_flush (recorder);
  do_nothing_more ();
}

static void
flood_text (HeddleRecorder *recorder, HeddleRings *rings)
{
  g_autofree char *text = g_strnfill (64 << 20, 'x');

  for (;;)
    heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, 0, text, 64 << 20);
}

static void
flood_sites (HeddleRecorder *recorder, HeddleRings *rings)
{
  for (guint i = 0;; i++) {
    g_autofree char *label = g_strdup_printf ("%0*u", 1000, i);

    heddle_recorder_mark (recorder, HEDDLE_MARK_USER, heddle_recorder_site (recorder, label, NULL, 0, 0), 0, 0);
  }
}

static const struct {
  const char *name;
  void (*act) (HeddleRecorder *recorder, HeddleRings *rings);
} manners[] = {
  { "--main=nonsense", write_nonsense }, { "--main=heads", write_heads },       { "--main=header", write_header },
  { "--main=shrink", shrink },           { "--main=doorbell", close_doorbell }, { "--main=ends-twice", end_twice },
  { "--main=text", flood_text },         { "--main=sites", flood_sites },
};

int
main (int argc, char **argv)
{
  HeddleRings *rings = heddle_rings_new_from_fds (MEMORY_FD, DOORBELL_FD, NULL);
  HeddleRecorder *recorder = heddle_recorder_new (rings, HEDDLE_ROLE_MAIN, "main thread");

  heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, 0, "before", 6);
  heddle_recorder_flush (recorder);
  for (int i = 1; i < argc; i++)
    for (guint j = 0; j < G_N_ELEMENTS (manners); j++)
      if (strcmp (argv[i], manners[j].name) == 0)
        manners[j].act (recorder, rings);
  _exit (0); /* nothing that it has broken is touched again */
}
