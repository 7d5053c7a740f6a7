/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the endpoints answer, each for itself.
 * Threads: the server's. Errors: HEDDLE_ERROR_USAGE, for a number in the path or the query that is not allowed.
 */
#pragma once

#include "server/endpoints.h"

G_BEGIN_DECLS

gboolean heddle_generated_data (HeddleRequest *request, GError **error);
gboolean heddle_generated_status (HeddleRequest *request, GError **error);
gboolean heddle_generated_bytes (HeddleRequest *request, GError **error);
gboolean heddle_generated_stream (HeddleRequest *request, GError **error);
gboolean heddle_generated_flaky (HeddleRequest *request, GError **error);
gboolean heddle_generated_drip (HeddleRequest *request, GError **error);
gboolean heddle_generated_redirect (HeddleRequest *request, GError **error);
gboolean heddle_generated_hang (HeddleRequest *request, GError **error);

G_END_DECLS
