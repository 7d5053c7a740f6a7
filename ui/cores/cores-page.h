/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/cores/chart-view.h"
#include "ui/run/stage.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_CORES_PAGE (heddle_cores_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCoresPage, heddle_cores_page, HEDDLE, CORES_PAGE, GtkWidget)

GtkWidget *heddle_cores_page_new (void);
void heddle_cores_page_set_stage (HeddleCoresPage *self, HeddleStage *stage);
void heddle_cores_page_run (HeddleCoresPage *self);
void heddle_cores_page_stop (HeddleCoresPage *self);
gboolean heddle_cores_page_is_running (HeddleCoresPage *self);
void heddle_cores_page_set_repeats (HeddleCoresPage *self, guint n_repeats);
gboolean heddle_cores_page_open (HeddleCoresPage *self, const char *path);
const char *heddle_cores_page_get_message (HeddleCoresPage *self);
const char *heddle_cores_page_get_sentences (HeddleCoresPage *self);
HeddleChartView *heddle_cores_page_get_times (HeddleCoresPage *self);

G_END_DECLS
