/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text that is looked for in many others, upper and lower case being the same.
 * Threads: any. Cost: a plain one O(length) without allocation; else the other text is folded first.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeddleNeedle HeddleNeedle;

HeddleNeedle *heddle_needle_new (const char *text);
void heddle_needle_free (HeddleNeedle *self);
gboolean heddle_needle_is_in (const HeddleNeedle *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNeedle, heddle_needle_free)

G_END_DECLS
