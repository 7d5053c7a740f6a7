/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writing end of one thread's ring.
 * Threads: the one that the recorder belongs to. Each open span keeps room in the ring for its end, so that an end is
 * never dropped whose begin was written.
 */
#include "trace/recorder.h"

#include "base/clock.h"

#include <string.h>
#include <unistd.h>

/* A record and the padding that it may need at the ring's end. */
#define END_BYTES (2 * sizeof (HeddleRecord))
/* No begin takes the room that the longest text and its padding need: text waits until all has been read, no longer. */
#define TEXT_BYTES (2 * HEDDLE_RECORD_MAX_BYTES)
/* Wake the reader after so many bytes even inside a long task … */
#define DOORBELL_BYTES (64u << 10)
/* … and after so many even if it does not want to be woken. */
#define MUTED_DOORBELL_BYTES (HEDDLE_RING_BYTES / 4)

typedef struct {
  guint32 id;
  guint line;
  guint column;
  char *label;
  char *file;
} Site;

struct _HeddleRecorder {
  HeddleRings *rings;
  HeddleRing *ring;
  guint thread;
  guint64 counter;
  guint64 n_open;
  guint64 n_dropped;
  gsize n_unannounced_bytes;
  gsize n_unheard_bytes;
  GHashTable *sites;
  const Site *last_site;
};

static guint
site_hash (gconstpointer data)
{
  const Site *site = data;

  return g_str_hash (site->label) ^ (site->line * 31) ^ (site->column * 7919);
}

static gboolean
site_equal (gconstpointer a, gconstpointer b)
{
  const Site *one = a, *other = b;

  return one->line == other->line && one->column == other->column && strcmp (one->label, other->label) == 0 &&
         g_strcmp0 (one->file, other->file) == 0;
}

static void
site_free (gpointer data)
{
  Site *site = data;

  g_free (site->label);
  g_free (site->file);
  g_free (site);
}

static void
commit (HeddleRecorder *self, gsize n_bytes)
{
  heddle_ring_commit (self->ring, n_bytes);
  self->n_unannounced_bytes += n_bytes;
  if (G_UNLIKELY (self->n_unannounced_bytes > DOORBELL_BYTES))
    heddle_recorder_flush (self);
}

static inline HeddleRecord *
reserve (HeddleRecorder *self, gsize n_text_bytes, gsize keep_free_bytes)
{
  gsize n_bytes = sizeof (HeddleRecord) + ((n_text_bytes + 7) & ~(gsize) 7);
  HeddleRecord *record;

  if (G_UNLIKELY (self->ring == NULL))
    return NULL;
  record = heddle_ring_reserve (self->ring, n_bytes, keep_free_bytes + self->n_open * END_BYTES);
  if (G_UNLIKELY (record == NULL))
    return NULL;
  memset (record, 0, sizeof *record);
  record->size_bytes = (guint16) n_bytes;
  record->n_text_bytes = (guint16) n_text_bytes;
  return record;
}

/* Says how many spans were dropped, as soon as there is room again. */
static void
announce_dropped (HeddleRecorder *self)
{
  HeddleRecord *record = reserve (self, 0, 0);

  if (record == NULL)
    return;
  record->type = HEDDLE_RECORD_DROPPED;
  record->time_ns = heddle_clock_now ();
  record->a = self->n_dropped;
  self->n_dropped = 0;
  commit (self, record->size_bytes);
}

static inline HeddleRecord *
reserve_or_drop (HeddleRecorder *self, gsize keep_free_bytes)
{
  HeddleRecord *record;

  if (G_UNLIKELY (self->n_dropped > 0))
    announce_dropped (self);
  record = self->n_dropped > 0 ? NULL : reserve (self, 0, keep_free_bytes);
  if (G_UNLIKELY (record == NULL)) {
    self->n_dropped++;
    heddle_recorder_flush (self);
  }
  return record;
}

