/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which scenario may reach which host: the user's decisions, remembered, and to be taken back.
 * Threads: the main one.
 */
#pragma once

#include "lab/scenario.h"
#include "trace/trace.h"

G_BEGIN_DECLS

char *heddle_permissions_dup_owner (const HeddleScenario *scenario);
GStrv heddle_permissions_dup_hosts (const char *owner);
void heddle_permissions_allow (const char *owner, const char *host);
void heddle_permissions_revoke (const char *owner, const char *host);
char *heddle_permissions_find_wanted (HeddleTrace *trace);

G_END_DECLS
