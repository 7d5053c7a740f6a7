/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * International domain names, for URL.
 * Threads: the loop's own; heddle_idna_to_ascii () any.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

char *heddle_idna_to_ascii (const guint16 *units, gsize n_units);
void heddle_web_idna_register (HeddleLoop *loop);

G_END_DECLS