/**
 * heddle_recorder_new:
 * @rings: (transfer none): the run's rings; they outlive the recorder
 * @role: what the calling thread is
 * @name: what it is called in the trace
 *
 * Returns: (transfer full): a recorder for the calling thread; when all rings are taken, one that drops spans and
 *   writes console text to stderr
 */
HeddleRecorder *
heddle_recorder_new (HeddleRings *rings, HeddleRole role, const char *name)
{
  HeddleRecorder *self = g_new0 (HeddleRecorder, 1);
  gsize n_bytes = MIN (strlen (name), 255);
  HeddleRecord *record;

  self->rings = rings;
  self->ring = heddle_rings_claim (rings, &self->thread);
  self->sites = g_hash_table_new_full (site_hash, site_equal, NULL, site_free);
  while (self->ring != NULL && (record = reserve (self, n_bytes, 0)) == NULL) {
    heddle_rings_ring_muted_doorbell (rings);
    heddle_ring_wait_for_space (self->ring);
  }
  if (self->ring != NULL) {
    record->type = HEDDLE_RECORD_THREAD;
    record->aux = (guint8) role;
    record->a = self->thread;
    record->time_ns = heddle_clock_now ();
    memcpy (record + 1, name, n_bytes);
    commit (self, record->size_bytes);
  }
  return self;
}

void
heddle_recorder_free (HeddleRecorder *self)
{
  if (self->ring != NULL) {
    /* Nobody else could say it. */
    while (self->n_dropped > 0) {
      announce_dropped (self);
      if (self->n_dropped == 0)
        break;
      heddle_rings_ring_muted_doorbell (self->rings);
      heddle_ring_wait_for_space (self->ring);
    }
    heddle_recorder_flush (self);
    heddle_rings_release (self->rings, self->ring);
  }
  g_hash_table_unref (self->sites);
  g_free (self);
}

/**
 * heddle_recorder_get_thread:
 *
 * Returns: the number of this thread in the run, from 1
 */
guint
heddle_recorder_get_thread (HeddleRecorder *self)
{
  return self->thread;
}

gboolean
heddle_recorder_has_ring (HeddleRecorder *self)
{
  return self->ring != NULL;
}

/**
 * heddle_recorder_flush:
 *
 * Wakes the reader if it sleeps and something new is there. A loop calls it when it goes idle and now and then in
 * between.
 */
void
heddle_recorder_flush (HeddleRecorder *self)
{
  if (self->n_unannounced_bytes == 0 && self->n_dropped == 0)
    return;
  self->n_unheard_bytes += self->n_unannounced_bytes;
  self->n_unannounced_bytes = 0;
  if (self->n_unheard_bytes <= MUTED_DOORBELL_BYTES) {
    heddle_rings_ring_doorbell (self->rings);
    return;
  }
  self->n_unheard_bytes = 0;
  heddle_rings_ring_muted_doorbell (self->rings);
}

/**
 * heddle_recorder_site:
 * @label: what happens there, in UTF-8; the first 1,024 bytes count
 * @file: (nullable): in which file of the program
 * @line: from 1; 0 when not known
 * @column: from 1; 0 when not known
 *
 * Returns: a number for the label and the place, the same for the same; 0 when the ring is full
 */
