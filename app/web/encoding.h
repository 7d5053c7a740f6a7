/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text from bytes and bytes from text, for TextDecoder, TextEncoder, URL and bodies: UTF-8 and the older encodings.
 * Threads: the loop's own. Cost: about 1 ns a byte.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_encoding_register (HeddleLoop *loop);

G_END_DECLS
