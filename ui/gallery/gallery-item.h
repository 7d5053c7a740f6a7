/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of the gallery: a lesson, or a playground of the user's own.
 * Threads: the main one.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_GALLERY_ITEM (heddle_gallery_item_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryItem, heddle_gallery_item, HEDDLE, GALLERY_ITEM, GObject)

HeddleGalleryItem *
heddle_gallery_item_new_for_lesson (const char *name, const char *title, const char *summary, const char *chapter);
HeddleGalleryItem *heddle_gallery_item_new_for_playground (const char *folder, const char *title);
const char *heddle_gallery_item_get_target (HeddleGalleryItem *self);
const char *heddle_gallery_item_get_title (HeddleGalleryItem *self);
const char *heddle_gallery_item_get_summary (HeddleGalleryItem *self);
const char *heddle_gallery_item_get_chapter (HeddleGalleryItem *self);
gboolean heddle_gallery_item_is_lesson (HeddleGalleryItem *self);
gboolean heddle_gallery_item_get_has_run (HeddleGalleryItem *self);
void heddle_gallery_item_set_has_run (HeddleGalleryItem *self, gboolean has_run);
gboolean heddle_gallery_item_matches (HeddleGalleryItem *self, const char *search);

G_END_DECLS
