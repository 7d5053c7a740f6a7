/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share: waiting for what must come, walking the tree, pictures.
 */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

typedef gboolean (*HeddleTestCondition) (gpointer data);

GtkApplication *heddle_test_get_application (void);
HeddleWindow *heddle_test_open_window (const char *target);
void heddle_test_close_window (HeddleWindow *window);
void heddle_test_wait_until (HeddleTestCondition condition, gpointer data);
GtkWidget *heddle_test_find (GtkWidget *root, GType type);
void heddle_test_take_picture (gpointer window, const char *name);
void heddle_test_press (HeddleTimeline *timeline, guint key, GdkModifierType modifiers);
char *heddle_test_write_program (const char *source);

G_END_DECLS
