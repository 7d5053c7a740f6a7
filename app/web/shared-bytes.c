/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes that no VM owns.
 * Threads: any. An ArrayBuffer over such bytes holds a reference. When it is transferred on, the bytes are found again by
 * their address, and nothing is copied or moved.
 */
#include "web/shared-bytes.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* From this size on, pages are mapped and moved; below it, bytes are allocated and copied. */
#define MAPPED_BYTES (64 * 1024)
/* What one table of pages maps, on the usual machines. */
#define HUGE_PAGE_BYTES ((gsize) 2 << 20)

struct _HeddleSharedBytes {
  gatomicrefcount n_references;
  gsize n_bytes;
  guint8 *data;
  /* the mapping around data; 0 bytes when it was allocated */
  gpointer mapping;
  gsize n_mapping_bytes;
};

static GMutex lock;
/* guarded by lock */
static GHashTable *by_address;

static HeddleSharedBytes *
shared_bytes_register (HeddleSharedBytes *self)
{
  g_mutex_lock (&lock);
  if (by_address == NULL)
    by_address = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (by_address, self->data, self);
  g_mutex_unlock (&lock);
  return self;
}

/* Maps pages; `like` (nullable): an address that the mapping lies like within HUGE_PAGE_BYTES, so that the kernel moves whole
 * tables of pages from there. Returns where. */
static guint8 *
map_pages (HeddleSharedBytes *self, gsize n_bytes, gconstpointer like)
{
  gsize n_more = like != NULL && n_bytes >= HUGE_PAGE_BYTES ? HUGE_PAGE_BYTES : 0;
  guint8 *mapping = mmap (NULL, n_bytes + n_more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (mapping == MAP_FAILED)
    return NULL;
  self->mapping = mapping;
  self->n_mapping_bytes = n_bytes + n_more;
  return n_more == 0 ? mapping : mapping + (GPOINTER_TO_SIZE (like) - GPOINTER_TO_SIZE (mapping)) % HUGE_PAGE_BYTES;
}

static gboolean
allocate (HeddleSharedBytes *self)
{
  if (self->n_bytes >= MAPPED_BYTES)
    self->data = map_pages (self, self->n_bytes, NULL);
  else
    self->data = g_malloc0 (MAX (self->n_bytes, 1));
  return self->data != NULL;
}

static void
allocate_or_abort (HeddleSharedBytes *self)
{
  if (!allocate (self))
    g_error ("No memory for a message of %" G_GSIZE_FORMAT " bytes", self->n_bytes);
}

static HeddleSharedBytes *
shared_bytes_alloc (gsize n_bytes)
{
  HeddleSharedBytes *self = g_new0 (HeddleSharedBytes, 1);

  g_atomic_ref_count_init (&self->n_references);
  self->n_bytes = n_bytes;
  return self;
}

/**
 * heddle_shared_bytes_new:
 * @n_bytes: how many
 *
 * Returns: (transfer full) (nullable): bytes of zero; %NULL when there is no memory for them
 */
HeddleSharedBytes *
heddle_shared_bytes_new (gsize n_bytes)
{
  HeddleSharedBytes *self = shared_bytes_alloc (n_bytes);

  if (!allocate (self)) {
    g_free (self);
    return NULL;
  }
  return shared_bytes_register (self);
}

HeddleSharedBytes *
heddle_shared_bytes_copy (HeddleSharedBytes *self)
{
  HeddleSharedBytes *copy = shared_bytes_alloc (self->n_bytes);

  allocate_or_abort (copy);
  memcpy (copy->data, self->data, self->n_bytes);
  return shared_bytes_register (copy);
}

HeddleSharedBytes *
heddle_shared_bytes_ref (HeddleSharedBytes *self)
{
  g_atomic_ref_count_inc (&self->n_references);
  return self;
}

/* The table must not give out bytes that are about to go: the last reference is dropped under its lock. */
void
heddle_shared_bytes_unref (HeddleSharedBytes *self)
{
  gboolean is_last;

  g_mutex_lock (&lock);
  is_last = g_atomic_ref_count_dec (&self->n_references);
  if (is_last)
    g_hash_table_remove (by_address, self->data);
  g_mutex_unlock (&lock);
  if (!is_last)
    return;
  if (self->n_mapping_bytes > 0)
    munmap (self->mapping, self->n_mapping_bytes);
  else
    g_free (self->data);
  g_free (self);
}

gsize
heddle_shared_bytes_get_size (HeddleSharedBytes *self)
{
  return self->n_bytes;
}

static HeddleSharedBytes *
find_by_address (gpointer data)
{
  HeddleSharedBytes *self;

  g_mutex_lock (&lock);
  self = by_address == NULL ? NULL : g_hash_table_lookup (by_address, data);
  if (self != NULL)
    heddle_shared_bytes_ref (self);
  g_mutex_unlock (&lock);
  return self;
}

/* Moves the whole pages among the engine's bytes to a mapping of ours, and copies what is on the first and the last page
 * beside others' data. The engine's range stays mapped, with pages of zero. */
static gboolean
move_pages (HeddleSharedBytes *self, guint8 *data)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize before = GPOINTER_TO_SIZE (data) % page;
  gsize first = before == 0 ? 0 : page - before;
  gsize n_moved = (self->n_bytes - first) / page * page;
  guint8 *pages;

  if (self->n_bytes < MAPPED_BYTES)
    return FALSE;
  pages = map_pages (self, (before + self->n_bytes + page - 1) / page * page, data - before);
  if (pages == NULL)
    return FALSE;
  self->data = pages + before;
  if (mremap (data + first, n_moved, n_moved, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, self->data + first) ==
      MAP_FAILED) {
    memcpy (self->data, data, self->n_bytes);
    return TRUE;
  }
  memcpy (self->data, data, first);
  memcpy (self->data + first + n_moved, data + first + n_moved, self->n_bytes - first - n_moved);
  return TRUE;
}

/**
 * heddle_shared_bytes_take:
 * @context: the context of @array_buffer
 * @array_buffer: an ArrayBuffer that no one else will ever use
 * @exception: (out): what went wrong
 *
 * Takes the bytes out of an ArrayBuffer.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
HeddleSharedBytes *
heddle_shared_bytes_take (JSContextRef context, JSObjectRef array_buffer, JSValueRef *exception)
{
  guint8 *data = JSObjectGetArrayBufferBytesPtr (context, array_buffer, exception);
  HeddleSharedBytes *self;

  if (*exception != NULL)
    return NULL;
  self = data == NULL ? NULL : find_by_address (data);
  if (self != NULL)
    return self;
  self = shared_bytes_alloc (JSObjectGetArrayBufferByteLength (context, array_buffer, exception));
  if (data == NULL || !move_pages (self, data)) {
    allocate_or_abort (self);
    if (data != NULL)
      memcpy (self->data, data, self->n_bytes);
  }
  return shared_bytes_register (self);
}

static void
on_array_buffer_freed (gpointer data, gpointer self)
{
  heddle_shared_bytes_unref (self);
}

/**
 * heddle_shared_bytes_to_array_buffer:
 *
 * Returns: (nullable): an ArrayBuffer over the bytes; it holds a reference
 */
JSObjectRef
heddle_shared_bytes_to_array_buffer (HeddleSharedBytes *self, JSContextRef context, JSValueRef *exception)
{
  return JSObjectMakeArrayBufferWithBytesNoCopy (context, self->data, self->n_bytes, on_array_buffer_freed,
                                                 heddle_shared_bytes_ref (self), exception);
}
