/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one form of the timeline's boxes looks like, for the legend.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleSwatchForm:
 *
 * The forms that there are.
 */
typedef enum {
  HEDDLE_SWATCH_WAITING,
  HEDDLE_SWATCH_READY,
  HEDDLE_SWATCH_COMPUTING,
} HeddleSwatchForm;

#define HEDDLE_TYPE_SWATCH_FORM (heddle_swatch_form_get_type ())
GType heddle_swatch_form_get_type (void);

#define HEDDLE_TYPE_SWATCH (heddle_swatch_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSwatch, heddle_swatch, HEDDLE, SWATCH, GtkWidget)

G_END_DECLS
