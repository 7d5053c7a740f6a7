/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plausible made-up data about a name.
 * Threads: any. Cost: about 1 µs.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void heddle_data_append (GString *json, const char *name, guint64 seed);

G_END_DECLS
