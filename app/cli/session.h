/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `run` and `compare` have in common: a comparison that runs until it ends or a signal stops it.
 * Threads: main.
 */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

typedef struct _HeddleCliSession HeddleCliSession;

HeddleCliSession *heddle_cli_session_new (HeddleCliOptions *options, GError **error);
void heddle_cli_session_free (HeddleCliSession *self);
HeddleComparison *heddle_cli_session_get_comparison (HeddleCliSession *self);
gboolean heddle_cli_session_execute (HeddleCliSession *self, GError **error);
int heddle_cli_session_find_status (HeddleCliSession *self, HeddleRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliSession, heddle_cli_session_free)

G_END_DECLS
