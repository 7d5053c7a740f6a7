/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The menu of how many cores a run may use.
 * Threads: the main one.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

guint heddle_cores_menu_count (void);
GMenuModel *heddle_cores_menu_new (guint n_available);
char *heddle_cores_menu_format (guint n_cores, guint n_available);

G_END_DECLS
