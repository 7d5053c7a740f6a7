/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every colour of the timeline. What computes has the colours of trace/numbering.h, as in every other picture; only for
 * high contrast there are others.
 * Threads: any.
 */
#include "ui/style/palette.h"

#include "trace/numbering.h"

#include <math.h>

#define CHANNEL(value, shift) ((float) ((value) >> (shift) &0xff) / 255.0f)
#define HEX(value)                                                                                                     \
  {                                                                                                                    \
    CHANNEL (value, 16), CHANNEL (value, 8), CHANNEL (value, 0), 1                                                     \
  }

static const HeddlePalette palettes[HEDDLE_N_SCHEMES] = {
  [HEDDLE_SCHEME_LIGHT] = {
    .text = HEX (0x2e3436), .dim_text = HEX (0x5c6468), .grid = HEX (0xe2e4e6), .lane = HEX (0xf4f5f6),
    .outline = HEX (0x9aa5af), .waiting = HEX (0x54707f), .waiting_ground = HEX (0xe9eef2),
    .ready = HEX (0xc46a00), .ready_ground = HEX (0xfde6c8), .flag = HEX (0x2e3436), .flag_text = HEX (0xffffff),
    .stop = HEX (0xb3151f), .stop_text = HEX (0xffffff), .cursor = HEX (0xb3151f),
    .busy = HEX (0x5b6b7a), .accent = HEX (0x1c5fb8), .found = HEX (0xe8a500), .arrow = HEX (0x5a2d82),
    .task_text = HEX (0xffffff),
  },
  [HEDDLE_SCHEME_DARK] = {
    .text = HEX (0xf2f2f2), .dim_text = HEX (0xb3b7ba), .grid = HEX (0x3c3c3f), .lane = HEX (0x2a2a2c),
    .outline = HEX (0x70808c), .waiting = HEX (0x9fb6c4), .waiting_ground = HEX (0x303a41),
    .ready = HEX (0xf0a03c), .ready_ground = HEX (0x4a3513), .flag = HEX (0xf2f2f2), .flag_text = HEX (0x1e1e1e),
    .stop = HEX (0xff8c84), .stop_text = HEX (0x1e1e1e), .cursor = HEX (0xff8c84),
    .busy = HEX (0x8fa0b0), .accent = HEX (0x6ab0ff), .found = HEX (0xffd24a), .arrow = HEX (0xd0a8ff),
    .task_text = HEX (0xffffff),
  },
  [HEDDLE_SCHEME_LIGHT_HIGH_CONTRAST] = {
    .is_high_contrast = TRUE,
    .text = HEX (0x000000), .dim_text = HEX (0x1a1a1a), .grid = HEX (0x9a9a9a), .lane = HEX (0xffffff),
    .outline = HEX (0x000000), .waiting = HEX (0x000000), .waiting_ground = HEX (0xffffff),
    .ready = HEX (0x7a3c00), .ready_ground = HEX (0xffffff), .flag = HEX (0x000000), .flag_text = HEX (0xffffff),
    .stop = HEX (0x8f0010), .stop_text = HEX (0xffffff), .cursor = HEX (0x8f0010),
    .busy = HEX (0x33373b), .accent = HEX (0x003a8c), .found = HEX (0x7a5200), .arrow = HEX (0x3c0a66),
    .tasks = { HEX (0x004f7c), HEX (0x873900), HEX (0x005a42), HEX (0x7d2c5b), HEX (0x664500), HEX (0x114f70),
               HEX (0x4a4600), HEX (0x3b3d8f) },
    .task_text = HEX (0xffffff), .other = HEX (0x33373b),
  },
  [HEDDLE_SCHEME_DARK_HIGH_CONTRAST] = {
    .is_high_contrast = TRUE,
    .text = HEX (0xffffff), .dim_text = HEX (0xe6e6e6), .grid = HEX (0x7a7a7a), .lane = HEX (0x000000),
    .outline = HEX (0xffffff), .waiting = HEX (0xffffff), .waiting_ground = HEX (0x000000),
    .ready = HEX (0xffc166), .ready_ground = HEX (0x000000), .flag = HEX (0xffffff), .flag_text = HEX (0x000000),
    .stop = HEX (0xffb0aa), .stop_text = HEX (0x000000), .cursor = HEX (0xffb0aa),
    .busy = HEX (0xd5d9dc), .accent = HEX (0x9dceff), .found = HEX (0xffe08a), .arrow = HEX (0xe0c4ff),
    .tasks = { HEX (0x6cc0f5), HEX (0xff9d52), HEX (0x4fd0a7), HEX (0xf0a3cd), HEX (0xf0b233), HEX (0x9fd9f7),
               HEX (0xf0e442), HEX (0xc5c6ff) },
    .task_text = HEX (0x000000), .other = HEX (0xd5d9dc),
  },
};

const HeddlePalette *
heddle_palette_get (HeddleScheme scheme)
{
  g_return_val_if_fail (scheme < HEDDLE_N_SCHEMES, &palettes[0]);
  return &palettes[scheme];
}

/**
 * heddle_palette_get_task_colour:
 * @number: a task's number from 1; 0 for what has none
 *
 * Returns: its colour, the same wherever it is drawn
 */
GdkRGBA
heddle_palette_get_task_colour (const HeddlePalette *self, guint number)
{
  guint32 hex = heddle_number_get_color (number);

  if (self->is_high_contrast)
    return number == 0 ? self->other : self->tasks[(number - 1) % HEDDLE_PALETTE_N_COLOURS];
  return (GdkRGBA) HEX (hex);
}

static double
linear (float channel)
{
  return channel <= 0.04045f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

/**
 * heddle_palette_get_contrast:
 *
 * Returns: the contrast ratio of the two colours, 1 … 21, as in WCAG 2.1
 */
double
heddle_palette_get_contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = luminance (one) + 0.05, b = luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}
