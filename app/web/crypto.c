/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random bytes from the kernel, for crypto.js.
 * Threads: the loop's own.
 */
#include "web/crypto.h"

#include "loop/value.h"

#include <errno.h>
#include <sys/random.h>

#define MAX_RANDOM_BYTES 65536

static gboolean
fill (guint8 *bytes, gsize n_bytes)
{
  gsize n_filled = 0;

  while (n_filled < n_bytes) {
    gssize n_read = getrandom (bytes + n_filled, n_bytes - n_filled, 0);

    if (n_read >= 0)
      n_filled += (gsize) n_read;
    else if (errno != EINTR)
      return FALSE;
  }
  return TRUE;
}

/* randomBytes (count): an ArrayBuffer */
static JSValueRef
random_bytes (JSContextRef context,
              JSObjectRef function,
              JSObjectRef this_object,
              size_t n_arguments,
              const JSValueRef arguments[],
              JSValueRef *exception)
{
  double count = JSValueToNumber (context, arguments[0], NULL);
  gsize n_bytes = (gsize) CLAMP (count, 0, MAX_RANDOM_BYTES);
  g_autofree guint8 *data = g_malloc (MAX (n_bytes, 1));
  g_autoptr (GBytes) bytes = NULL;

  if (!fill (data, n_bytes))
    return heddle_js_throw_error (context, exception, "The system has no random numbers: %s", g_strerror (errno));
  bytes = g_bytes_new_take (g_steal_pointer (&data), n_bytes);
  return heddle_js_bytes (context, bytes);
}

void
heddle_web_crypto_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "randomBytes", random_bytes);
}
