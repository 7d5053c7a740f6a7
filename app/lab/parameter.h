/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number of a scenario that can be changed; it reaches the program as `params.NAME`.
 * Threads: any; plain values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddlePart:
 * @HEDDLE_PART_NONE: neither
 * @HEDDLE_PART_WAITING: waiting for the world
 * @HEDDLE_PART_COMPUTING: computing on a core
 *
 * Which part of a scenario's work a parameter is the amount of. At 0 that part is taken out.
 */
typedef enum {
  HEDDLE_PART_NONE,
  HEDDLE_PART_WAITING,
  HEDDLE_PART_COMPUTING,
} HeddlePart;

/**
 * HeddleParameter:
 * @name: its name in `params`
 * @label: what people read
 * @minimum: the least it may be
 * @maximum: the most it may be
 * @default_value: what it is when nobody says otherwise
 * @step: how far a slider moves it
 * @part: which part of the work it is the amount of
 */
typedef struct {
  char *name;
  char *label;
  double minimum;
  double maximum;
  double default_value;
  double step;
  HeddlePart part;
} HeddleParameter;

void heddle_parameter_clear (HeddleParameter *self);
gboolean heddle_parameter_is_name (const char *name);
gboolean heddle_parameter_parse (const HeddleParameter *self, const char *text, double *value, GError **error);
char *heddle_parameter_format (double value);
char *heddle_parameters_to_json (const HeddleParameter *parameters, guint n_parameters, const double *values);

G_END_DECLS
