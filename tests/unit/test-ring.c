/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records through shared memory: nothing torn, nothing out of order, whole spans dropped and counted.
 */
#include "trace/recorder.h"
#include "trace/trace.h"

#include "base/clock.h"
#include "base/error.h"

#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
  HeddleRings *reading;
  HeddleRings *writing;
  HeddleTrace *trace;
} Fixture;

/* Both ends in one process, each with a mapping of its own, as in two. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->reading = heddle_rings_new (&error);
  g_assert_no_error (error);
  self->writing = heddle_rings_new_from_fds (dup (heddle_rings_get_memory_fd (self->reading)),
                                             dup (heddle_rings_get_doorbell_fd (self->reading)), &error);
  g_assert_no_error (error);
  self->trace = heddle_trace_new ();
  heddle_trace_set_origin (self->trace, heddle_clock_now ());
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->trace);
  heddle_rings_free (self->writing);
  heddle_rings_free (self->reading);
}

static void
read_all (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_trace_read_rings (self->trace, self->reading, &error));
  g_assert_no_error (error);
}

static void
test_what_was_recorded (Fixture *self, gconstpointer data)
{
  HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_MAIN, "main thread");
  guint32 site = heddle_recorder_site (recorder, "größer", "main.js", 3, 7);
  gint64 queued_ns = heddle_clock_now ();
  HeddleSpanId task = heddle_recorder_begin (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, site, 0, queued_ns);
  HeddleSpanId whole = heddle_recorder_span (recorder, HEDDLE_KIND_MESSAGE, HEDDLE_STATE_WAITING, 0, task, queued_ns,
                                             queued_ns + 5, 42);
  const HeddleSpan *span;
  const HeddleSite *place;

  g_assert_cmpuint (heddle_recorder_site (recorder, "größer", "main.js", 3, 7), ==, site);
  heddle_recorder_mark (recorder, HEDDLE_MARK_CHUNK, site, whole, 99);
  heddle_recorder_text (recorder, HEDDLE_LEVEL_WARN, task, "hello\n", 6);
  heddle_recorder_end (recorder, task, 250 * HEDDLE_NS_PER_MS);
  heddle_recorder_free (recorder);
  read_all (self);
  g_assert_cmpuint (heddle_trace_get_n_spans (self->trace), ==, 2);
  g_assert_cmpstr (heddle_trace_get_thread (self->trace, 0)->name, ==, "main thread");
  span = heddle_trace_get_span (self->trace, HEDDLE_SPAN_REF (0, 1));
  place = heddle_trace_get_site (self->trace, span->site);
  g_assert_cmpstr (place->label, ==, "größer");
  g_assert_cmpstr (place->file, ==, "main.js");
  g_assert_cmpuint (place->line, ==, 3);
  g_assert_cmpuint (place->column, ==, 7);
  g_assert_cmpint (span->end_ns, >=, span->start_ns);
  g_assert_cmpfloat (span->cpu_s, ==, 0.25f);
  span = heddle_trace_get_span (self->trace, HEDDLE_SPAN_REF (0, 2));
  g_assert_cmpuint (heddle_trace_get_cause (self->trace, span), ==, HEDDLE_SPAN_REF (0, 1));
  g_assert_cmpint (span->end_ns - span->start_ns, ==, 5);
  g_assert_cmpuint (heddle_trace_get_span_value (self->trace, HEDDLE_SPAN_REF (0, 2)), ==, 42);
  g_assert_cmpuint (heddle_trace_get_mark (self->trace, 0)->value, ==, 99);
  g_assert_cmpuint (heddle_trace_get_mark (self->trace, 0)->of, ==, HEDDLE_SPAN_REF (0, 2));
  g_assert_cmpstr (heddle_trace_get_console (self->trace, 0)->text, ==, "hello");
  g_assert_cmpint (heddle_trace_get_console (self->trace, 0)->level, ==, HEDDLE_LEVEL_WARN);
  g_assert_cmpuint (heddle_trace_get_console (self->trace, 0)->span, ==, HEDDLE_SPAN_REF (0, 1));
}

/* Far more than a ring holds, in pieces of all lengths, so that its end falls everywhere. */
static void
test_around_the_ring (Fixture *self, gconstpointer data)
{
  HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_MAIN, "main thread");
  guint n_written = 0;
  char text[5000];

  memset (text, 'x', sizeof text);
  for (guint round = 0; round < 40; round++) {
    for (guint i = 0; i < 60; i++, n_written++) {
      gsize n_bytes = 10 + (n_written * 977) % 4900;
      HeddleSpanId span = heddle_recorder_begin (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, 0, 0, 0);

      g_assert_cmpuint (span, !=, HEDDLE_SPAN_NONE);
      g_snprintf (text, 10, "%08u ", n_written);
      text[9] = 'x';
      heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, span, text, n_bytes);
      heddle_recorder_end (recorder, span, 0);
    }
    read_all (self);
  }
  heddle_recorder_free (recorder);
  g_assert_cmpuint (heddle_trace_get_n_console (self->trace), ==, n_written);
  g_assert_cmpuint (heddle_trace_get_n_spans (self->trace), ==, n_written);
  for (guint i = 0; i < n_written; i++) {
    const HeddleConsoleEntry *entry = heddle_trace_get_console (self->trace, i);

    g_assert_cmpuint (g_ascii_strtoull (entry->text, NULL, 10), ==, i);
    g_assert_cmpuint (strlen (entry->text), ==, 10 + (i * 977) % 4900);
  }
}

