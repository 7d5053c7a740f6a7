/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `/echo`: what was sent.
 * Threads: the server's.
 */
#pragma once

#include "server/endpoints.h"

G_BEGIN_DECLS

gboolean heddle_echo_answer (HeddleRequest *request, GError **error);

G_END_DECLS
