/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strip below the bands: all about what is selected: a span, a stretch of time, a gap.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_DETAILS (heddle_details_get_type ())
G_DECLARE_FINAL_TYPE (HeddleDetails, heddle_details, HEDDLE, DETAILS, GtkWidget)

void heddle_details_show (HeddleDetails *self,
                          const char *title,
                          const char *state,
                          const char *body,
                          const char *source,
                          gboolean can_zoom);
void heddle_details_show_why (HeddleDetails *self, const char *why);
void heddle_details_hide (HeddleDetails *self);
const char *heddle_details_get_body (HeddleDetails *self);
const char *heddle_details_get_why (HeddleDetails *self);

G_END_DECLS