/* Nobody reads: whole spans are dropped, never an end alone, and all are counted. */
static void
test_full (Fixture *self, gconstpointer data)
{
  HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_MAIN, "main thread");
  guint n_spans = 30000, n_dropped = 0;
  g_autofree HeddleSpanId *spans = g_new (HeddleSpanId, n_spans);

  for (guint i = 0; i < n_spans; i++) {
    spans[i] = heddle_recorder_begin (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, 0, 0, 0);
    n_dropped += spans[i] == HEDDLE_SPAN_NONE;
  }
  g_assert_cmpuint (n_dropped, >, 0);
  g_assert_cmpuint (n_dropped, <, n_spans);
  for (guint i = 0; i < n_spans; i++)
    heddle_recorder_end (recorder, spans[i], 0);
  read_all (self);
  heddle_recorder_free (recorder);
  read_all (self);
  g_assert_cmpuint (heddle_trace_get_n_spans (self->trace), ==, n_spans - n_dropped);
  g_assert_cmpuint (heddle_trace_get_n_dropped (self->trace), ==, n_dropped);
  for (guint32 i = 1; i <= n_spans - n_dropped; i++)
    g_assert_cmpint (heddle_trace_get_span (self->trace, HEDDLE_SPAN_REF (0, i))->end_ns, !=, HEDDLE_TIME_OPEN);
}

/* A thread that ended leaves its ring to the next one. */
static void
test_ring_of_another (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2 * HEDDLE_RINGS_MAX; i++) {
    HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_WORKER, "worker");

    g_assert_true (heddle_recorder_has_ring (recorder));
    g_assert_cmpuint (heddle_recorder_get_thread (recorder), ==, i + 1);
    heddle_recorder_span (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, 0, 0, heddle_clock_now (),
                          heddle_clock_now (), 0);
    heddle_recorder_free (recorder);
  }
  read_all (self);
  g_assert_cmpuint (heddle_trace_get_n_threads (self->trace), ==, 2 * HEDDLE_RINGS_MAX);
  for (guint i = 0; i < 2 * HEDDLE_RINGS_MAX; i++)
    g_assert_cmpuint (heddle_trace_get_n_thread_spans (self->trace, i), ==, 1);
}

#define N_TEXTS 4000

static gpointer
write_much (gpointer rings)
{
  HeddleRecorder *recorder = heddle_recorder_new (rings, HEDDLE_ROLE_WORKER, "worker");
  char text[3000];

  memset (text, 'y', sizeof text);
  for (guint i = 0; i < N_TEXTS; i++) {
    HeddleSpanId span = heddle_recorder_begin (recorder, HEDDLE_KIND_TASK, HEDDLE_STATE_COMPUTING, 0, 0, 0);

    g_snprintf (text, 10, "%08u ", i);
    text[9] = 'y';
    heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, span, text, sizeof text);
    heddle_recorder_end (recorder, span, 0);
  }
  heddle_recorder_free (recorder);
  return NULL;
}

/* Two writers that are faster than the reader: text waits for room, and arrives whole and in order. The three share
 * one mapping, so that ThreadSanitizer sees them meet. */
static void
test_at_once (Fixture *self, gconstpointer data)
{
  GThread *writers[2];
  guint next[3] = { 0 };
  struct pollfd doorbell = { .fd = heddle_rings_get_doorbell_fd (self->reading), .events = POLLIN };

  for (guint i = 0; i < 2; i++)
    writers[i] = g_thread_new ("writer", write_much, self->reading);
  while (heddle_trace_get_n_console (self->trace) < 2 * N_TEXTS) {
    g_assert_cmpint (poll (&doorbell, 1, 60000), ==, 1);
    read_all (self);
  }
  for (guint i = 0; i < 2; i++)
    g_thread_join (writers[i]);
  read_all (self);
  for (guint i = 0; i < 2 * N_TEXTS; i++) {
    const HeddleConsoleEntry *entry = heddle_trace_get_console (self->trace, i);

    g_assert_cmpuint (strlen (entry->text), ==, 3000);
    g_assert_cmpuint (g_ascii_strtoull (entry->text, NULL, 10), ==, next[entry->thread]++);
  }
  g_assert_cmpuint (heddle_trace_get_n_spans (self->trace) + heddle_trace_get_n_dropped (self->trace), ==, 2 * N_TEXTS);
}

