/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the shared rings at their limits: more threads than rings, more text than fits, a writer that lies.
 */
#include "base/error.h"
#include "trace/recorder.h"
#include "trace/ring.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The layout of the shared memory, as a runner that lies knows it. */
#define HEADER_BYTES 4096
#define DATA_OFFSET (HEADER_BYTES + 4096)
#define MAP_BYTES (DATA_OFFSET + HEDDLE_RING_BYTES)

#define N_THREADS 3
#define RECORDS_PER_THREAD 40000

typedef struct {
  guint n_records;
  guint64 sum;
  GString *text;
  GHashTable *next; /* of each thread: the value of its next mark */
} Reading;

static gboolean
read_one (guint ring, const HeddleRecord *record, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->n_records++;
  if (record->type == HEDDLE_RECORD_TEXT && reading->text != NULL)
    g_string_append_len (reading->text, (const char *) (record + 1), record->n_text_bytes);
  if (record->type == HEDDLE_RECORD_MARK && reading->next != NULL) {
    gpointer thread = GUINT_TO_POINTER (HEDDLE_SPAN_THREAD (record->a));

    g_assert_cmpuint (record->b, ==, GPOINTER_TO_SIZE (g_hash_table_lookup (reading->next, thread)));
    g_hash_table_insert (reading->next, thread, GSIZE_TO_POINTER (record->b + 1));
  }
  return TRUE;
}

static HeddleRings *
make_rings (void)
{
  g_autoptr (GError) error = NULL;
  HeddleRings *rings = heddle_rings_new (&error);

  g_assert_no_error (error);
  return rings;
}

static void
read_all (HeddleRings *rings, Reading *reading)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_rings_read (rings, read_one, reading, &error));
  g_assert_no_error (error);
}

/* A ring that a thread has left goes to the next one, which gets a number of its own. */
static void
test_claim (void)
{
  g_autoptr (HeddleRings) rings = make_rings ();
  HeddleRing *first, *last = NULL;
  guint thread;

  first = heddle_rings_claim (rings, &thread);
  for (guint i = 1; i < HEDDLE_RINGS_MAX; i++) {
    last = heddle_rings_claim (rings, &thread);
    g_assert_nonnull (last);
    g_assert_cmpuint (thread, ==, i + 1);
  }
  g_assert_null (heddle_rings_claim (rings, &thread));
  heddle_rings_release (rings, first);
  g_assert_true (heddle_rings_claim (rings, &thread) == first);
  g_assert_cmpuint (thread, ==, HEDDLE_RINGS_MAX + 2);
}

static gpointer
recording_thread (gpointer rings)
{
  HeddleRecorder *recorder = heddle_recorder_new (rings, HEDDLE_ROLE_WORKER, "writer");
  HeddleSpanId about = HEDDLE_SPAN_ID (heddle_recorder_get_thread (recorder), 0);

  for (guint i = 0; i < RECORDS_PER_THREAD; i++) {
    heddle_recorder_text (recorder, HEDDLE_LEVEL_LOG, HEDDLE_SPAN_NONE, "0123456789", 10);
    if (i % 100 == 0)
      heddle_recorder_mark (recorder, HEDDLE_MARK_USER, 0, about, i / 100);
  }
  heddle_recorder_flush (recorder);
  heddle_recorder_free (recorder);
  return NULL;
}

typedef struct {
  HeddleRings *rings;
  gint writing;
} Watched;

static gpointer
wait_for_writers (gpointer data)
{
  Watched *watched = data;
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writer", recording_thread, watched->rings);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_atomic_int_set (&watched->writing, FALSE);
  return NULL;
}

