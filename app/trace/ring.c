/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rings of records in memory that a runner and its parent share.
 * Threads: one writer for each ring, one reader for all; see ring.h. The writer publishes `head` with release, the
 * reader publishes `tail` with release; each reads the other's with acquire. The doorbell is rung only when the
 * reader has said that it sleeps.
 */
#include "trace/ring.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define RINGS_MAGIC 0x48645231u /* "HdR1" */
#define PAGE_BYTES 4096

typedef struct {
  guint32 magic;
  guint32 n_rings;
  _Atomic guint32 n_threads;
  _Atomic guint32 reader_sleeps;
} RingsHeader;

struct _HeddleRing {
  /* the writer's */
  _Alignas(64) _Atomic guint64 head;
  guint64 tail_seen;
  _Atomic guint32 claimed;
  /* the reader's */
  _Alignas(64) _Atomic guint64 tail;
  _Atomic guint32 space_serial; /* futex: changes when the reader has freed space for a writer that waits */
  _Atomic guint32 writer_waits;
  _Alignas(PAGE_BYTES) guint8 data[HEDDLE_RING_BYTES];
};

struct _HeddleRings {
  int memory_fd;
  int doorbell_fd;
  RingsHeader *header;
  HeddleRing *rings;
  guint64 n_read; /* the reader's */
};

#define RINGS_BYTES (PAGE_BYTES + HEDDLE_RINGS_MAX * sizeof (HeddleRing))

static void
set_errno_error (GError **error, const char *what)
{
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "the memory for the trace: %s: %s", what, g_strerror (errno));
}

static gboolean
rings_map (HeddleRings *self, GError **error)
{
  guint8 *memory = mmap (NULL, RINGS_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, self->memory_fd, 0);

  if (memory == MAP_FAILED) {
    set_errno_error (error, "mmap");
    return FALSE;
  }
  self->header = (RingsHeader *) memory;
  self->rings = (HeddleRing *) (memory + PAGE_BYTES);
  return TRUE;
}

/**
 * heddle_rings_new:
 * @error: where to put an error
 *
 * Makes the shared memory and the doorbell. Their descriptors are close-on-exec: hand them on explicitly.
 *
 * Returns: (transfer full) (nullable): the rings, or %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddleRings *
heddle_rings_new (GError **error)
{
  g_autoptr (HeddleRings) self = g_new0 (HeddleRings, 1);

  self->doorbell_fd = -1;
  self->memory_fd = memfd_create ("heddle-trace", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->memory_fd < 0) {
    set_errno_error (error, "memfd_create");
    return NULL;
  }
  if (ftruncate (self->memory_fd, RINGS_BYTES) != 0) {
    set_errno_error (error, "ftruncate");
    return NULL;
  }
  /* A runner that made it shorter would end us with SIGBUS. */
  if (fcntl (self->memory_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
    set_errno_error (error, "F_ADD_SEALS");
    return NULL;
  }
  self->doorbell_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->doorbell_fd < 0) {
    set_errno_error (error, "eventfd");
    return NULL;
  }
  if (!rings_map (self, error))
    return NULL;
  self->header->magic = RINGS_MAGIC;
  self->header->n_rings = HEDDLE_RINGS_MAX;
  atomic_store (&self->header->reader_sleeps, 1);
  return g_steal_pointer (&self);
}

/**
 * heddle_rings_new_from_fds:
 * @memory_fd: (transfer full): the shared memory of the parent
 * @doorbell_fd: (transfer full): its doorbell
 * @error: where to put an error
 *
 * The writing end of rings that the parent has made.
 *
 * Returns: (transfer full) (nullable): the rings, or %NULL with HEDDLE_ERROR_SYSTEM
 */