guint32
heddle_recorder_site (HeddleRecorder *self, const char *label, const char *file, guint line, guint column)
{
  Site key = { .label = (char *) label, .file = (char *) file, .line = line, .column = column };
  Site *site;
  gsize n_label_bytes, n_file_bytes;
  HeddleRecord *record;
  char *text;

  if (G_LIKELY (self->last_site != NULL && site_equal (self->last_site, &key)))
    return self->last_site->id;
  site = g_hash_table_lookup (self->sites, &key);
  if (G_LIKELY (site != NULL)) {
    self->last_site = site;
    return site->id;
  }
  n_label_bytes = MIN (strlen (label), 1024);
  n_file_bytes = file != NULL ? MIN (strlen (file), 1024) : 0;
  record = reserve (self, n_label_bytes + 1 + n_file_bytes, 0);
  if (record == NULL)
    return 0;
  site = g_new0 (Site, 1);
  *site = key;
  site->id = g_hash_table_size (self->sites) + 1;
  site->label = g_strdup (label);
  site->file = g_strdup (file);
  g_hash_table_add (self->sites, site);
  record->type = HEDDLE_RECORD_SITE;
  record->site = site->id;
  record->b = ((guint64) line << 32) | column;
  record->time_ns = heddle_clock_now ();
  text = (char *) (record + 1);
  memcpy (text, label, n_label_bytes);
  text[n_label_bytes] = '\0';
  if (n_file_bytes > 0)
    memcpy (text + n_label_bytes + 1, file, n_file_bytes);
  commit (self, record->size_bytes);
  return site->id;
}

/**
 * heddle_recorder_begin_queued:
 * @kind: what begins
 * @state: in which state it is
 * @site: from heddle_recorder_site(), or 0
 * @cause: the span that led to it, or HEDDLE_SPAN_NONE
 * @queued_ns: since when it was ready to run, by heddle_clock_now(); 0 when it did not queue
 * @start_ns: when it begins, by heddle_clock_now()
 *
 * Returns: the span, for heddle_recorder_end(); HEDDLE_SPAN_NONE when it was dropped
 */
HeddleSpanId
heddle_recorder_begin_queued (HeddleRecorder *self,
                              HeddleKind kind,
                              HeddleState state,
                              guint32 site,
                              HeddleSpanId cause,
                              gint64 queued_ns,
                              gint64 start_ns)
{
  HeddleRecord *record = reserve_or_drop (self, END_BYTES + TEXT_BYTES);

  if (G_UNLIKELY (record == NULL))
    return HEDDLE_SPAN_NONE;
  record->type = HEDDLE_RECORD_BEGIN;
  record->kind = (guint8) kind;
  record->state = (guint8) state;
  record->site = site;
  record->time_ns = start_ns;
  record->a = cause;
  record->b = (guint64) queued_ns;
  self->n_open++;
  commit (self, sizeof *record);
  return HEDDLE_SPAN_ID (self->thread, ++self->counter);
}

/**
 * heddle_recorder_begin_at:
 *
 * As heddle_recorder_begin_queued(), for what did not queue.
 */
HeddleSpanId
heddle_recorder_begin_at (HeddleRecorder *self,
                          HeddleKind kind,
                          HeddleState state,
                          guint32 site,
                          HeddleSpanId cause,
                          gint64 start_ns)
{
  return heddle_recorder_begin_queued (self, kind, state, site, cause, 0, start_ns);
}

/**
 * heddle_recorder_begin:
 *
 * As heddle_recorder_begin_queued(), now.
 */
HeddleSpanId
heddle_recorder_begin (HeddleRecorder *self,
                       HeddleKind kind,
                       HeddleState state,
                       guint32 site,
                       HeddleSpanId cause,
                       gint64 queued_ns)
{
  return heddle_recorder_begin_queued (self, kind, state, site, cause, queued_ns, heddle_clock_now ());
}

/**
 * heddle_recorder_end_at:
 * @span: from heddle_recorder_begin() of this recorder; nothing happens for HEDDLE_SPAN_NONE
 * @end_ns: when, by heddle_clock_now()
 * @cpu_ns: how long the thread was on a core meanwhile; 0 when not read
 */
void
heddle_recorder_end_at (HeddleRecorder *self, HeddleSpanId span, gint64 end_ns, gint64 cpu_ns)
{
  HeddleRecord *record;

  if (span == HEDDLE_SPAN_NONE)
    return;
  self->n_open--;
  record = reserve (self, 0, 0);
  g_return_if_fail (record != NULL);
  record->type = HEDDLE_RECORD_END;
  record->time_ns = end_ns;
  record->a = span;
  record->b = (guint64) cpu_ns;
  commit (self, sizeof *record);
}

