/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What worker.c (the creator's side) and worker-thread.c (the worker's own) share. For these two alone.
 */
#pragma once

#include "loop/loop.h"
#include "probe/program.h"
#include "web/port.h"

G_BEGIN_DECLS

typedef struct {
  /* set once */
  HeddleLoop *creator;
  HeddleProgram *program;
  guint number;
  char *name;
  char *lane; /* its name in the trace */
  char *url;
  char *path; /* NULL when url cannot be used: see error */
  char *text; /* the script, when it is not in a file */
  gboolean is_module;
  GError *error;
  /* any thread */
  gint starting;
  GMutex lock;
  GCond ended_condition;
  /* guarded by lock */
  HeddleLoop *loop;
  gboolean terminated;
  gboolean ended;
  gboolean parked;
  /* the creator's thread */
  HeddlePort *outside;
  GThread *thread;
  JSObjectRef object; /* NULL after the end */
  HeddleSpanId span;
  /* the worker's thread */
  HeddlePort *inside;
} HeddleWorker;

HeddleWorker *heddle_worker_ref (HeddleWorker *self);
void heddle_worker_unref (HeddleWorker *self);
void heddle_worker_started (HeddleWorker *self);
void heddle_worker_end (HeddleWorker *self, gboolean parked);

gpointer heddle_worker_thread (gpointer self);
void heddle_worker_thread_register (HeddleLoop *loop);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleWorker, heddle_worker_unref)

G_END_DECLS
