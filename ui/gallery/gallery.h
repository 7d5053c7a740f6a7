/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sidebar: the lessons by chapter and the user's playgrounds, with a search.
 * Threads: the main one.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_GALLERY (heddle_gallery_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGallery, heddle_gallery, HEDDLE, GALLERY, GtkWidget)

void heddle_gallery_set_current (HeddleGallery *self, const char *target);
void heddle_gallery_focus_search (HeddleGallery *self);
GListModel *heddle_gallery_get_shown (HeddleGallery *self);

G_END_DECLS