void
heddle_recorder_end (HeddleRecorder *self, HeddleSpanId span, gint64 cpu_ns)
{
  if (span != HEDDLE_SPAN_NONE)
    heddle_recorder_end_at (self, span, heddle_clock_now (), cpu_ns);
}

/**
 * heddle_recorder_span:
 * @start_ns: when it began
 * @end_ns: when it ended
 * @value: a number of the kind
 *
 * Records a span that is over.
 *
 * Returns: the span; HEDDLE_SPAN_NONE when it was dropped
 */
HeddleSpanId
heddle_recorder_span (HeddleRecorder *self,
                      HeddleKind kind,
                      HeddleState state,
                      guint32 site,
                      HeddleSpanId cause,
                      gint64 start_ns,
                      gint64 end_ns,
                      guint64 value)
{
  HeddleRecord *record = reserve_or_drop (self, 0);

  if (G_UNLIKELY (record == NULL))
    return HEDDLE_SPAN_NONE;
  record->type = HEDDLE_RECORD_SPAN;
  record->kind = (guint8) kind;
  record->state = (guint8) state;
  record->site = site;
  record->time_ns = start_ns;
  record->a = cause;
  record->b = (guint64) end_ns;
  record->c = value;
  commit (self, sizeof *record);
  return HEDDLE_SPAN_ID (self->thread, ++self->counter);
}

/**
 * heddle_recorder_begin_call:
 * @kind: HEDDLE_KIND_ASYNC or HEDDLE_KIND_AWAIT
 * @site: from heddle_recorder_site(), or 0
 * @cause: see the kind
 * @owner: for a wait the call that waits
 * @start_ns: when it begins
 *
 * Begins a call of an async function, or a wait of one. Many may be open at a time: they keep no room in the ring for their
 * ends. heddle_recorder_end_call() waits for room instead.
 *
 * Returns: the span; HEDDLE_SPAN_NONE when it was dropped
 */
HeddleSpanId
heddle_recorder_begin_call (HeddleRecorder *self,
                            HeddleKind kind,
                            guint32 site,
                            HeddleSpanId cause,
                            HeddleSpanId owner,
                            gint64 start_ns)
{
  HeddleRecord *record = reserve_or_drop (self, TEXT_BYTES);

  if (G_UNLIKELY (record == NULL))
    return HEDDLE_SPAN_NONE;
  record->type = HEDDLE_RECORD_BEGIN;
  record->kind = (guint8) kind;
  record->state = kind == HEDDLE_KIND_AWAIT ? HEDDLE_STATE_WAITING : HEDDLE_STATE_NONE;
  record->site = site;
  record->owner = (guint32) HEDDLE_SPAN_COUNTER (owner);
  record->time_ns = start_ns;
  record->a = cause;
  commit (self, sizeof *record);
  return HEDDLE_SPAN_ID (self->thread, ++self->counter);
}

/**
 * heddle_recorder_end_call:
 * @span: from heddle_recorder_begin_call(); nothing happens for HEDDLE_SPAN_NONE
 * @end_ns: when
 */
void
heddle_recorder_end_call (HeddleRecorder *self, HeddleSpanId span, gint64 end_ns)
{
  HeddleRecord *record;

  if (span == HEDDLE_SPAN_NONE)
    return;
  while ((record = reserve (self, 0, 0)) == NULL) {
    heddle_rings_ring_muted_doorbell (self->rings);
    heddle_ring_wait_for_space (self->ring);
  }
  record->type = HEDDLE_RECORD_END;
  record->time_ns = end_ns;
  record->a = span;
  commit (self, sizeof *record);
}

