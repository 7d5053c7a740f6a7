/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number of a scenario that can be changed; it reaches the program as `params.NAME`.
 * Threads: any; plain values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleParameter:
 * @name: its name in `params`
 * @label: what people read
 * @minimum: the least it may be
 * @maximum: the most it may be
 * @default_value: what it is when nobody says otherwise
 * @step: how far a slider moves it
 */
typedef struct {
  char *name;
  char *label;
  double minimum;
  double maximum;
  double default_value;
  double step;
} HeddleParameter;

void heddle_parameter_clear (HeddleParameter *self);
gboolean heddle_parameter_is_name (const char *name);
gboolean heddle_parameter_parse (const HeddleParameter *self, const char *text, double *value, GError **error);
char *heddle_parameter_format (double value);
char *heddle_parameters_to_json (const HeddleParameter *parameters, guint n_parameters, const double *values);

G_END_DECLS
