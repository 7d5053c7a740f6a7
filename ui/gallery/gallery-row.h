/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of one item of the gallery, with its menu.
 * Threads: the main one.
 */
#pragma once

#include "ui/gallery/gallery-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_GALLERY_ROW (heddle_gallery_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryRow, heddle_gallery_row, HEDDLE, GALLERY_ROW, GtkListBoxRow)

GtkWidget *heddle_gallery_row_new (HeddleGalleryItem *item);
HeddleGalleryItem *heddle_gallery_row_get_item (HeddleGalleryRow *self);

G_END_DECLS
