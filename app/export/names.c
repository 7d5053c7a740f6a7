/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words for kinds, states, roles and levels in files.
 * Threads: any.
 */
#include "export/names.h"

#include <string.h>

static const char *const kind_ids[HEDDLE_KIND_END] = {
  [HEDDLE_KIND_NONE] = "none",
  [HEDDLE_KIND_TASK] = "task",
  [HEDDLE_KIND_MICROTASK] = "microtask",
  [HEDDLE_KIND_EVALUATE] = "evaluate",
  [HEDDLE_KIND_MEASURE] = "measure",
  [HEDDLE_KIND_GC] = "gc",
  [HEDDLE_KIND_BLOCKED] = "blocked",
  [HEDDLE_KIND_TIMER] = "timer",
  [HEDDLE_KIND_REQUEST] = "request",
  [HEDDLE_KIND_FILE] = "file",
  [HEDDLE_KIND_MESSAGE] = "message",
  [HEDDLE_KIND_WORKER] = "worker",
  [HEDDLE_KIND_INPUT] = "input",
  [HEDDLE_KIND_ASYNC] = "async",
  [HEDDLE_KIND_ASYNC_RUN] = "async-run",
  [HEDDLE_KIND_AWAIT] = "await",
  [HEDDLE_KIND_ON_CORE] = "on-core",
  [HEDDLE_KIND_NO_CORE] = "no-core",
  [HEDDLE_MARK_CONNECTED] = "connected",
  [HEDDLE_MARK_SENT] = "sent",
  [HEDDLE_MARK_FIRST_BYTE] = "first-byte",
  [HEDDLE_MARK_CHUNK] = "chunk",
  [HEDDLE_MARK_FAILED] = "failed",
  [HEDDLE_MARK_ABORTED] = "aborted",
  [HEDDLE_MARK_CLEARED] = "cleared",
  [HEDDLE_MARK_BYTES] = "bytes",
  [HEDDLE_MARK_TRANSFERRED] = "transferred",
  [HEDDLE_MARK_USER] = "mark",
  [HEDDLE_MARK_FIRST_STATEMENT] = "first-statement",
  [HEDDLE_MARK_LAST_TASK] = "last-task",
  [HEDDLE_MARK_EXIT] = "exit",
  [HEDDLE_MARK_CPU] = "cpu",
  [HEDDLE_MARK_NO_CORE] = "waited-for-core",
  [HEDDLE_MARK_FRAME] = "frame",
  [HEDDLE_MARK_REJECTED] = "rejected",
  [HEDDLE_MARK_NO_PROBES] = "no-probes",
  [HEDDLE_MARK_WAITS_FOR_INPUT] = "waits-for-input",
};
static const char *const state_ids[] = { "none", "computing", "ready", "waiting" };
static const char *const role_ids[] = { "none", "main", "worker", "network", "files", "sampler" };
static const char *const level_ids[] = { "log", "info", "debug", "warn", "error" };

static gboolean
find (const char *const *ids, guint n_ids, const char *id, guint *index)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] != NULL && strcmp (ids[i], id) == 0) {
      *index = i;
      return TRUE;
    }
  return FALSE;
}

const char *
heddle_kind_get_id (HeddleKind kind)
{
  return kind_ids[kind];
}

const char *
heddle_state_get_id (HeddleState state)
{
  return state_ids[state];
}

const char *
heddle_role_get_id (HeddleRole role)
{
  return role_ids[role];
}

const char *
heddle_level_get_id (HeddleLevel level)
{
  return level_ids[level];
}

gboolean
heddle_kind_from_id (const char *id, HeddleKind *kind)
{
  return find (kind_ids, G_N_ELEMENTS (kind_ids), id, kind);
}

gboolean
heddle_state_from_id (const char *id, HeddleState *state)
{
  return find (state_ids, G_N_ELEMENTS (state_ids), id, state);
}

gboolean
heddle_role_from_id (const char *id, HeddleRole *role)
{
  return find (role_ids, G_N_ELEMENTS (role_ids), id, role);
}

gboolean
heddle_level_from_id (const char *id, HeddleLevel *level)
{
  return find (level_ids, G_N_ELEMENTS (level_ids), id, level);
}
