/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words for kinds, states, roles and levels in files: never translated, never changed.
 * Threads: any.
 */
#pragma once

#include "trace/record.h"

G_BEGIN_DECLS

const char *heddle_kind_get_id (HeddleKind kind);
const char *heddle_state_get_id (HeddleState state);
const char *heddle_role_get_id (HeddleRole role);
const char *heddle_level_get_id (HeddleLevel level);
gboolean heddle_kind_from_id (const char *id, HeddleKind *kind);
gboolean heddle_state_from_id (const char *id, HeddleState *state);
gboolean heddle_role_from_id (const char *id, HeddleRole *role);
gboolean heddle_level_from_id (const char *id, HeddleLevel *level);

G_END_DECLS
