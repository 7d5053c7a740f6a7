/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The blob URL store. A URL goes when it is revoked, or with the thread that made it.
 * Threads: see blob-store.h.
 */
#include "web/blob-store.h"

#include "loop/value.h"
#include "web/shared-bytes.h"

typedef struct {
  HeddleLoop *owner;
  HeddleSharedBytes *bytes;
  char *type;
} StoredBlob;

static GMutex lock;
/* guarded by the lock: URL → StoredBlob */
static GHashTable *blobs;

static void
stored_blob_free (gpointer data)
{
  StoredBlob *self = data;

  heddle_shared_bytes_unref (self->bytes);
  g_free (self->type);
  g_free (self);
}

/* storeBlob (url, buffer, type): the buffer is nobody else's */
static JSValueRef
store_blob (JSContextRef context,
            JSObjectRef function,
            JSObjectRef this_object,
            size_t n_arguments,
            const JSValueRef arguments[],
            JSValueRef *exception)
{
  HeddleSharedBytes *bytes = heddle_shared_bytes_take (context, (JSObjectRef) arguments[1], exception);
  StoredBlob *blob;

  if (bytes == NULL)
    return JSValueMakeUndefined (context);
  blob = g_new0 (StoredBlob, 1);
  blob->owner = heddle_loop_get_current ();
  blob->bytes = bytes;
  blob->type = heddle_js_dup_utf8 (context, arguments[2], NULL);
  g_mutex_lock (&lock);
  if (blobs == NULL)
    blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stored_blob_free);
  g_hash_table_insert (blobs, heddle_js_dup_utf8 (context, arguments[0], NULL), blob);
  g_mutex_unlock (&lock);
  return JSValueMakeUndefined (context);
}

/* findBlob (url): [its bytes, which nobody may change; its type]; undefined when there is none */
static JSValueRef
find_blob (JSContextRef context,
           JSObjectRef function,
           JSObjectRef this_object,
           size_t n_arguments,
           const JSValueRef arguments[],
           JSValueRef *exception)
{
  g_autofree char *url = heddle_js_dup_utf8 (context, arguments[0], NULL);
  g_autoptr (HeddleSharedBytes) bytes = NULL;
  g_autofree char *type = NULL;
  StoredBlob *blob;
  JSValueRef values[2];

  g_mutex_lock (&lock);
  blob = blobs == NULL ? NULL : g_hash_table_lookup (blobs, url);
  if (blob != NULL) {
    bytes = heddle_shared_bytes_ref (blob->bytes);
    type = g_strdup (blob->type);
  }
  g_mutex_unlock (&lock);
  if (bytes == NULL)
    return JSValueMakeUndefined (context);
  values[0] = heddle_shared_bytes_to_array_buffer (bytes, context, exception);
  values[1] = heddle_js_string (context, type, -1);
  return JSObjectMakeArray (context, G_N_ELEMENTS (values), values, exception);
}

/* revokeBlob (url) */
static JSValueRef
revoke_blob (JSContextRef context,
             JSObjectRef function,
             JSObjectRef this_object,
             size_t n_arguments,
             const JSValueRef arguments[],
             JSValueRef *exception)
{
  g_autofree char *url = heddle_js_dup_utf8 (context, arguments[0], NULL);

  g_mutex_lock (&lock);
  if (blobs != NULL)
    g_hash_table_remove (blobs, url);
  g_mutex_unlock (&lock);
  return JSValueMakeUndefined (context);
}

static gboolean
is_owned_by (gpointer url, gpointer blob, gpointer loop)
{
  return ((StoredBlob *) blob)->owner == loop;
}

static void
forget_blobs_of (gpointer loop)
{
  g_mutex_lock (&lock);
  if (blobs != NULL)
    g_hash_table_foreach_remove (blobs, is_owned_by, loop);
  g_mutex_unlock (&lock);
}

void
heddle_web_blob_store_register (HeddleLoop *loop)
{
  heddle_loop_set_data (loop, "blob-store", loop, forget_blobs_of);
  heddle_loop_add_native (loop, "storeBlob", store_blob);
  heddle_loop_add_native (loop, "findBlob", find_blob);
  heddle_loop_add_native (loop, "revokeBlob", revoke_blob);
}