HeddleRings *
heddle_rings_new_from_fds (int memory_fd, int doorbell_fd, GError **error)
{
  g_autoptr (HeddleRings) self = g_new0 (HeddleRings, 1);
  struct stat memory;

  self->memory_fd = memory_fd;
  self->doorbell_fd = doorbell_fd;
  if (fstat (memory_fd, &memory) != 0 || (gsize) memory.st_size != RINGS_BYTES) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM,
                 "descriptor %d is not the memory for a trace: heddle-runner is started by heddle or heddle-cli",
                 memory_fd);
    return NULL;
  }
  if (!rings_map (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
heddle_rings_free (HeddleRings *self)
{
  if (self->header != NULL)
    munmap (self->header, RINGS_BYTES);
  if (self->memory_fd >= 0)
    close (self->memory_fd);
  if (self->doorbell_fd >= 0)
    close (self->doorbell_fd);
  g_free (self);
}

int
heddle_rings_get_memory_fd (HeddleRings *self)
{
  return self->memory_fd;
}

int
heddle_rings_get_doorbell_fd (HeddleRings *self)
{
  return self->doorbell_fd;
}

/**
 * heddle_rings_claim:
 * @self: rings
 * @thread: (out): the number of the calling thread in this run, from 1, never given twice
 *
 * Takes a free ring for the calling thread. What an earlier thread left unread in it stays and is read first.
 *
 * Returns: (transfer none) (nullable): a ring, or %NULL when all HEDDLE_RINGS_MAX are taken
 */
HeddleRing *
heddle_rings_claim (HeddleRings *self, guint *thread)
{
  *thread = atomic_fetch_add (&self->header->n_threads, 1) + 1;
  for (guint i = 0; i < HEDDLE_RINGS_MAX; i++) {
    HeddleRing *ring = &self->rings[i];
    guint32 is_free = 0;

    if (atomic_compare_exchange_strong (&ring->claimed, &is_free, 1))
      return ring;
  }
  return NULL;
}

void
heddle_rings_release (HeddleRings *self, HeddleRing *ring)
{
  atomic_store (&ring->claimed, 0);
}

/**
 * heddle_rings_ring_doorbell:
 * @self: rings
 *
 * Wakes the reader if it sleeps. Cost: one memory barrier, and a system call for each time that the reader slept.
 */
void
heddle_rings_ring_doorbell (HeddleRings *self)
{
  atomic_thread_fence (memory_order_seq_cst);
  if (atomic_load_explicit (&self->header->reader_sleeps, memory_order_relaxed) != 0 &&
      atomic_exchange (&self->header->reader_sleeps, 0) != 0)
    eventfd_write (self->doorbell_fd, 1);
}

/**
 * heddle_rings_ring_muted_doorbell:
 * @self: rings
 *
 * Wakes the reader even if it has muted the doorbell: a ring is filling up. Cost: a system call.
 */
void
heddle_rings_ring_muted_doorbell (HeddleRings *self)
{
  atomic_store (&self->header->reader_sleeps, 0);
  eventfd_write (self->doorbell_fd, 1);
}

/* Bytes that a record of n_bytes takes at `head`: itself, and the rest of the ring where it does not fit before the
 * end. */
static gsize
bytes_with_padding (guint64 head, gsize n_bytes)
{
  gsize to_end = HEDDLE_RING_BYTES - (gsize) (head % HEDDLE_RING_BYTES);

  return to_end < n_bytes ? to_end + n_bytes : n_bytes;
}

/**
 * heddle_ring_reserve:
 * @self: the calling thread's ring
 * @n_bytes: a multiple of 8
 * @keep_free_bytes: what must stay free behind it
 *
 * Returns: (transfer none) (nullable): where to write the record before heddle_ring_commit(), or %NULL when the ring
 *   is full
 */
gpointer
heddle_ring_reserve (HeddleRing *self, gsize n_bytes, gsize keep_free_bytes)
{
  guint64 head = atomic_load_explicit (&self->head, memory_order_relaxed);
  gsize needed = bytes_with_padding (head, n_bytes) + keep_free_bytes;
  gsize to_end = HEDDLE_RING_BYTES - (gsize) (head % HEDDLE_RING_BYTES);

  if (head - self->tail_seen + needed > HEDDLE_RING_BYTES) {
    self->tail_seen = atomic_load_explicit (&self->tail, memory_order_acquire);
    if (head - self->tail_seen + needed > HEDDLE_RING_BYTES)
      return NULL;
  }
  if (to_end < n_bytes) {
    HeddleRecord *pad = (HeddleRecord *) (self->data + head % HEDDLE_RING_BYTES);

    pad->size_bytes = (guint16) to_end;
    pad->type = HEDDLE_RECORD_PAD;
    head += to_end;
    atomic_store_explicit (&self->head, head, memory_order_release);
  }
  return self->data + head % HEDDLE_RING_BYTES;
}

void
heddle_ring_commit (HeddleRing *self, gsize n_bytes)
{
  guint64 head = atomic_load_explicit (&self->head, memory_order_relaxed);

  atomic_store_explicit (&self->head, head + n_bytes, memory_order_release);
}

/**
 * heddle_ring_wait_for_space:
 * @self: the calling thread's ring
 *
 * Sleeps until the reader has read something. Ring the doorbell first.
 */
void
heddle_ring_wait_for_space (HeddleRing *self)
{
  guint32 serial = atomic_load (&self->space_serial);
  guint64 tail = atomic_load (&self->tail);

  atomic_store (&self->writer_waits, 1);
  if (tail == self->tail_seen && atomic_load (&self->tail) == tail)
    syscall (SYS_futex, &self->space_serial, FUTEX_WAIT, serial, NULL, NULL, 0);
  atomic_store (&self->writer_waits, 0);
}

static void
wake_writer (HeddleRing *ring)
{
  atomic_thread_fence (memory_order_seq_cst);
  if (atomic_load (&ring->writer_waits) == 0)
    return;
  atomic_fetch_add (&ring->space_serial, 1);
  syscall (SYS_futex, &ring->space_serial, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static gboolean
is_well_formed (const HeddleRecord *record, gsize available_bytes)
{
  if (record->size_bytes < 8 || record->size_bytes % 8 != 0 || record->size_bytes > available_bytes)
    return FALSE;
  if (record->type == HEDDLE_RECORD_PAD)
    return TRUE;
  return record->type < HEDDLE_RECORD_LAST && record->size_bytes >= sizeof (HeddleRecord) &&
         record->size_bytes <= HEDDLE_RECORD_MAX_BYTES &&
         record->n_text_bytes <= record->size_bytes - sizeof (HeddleRecord);
}

/* Reads what one ring holds now. Each record is copied before it is looked at: the runner could change it. */
static gboolean
read_ring (HeddleRings *self, guint index, HeddleRingsFunc func, gpointer user_data, GError **error)
{
  HeddleRing *ring = &self->rings[index];
  guint64 head = atomic_load_explicit (&ring->head, memory_order_acquire);
  guint64 tail = atomic_load_explicit (&ring->tail, memory_order_relaxed);
  union {
    HeddleRecord record;
    guint8 bytes[HEDDLE_RECORD_MAX_BYTES];
  } copy;

  if (head < tail || head - tail > HEDDLE_RING_BYTES || head % 8 != 0)
    goto hostile;
  while (tail < head) {
    gsize offset = (gsize) (tail % HEDDLE_RING_BYTES);
    gsize available = MIN ((gsize) (head - tail), HEDDLE_RING_BYTES - offset);

    memcpy (copy.bytes, ring->data + offset, MIN (available, sizeof (HeddleRecord)));
    if (!is_well_formed (&copy.record, available))
      goto hostile;
    if (copy.record.type != HEDDLE_RECORD_PAD) {
      gsize n_text_bytes = copy.record.n_text_bytes;

      self->n_read++;
      memcpy (copy.bytes + sizeof (HeddleRecord), ring->data + offset + sizeof (HeddleRecord), n_text_bytes);
      if (!func (index, &copy.record, user_data, error))
        return FALSE;
    }
    tail += copy.record.size_bytes;
    atomic_store_explicit (&ring->tail, tail, memory_order_release);
  }
  wake_writer (ring);
  return TRUE;

hostile:
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_HOSTILE,
               "the runner wrote a record that cannot be true (ring %u, byte %" G_GUINT64_FORMAT
               "): the run was stopped",
               index, tail);
  return FALSE;
}

/**
 * heddle_rings_mute_doorbell:
 * @self: rings
 *
 * The reader looks again soon by itself: until heddle_rings_read(), writers do not wake it unless their ring fills up.
 */
void
heddle_rings_mute_doorbell (HeddleRings *self)
{
  atomic_store (&self->header->reader_sleeps, 0);
}

/**
 * heddle_rings_get_n_read:
 * @self: rings
 *
 * Returns: how many records were read so far
 */
guint64
heddle_rings_get_n_read (HeddleRings *self)
{
  return self->n_read;
}

/**
 * heddle_rings_read:
 * @self: rings
 * @func: (scope call): called for each record, ring by ring, in the order in which each was written; it returns
 *   %FALSE with an error to stop reading
 * @user_data: for @func
 * @error: where to put an error
 *
 * Reads all that is there, then arms the doorbell: its descriptor becomes readable when there is more.
 *
 * Returns: %FALSE with HEDDLE_ERROR_HOSTILE when a record cannot be true, or with @func's error
 */
gboolean
heddle_rings_read (HeddleRings *self, HeddleRingsFunc func, gpointer user_data, GError **error)
{
  eventfd_t count;

  (void) eventfd_read (self->doorbell_fd, &count);
  for (guint pass = 0; pass < 2; pass++) {
    guint n_rings = MIN (HEDDLE_RINGS_MAX, atomic_load (&self->header->n_threads));

    for (guint i = 0; i < n_rings; i++)
      if (!read_ring (self, i, func, user_data, error))
        return FALSE;
    /* Between a look at a ring and this, its writer rings no bell: so there is a pass after it, whatever came before. */
    atomic_store (&self->header->reader_sleeps, 1);
    atomic_thread_fence (memory_order_seq_cst);
  }
  return TRUE;
}
