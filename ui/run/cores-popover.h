/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many cores a run may use, and which CPUs those are.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint heddle_cores_count (void);
char *heddle_cores_format (guint n_cores);

#define HEDDLE_TYPE_CORES_POPOVER (heddle_cores_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCoresPopover, heddle_cores_popover, HEDDLE, CORES_POPOVER, GtkPopover)

void heddle_cores_popover_set_n_cores (HeddleCoresPopover *self, guint n_cores);

G_END_DECLS
