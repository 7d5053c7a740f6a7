/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8 for the scripts of this folder.
 * Threads: the loop's.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_utf8_register (HeddleLoop *loop);
gboolean heddle_utf8_decode (const guint8 *bytes, gsize n_bytes, JSChar *units, gsize *n_units);

G_END_DECLS
