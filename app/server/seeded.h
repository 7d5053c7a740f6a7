/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that look random and are the same for the same seed.
 * Threads: any; plain values. Cost: a few nanoseconds.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 heddle_seeded_mix (guint64 number);
guint64 heddle_seeded_hash (const char *text, guint64 seed);
double heddle_seeded_fraction (guint64 number);
void heddle_seeded_fill (guint8 *buffer, gsize size_bytes, guint64 seed, guint64 offset_bytes);

G_END_DECLS