/* Much more text than the rings hold: writers wait, nothing is lost, marks keep their order. */
static void
test_threads (void)
{
  g_autoptr (HeddleRings) rings = make_rings ();
  Watched watched = { rings, TRUE };
  Reading reading = { .text = g_string_new (NULL), .next = g_hash_table_new (NULL, NULL) };
  GThread *waiter = g_thread_new ("waiter", wait_for_writers, &watched);

  while (g_atomic_int_get (&watched.writing))
    read_all (rings, &reading);
  g_thread_join (waiter);
  read_all (rings, &reading);
  g_assert_cmpuint (reading.text->len, >=, N_THREADS * RECORDS_PER_THREAD * 10);
  g_assert_cmpuint (reading.text->len, <=, N_THREADS * RECORDS_PER_THREAD * 11);
  g_assert_cmpuint (g_hash_table_size (reading.next), ==, N_THREADS);
  g_string_free (reading.text, TRUE);
  g_hash_table_unref (reading.next);
}

typedef struct {
  guint64 head;
  guint16 size_bytes;
  guint8 type;
  guint16 n_text_bytes;
} Lie;

static gboolean
survives (const Lie *lie)
{
  g_autoptr (HeddleRings) rings = make_rings ();
  g_autoptr (GError) error = NULL;
  guint thread;
  guint8 *memory;
  HeddleRecord *record;
  Reading reading = { 0 };
  gboolean read;

  heddle_rings_claim (rings, &thread);
  memory = mmap (NULL, MAP_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, heddle_rings_get_memory_fd (rings), 0);
  g_assert_true (memory != MAP_FAILED);
  record = (HeddleRecord *) (memory + DATA_OFFSET);
  record->size_bytes = lie->size_bytes;
  record->type = lie->type;
  record->n_text_bytes = lie->n_text_bytes;
  memcpy (memory + HEADER_BYTES, &lie->head, sizeof lie->head);
  read = heddle_rings_read (rings, read_one, &reading, &error);
  if (!read)
    g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_HOSTILE);
  munmap (memory, MAP_BYTES);
  return read;
}

static void
test_lies (void)
{
  static const Lie lies[] = {
    { 48, 0, HEDDLE_RECORD_TEXT, 0 },  /* a reader that goes on would never end */
    { 48, 40, HEDDLE_RECORD_TEXT, 0 }, /* shorter than a record */
    { 48, 47, HEDDLE_RECORD_TEXT, 0 },
    { 48, 56, HEDDLE_RECORD_TEXT, 0 }, /* longer than what is there */
    { 56, 56, HEDDLE_RECORD_TEXT, 9 }, /* text behind its end */
    { 48, 48, HEDDLE_RECORD_TEXT, 65535 },
    { 8192, 8192, HEDDLE_RECORD_TEXT, 8192 - 48 }, /* longer than any record */
    { 48, 48, HEDDLE_RECORD_LAST, 0 },
    { 48, 48, 255, 0 },
    { 52, 48, HEDDLE_RECORD_TEXT, 0 },                    /* a head between records */
    { HEDDLE_RING_BYTES + 8, 48, HEDDLE_RECORD_TEXT, 0 }, /* more than the ring holds */
    { G_MAXUINT64 - 7, 48, HEDDLE_RECORD_TEXT, 0 },
  };
  static const Lie truths[] = { { 48, 48, HEDDLE_RECORD_TEXT, 0 }, { 56, 56, HEDDLE_RECORD_TEXT, 8 }, { 0, 0, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_test_message ("lie %u", i);
    g_assert_false (survives (&lies[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (truths); i++)
    g_assert_true (survives (&truths[i]));
}

/* A runner that shrinks the memory would end its reader with SIGBUS. */
static void
test_memory_cannot_shrink (void)
{
  g_autoptr (HeddleRings) rings = make_rings ();

  g_assert_cmpint (ftruncate (heddle_rings_get_memory_fd (rings), 0), ==, -1);
  g_assert_cmpint (errno, ==, EPERM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ring-limits/claim", test_claim);
  g_test_add_func ("/ring-limits/threads", test_threads);
  g_test_add_func ("/ring-limits/lies", test_lies);
  g_test_add_func ("/ring-limits/memory-cannot-shrink", test_memory_cannot_shrink);
  return g_test_run ();
}
