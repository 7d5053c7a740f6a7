/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All lessons and the user's playgrounds, and which lessons have run: one list, which the gallery of each window views.
 * Threads: the main one. Cost: reading all again takes some milliseconds.
 */
#pragma once

#include "ui/gallery/gallery-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GListModel *heddle_gallery_list_get_default (void);
void heddle_gallery_list_reload_playgrounds (void);
HeddleGalleryItem *heddle_gallery_list_find (const char *target);
void heddle_gallery_list_tick (const char *lesson);
void heddle_gallery_list_clear_ticks (void);

G_END_DECLS
