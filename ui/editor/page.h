/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One tab of the editor: the text of one file, with what the user has to know about it.
 * Threads: the main one.
 */
#pragma once

#include "ui/editor/document.h"
#include "ui/editor/search-bar.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_PAGE (heddle_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePage, heddle_page, HEDDLE, PAGE, GtkWidget)

HeddlePage *heddle_page_new (HeddleDocument *document);
HeddleDocument *heddle_page_get_document (HeddlePage *self);
GtkSourceView *heddle_page_get_view (HeddlePage *self);
HeddleSearchBar *heddle_page_get_search_bar (HeddlePage *self);
gboolean heddle_page_is_completing (HeddlePage *self);
void heddle_page_fill (HeddlePage *self);
void heddle_page_set_text_size (HeddlePage *self, double points);
void heddle_page_place_cursor (HeddlePage *self, guint line, guint column);
void heddle_page_show_position (HeddlePage *self, guint line, guint column);

G_END_DECLS
