/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What JavaScriptCore needs of a process before its first VM.
 * Threads: the main thread, once.
 */
#include "loop/engine.h"

#include "loop/microtask-stop.h"

#include <dlfcn.h>

/**
 * heddle_engine_init:
 * @n_cores: how many cores the run may use: the engine would count the machine's
 *
 * Sets the engine's options and makes the calling thread its main thread: without that a VM on another thread crashes
 * at its first idle garbage collection.
 */
void
heddle_engine_init (guint n_cores)
{
  g_autofree char *cores = g_strdup_printf ("%u", n_cores);
  void (*initialize_main_thread) (void);

  g_setenv ("WTF_numberOfProcessorCores", cores, TRUE);
  g_setenv ("JSC_usePollingTraps", "1", TRUE);
  g_setenv ("JSC_useSharedArrayBuffer", "1", TRUE);
  *(void **) &initialize_main_thread = dlsym (RTLD_DEFAULT, "_ZN3WTF20initializeMainThreadEv");
  if (initialize_main_thread != NULL)
    initialize_main_thread ();
  heddle_microtask_stop_init ();
}
