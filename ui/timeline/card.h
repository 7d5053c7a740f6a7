/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card about what the pointer is on. It stays inside of the window and never covers what it is about.
 * Threads: the main one.
 */
#pragma once

#include "ui/timeline/span-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CARD (heddle_card_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCard, heddle_card, HEDDLE, CARD, GtkWidget)

void heddle_card_show (HeddleCard *self, const HeddleSpanText *text, const graphene_rect_t *about, double pointer_x);
void heddle_card_hide (HeddleCard *self);
void heddle_card_find_place (HeddleCard *self, int width, int height, GdkRectangle *place);

G_END_DECLS
