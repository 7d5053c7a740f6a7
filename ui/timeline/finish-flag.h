/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line with a flag on it: where a run ended, where it is now, where someone thinks that it will end.
 * Threads: the main one.
 */
#pragma once

#include "ui/style/palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleFlagForm:
 * @HEDDLE_FLAG_FINISH: it ended here
 * @HEDDLE_FLAG_STOP: it was stopped, or failed here
 * @HEDDLE_FLAG_NOW: it goes on from here
 * @HEDDLE_FLAG_GUESS: someone said so: only an outline
 */
typedef enum {
  HEDDLE_FLAG_FINISH,
  HEDDLE_FLAG_STOP,
  HEDDLE_FLAG_NOW,
  HEDDLE_FLAG_GUESS,
} HeddleFlagForm;

graphene_rect_t heddle_finish_flag_paint (GtkSnapshot *snapshot,
                                          const HeddlePalette *palette,
                                          HeddleFlagForm form,
                                          PangoLayout *text,
                                          float x,
                                          float top,
                                          const graphene_rect_t *area);

G_END_DECLS
