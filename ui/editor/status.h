/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the right of the tabs: what is wrong with the file, else how it differs from the variant before.
 * Threads: the main one.
 */
#pragma once

#include "ui/editor/page.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_STATUS (heddle_status_get_type ())
G_DECLARE_FINAL_TYPE (HeddleStatus, heddle_status, HEDDLE, STATUS, GtkWidget)

void heddle_status_show (HeddleStatus *self, HeddlePage *page, HeddleDocument *previous);
const char *heddle_status_get_text (HeddleStatus *self);

G_END_DECLS
