/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every colour of the timeline.
 * Threads: any.
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define HEDDLE_PALETTE_N_COLOURS 8

/**
 * HeddleScheme:
 *
 * What the system wants.
 */
typedef enum {
  HEDDLE_SCHEME_LIGHT,
  HEDDLE_SCHEME_DARK,
  HEDDLE_SCHEME_LIGHT_HIGH_CONTRAST,
  HEDDLE_SCHEME_DARK_HIGH_CONTRAST,
  HEDDLE_N_SCHEMES,
} HeddleScheme;

/**
 * HeddlePalette:
 * @text: labels
 * @dim_text: less important labels
 * @grid: the lines of the ruler
 * @lane: the ground of a lane
 * @outline: around what waits
 * @waiting: the dots of what waits
 * @waiting_ground: behind the dots
 * @ready: the stripes of what is ready
 * @ready_ground: behind the stripes
 * @flag: the finish flag, neutral
 * @flag_text: on it
 * @stop: what was stopped or failed
 * @stop_text: on it
 * @cursor: the line at the pointer
 * @busy: a folded group's threads that compute
 * @accent: what is selected, and the stretch that is
 * @found: what was searched for
 * @arrow: from a cause to its effect
 * @is_high_contrast: whether what computes has the colours below
 * @tasks: what computes, by the number of its task
 * @task_text: on it
 * @other: what computes without a number
 */
typedef struct {
  GdkRGBA text;
  GdkRGBA dim_text;
  GdkRGBA grid;
  GdkRGBA lane;
  GdkRGBA outline;
  GdkRGBA waiting;
  GdkRGBA waiting_ground;
  GdkRGBA ready;
  GdkRGBA ready_ground;
  GdkRGBA flag;
  GdkRGBA flag_text;
  GdkRGBA stop;
  GdkRGBA stop_text;
  GdkRGBA cursor;
  GdkRGBA busy;
  GdkRGBA accent;
  GdkRGBA found;
  GdkRGBA arrow;
  gboolean is_high_contrast;
  GdkRGBA tasks[HEDDLE_PALETTE_N_COLOURS];
  GdkRGBA task_text;
  GdkRGBA other;
} HeddlePalette;

const HeddlePalette *heddle_palette_get (HeddleScheme scheme);
GdkRGBA heddle_palette_get_task_colour (const HeddlePalette *self, guint number);
double heddle_palette_get_contrast (const GdkRGBA *one, const GdkRGBA *other);

G_END_DECLS