/* The runner writes what it likes into the shared memory: the reader says so and survives. */
static void
test_hostile_memory (Fixture *self, gconstpointer data)
{
  HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_MAIN, "main thread");
  gsize n_bytes = 3 * 4096;
  guint8 *memory = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, heddle_rings_get_memory_fd (self->reading),
                         0);
  g_autoptr (GError) error = NULL;

  g_assert_true (memory != MAP_FAILED);
  read_all (self);
  heddle_recorder_mark (recorder, HEDDLE_MARK_USER, 0, 0, 0);
  memset (memory + 4096, 0xff, 8);
  g_assert_false (heddle_trace_read_rings (self->trace, self->reading, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_HOSTILE);
  munmap (memory, n_bytes);
  heddle_recorder_free (recorder);
}

static gboolean
is_ringing (Fixture *self)
{
  struct pollfd doorbell = { .fd = heddle_rings_get_doorbell_fd (self->reading), .events = POLLIN };

  return poll (&doorbell, 1, 0) == 1;
}

/* A reader that comes by itself is woken only when a ring fills up, and as before once it has read again. */
static void
test_muted (Fixture *self, gconstpointer data)
{
  HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_MAIN, "main thread");
  guint n_records = HEDDLE_RING_BYTES / 2 / sizeof (HeddleRecord);

  read_all (self);
  heddle_rings_mute_doorbell (self->reading);
  heddle_recorder_mark (recorder, HEDDLE_MARK_USER, 0, 0, 0);
  heddle_recorder_flush (recorder);
  g_assert_false (is_ringing (self));
  for (guint i = 0; i < n_records; i++)
    heddle_recorder_mark (recorder, HEDDLE_MARK_USER, 0, 0, i);
  g_assert_true (is_ringing (self));
  read_all (self);
  g_assert_cmpuint (heddle_trace_get_n_marks (self->trace), ==, n_records + 1);
  g_assert_cmpuint (heddle_rings_get_n_read (self->reading), ==, n_records + 2);
  g_assert_false (is_ringing (self));
  heddle_recorder_mark (recorder, HEDDLE_MARK_USER, 0, 0, 0);
  heddle_recorder_flush (recorder);
  g_assert_true (is_ringing (self));
  heddle_recorder_free (recorder);
}

/* However many spans are open, there is room for text: no program hangs in console.log for its own timers. */
static void
test_text_beside_open_spans (Fixture *self, gconstpointer data)
{
  HeddleRecorder *recorder = heddle_recorder_new (self->writing, HEDDLE_ROLE_MAIN, "main thread");
  g_autofree char *text = g_strnfill (HEDDLE_RECORD_TEXT_MAX_BYTES, 'x');
  HeddleSpanId last = HEDDLE_SPAN_NONE, span;
  guint n_begun = 0;

  for (guint i = 0; i < 3 * HEDDLE_RING_BYTES / 144; i++) {
    span = heddle_recorder_begin (recorder, HEDDLE_KIND_TIMER, HEDDLE_STATE_WAITING, 0, 0, 0);
    last = span != HEDDLE_SPAN_NONE ? span : last;
    n_begun += span != HEDDLE_SPAN_NONE;
    if (i % 64 == 0)
      read_all (self);
  }
  read_all (self);
  heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, last, text, HEDDLE_RECORD_TEXT_MAX_BYTES);
  read_all (self);
  g_assert_cmpuint (heddle_trace_get_n_console (self->trace), ==, 1);
  g_assert_cmpuint (heddle_trace_get_n_spans (self->trace), ==, n_begun);
  heddle_recorder_free (recorder);
}

/* A runner that shortens the memory would end its parent with SIGBUS. */
static void
test_sealed_memory (Fixture *self, gconstpointer data)
{
  int memory_fd = heddle_rings_get_memory_fd (self->writing);

  g_assert_cmpint (ftruncate (memory_fd, 0), ==, -1);
  g_assert_cmpint (ftruncate (memory_fd, G_GINT64_CONSTANT (1) << 40), ==, -1);
  read_all (self);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ring/what-was-recorded", test_what_was_recorded);
  ADD ("/ring/around", test_around_the_ring);
  ADD ("/ring/full", test_full);
  ADD ("/ring/of-another", test_ring_of_another);
  ADD ("/ring/at-once", test_at_once);
  ADD ("/ring/muted", test_muted);
  ADD ("/ring/hostile-memory", test_hostile_memory);
  ADD ("/ring/text-beside-open-spans", test_text_beside_open_spans);
  ADD ("/ring/sealed-memory", test_sealed_memory);
  return g_test_run ();
}
