/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the language does not tell about its own objects, for inspect.js: a promise's state, a proxy's target, the
 * class of an object.
 * Threads: the loop's own.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

void heddle_web_inspect_register (HeddleLoop *loop);

G_END_DECLS
