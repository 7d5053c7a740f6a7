/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sliders of a scenario's parameters.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_PARAMETERS (heddle_parameters_get_type ())
G_DECLARE_FINAL_TYPE (HeddleParameters, heddle_parameters, HEDDLE, PARAMETERS, GtkPopover)

void heddle_parameters_set_stage (HeddleParameters *self, HeddleStage *stage);

G_END_DECLS
