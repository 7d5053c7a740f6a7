/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forms of the timeline's boxes: solid, hatched, dotted. Form carries the state, so that it stays visible in print,
 * in greyscale and for everybody's eyes.
 * Threads: the main one.
 */
#pragma once

#include "ui/style/palette.h"
#include "ui/timeline/canvas.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddlePattern:
 * @HEDDLE_PATTERN_DOTTED: waits for the world
 * @HEDDLE_PATTERN_HATCHED: ready, but its thread or a core is taken
 */
typedef enum {
  HEDDLE_PATTERN_DOTTED,
  HEDDLE_PATTERN_HATCHED,
  HEDDLE_N_PATTERNS,
} HeddlePattern;

typedef struct _HeddlePatterns HeddlePatterns;

HeddlePatterns *heddle_patterns_new (void);
void heddle_patterns_free (HeddlePatterns *self);
void heddle_patterns_set_palette (HeddlePatterns *self, const HeddlePalette *palette, int scale);
HeddleFill heddle_patterns_get_fill (HeddlePatterns *self, HeddlePattern pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddlePatterns, heddle_patterns_free)

G_END_DECLS
