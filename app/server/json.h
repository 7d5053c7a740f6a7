/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing JSON (RFC 8259) piece by piece.
 * Threads: any. Cost: no allocation but the string's own.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void heddle_json_append_string (GString *json, const char *text, gssize length_bytes);
void heddle_json_append_integer (GString *json, guint64 number);

G_END_DECLS
