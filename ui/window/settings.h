/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window remembers.
 * Threads: the main one.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEDDLE_APPLICATION_ID "org.heddle.Heddle"

GSettings *heddle_settings_new (void);
GSettings *heddle_settings_get_default (void);

G_END_DECLS
