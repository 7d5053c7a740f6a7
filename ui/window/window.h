/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main window.
 * Threads: the main one.
 */
#pragma once

#include "ui/console/console.h"
#include "ui/editor/editor.h"
#include "ui/run/stage.h"
#include "ui/timeline/timeline.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_WINDOW (heddle_window_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWindow, heddle_window, HEDDLE, WINDOW, AdwApplicationWindow)

HeddleWindow *heddle_window_new (GtkApplication *application);
gboolean heddle_window_open (HeddleWindow *self, const char *target);
void heddle_window_open_last (HeddleWindow *self);
HeddleEditor *heddle_window_get_editor (HeddleWindow *self);
HeddleStage *heddle_window_get_stage (HeddleWindow *self);
HeddleTimeline *heddle_window_get_timeline (HeddleWindow *self);
HeddleConsole *heddle_window_get_console (HeddleWindow *self);
const char *heddle_window_get_sentence (HeddleWindow *self);

G_END_DECLS