/**
 * heddle_recorder_stretch:
 * @site: from heddle_recorder_site(), or 0
 * @cause: what let it run
 * @owner: the call that ran
 * @queued_ns: since when it could run
 * @start_ns: when it began
 * @end_ns: when it ended
 *
 * Records a running stretch of a call of an async function.
 *
 * Returns: the span; HEDDLE_SPAN_NONE when it was dropped
 */
HeddleSpanId
heddle_recorder_stretch (HeddleRecorder *self,
                         guint32 site,
                         HeddleSpanId cause,
                         HeddleSpanId owner,
                         gint64 queued_ns,
                         gint64 start_ns,
                         gint64 end_ns)
{
  HeddleRecord *record = reserve_or_drop (self, TEXT_BYTES);

  if (G_UNLIKELY (record == NULL))
    return HEDDLE_SPAN_NONE;
  record->type = HEDDLE_RECORD_SPAN;
  record->kind = HEDDLE_KIND_ASYNC_RUN;
  record->state = HEDDLE_STATE_COMPUTING;
  record->site = site;
  record->owner = (guint32) HEDDLE_SPAN_COUNTER (owner);
  record->time_ns = start_ns;
  record->a = cause;
  record->b = (guint64) end_ns;
  record->c = (guint64) queued_ns;
  commit (self, sizeof *record);
  return HEDDLE_SPAN_ID (self->thread, ++self->counter);
}

/**
 * heddle_recorder_mark:
 * @kind: HEDDLE_KIND_FIRST_MARK or later
 * @site: from heddle_recorder_site(), or 0
 * @of: the span that it belongs to, or HEDDLE_SPAN_NONE
 * @value: a number of the kind
 *
 * Records a moment: now.
 */
void
heddle_recorder_mark (HeddleRecorder *self, HeddleKind kind, guint32 site, HeddleSpanId of, guint64 value)
{
  HeddleRecord *record = reserve_or_drop (self, 0);

  if (G_UNLIKELY (record == NULL))
    return;
  record->type = HEDDLE_RECORD_MARK;
  record->kind = (guint8) kind;
  record->site = site;
  record->time_ns = heddle_clock_now ();
  record->a = of;
  record->b = value;
  commit (self, sizeof *record);
}

/* The longest start of the text that fits one record and does not cut a character. */
static gsize
first_piece (const char *text, gsize n_bytes)
{
  gsize n = HEDDLE_RECORD_TEXT_MAX_BYTES;

  if (n_bytes <= n)
    return n_bytes;
  while (n > HEDDLE_RECORD_TEXT_MAX_BYTES - 4 && ((guchar) text[n] & 0xc0) == 0x80)
    n--;
  return n;
}

/**
 * heddle_recorder_text:
 * @level: its console level
 * @span: inside of which span, or HEDDLE_SPAN_NONE
 * @text: UTF-8
 * @n_bytes: its length
 *
 * Hands console text to the parent. It is never dropped: a full ring makes the caller wait.
 */
void
heddle_recorder_text (HeddleRecorder *self, HeddleLevel level, HeddleSpanId span, const char *text, gsize n_bytes)
{
  if (self->ring == NULL) {
    (void) !write (STDERR_FILENO, text, n_bytes);
    return;
  }
  do {
    gsize n_piece_bytes = first_piece (text, n_bytes);
    HeddleRecord *record = reserve (self, n_piece_bytes, 0);

    if (record == NULL) {
      heddle_rings_ring_muted_doorbell (self->rings);
      heddle_ring_wait_for_space (self->ring);
      continue;
    }
    record->type = HEDDLE_RECORD_TEXT;
    record->aux = (guint8) level;
    record->state = n_piece_bytes < n_bytes;
    record->time_ns = heddle_clock_now ();
    record->a = span;
    memcpy (record + 1, text, n_piece_bytes);
    commit (self, record->size_bytes);
    text += n_piece_bytes;
    n_bytes -= n_piece_bytes;
  } while (n_bytes > 0);
}
