/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bytes of an ArrayBuffer on its way from one VM to another, in memory that no VM owns: so a thread may end while
 * others still use what it sent.
 * Threads: any. Cost: taking over a large ArrayBuffer moves its pages (1 ms for 64 MiB), a small one is copied.
 */
#pragma once

#include <glib.h>
#include <JavaScriptCore/JavaScript.h>

G_BEGIN_DECLS

typedef struct _HeddleSharedBytes HeddleSharedBytes;

HeddleSharedBytes *heddle_shared_bytes_new (gsize n_bytes);
HeddleSharedBytes *heddle_shared_bytes_copy (HeddleSharedBytes *self);
HeddleSharedBytes *heddle_shared_bytes_take (JSContextRef context, JSObjectRef array_buffer, JSValueRef *exception);
HeddleSharedBytes *heddle_shared_bytes_ref (HeddleSharedBytes *self);
void heddle_shared_bytes_unref (HeddleSharedBytes *self);
gsize heddle_shared_bytes_get_size (HeddleSharedBytes *self);
JSObjectRef heddle_shared_bytes_to_array_buffer (HeddleSharedBytes *self, JSContextRef context, JSValueRef *exception);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSharedBytes, heddle_shared_bytes_unref)

G_END_DECLS
