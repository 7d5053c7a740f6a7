/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stats/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CHART_VIEW (heddle_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (HeddleChartView, heddle_chart_view, HEDDLE, CHART_VIEW, GtkWidget)

void heddle_chart_view_take_chart (HeddleChartView *self, HeddleChart *chart);
const HeddleChart *heddle_chart_view_get_chart (HeddleChartView *self);

G_END_DECLS
