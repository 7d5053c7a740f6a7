/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Find and replace in one text.
 * Threads: the main one.
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_SEARCH_BAR (heddle_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSearchBar, heddle_search_bar, HEDDLE, SEARCH_BAR, GtkWidget)

void heddle_search_bar_set_view (HeddleSearchBar *self, GtkSourceView *view);
void heddle_search_bar_open (HeddleSearchBar *self, gboolean wants_replace);
void heddle_search_bar_close (HeddleSearchBar *self);
gboolean heddle_search_bar_is_open (HeddleSearchBar *self);
void heddle_search_bar_move (HeddleSearchBar *self, gboolean forward);

G_END_DECLS
