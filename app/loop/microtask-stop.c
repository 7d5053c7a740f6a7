/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stopping a VM's microtasks from outside.
 * Threads: see microtask-stop.h. JavaScriptCore asks a flag of the VM ("execution forbidden") before each microtask, but
 * exports no way to set it. Where the flag lies is read from the code of the exported JSC::VM::drainMicrotasks (): it
 * compares that byte with 0 before its loop and again inside of it, which is how we recognize it. If that is ever built
 * otherwise, nothing is touched, and terminate.c parks a thread whose microtasks do not end.
 */
#include "loop/microtask-stop.h"

#include <dlfcn.h>
#include <string.h>

#define PROLOGUE_BYTES 96
#define LOOP_BYTES 320
/* A VM is about this large. */
#define MAX_OFFSET (1 << 20)

/* Of the flag in a VM; 0 when it is not known. Set once, on the main thread. */
static gsize flag_offset;

#ifdef __x86_64__
/* The displacement of the first `cmpb $0, displacement(register)` in @code for which @wanted is 0 or the displacement
 * itself; 0 when there is none. */
static guint32
find_comparison (const guint8 *code, gsize n_bytes, guint32 wanted)
{
  for (gsize i = 0; i + 7 <= n_bytes; i++) {
    guint32 displacement;

    if (code[i] != 0x80 || (code[i + 1] & 0xf8) != 0xb8 || code[i + 6] != 0)
      continue;
    memcpy (&displacement, code + i + 2, sizeof displacement);
    if (wanted == 0 ? displacement < MAX_OFFSET : displacement == wanted)
      return displacement;
  }
  return 0;
}
#endif

/**
 * heddle_microtask_stop_init:
 *
 * Call it once, on the main thread.
 */
void
heddle_microtask_stop_init (void)
{
#ifdef __x86_64__
  const guint8 *code = dlsym (RTLD_DEFAULT, "_ZN3JSC2VM15drainMicrotasksEv");
  guint32 offset;

  if (code == NULL)
    return;
  offset = find_comparison (code, PROLOGUE_BYTES, 0);
  if (offset != 0 && find_comparison (code + PROLOGUE_BYTES, LOOP_BYTES, offset) == offset)
    flag_offset = offset;
#endif
}

/**
 * heddle_microtask_stop:
 * @group: a VM that is not to run anything more
 *
 * Lets no further microtask run.
 *
 * Returns: whether that is possible here
 */
gboolean
heddle_microtask_stop (JSContextGroupRef group)
{
  if (flag_offset == 0)
    return FALSE;
  __atomic_store_n ((guint8 *) group + flag_offset, 1, __ATOMIC_RELAXED);
  return TRUE;
}
