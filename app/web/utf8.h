/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8 to UTF-16 and back, as the Encoding standard has it: what is not well-formed becomes U+FFFD, one for each
 * maximal part of a sequence.
 * Threads: any; plain functions. Cost: about 1 ns a byte.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize heddle_utf8_encode (const guint16 *units, gsize n_units, guint8 *bytes);
gboolean heddle_utf8_decode (const guint8 *bytes, gsize n_bytes, gboolean fatal, guint16 *units, gsize *n_units);
gsize heddle_utf8_skip_ascii (const guint8 *bytes, gsize n_bytes);

G_END_DECLS
