/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text laid out once and painted often.
 * Threads: the main one.
 */
#pragma once

#include "ui/style/palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleTextSize:
 * @HEDDLE_TEXT_SMALL: lanes' names
 * @HEDDLE_TEXT_LABEL: inside of boxes that have no number
 * @HEDDLE_TEXT_NUMBER: inside of boxes
 * @HEDDLE_TEXT_FLAG: finish times, for the back row
 */
typedef enum {
  HEDDLE_TEXT_SMALL,
  HEDDLE_TEXT_LABEL,
  HEDDLE_TEXT_NUMBER,
  HEDDLE_TEXT_FLAG,
  HEDDLE_N_TEXT_SIZES,
} HeddleTextSize;

typedef struct _HeddleTextCache HeddleTextCache;

HeddleTextCache *heddle_text_cache_new (GtkWidget *widget);
void heddle_text_cache_free (HeddleTextCache *self);
void heddle_text_cache_clear (HeddleTextCache *self);
PangoLayout *heddle_text_cache_get (HeddleTextCache *self, HeddleTextSize size, const char *text);
PangoLayout *heddle_text_cache_get_narrow (HeddleTextCache *self, HeddleTextSize size, const char *text, int width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleTextCache, heddle_text_cache_free)

G_END_DECLS
